// Memory questions: each brings one person to mind, from anywhere in a life. Not only from offices.
import { shuffle } from './order.ts';

/** The forty questions. */
export const MEMORY_QUESTIONS: readonly string[] = [
  // Work of every kind
  'Who worked next to you, wherever you last worked?',
  'Who showed you the ropes on a first day?',
  'Who could always make a long shift shorter?',
  'Who did you share your breaks with?',
  'Who once fixed something you had broken, and told nobody?',
  'Which customer or visitor were you glad to see come in?',
  'Who left before you did, and you wondered where they went?',
  'Who started after you, and asked you everything?',
  'Who worked in another building or another town, and was always kind on the phone?',
  'Which boss would you say hello to if you met in the street?',
  // School and learning
  'Who did you sit beside at school when you were twelve?',
  'Which teacher would be pleased to know how you are?',
  'Who copied your homework, or let you copy theirs?',
  'Who took a course with you, of any kind?',
  'Who was the clever one in class who never showed off?',
  'Who did you learn a trade, a language or an instrument with?',
  // Neighbourhood
  'Who lived next door in the place before this one?',
  'Which neighbour takes in your parcels?',
  'Who do you nod to every morning without knowing much about them?',
  'Who runs the shop where they know what you want?',
  'Who knows everybody in your street?',
  // Family and friends
  'Which cousin have you not spoken to since the last wedding?',
  "Who is your best friend's best friend?",
  "Which of your parents' friends always asked how you were?",
  'Who was at the last birthday you went to?',
  'Who did your brother, sister or partner work with, and you liked?',
  'Who would you have at your table if you could only ask one person from ten years ago?',
  // Children, animals, places of faith
  "Which parent did you talk with at a school gate or a children's party?",
  'Whose dog do you know better than its owner?',
  'Who sits near you where you pray, sing or sit quietly?',
  // Hobbies, sport, doing good
  'Who was on a team with you, even a bad one?',
  'Who do you know from a class, a gym or a pool?',
  'Who shares a hobby of yours that bores everyone else?',
  'Who helped with you when something had to be carried, cooked or collected?',
  'Who do you only know online, and would know anywhere by how they write?',
  // People who look after things
  'Who cuts your hair, and knows half your life?',
  'Which nurse, carer or doctor was good to you or yours?',
  'Who mended your car, your bike or your boiler, and explained it?',
  // Chance
  'Who did you meet on a journey and talk with longer than you meant to?',
  'Who once wrote to you out of nowhere, and it made your day?',
];

/** The n-th question (0, 1, 2 …) for a member: an order of their own, none twice until all have come. */
export function memoryQuestion(seed: string, n: number): string {
  const count = MEMORY_QUESTIONS.length;
  const place = ((Math.trunc(n) % count) + count) % count;
  return shuffle(MEMORY_QUESTIONS, seed, (question) => question)[place] as string;
}
