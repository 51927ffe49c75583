// When a card is due by the method's words, worked out from what a member told and what was delivered, with nothing of
// the house but its reading of time zones: each date has its card, or a reason why not.

import { addDays, weekdayOf } from '../../src/time/days.ts';
import { instantToLocal, localToInstant } from '../../src/time/zones.ts';
import type { Delivered } from './yearHouse.ts';

const hour = 3_600_000;
/** Method 10. */
const worth = 3 * hour;
const apart = 12 * hour;
const silentAfter = 3;
const weeklyFor = 28;

export type Reason =
  | 'down'
  | 'twelve hours'
  | 'that date had one'
  | 'paused'
  | 'stopped'
  | 'distress'
  | 'weekly'
  | 'silence'
  | 'moved'
  | 'not planned';

/** What a member had told by an instant. */
export interface Told {
  readonly from: number;
  readonly zone: string;
  readonly morning: string;
  readonly days: readonly string[];
  readonly quiet: { readonly from: string; readonly until: string };
  readonly state: 'active' | 'stopped' | 'distress';
  /** Days without cards, both ends included. */
  readonly off: readonly { readonly from: string; readonly to: string }[];
  /** Weekly by a press, since this local day. */
  readonly weekly: string | null;
}

/** A member's year as told and heard. */
export interface Year {
  readonly user: string;
  readonly told: Told[];
  /** Instants of every press and word. */
  readonly heard: number[];
}

export interface Judged {
  readonly cards: number;
  readonly reasons: ReadonlyMap<Reason, number>;
}

interface Due {
  readonly day: string;
  readonly at: number;
}

/** Go through a member's year. Throws on a card too many, too few, too early, too late or unexplained. */
export function judge(
  record: Year,
  mine: readonly Delivered[],
  ticks: readonly number[],
  end: number,
): Judged {
  const sent = mine.filter((one) => one.kind === 'card');
  const reasons = new Map<Reason, number>();
  const carded = new Map<string, number>();
  let next = 0;
  let last: Due | null = null;
  let lastDay = '';
  let weekly: string | null = null;
  let heardUpTo = 0;

  for (const due of duesOf(record.told, end)) {
    const tick = ticks.find((at) => at >= due.at);
    if (tick === undefined) break;
    while (heardUpTo < record.heard.length && record.heard[heardUpTo]! <= tick) {
      weekly = toldAt(record.told, record.heard[heardUpTo]!)?.weekly ?? null;
      heardUpTo += 1;
    }
    const told = toldAt(record.told, tick)!;
    const verdict = judgeOne(due, tick, told);
    const card: Delivered | undefined = sent[next];
    if (card && card.at < due.at)
      throw new Error(`${who(record)} a card nobody waited for: ${said(card, told)}`);
    if (verdict !== 'card' && verdict !== 'question') {
      reasons.set(verdict, (reasons.get(verdict) ?? 0) + 1);
      if (card && card.at === tick) {
        const later = duesOf(record.told, end).some((one) => one.at > due.at && one.at <= tick);
        if (!later) throw new Error(`${who(record)} a card in spite of “${verdict}”: ${said(card, told)}`);
      }
      if (verdict === 'down') lastDay = due.day;
      continue;
    }
    if (!card || card.at !== tick)
      throw new Error(
        `tick ${iso(tick)} ticks ${ticks.filter((x) => Math.abs(x - tick) < 48 * hour).map(iso)} weekly ${weekly} last ${JSON.stringify(last)} lastDay ${lastDay} heard ${record.heard.filter((x) => Math.abs(x - tick) < 72 * hour).map(iso)} told ${JSON.stringify(told)}` +
          `${who(record)} no ${verdict} for ${due.day} (${iso(due.at)}), the next is ${card && said(card, told)}`,
      );
    next += 1;
    const isQuestion = /How shall we go on\?/.test(card.text);
    if (isQuestion !== (verdict === 'question'))
      throw new Error(`${who(record)} not the ${verdict} for ${due.day}: ${said(card, told)}`);
    if (!isQuestion) checkLate(due, card, told);
    if (isQuestion) weekly = due.day;
    else carded.set(due.day, card.at);
    last = { day: due.day, at: card.at };
    lastDay = due.day;
  }
  const over = sent[next];
  if (over) throw new Error(`${who(record)} a card too many: ${iso(over.at)} ${over.text.slice(0, 60)}`);
  return { cards: next, reasons };

  function judgeOne({ day, at }: Due, tick: number, told: Told): Reason | 'card' | 'question' {
    if (told.state !== 'active') return told.state;
    if (localToInstant(told.zone, day, told.morning)?.getTime() !== at) return 'moved';
    if (!told.days.includes(weekdayOf(day)) && (weekly === null || weekdayOf(day) !== weekdayOf(weekly)))
      return 'not planned';
    if (told.off.some((range) => range.from <= day && day <= range.to)) return 'paused';
    if (weekly !== null && day > addDays(weekly, weeklyFor)) return 'silence';
    if (weekly !== null && weekdayOf(day) !== weekdayOf(weekly)) return 'weekly';
    if (day <= lastDay) return 'that date had one';
    if (last && at < last.at + apart) return 'twelve hours';
    if (tick >= Math.min(at + worth, quietFrom(at, told))) return 'down';
    return weekly === null && isSilent(day, told, tick) ? 'question' : 'card';
  }

  function isSilent(day: string, told: Told, now: number): boolean {
    const before: string[] = [];
    for (
      let at = addDays(day, -1), n = 0;
      before.length < silentAfter && n < 400;
      at = addDays(at, -1), n += 1
    )
      if (told.days.includes(weekdayOf(at)) && !told.off.some((range) => range.from <= at && at <= range.to))
        before.push(at);
    const first = carded.get(before.at(-1) ?? '');
    if (before.length < silentAfter || before.some((at) => !carded.has(at)) || first === undefined)
      return false;
    return !record.heard.some((at) => at >= first && at <= now);
  }
}

/** Every instant at which a card would come by what was told then, on any weekday that could count. */
function duesOf(told: readonly Told[], end: number): readonly Due[] {
  const dues = new Map<number, Due>();
  told.forEach((one, i) => {
    const to = told[i + 1]?.from ?? end;
    const last = addDays(instantToLocal(one.zone, new Date(to)).date, 1);
    for (
      let day = addDays(instantToLocal(one.zone, new Date(one.from)).date, -1);
      day <= last;
      day = addDays(day, 1)
    ) {
      const at = localToInstant(one.zone, day, one.morning)?.getTime();
      // Weekly is on a planned day's weekday, as the days then stood; it may be on none of today's.
      if (at !== undefined && at > one.from && at <= to) dues.set(at, { day, at });
    }
  });
  return [...dues.values()].sort((a, b) => a.at - b.at);
}

/** What was told last before an instant. */
export const toldAt = (told: readonly Told[], at: number): Told | undefined =>
  told.findLast((one) => one.from <= at);

/** When the next quiet hours begin, from an instant that is not quiet. */
function quietFrom(at: number, told: Told): number {
  if (told.quiet.from === told.quiet.until) return Number.POSITIVE_INFINITY;
  const { date } = instantToLocal(told.zone, new Date(at));
  for (const day of [date, addDays(date, 1)]) {
    const from = localToInstant(told.zone, day, told.quiet.from)?.getTime();
    if (from !== undefined && from > at) return from;
  }
  return Number.POSITIVE_INFINITY;
}

/** Whether an instant stands in quiet hours, by the local clock alone. */
export function isQuiet(at: number, told: Told): boolean {
  const { from, until } = told.quiet;
  const { time } = instantToLocal(told.zone, new Date(at));
  return from < until ? from <= time && time < until : from !== until && (time >= from || time < until);
}

function checkLate(due: Due, card: Delivered, told: Told): void {
  const late = card.at - due.at > 30 * 60_000;
  const second = card.text.split('\n')[1] ?? '';
  const third = card.text.split('\n').slice(1, 3).join(' ');
  if (late !== /\blate\b/.test(late ? third : second)) throw new Error(`late or not: ${said(card, told)}`);
}

const iso = (at: number) => new Date(at).toISOString();
const who = ({ user }: Year) => `${user}:`;
const said = (card: Delivered, told: Told) =>
  `${iso(card.at)} (${told.zone} ${instantToLocal(told.zone, new Date(card.at)).time}) ${card.text.slice(0, 80)}`;
