// What is said back after a step: praise for the exact act, the surprise, a kind line for a hard one, a no,
// silence. Plain strings; warm, short, never gushing. Numbers are feelings 0–100, said as 0–10.
import { mentioned, placed } from './fill.ts';
import { choose } from './order.ts';

/** From here on a step was a hard one (method: feelings are 0–100; 70 is well past clear unease). */
export const HARD = 70;
/** Up to here it was easy (the method's "no big deal"). */
const EASY = 20;

/** What was done and how it was. */
export type Done = {
  readonly activity: string;
  /** Label or name; left out for preparations. */
  readonly name?: string | undefined;
  readonly ownActivityName?: string | undefined;
  /** 0–100; left out when skipped or not asked yet. */
  readonly felt?: number | undefined;
  /** For coffee and fifteen: the talk itself was held, rather than asked for. */
  readonly held?: boolean | undefined;
  readonly seed: string;
};

const ACTS: Readonly<Record<string, string>> = {
  comment: 'You left a comment for {who}.',
  useful: 'You sent {who} something useful.',
  message: 'You wrote to {who}.',
  email: 'You e-mailed {who}.',
  voice: 'You sent {who} your voice.',
  connect: 'You asked {who} to connect.',
  introduction: 'You asked {who} for an introduction.',
  referral: 'You wrote to {who}, whom you only knew by name.',
  coffee: 'You asked {who} for a coffee.',
  'coffee held': 'You had a coffee with {who}.',
  phone: 'You rang {who}.',
  fifteen: 'You asked {who} for fifteen minutes.',
  'fifteen held': 'You talked with {who}.',
  'stranger-email': 'You wrote to {who}, a stranger.',
  'cold-call': 'You rang {who}, a stranger.',
  thanks: 'You thanked {who}.',
  card: 'You sent {who} a card, on paper.',
  introduce: 'You introduced {who} to someone, as you said you would.',
  list: 'You wrote down more names.',
  script: 'You put yourself into two sentences.',
  aloud: 'You said it aloud.',
  answer: "You answered somebody's question.",
  practice: 'You practised with a real voice at the other end.',
  smallest: 'You did the smallest thing.',
};

/** The bare act in one sentence: "You wrote to Maria.", and no second full stop behind "Maria Q." */
export function act(done: Done): string {
  return sentenceOf(done).replace(/\.\.$/u, '.');
}

function sentenceOf(done: Done): string {
  const who = mentioned(done.name) ?? 'them';
  const sentence = (done.held ? ACTS[`${done.activity} held`] : undefined) ?? ACTS[done.activity];
  if (sentence !== undefined) return sentence.replace('{who}', () => who);
  const own = done.ownActivityName?.trim();
  if (!own || [...own].length > 60)
    return done.name === undefined ? 'You did it.' : `You did it, with ${who}.`;
  return done.name === undefined ? `You did it: ${own}.` : `You did it: ${own}, ${who}.`;
}

/** Ways that are a question by what they are; a message may be a mere hello. */
const ASKS = new Set(['introduction', 'coffee', 'fifteen']);
const ASKED_NOTHING = new Set(['comment', 'useful', 'thanks', 'card', 'introduce', 'answer']);
const ALONE = new Set(['list', 'script', 'aloud', 'smallest']);

const REACHED = [
  'That part was yours, and you did it.',
  'It counts, whatever comes back.',
  "The hard bit was starting, and that's behind you.",
  'Nothing more to do there for now.',
  'That was the whole task, and it is done.',
  'You did what you set out to do.',
] as const;

const AFTER = {
  reached: REACHED,
  asked: [...REACHED, 'Whatever the answer is, you asked.'],
  given: [
    'A small thing to send, a nice thing to get.',
    "Most people are gladder of that than you'd think.",
    'You gave something today, and it counts.',
    "Somebody's day has one more good minute in it.",
  ],
  talked: [
    'A real talk, with a real person.',
    'That was you, talking to somebody. It counts.',
    'You gave somebody your time and got some of theirs.',
  ],
  alone: [
    'Small, and it counts.',
    'That makes the next one easier to begin.',
    'Nobody saw it, and it counts all the same.',
    'You made a start, and a start is the hard part.',
  ],
  easy: [
    'It was nearly nothing. Good.',
    'An easy one, then. Those count too.',
    'It felt fine. Good to know.',
  ],
  fair: ['A bit uneasy, and done.', 'You felt it and did it anyway.', 'Uneasy is allowed. It got done.'],
  hard: [
    'That was a hard one, and you did it all the same. Be good to yourself for an hour.',
    'That cost you something. Tea, a walk, whatever helps; the rest can wait.',
    'It was hard and you stayed with it. You may leave it at that for today.',
    "A hard one. You don't have to feel good about it for it to count.",
  ],
} as const satisfies Record<string, readonly string[]>;

function mood(done: Done): keyof typeof AFTER {
  if (done.felt !== undefined) return done.felt >= HARD ? 'hard' : done.felt <= EASY ? 'easy' : 'fair';
  if (ALONE.has(done.activity)) return 'alone';
  if (done.held || done.activity === 'practice') return 'talked';
  if (ASKS.has(done.activity)) return 'asked';
  return ASKED_NOTHING.has(done.activity) ? 'given' : 'reached';
}

/** Praise: the exact act and one line more, by how it felt when that is known. */
export function praise(done: Done): string {
  return `${act(done)} ${choose(AFTER[mood(done)], `${done.seed}\n${done.activity}`)}`;
}

/** The line for a hard one alone (felt ≥ HARD), for a caller that has named the act already. */
export function hardLine(seed: string): string {
  return choose(AFTER.hard, seed);
}

function outOfTen(hundred: number): number {
  return Math.min(10, Math.max(0, Math.floor(hundred / 10 + 0.5)));
}

/**
 * "You put it at 6, it was 3." Both 0–100, said as whole 0–10; `guessed` only when asked just before. With no seed the
 * plain comparison alone, for beside praise that has said the rest.
 */
export function surprise(foreseen: number, felt: number, guessed: boolean, seed: string | null): string {
  const before = outOfTen(foreseen);
  const after = outOfTen(felt);
  const start = `You ${guessed ? 'guessed' : 'put it at'} ${before}`;
  if (seed === null) {
    if (before === after) return `${start}, and ${after} it was.`;
    const harder = after - before >= 3 ? ' From now on it counts as harder.' : '';
    return `${start}, it was ${after}.${harder}`;
  }
  if (before === after)
    return choose([`${start}, and ${after} it was.`, `${start}, and you were right.`], seed);
  const plain = `${start}, it was ${after}.`;
  if (after < before) {
    const far = before - after >= 3;
    return choose(far ? [plain, `${plain} Worth remembering.`, `${plain} A good way under.`] : [plain], seed);
  }
  return choose(
    [
      `${plain} Harder than it looked, and you did it.`,
      `${plain} Some turn out that way, and you did it all the same.`,
    ],
    seed,
  );
}

/** After a no: it was asked, it's mostly their week, the person stays. No number, no "next time". */
export function noLine(name: string, seed: string): string {
  const who = mentioned(name) ?? 'This person';
  return choose(
    [
      `You asked, and it was a no. That usually says more about someone's week than about you. ${who} stays on your list.`,
      `So it's a no for now. Asking was your part, and you did it. Weeks change; ${who} stays on your list.`,
      `That's a no. It may sting, and it's seldom about you. ${who} stays on your list, to rest a while.`,
    ],
    seed,
  );
}

/** Where an unanswered ask stands: after 3 business days, after 7, after the one follow-up. */
export type Silence = 'early' | 'follow-up' | 'rest';

/** A line about no answer, which is the usual thing: by the studies at hand 20–40 % of asks are answered. */
export function silenceLine(
  stage: Silence,
  name: string,
  organization: string | undefined,
  seed: string,
): string {
  const who = mentioned(name) ?? 'them';
  const org = placed(organization);
  const lines: Record<Silence, readonly string[]> = {
    early: [
      `Nothing from ${who} yet. More asks go unanswered than answered, for everybody; it's the usual thing.`,
      `Quiet so far from ${who}. It's early, and people are slow for reasons you'll never hear.`,
      ...(org === undefined
        ? [`No word from ${who} yet, which is normal. Meanwhile, would you like to write to someone else?`]
        : [
            `No word from ${who} yet, which is normal. Would you like to try someone else at ${org} meanwhile?`,
          ]),
    ],
    'follow-up': [
      `A week and a bit without a word from ${who}. One kind line more is fair, and after that you can let it be.`,
      `${who === 'them' ? 'They have' : `${who} has`}n't answered yet, as happens with most of us. One short note more is quite all right, and then you've done your part.`,
      `Messages slide out of sight. One more to ${who}, shorter than the first, and then it can rest.`,
    ],
    rest: [
      `You've asked twice, and that's enough. ${who === 'them' ? 'They rest' : `${who} rests`} now, and you'll meet the name again later.`,
      `No answer from ${who}, and nothing for you to do. I'll bring the name back later, when weeks have changed.`,
      `We'll let ${who} be for a while. A quiet door isn't a closed one.`,
    ],
  };
  return choose(lines[stage], `${seed}\n${stage}`);
}
