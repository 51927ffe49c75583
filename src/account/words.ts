// What the account room says, and how it writes days, times and settings. No rows, no clock.

import { forGood, type Member, type Weekday, weekdays } from '../member/rules.ts';
import { code, type Rich, t } from '../reply/rich.ts';
import { count, cut, listed } from '../reply/say.ts';
import { fullDay, weekdayNames } from '../time/spoken.ts';
import { instantToLocal } from '../time/zones.ts';

/** Instant (epoch ms) → "Monday 23 November 2026, 09:00 (Europe/Berlin)". */
export function longTime(instant: number, zone: string): string {
  const { date, time } = instantToLocal(zone, new Date(instant));
  return `${fullDay(date)}, ${time} (${zone})`;
}

/** The days in the order of the week; three or more in a row are their first and last. */
function runs(days: readonly Weekday[]): readonly (readonly Weekday[])[] {
  const found: Weekday[][] = [];
  for (const [i, day] of weekdays.entries()) {
    if (!days.includes(day)) continue;
    const run = days.includes(weekdays[i - 1] as Weekday) ? found.at(-1) : undefined;
    if (run) run.push(day);
    else found.push([day]);
  }
  return found.flatMap((run) =>
    run.length > 2 ? [[...run.slice(0, 1), ...run.slice(-1)]] : run.map((day) => [day]),
  );
}

/** "Monday to Friday", "every day", "Monday, Wednesday and Friday". */
export function daysWords(days: readonly Weekday[]): string {
  const said = listed(runs(days).map((run) => run.map((day) => weekdayNames[day]).join(' to ')));
  return said === 'Monday to Sunday' ? 'every day' : said;
}

/** "mon-fri", "mon,wed,fri": as one would type them. */
export const daysTyped = (days: readonly Weekday[]): string =>
  runs(days)
    .map((run) => run.join('-'))
    .join(',');

/** "20:00-08:00", or "none" when nothing is left of them. */
export const quietWords = (from: string, until: string): string =>
  from === until ? 'none' : `${from}-${until}`;

/** "2 contacts a day, 1 conversation a week". */
export function goalWords(contacts: number, conversations: number): string {
  const talks =
    conversations === 0 ? 'no conversation asked for' : `${count(conversations, 'conversation')} a week`;
  return `${count(contacts, 'contact')} a day, ${talks}`;
}

/** What was typed, short enough to say back. */
export const quoted = (words: string): string => `“${cut(words.replace(/\s+/g, ' ').trim(), 60)}”`;

const missed: Readonly<Record<string, string>> = {
  late: 'I was not running in time. That one is mine, not yours',
  'twelve-hours': 'the card before it was less than 12 hours old',
  peace: 'I was leaving you in peace',
  weekly: 'you were on one card a week',
  restored: 'I was put back from a copy, and did not want to send it twice',
};

/** "Last card went …", or why it did not. */
export function lastCardLine(me: Member): Rich {
  const went = me.lastCardAt === null ? null : `went ${longTime(me.lastCardAt, me.zone ?? 'UTC')}`;
  if (me.missedOn === null || (me.lastCardOn !== null && me.missedOn <= me.lastCardOn))
    return went ? t`Last card ${went}.` : t`Last card: none yet.`;
  const why = missed[me.missedWhy ?? ''] ?? 'it could not be delivered';
  const before = went ? ` The one before ${went}.` : '';
  return t`Last card, for ${fullDay(me.missedOn)}, did not go: ${why}.${before}`;
}

/** "Next card …": `due` is its instant, epoch ms, null when none is planned. */
export function nextCardLine(me: Member, due: number | null): Rich {
  if (me.state === 'stopped')
    return t`Next card: none, you stopped them. ${code('resume')} brings them back.`;
  if (me.state === 'peace') return t`Next card: none until you are back.`;
  if (me.zone === null)
    return t`Next card: as soon as I know your time zone. Try ${code('settings zone Berlin')}, with your city.`;
  if (me.pausedUntil === forGood) return t`Next card: after ${code('resume')}, you are on pause.`;
  if (me.pace === 'silent') return t`Next card: after your next word, whenever that is.`;
  if (due !== null) return t`Next card ${longTime(due, me.zone)}.`;
  return t`Next card: none planned. ${code('settings days mon-fri')} sets the days.`;
}

/** Distress, word for word from the method; without a help line the sentence ends at "someone you trust". */
export function peaceWords(helpLine: string | undefined): string {
  const or = helpLine ? `, or ${helpLine}` : '';
  return `That sounds like a lot to carry, and I'm only a program. Please reach a person today: someone you trust${or}. I'm leaving you in peace until you write.`;
}
