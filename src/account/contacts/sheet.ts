// One person's sheet: what is kept of them, and what can be done. Looked up with its owner; changing is edit.ts.

import type { Context, Values } from '../../command.ts';
import { touchesOf } from '../../ladder/rows.ts';
import { activityRows, type Contact, contactOf } from '../../people/rows.ts';
import { builtIn } from '../../people/rules/activities.ts';
import { knownWord, ratingWords } from '../../people/words.ts';
import { Refusal } from '../../refusal.ts';
import { limits } from '../../reply/limits.ts';
import type { Message } from '../../reply/reply.ts';
import { type Rich, t } from '../../reply/rich.ts';
import { button, controls, cut, heading, message } from '../../reply/say.ts';
import { dayAndDate } from '../../time/spoken.ts';
import { isResting } from './line.ts';

/** Last days in touch on a sheet. */
const shownTouches = 3;
/** Of long notes so much is shown; the form shows them whole. */
const shownNotes = 900;

/** The contact that a control means: its argument `c`, or the option picked. Throws Refusal when it is not the member's. */
export async function theOne(ctx: Context, args: Values, fields: Values = {}): Promise<Contact> {
  const person = await contactOf(ctx, args.c ?? fields.value ?? '');
  if (!person)
    throw new Refusal('They are not in your list any more. “contacts” shows who is. Nothing changed.');
  return person;
}

/** The sheet as a message. */
export async function sheet(ctx: Context, person: Contact): Promise<Message> {
  const of = { c: person.id };
  return message(
    'Somebody you know',
    heading(cut(person.name, limits.heading)),
    { kind: 'facts', facts: await factsOf(ctx, person) },
    controls(
      button('Edit', 'contacts.edit', of),
      button('Notes', 'contacts.notes', of),
      button('Rate', 'contacts.rate', of),
      button('How known', 'contacts.know', of),
      button(isResting(person, ctx.today) ? 'Resting' : 'Rest', 'contacts.rest', of),
      button('Merge', 'contacts.merge', of),
      button('Log it', 'log.form', of),
      button('Forget', 'forget.ask', of),
    ),
  );
}

async function factsOf(ctx: Context, person: Contact): Promise<readonly (readonly [string, Rich])[]> {
  const told = person.referredBy === null ? null : await contactOf(ctx, person.referredBy);
  const facts: (readonly [string, string | null])[] = [
    ['Name', person.name.length > limits.heading ? person.name : null],
    ['Short name', person.label === person.name ? null : person.label],
    ['Organisation', person.organization],
    ['How known', knownWord(person.known)],
    ['Uneasy', ratingWords(person.rating, person.known)],
    ['E-mail', person.email],
    ['Link', person.url],
    ['Named by', told?.name ?? null],
    ['Notes', person.notes === null ? null : cut(person.notes, shownNotes)],
    ['Resting', restWords(person, ctx.today)],
    ['Last steps', await lately(ctx, person)],
  ];
  return facts.flatMap(([name, value]) => (value ? [[name, t`${value}`] as const] : []));
}

function restWords(person: Contact, today: string): string | null {
  if (person.paused) return 'until you say';
  return isResting(person, today) && person.restingUntil
    ? `until ${dayAndDate(person.restingUntil, today)}`
    : null;
}

async function lately(ctx: Context, person: Contact): Promise<string> {
  const own = new Map((await activityRows(ctx)).map((row) => [row.activity, row.name]));
  const last = (await touchesOf(ctx)).filter((touch) => touch.contact === person.id).slice(-shownTouches);
  if (!last.length) return 'not yet';
  return last
    .reverse()
    .map(({ day, activity, felt }) => {
      const way = own.get(activity) ?? builtIn(activity)?.name ?? activity;
      return `${dayAndDate(day, ctx.today)}: ${way}${felt === null ? '' : `, felt ${felt / 10}`}`;
    })
    .join('\n');
}
