/** What a contact did, said by the member: 'Tom wrote back, he said yes to a coffee'. No step of the member's own. */
import { readDate } from './dates.ts';
import { findOutcome } from './happened.ts';
import { type Span, wholeWords } from './text.ts';
import type { Kind } from './ways.ts';

/** An answer as told: whether it was a no, or that none has come; and the talk that it leads to, when there is one. */
export type Heard = {
  readonly no: boolean;
  readonly silent?: true;
  readonly leadsTo?: Kind;
  /** Local day YYYY-MM-DD and times of day of that talk, as far as they were said. */
  readonly day?: string;
  readonly start?: string;
  readonly end?: string;
};

/** What may stand before a name without making the member the one who did it. */
const BEFORE =
  /^\W*(?:log\s+)?(?:(?:so|hey|yay|and|good news|great news|news|today|yesterday|guess what|finally|my (?:old )?(?:friend|colleague|boss))[\s,:!-]+)*$/iu;
const HEARD_FROM =
  /(?<!\p{L})(?:heard (?:back )?from|(?:got|had|received) (?:an? |the )?(?:\p{L}+ )?(?:answer|reply|response|message|e-?mail|text|note) (?:back )?from|(?:answer|reply) from)\s*$/iu;

const ANSWERED =
  "answered|replied|responded|wrote(?: back| me| to me| again|(?= *(?:$|[,.;!])))|(?:e-?mailed|messaged|texted|pinged|dm['’]?d) (?:me|back)|got back to me|came back to me|got in touch|reacted";
const SAYS_YES =
  'said yes|says yes|agreed|accepted|invited me|asked me|offered|suggested|proposed|(?:wants|would like|would love) (?:to|a|me)|(?:is|was) (?:happy|glad|up|free|keen|willing) (?:to|for|on)|can meet|has time|(?:is|was) in(?= *(?:$|[,.;!]))';
const SAYS_NO =
  "said no(?! (?:worries|problem|need|doubt|more))|says no(?! (?:worries|problem|need|doubt|more))|declined|turned me down|can(?:no|['’])t (?:help|make it)|has no time";
const SOON = "(?:(?:has|have|['’]s|just|finally|already|also|now|kindly|even|actually|today|yesterday) +)*";
const BEHIND = new RegExp(
  `^(?:['’]s)? *,? *${SOON}(?:${ANSWERED}|${SAYS_YES}|${SAYS_NO})(?![\\p{L}\\p{N}])`,
  'iu',
);
const NO = wholeWords(SAYS_NO);

/** No answer, told before the name or behind it. */
const NOTHING_FROM =
  /(?<!\p{L})(?:(?:no|not an?) (?:answer|reply|response|word|news|message)(?: yet)?|(?:have|has|had|did)(?:n['’]?t| not)(?: yet)? (?:heard|hear|got|get|had)(?: back| anything| an? (?:word|thing|answer|reply|response))?|(?:still )?waiting (?:to hear|for (?:an? |the )?(?:answer|reply|response|word))(?: back)?|nothing(?: back)?|never heard(?: back)?)(?: yet)? from\s*$/iu;
const NOTHING_BEHIND =
  /^ *[,:–-]? *(?:(?:still )?(?:has(?:n['’]?t| not)|have(?:n['’]?t| not)|did(?:n['’]?t| not)|never)(?: (?:yet|even|ever))? (?:answer(?:ed)?|repl(?:y|ied)|respond(?:ed)?|written|write|wrote|reacted|react|got(?:ten)? back|get back|come back)|(?:still )?(?:no|nothing)(?: (?:answer|reply|response))?(?: back)?(?: yet)? *[.!]* *$)/iu;

/** Words of a talk to come, and its kind; the first that is named counts. */
const TALKS: readonly (readonly [Kind, RegExp])[] = [
  ['info-interview', wholeWords('info(?:rmation(?:al)?)? (?:interview|chat|call)')],
  ['interview', wholeWords('(?:job )?interview')],
  ['coffee', wholeWords('coffee|tea|lunch|breakfast|dinner|drinks?|beer')],
  ['call', wholeWords('(?:phone |video )?call|phone|zoom|ring (?:me|him|her|them)')],
  ['other', wholeWords('meet(?:ing)?(?: up)?|talk|chat|catch[ -]up|walk|(?:15|fifteen|20|twenty) minutes')],
];

/** Search, unlike test, forgets where it stopped. */
const has = (text: string, words: RegExp) => text.search(words) >= 0;

/** Reads it where `name` is the only contact of the line; null when the line tells of the member's own doing. */
export function findHeard(
  text: string,
  name: Span,
  here: { readonly today: string; readonly time: string },
): Heard | null {
  const before = text.slice(0, name[0]);
  const behind = text.slice(name[1]);
  if (NOTHING_FROM.test(before) || (BEFORE.test(before) && NOTHING_BEHIND.test(behind)))
    return { no: false, silent: true };
  if (!(BEFORE.test(before) ? BEHIND.test(behind) : HEARD_FROM.test(before))) return null;
  const no = has(behind, NO) || findOutcome(behind)?.outcome === 'no';
  const talk = no ? undefined : TALKS.find(([, words]) => has(behind, words));
  if (!talk) return { no };
  const date = readDate(behind, { ...here, tense: 'future' });
  const given = date && 'day' in date && (date.dayGiven || date.time) && date.day >= here.today ? date : null;
  return {
    no,
    leadsTo: talk[0],
    ...(given && { day: given.day }),
    ...(given?.time && { start: given.time }),
    ...(given?.end && { end: given.end }),
  };
}
