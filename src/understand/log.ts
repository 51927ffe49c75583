/**
 * One line about what happened or is planned ('emailed Maria yesterday, felt 3') → people, way, day, feeling and the
 * rest, with every doubt named. It decides nothing: asking back and keeping is the day and meeting rooms' work.
 */
import { daysBetween, minutesOf } from './calendar.ts';
import { type DateReading, type Doubt, readDate, type Tense } from './dates.ts';
import { findFelt, findOutcome, findPromise, type Outcome, type Promised } from './happened.ts';
import { findHeard, type Heard } from './heard.ts';
import { findPeople, type Known, type Mention, type PeopleIndex, type Unclear } from './mentions.ts';
import type { TypedPerson } from './people.ts';
import { blank, cleanText, readable, type Span, wordsOf } from './text.ts';
import { findUnknown } from './unknown.ts';
import { BUILT_IN, findWay, type Kind } from './ways.ts';

/** A meeting planned or held; `start` and `end` are local times of day on the reading's day. */
export type MeetingReading = {
  readonly kind: Kind;
  readonly planned: boolean;
  readonly start?: string;
  readonly end?: string;
};

/** What has to be asked: a date doubt, planned or held, a feeling off the scale, a tense that fights the date. */
export type LogDoubt = Doubt | 'planned' | 'felt' | 'tense';

/** A line as understood; `planned` = still to come. `impossible` is a date or time as typed that there is not. */
export type LogReading = {
  readonly people: readonly Mention[];
  readonly unclear: readonly Unclear[];
  readonly unknown: readonly TypedPerson[];
  readonly kind?: Kind;
  /** The built-in activity or one of the member's own; which of the e-mail or phone rungs it is, how known decides. */
  readonly activity?: string;
  readonly planned: boolean;
  readonly meeting?: MeetingReading;
  readonly day: string;
  readonly dayGiven: boolean;
  readonly otherDay?: string;
  readonly felt?: number;
  readonly outcome?: Outcome;
  readonly promised?: Promised;
  /** What the one contact of the line did: an answer, no step of the member's own. */
  readonly heard?: Heard;
  readonly note?: string;
  readonly doubts: readonly LogDoubt[];
  readonly impossible?: string;
};

/** What readLog needs; `verb` is the one the line stood behind ('log' leans to the past, 'meeting' to the future). */
export type LogOptions = {
  readonly today: string;
  readonly time: string;
  readonly contacts: readonly Known[] | PeopleIndex;
  readonly activities: readonly { readonly id: string; readonly name: string }[];
  readonly verb?: 'log' | 'meeting';
};

const FUTURE =
  /(?<!\p{L})(?:will|shall|gonna|going to|plan(?:ning|ned)? (?:to|an?|for)|scheduled|arranged|set up|booked an?|want to|need to|have to|about to|(?:i|we)['’]ll|upcoming|having|meeting up|let['’]s)(?!\p{L})/iu;
const PAST =
  /(?<!\p{L})(?:had|met|was|were|went|did|got|rang|wrote|sent|spoke|spoken|saw|left|said|gave|made|caught|attended|held|finished|e-?mailed|mailed|messaged|texted|pinged|dm['’]?d|called|phoned|thanked|commented|connected|introduced|asked|invited|shared|forwarded|talked|chatted|contacted|reached|answered|replied|interviewed|lunched|zoomed|whatsapped|have (?:had|met|sent|been))(?!\p{L})/iu;

function tenseOf(text: string): Tense {
  const future = text.search(FUTURE);
  const past = text.search(PAST);
  if (future >= 0 && (past < 0 || future <= past)) return 'future';
  return past >= 0 ? 'past' : 'any';
}

function ownActivity(text: string, activities: LogOptions['activities']): string | undefined {
  const hay = ` ${wordsOf(text)
    .map((word) => word.folded)
    .join(' ')} `;
  const fitting = activities
    .map(({ id, name }) => ({
      id,
      words: wordsOf(name)
        .map((word) => word.folded)
        .join(' '),
    }))
    .filter(({ id, words }) => !BUILT_IN.has(id) && words.length >= 4 && hay.includes(` ${words} `));
  return fitting.sort((a, b) => b.words.length - a.words.length)[0]?.id;
}

/** Whether it is still to come, and whether that has to be asked. */
function isPlanned(
  tense: Tense,
  date: DateReading | null,
  meets: boolean,
  options: LogOptions,
): readonly [boolean, LogDoubt[]] {
  const { today, time, verb } = options;
  const ahead = date ? daysBetween(today, date.day) : 0;
  if (tense === 'past') return ahead > 0 ? [true, ['tense']] : [false, []];
  if (ahead > 0) return [true, []];
  if (ahead < 0) return [false, tense === 'future' ? ['tense'] : []];
  if (tense === 'future') return [true, []];
  if (date?.time) return [minutesOf(date.end ?? date.time) > minutesOf(time), []];
  // 'coffee with Ana', 'coffee with Ana today': behind `log` it has happened, behind `meeting` nobody can tell.
  return [false, meets && verb !== 'log' ? ['planned'] : []];
}

const EMPTY_WORDS = new Set(
  'i we a an the at on in for with to of and her him them she he they it my our me us had have has been just also was were then so up about today by from did is s after before over this that linkedin will going booked scheduled met meet spoke saw talked have having want need plan planning'.split(
    ' ',
  ),
);

/** What the line says beyond all that was understood, clause by clause, as typed. */
function noteOf(text: string, used: readonly Span[]): string | undefined {
  const left = blank(text, used, ' ');
  const clauses: string[] = [];
  for (const match of left.matchAll(/[^,.;:!?\n]+(?:[.:](?=\S)[^,.;:!?\n]*){0,20}/gu)) {
    if (!wordsOf(match[0]).some((word) => !EMPTY_WORDS.has(word.folded))) continue;
    clauses.push(match[0].replace(/ {2,}/gu, ' ').replace(/^[\s–—-]+|[\s–—-]+$/gu, ''));
  }
  const note = clauses
    .join(', ')
    .replace(/^(?:and|but|with|then|note) | (?:and|with|for|to|on|at|in)$/giu, '')
    .trim();
  return note === '' ? undefined : note;
}

/** Reads a line of what happened or is planned; never throws, reads at most 4,000 characters. */
export function readLog(text: string, options: LogOptions): LogReading {
  const { today, time, verb } = options;
  const whole = readable(cleanText(text));
  const { found, unclear } = findPeople(whole, options.contacts);
  const names = [...found, ...unclear];
  const [name] = names;
  const heard = name && names.length === 1 ? findHeard(whole, name.span, options) : null;
  const spans = names.map((one) => one.span);
  // Names go first, so that neither April nor Will nor 'Ring' is read as anything else.
  const plain = blank(whole, spans, '·');
  const promise = findPromise(plain, options);
  const said = promise ? blank(plain, [promise.span], ' ') : plain;
  const felt = findFelt(said);
  const unfelt = felt ? blank(said, [felt.span], ' ') : said;
  const way = findWay(unfelt);
  const result = findOutcome(way && !way.meets ? blank(unfelt, [way.span], ' ') : unfelt);
  const clear = result ? blank(unfelt, [result.span], ' ') : unfelt;
  const tense = tenseOf(clear);
  const lean =
    tense === 'any' ? (verb === 'log' ? 'past' : verb === 'meeting' || way?.meets ? 'future' : 'any') : tense;
  const date = readDate(clear, { today, time, tense: lean });
  const given = date && 'day' in date ? date : null;
  // 'rang Ana, no answer' is a try by phone, not a meeting held.
  const meets = way?.meets === true && result?.outcome !== 'waiting';
  const [planned, planDoubts] = isPlanned(tense, given, meets, options);
  const used = [
    ...spans,
    ...[promise?.span, felt?.span, way?.span, result?.span].filter((span) => span !== undefined),
    ...(given?.spans ?? (date ? [date.span] : [])),
  ];
  const unknown = findUnknown(blank(clear, [...(given?.spans ?? [])], '·'), way?.span, spans);
  const note = noteOf(whole, [...used, ...unknown.map((one) => one.span)]);
  const activity = ownActivity(plain, options.activities) ?? way?.activity ?? undefined;
  const known = activity !== undefined && options.activities.some((one) => one.id === activity);
  const doubts: LogDoubt[] = [
    ...(given?.doubt ? [given.doubt] : []),
    ...(date && 'impossible' in date ? [] : planDoubts),
    ...(felt?.felt === null ? (['felt'] as const) : []),
  ];
  return {
    people: found,
    unclear,
    unknown: unknown.map(({ name, org }) => (org ? { name, org } : { name })),
    ...(way ? { kind: way.kind } : {}),
    ...(known ? { activity } : {}),
    planned,
    ...(way && meets
      ? {
          meeting: {
            kind: way.kind,
            planned,
            ...(given?.time ? { start: given.time } : {}),
            ...(given?.end ? { end: given.end } : {}),
          },
        }
      : {}),
    day: given?.day ?? today,
    dayGiven: given?.dayGiven ?? false,
    ...(given?.other ? { otherDay: given.other } : {}),
    ...(typeof felt?.felt === 'number' ? { felt: felt.felt } : {}),
    ...(result ? { outcome: result.outcome } : {}),
    ...(promise
      ? { promised: { words: whole.slice(...promise.at), ...(promise.due ? { due: promise.due } : {}) } }
      : {}),
    ...(heard ? { heard } : {}),
    ...(note ? { note } : {}),
    doubts,
    ...(date && 'impossible' in date ? { impossible: date.impossible } : {}),
  };
}

/** A line without a verb that may be taken as a log: it names one contact (or one unclear) and a way, and asks nothing. */
export function isLogLike(text: string, reading: LogReading): boolean {
  const asks =
    /\?\s*$/u.test(text.slice(-50)) ||
    /^\s*(?:how|what|when|who|why|where|should|shall|can|could|do|does|did|is|are|would)\s/iu.test(
      text.slice(0, 60),
    );
  return (
    !asks &&
    reading.people.length + reading.unclear.length === 1 &&
    (reading.kind !== undefined || reading.activity !== undefined || reading.heard !== undefined)
  );
}
