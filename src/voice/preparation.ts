// What a preparation says to do: steps with nobody at the other end. Each is done in a few minutes.
import { hash, shuffle } from './order.ts';

/** The preparations' ids in the method's table. */
export type Preparation = 'list' | 'script' | 'aloud' | 'answer';

const LINES: Readonly<Record<Preparation, readonly string[]>> = {
  list: [
    "Write down three more names. Not important people, just people: a neighbour, somebody from school, the one who always said hello. You don't have to write to them.",
    'Three more names on your list, please. Think of whoever has been kind to you in the last ten years. Nobody needs to hear from you today.',
    'Add three people to your list, first names will do. If none come, look through the photos on your phone: who is in them?',
  ],
  script: [
    "Write two sentences: what you do, and what you'd like to learn. Plain words, as you'd say it to a neighbour. It may be bad; it only has to exist.",
    "Finish these two: “I'm someone who …” and “I'd like to find out …” Leave them overnight if they sound odd.",
    "In two sentences, tell a friendly stranger on a train what you do and what you're curious about. Write them down as you'd say them.",
  ],
  aloud: [
    'Say this aloud once, to the wall or the cat. It feels silly, and the second time it will already sound like you.',
    "Read it out once in your normal voice. Change any word you wouldn't say. That's all.",
    'Stand up, breathe out, and say it once from start to end. Nobody hears it but you.',
  ],
  answer: [
    'Answer one question in a group you belong to, online or not. Two lines from what you know are plenty.',
    "Find one person asking something you know a bit about, and tell them what you'd do. You needn't be an expert.",
    'Look in on a group you belong to and help with one small thing: a link, a tip, “that happened to me too”.',
  ],
};

/** Whether an activity's id is one of these preparations. */
export function isPreparation(activity: string): activity is Preparation {
  return Object.hasOwn(LINES, activity);
}

/** All wordings of one preparation, in the seed's order; each under 40 words. */
export function preparations(which: Preparation, seed: string): readonly string[] {
  return shuffle(LINES[which], `${seed}\n${which}`, (line) => line);
}

/** What one preparation says to do, chosen by the seed. */
export function preparation(which: Preparation, seed: string): string {
  const lines = LINES[which];
  return lines[hash(`${seed}\n${which}`) % lines.length] as string;
}
