/** The words for ways of reaching someone (emailed, rang, coffee with) and what each is. No dates, no people. */
import { type Span, wholeWords } from './text.ts';

/** The kinds that touches and meetings are kept as (the export's list). */
export type Kind =
  | 'message'
  | 'email'
  | 'call'
  | 'coffee'
  | 'event'
  | 'info-interview'
  | 'interview'
  | 'card'
  | 'other';

/** A way found: its built-in activity (null: events, interviews and plain talks have none of their own), kind, place. */
export type WayHit = {
  readonly activity: string | null;
  readonly kind: Kind;
  /** A coffee, call, interview, event or talk: a meeting, not a message. */
  readonly meets: boolean;
  readonly span: Span;
};

type Row = {
  readonly activity: string | null;
  readonly kind: Kind;
  readonly meets: boolean;
  readonly weak: boolean;
  readonly pattern: RegExp;
};

/** Up to 60 characters of the same clause, as in 'asked *my old friend Ravi* for 15 minutes'. */
const GAP = '(?: [^,.;!?]{0,60}?)?';

const row = (
  activity: string | null,
  kind: Kind,
  source: string,
  how: { meets?: true; weak?: true } = {},
): Row => ({
  activity,
  kind,
  meets: how.meets ?? false,
  weak: how.weak ?? false,
  pattern: wholeWords(source),
});
const meets = { meets: true } as const;

/** Where two begin at the same place, the earlier row wins. */
const WAYS: readonly Row[] = [
  row('fifteen', 'message', `ask(?:ed)?${GAP} for (?:15|fifteen|20|twenty|a few) min(?:ute)?s`),
  row(
    'introduction',
    'message',
    `ask(?:ed)?${GAP} (?:for|about) (?:an? )?(?:introduction|intro)|ask(?:ed)?${GAP} to introduce me`,
  ),
  row(
    'coffee',
    'message',
    `(?:ask(?:ed)?|invited?)${GAP} (?:for|to|out for|about) (?:an? |have |grab )?(?:a )?(?:coffee|tea|lunch)`,
  ),
  row('phone', 'message', `ask(?:ed)?${GAP} (?:for|about) (?:an? )?(?:phone |quick |short )?(?:call|chat)`),
  row('card', 'card', `(?:sent|send|wrote|write|posted|post|mailed|gave)${GAP} (?:post)?cards?`),
  row(
    'thanks',
    'message',
    `thanked|(?:sent|send|said|say|wrote|write|emailed|messaged)${GAP} (?:thanks|thank[- ]?you)(?: (?:note|message|e-?mail|letter))?|thanks|thank`,
  ),
  row('voice', 'message', `(?:(?:sent|send|left|leave|recorded)${GAP} )?voice (?:note|message|memo)`),
  row(
    'useful',
    'message',
    `(?:sent|send|shared|share|forwarded|forward|gave|passed)${GAP} (?:article|link|paper|book|podcast|video|job ad|posting|something useful|useful)`,
  ),
  row('comment', 'message', 'comment(?:ed)?(?: on)?|left a comment(?: on)?'),
  row(
    'connect',
    'message',
    `connect(?:ed)? with|(?:sent|send)${GAP} (?:connection request|linkedin (?:invite|invitation|request))|(?:added|add)${GAP} on linkedin|connect(?:ed)?${GAP} on linkedin`,
  ),
  row('introduce', 'message', 'introduced?|made an intro(?:duction)?(?: between)?'),
  row(
    null,
    'info-interview',
    '(?:an? )?info(?:rmation(?:al)?)?[ -](?:interview|chat|meeting|call)s?|informational',
    meets,
  ),
  row('email', 'email', '(?:sent|send|wrote|write)(?: [^,.;!?]{0,40}?)? e-?mail|e-?mail(?:ed|ing)?|mailed'),
  row(
    'message',
    'message',
    "(?:sent|send)(?: [^,.;!?]{0,40}?)? (?:message|text|dm|note)|messag(?:ed?|ing)|text(?:ed|ing)?|dm(?:'?d|’d|ed)?|ping(?:ed)?|whatsapp(?:ed)?|slacked|inmail(?:ed)?|replied to|wrote(?: back)?(?: to)?|written to|write to|writing to|answered|reached out to|reach out to|contacted|got in touch with",
  ),
  row(
    'phone',
    'call',
    '(?:left (?:[^,.;!?]{0,40} )?)?voice ?mail|(?:phone|video|zoom|teams|skype) call|call(?:ed|ing)?|rang|rung|ring|phoned?|zoom(?:ed)?|facetimed?|on the phone',
    meets,
  ),
  row(null, 'interview', '(?:an? )?(?:job )?interview(?:ed)?', meets),
  row(
    null,
    'event',
    '(?:went to|attended|go to)(?: [^,.;!?]{0,40}?)? (?:event|meet-?up|conference|mixer|fair|workshop|talk)|(?:networking )?event|meet-?up|conference|mixer|(?:job|career) fair',
    meets,
  ),
  row('coffee', 'coffee', 'coffees?|tea with|lunch(?:ed)?|breakfast|dinner|drinks?|a beer', meets),
  row(
    null,
    'other',
    'met(?: up)?(?: with)?|meet(?:ing)?(?: up)?(?: with)?|talked (?:to|with)|spoke (?:to|with)|spoken (?:to|with)|chatted (?:to|with)|chat with|a chat|caught up with|catch(?:ing)?[- ]up(?: with)?|saw',
    { meets: true, weak: true },
  ),
];

/** The built-in activities that have words here; all others are found by their own names. */
export const BUILT_IN: ReadonlySet<string> = new Set(WAYS.flatMap((way) => way.activity ?? []));

/** The way a text tells of: the first one named; 'met' and 'spoke' give way to a coffee, call or event behind them. */
export function findWay(text: string): WayHit | null {
  const hits = WAYS.flatMap((way, rank) =>
    [...text.matchAll(way.pattern)]
      .slice(0, 3)
      .map((match) => ({ ...way, rank, span: [match.index, match.index + match[0].length] as Span })),
  ).sort((a, b) => a.span[0] - b.span[0] || a.rank - b.rank);
  const [first] = hits;
  if (!first) return null;
  const {
    activity,
    kind,
    meets: talks,
    span,
  } = (first.weak && hits.find((hit) => hit.meets && !hit.weak)) || first;
  return { activity, kind, meets: talks, span };
}
