// What the meeting room says: days, kinds of meeting, lines of what is owed. Copy only.

import { bold, type Rich, t } from '../reply/rich.ts';
import { listed } from '../reply/say.ts';
import { addDays } from '../time/days.ts';
import { dayAndDate } from '../time/spoken.ts';
import type { MeetingKind } from './rules.ts';

const kindNames: Readonly<Record<MeetingKind, string>> = {
  coffee: 'coffee',
  call: 'call',
  'info-interview': 'information interview',
  interview: 'interview',
  event: 'event',
  other: 'meeting',
};

/** Kinds as a form offers them. */
export const kindOptions = (Object.keys(kindNames) as MeetingKind[]).map((value) => ({
  value,
  label: capital(kindNames[value]),
}));

/** "coffee with Ana and Ben"; the names in bold. */
export function meetingWith(kind: MeetingKind, labels: readonly string[]): Rich {
  return labels.length ? t`${kindNames[kind]} with ${bold(listed(labels))}` : t`${kindNames[kind]}`;
}

/** The same as plain text, for undo and aside. */
export const meetingNamed = (kind: MeetingKind, labels: readonly string[]): string =>
  labels.length ? `the ${kindNames[kind]} with ${listed(labels)}` : `the ${kindNames[kind]}`;

/** First letter as a capital. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "due today", "due tomorrow", else weekday and date; a day that has passed is not held against anyone. */
export function dueWord(due: string, today: string): string {
  if (due < today) return 'still welcome';
  if (due === today) return 'due today';
  return due === addDays(today, 1) ? 'due tomorrow' : `due ${dayAndDate(due, today)}`;
}

/** What a line of the list is made from. */
export interface OwedFacts {
  readonly what: 'thanks' | 'promise' | 'reply' | 'referral' | 'tell' | 'connect' | 'card' | 'keep';
  /** Label of the person it is owed to. */
  readonly who: string;
  /** What was promised. */
  readonly text: string | null;
  /** Label of who named them, or of whom they named. */
  readonly other: string | null;
}

/** "Thank Maria", "Write to Ben, whom Ana named". */
export function owedLine({ what, who, text, other }: OwedFacts): string {
  switch (what) {
    case 'thanks':
      return `Thank ${who}`;
    case 'promise':
      return text ? `Promised to ${who}: ${text}` : `Keep your promise to ${who}`;
    case 'reply':
      return `Write back to ${who}`;
    case 'referral':
      return other ? `Write to ${who}, whom ${other} named` : `Write to ${who}`;
    case 'tell':
      return other ? `Tell ${who} how it went with ${other}` : `Tell ${who} how it went`;
    case 'connect':
      return `Connect with ${who} online`;
    case 'card':
      return `Send ${who} a card by hand`;
    case 'keep':
      return `Be in touch with ${who} again`;
  }
}

/** After "How did it feel to …": "thank Maria". */
export function owedDoing({ what, who }: Pick<OwedFacts, 'what' | 'who'>): string {
  if (what === 'thanks') return `thank ${who}`;
  if (what === 'connect') return `connect with ${who}`;
  return what === 'card' ? `send ${who} a card` : `write to ${who}`;
}
