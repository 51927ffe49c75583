// Two entries that are one person: pick the other, asked once, then everything of one goes to the other. Undo parts them.

import type { Route } from '../../command.ts';
import { changePick } from '../../day/rows.ts';
import { changeTouchRow, moveRatings, touchesOf } from '../../ladder/rows.ts';
import { changeFollowUp, changeMeeting, followUpsOf, meetingsOf } from '../../meeting/rows.ts';
import { type Contact, changeContact, contactsOf, removeContact } from '../../people/rows.ts';
import { likelyDuplicates } from '../../people/rules/duplicates.ts';
import { find } from '../../people/rules/finding.ts';
import { joined } from '../../people/rules/joining.ts';
import { Refusal } from '../../refusal.ts';
import { act } from '../../reply/action.ts';
import { limits } from '../../reply/limits.ts';
import type { Answer, Message } from '../../reply/reply.ts';
import { bold, t } from '../../reply/rich.ts';
import { button, controls, cut, form, message, redraw, select, text } from '../../reply/say.ts';
import type { Own } from '../../store/own.ts';
import { fold } from '../../understand/text.ts';
import { fullName } from './line.ts';
import { theOne } from './sheet.ts';

/** Routes of `contacts` that make one person of two: `c` is the first, `o` the other. */
export const mergeRoutes: Readonly<Record<string, Route>> = {
  merge: async (ctx, args) => {
    const person = await theOne(ctx, args);
    const others = (await contactsOf(ctx)).filter((one) => one.id !== person.id);
    if (!others.length) throw new Refusal('There is nobody else here to merge with.');
    const like = new Set(likelyDuplicates(person.name, others));
    const rest = byName(others.filter((one) => !like.has(one.id)));
    return [pick(person, [...others.filter((one) => like.has(one.id)), ...rest], false)];
  },
  seek: async (ctx, args) => {
    const person = await theOne(ctx, args);
    return [
      form({
        title: 'Merge with whom?',
        submit: 'Find',
        action: act('contacts.sought', { c: person.id }),
        fields: [{ name: 'who', label: 'Name', type: 'line', required: true }],
      }),
    ];
  },
  sought: async (ctx, args, fields) => {
    const person = await theOne(ctx, args);
    const who = fields.who ?? '';
    const people = (await contactsOf(ctx)).filter((one) => one.id !== person.id);
    const findable = people.map((contact) => ({
      id: contact.id,
      name: fold(contact.name),
      said: fold(`${contact.name} ${contact.label} ${contact.organization ?? ''}`),
      is: new Set<never>(),
      contact,
    }));
    const found = find(findable, fold(who).trim()).map((one) => one.contact);
    if (!found.length)
      throw new Refusal(
        `I found nobody for “${cut(who.trim(), 60)}”. Another part of the name may do.`,
        'who',
      );
    return [pick(person, found, true)];
  },
  with: async (ctx, args, fields) => {
    const person = await theOne(ctx, args);
    const other = await theOne(ctx, { c: args.o ?? fields.value ?? '' });
    if (other.id === person.id)
      throw new Refusal('That is one and the same entry already. Nothing was changed.');
    return [ask(...fullerFirst(person, other))];
  },
  other: async (ctx, args) => [inPlace(ask(await theOne(ctx, args), await theOne(ctx, { c: args.o ?? '' })))],
  merged: async (ctx, args) => {
    const kept = await theOne(ctx, args);
    const other = await theOne(ctx, { c: args.o ?? '' });
    if (kept.id === other.id)
      throw new Refusal('That is one and the same entry already. Nothing was changed.');
    await mergeContacts(ctx, kept, other);
    const undo = ctx.note(`merging ${cut(other.name, 60)} into ${cut(kept.name, 60)}`);
    return [
      redraw(
        'Merged',
        text(t`${bold(kept.name)} has everything of ${bold(other.name)} now.`),
        controls(button('Undo', 'undo.it', { c: undo }), button('Show', 'contacts.open', { c: kept.id })),
      ),
    ] satisfies Answer;
  },
  both: async () => [redraw('Both kept', 'Two people, then. Both stay as they were.')],
};

function pick(person: Contact, others: readonly Contact[], sought: boolean): Message {
  const options = others.slice(0, limits.options).map((one) => ({ value: one.id, label: fullName(one) }));
  const more = others.length > options.length || sought;
  return message(
    'Merge',
    text(t`Who is the same person as ${bold(fullName(person))}?`),
    controls(
      select('Same person', act('contacts.with', { c: person.id }), options),
      more && button('Find by name', 'contacts.seek', { c: person.id }),
      button('Nobody', 'contacts.leave'),
    ),
  );
}

function ask(kept: Contact, other: Contact): Message {
  const of = { c: kept.id, o: other.id };
  const same = fullName(kept) === fullName(other);
  const question = same
    ? t`Make one of the two entries for ${bold(fullName(kept))}?`
    : t`Keep ${bold(fullName(kept))}, add everything of ${bold(fullName(other))} to them?`;
  return message(
    'Merge?',
    text(question),
    controls(
      button('Merge', 'contacts.merged', of, 'primary'),
      button('Keep both', 'contacts.both'),
      !same && button('Keep the other name', 'contacts.other', { c: other.id, o: kept.id }),
    ),
  );
}

/** The fuller name is offered to be kept; of equals the one kept here longer. */
function fullerFirst(a: Contact, b: Contact): [Contact, Contact] {
  if (a.name.length !== b.name.length) return a.name.length > b.name.length ? [a, b] : [b, a];
  return a.createdOn <= b.createdOn ? [a, b] : [b, a];
}

/** Give everything of `other` to `kept` and take `other` away. Throws Refusal when their notes do not fit into one. */
export async function mergeContacts(own: Own, kept: Contact, other: Contact): Promise<void> {
  const fields = joined(kept, other);
  if ((fields.notes ?? '').length > limits.note)
    throw new Refusal(
      `Their notes together are longer than ${limits.note.toLocaleString('en')} characters. Shorten one of the two, then they can be merged.`,
    );
  await changeContact(own, kept.id, fields);
  for (const touch of await touchesOf(own))
    if (touch.contact === other.id) await changeTouchRow(own, touch.id, { contact: kept.id });
  for (const owed of await followUpsOf(own))
    if (owed.contact === other.id) await changeFollowUp(own, owed.id, { contact: kept.id });
  for (const meeting of await meetingsOf(own)) {
    if (!meeting.contacts.includes(other.id)) continue;
    const people = meeting.contacts.map((id) => (id === other.id ? kept.id : id));
    await changeMeeting(own, meeting.id, { contacts: [...new Set(people)] });
  }
  await movePicks(own, kept.id, other.id);
  await moveRatings(own, other.id, kept.id);
  for (const one of await contactsOf(own))
    if (one.referredBy === other.id && one.id !== kept.id)
      await changeContact(own, one.id, { referredBy: kept.id });
  await removeContact(own, other.id);
}

async function movePicks(own: Own, kept: string, other: string): Promise<void> {
  const picks = await own.db
    .selectFrom('picks')
    .select(['id', 'contact', 'about'])
    .where('member', '=', own.member)
    .execute();
  for (const { id, contact, about } of picks) {
    if (contact === other) await changePick(own, id, { contact: kept });
    if (about === other) await changePick(own, id, { about: kept });
  }
}

function byName(people: readonly Contact[]): readonly Contact[] {
  const keyed = people.map((contact) => ({ contact, key: fold(contact.name) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return keyed.map(({ contact }) => contact);
}

const inPlace = (said: Message): Message => ({ ...said, replaces: true });
