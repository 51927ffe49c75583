// Contacts with what a list says of them: last day in touch, what is owed, who has not answered.

import { type TouchRow, touchesOf } from '../../ladder/rows.ts';
import { SOMEONE_ELSE_AFTER } from '../../ladder/rules/constants.ts';
import { heardOn, isAnswered, isAskingWay } from '../../ladder/rules/ground.ts';
import { openFollowUps } from '../../meeting/rows.ts';
import { type Contact, contactsOf } from '../../people/rows.ts';
import { type Filter, type Findable, find } from '../../people/rules/finding.ts';
import type { Own } from '../../store/own.ts';
import { businessDaysIn } from '../../time/days.ts';
import { fold } from '../../understand/text.ts';
import { isResting } from './line.ts';

/** One contact of a list. */
export interface Listed extends Findable {
  readonly contact: Contact;
  /** Last day in touch, null when never. */
  readonly last: string | null;
}

/** The contacts that the words typed after `contacts` ask for, in the order shown. */
export async function findListed(own: Own, words: string, today: string): Promise<readonly Listed[]> {
  const history = new Map<string, TouchRow[]>();
  for (const touch of await touchesOf(own)) {
    if (touch.contact === null) continue;
    const theirs = history.get(touch.contact);
    if (theirs) theirs.push(touch);
    else history.set(touch.contact, [touch]);
  }
  const owed = new Set((await openFollowUps(own)).map((one) => one.contact));
  const listed = (await contactsOf(own)).map((contact): Listed => {
    const touches = history.get(contact.id) ?? [];
    const is = new Set<Filter>();
    if (owed.has(contact.id)) is.add('owed');
    if (isQuiet(touches, today)) is.add('quiet');
    if (isResting(contact, today)) is.add('resting');
    if (touches.length === 0) is.add('never');
    const said = fold([contact.name, contact.label, contact.organization, contact.email].join(' '));
    return { id: contact.id, name: fold(contact.name), said, is, contact, last: touches.at(-1)?.day ?? null };
  });
  return find(listed, fold(words).trim());
}

/** Asked, and neither answered nor declined for three business days; `touches` are one person's, oldest first. */
function isQuiet(touches: readonly TouchRow[], today: string): boolean {
  const asked = touches.findLast((touch) => isAskingWay(touch.activity));
  if (!asked || businessDaysIn(asked.day, today) < SOMEONE_ELSE_AFTER) return false;
  return !touches.some((row) => {
    const touch = { ...row, answerAskedOn: [] };
    const told = isAnswered(touch) || touch.outcome === 'no';
    return told && (touch.id === asked.id || heardOn(touch) > asked.day);
  });
}
