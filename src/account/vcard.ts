// contacts.vcf: people as vCard 3.0, the version that every address book reads. Pure.

import type { Contact } from '../people/rows.ts';
import { escaped, line, sound, textLine, utc } from './contentLines.ts';

/** People as one file of cards; `now` (epoch ms) stands as the revision of each. */
export const contactsVcf = (contacts: readonly Contact[], now: number): string =>
  contacts.map((contact) => cardOf(contact, now)).join('');

function cardOf(contact: Contact, now: number): string {
  const words = contact.name.trim().split(/\s+/);
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  const first = words.slice(0, words.length > 1 ? -1 : 1).join(' ');
  const given = (name: string, text: string | null) => (text ? textLine(name, text) : '');
  return [
    line('BEGIN', 'VCARD'),
    line('VERSION', '3.0'),
    line('UID', `${contact.id}@rungs`),
    textLine('FN', contact.name),
    line('N', [last, first, '', '', ''].map(escaped).join(';')),
    given('NICKNAME', contact.chosenLabel),
    given('ORG', contact.organization),
    given('EMAIL;TYPE=INTERNET', contact.email),
    // An address is no text: nothing in it is escaped, and no line of it ends.
    contact.url ? line('URL', sound(contact.url).replace(/\s+/g, '%20')) : '',
    given('CATEGORIES', contact.known),
    given('NOTE', contact.notes),
    line('REV', utc(now)),
    line('END', 'VCARD'),
  ].join('');
}
