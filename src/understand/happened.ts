/** How it felt, what came of it, what was promised: the small clauses of a log line, each with its place. */
import { readDate } from './dates.ts';
import { readCount, type Span, wholeWords } from './text.ts';

/** What came of a touch; 'waiting' = no answer yet. */
export type Outcome = 'waiting' | 'replied' | 'booked' | 'no';

const NUMBER = '\\d{1,3}(?:\\.\\d)?|zero|one|two|three|four|five|six|seven|eight|nine|ten';
const OF_TEN = '(?: ?/ ?10| out of (?:10|ten))';
const FELT = wholeWords(
  `(?:felt|feel|feels|feeling|feelings|uneasy|uneasiness|rated(?: it)?)(?: (?:like|about|was|at|as|it|an?|uneasy)){0,3}[:= ]{0,3}(-?(?:${NUMBER}))${OF_TEN}?|(?:it|that) (?:was|felt)(?: (?:about|like|an?)){0,2} (${NUMBER})(?:${OF_TEN}|(?= {0,3}(?:$|[,.;!?])))|(?<!(?:on|since|by|until) )(${NUMBER})${OF_TEN}`,
);

/** A feeling 0–10, null when a number was said that is none of these; undefined when nothing was said. */
export function findFelt(text: string): { readonly felt: number | null; readonly span: Span } | undefined {
  const match = [...text.matchAll(FELT)][0];
  if (!match) return undefined;
  const said = (match[1] ?? match[2] ?? match[3] ?? '').toLowerCase();
  const number = /\d/u.test(said) ? Number(said) : readCount(said).count;
  const whole = Number.isInteger(number) && number >= 0 && number <= 10 && !said.startsWith('-');
  return { felt: whole ? number : null, span: [match.index, match.index + match[0].length] };
}

const OUTCOMES: readonly (readonly [Outcome, RegExp])[] = [
  [
    'waiting',
    wholeWords(
      "(?:got |had |left )?(?:no|without an?) (?:answer|reply|response)(?: yet)?|(?:has|have|did|was)(?:n['’]?t| not) (?:yet )?(?:repl(?:y|ied)|answer(?:ed)?|respon(?:d|ded)|pick(?:ed)? up|written back)|never (?:replied|answered|responded)|(?:left (?:an? )?)?voice ?mail|nothing back",
    ),
  ],
  [
    'no',
    wholeWords(
      "(?:she|he|they|who)? ?(?:said|says) no(?! (?:worries|problem|need|doubt|more))|(?:politely )?declined|turned me down|not interested|rejected me|can(?:no|['’])t help",
    ),
  ],
  [
    'booked',
    wholeWords(
      '(?:said|says) yes|agreed to (?:meet|talk|a call|coffee)|(?:we )?(?:set|fixed|found) a (?:date|time)|booked (?:in|it)',
    ),
  ],
  [
    'replied',
    wholeWords(
      '(?:she|he|they|has|have|and|already|just|who) {0,2}(?:has |have |already |just )?(?:replied|answered|responded|wrote back)|(?:replied|responded|wrote back)(?! to)|got back to me|heard back(?: from)?|(?:got|had) (?:an? )?(?:reply|answer|response)(?: from)?',
    ),
  ],
];

/** What came of it, when said. */
export function findOutcome(text: string): { readonly outcome: Outcome; readonly span: Span } | undefined {
  for (const [outcome, pattern] of OUTCOMES) {
    const match = [...text.matchAll(pattern)][0];
    if (match) return { outcome, span: [match.index, match.index + match[0].length] };
  }
  return undefined;
}

/** What the member promised, word for word, and the day it is due when one was said. */
export type Promised = { readonly words: string; readonly due?: string };

const PROMISED =
  /(?<![\p{L}\p{N}])(?:(she|he|they|who|\p{L}{1,30}) )?(?:have |['’]ve )?promised (?:to |that |(?:him|her|them|\p{Lu}\p{L}{1,30}) (?:to |that |that I['’]d |I['’]d )?|I['’]d |I would )?([^,.;!?]{2,400})/giu;

/** Finds the member's own promise (`at`: where its words alone stand); 'she promised to introduce me' is theirs and stays a note. */
export function findPromise(
  text: string,
  here: { readonly today: string; readonly time: string },
): (Promised & { readonly span: Span; readonly at: Span }) | undefined {
  for (const match of text.matchAll(PROMISED)) {
    if (/^(?:she|he|they|who)$/iu.test(match[1] ?? '')) continue;
    const words = (match[2] ?? '').replace(/ (?:felt|and felt) .*$/iu, '').trim();
    if (words === '') continue;
    const at = match.index + (match[1] && !/^(?:i|and|also)$/iu.test(match[1]) ? match[1].length + 1 : 0);
    const date = readDate(words, { ...here, tense: 'future' });
    const due = date && 'day' in date && date.dayGiven && date.day >= here.today ? date.day : undefined;
    const end = text.indexOf(words, at) + words.length;
    return { words, ...(due ? { due } : {}), span: [at, end], at: [end - words.length, end] };
  }
  return undefined;
}
