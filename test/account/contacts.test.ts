// `contacts`, merging, `ladder` and Home over a real store, pressed as a member would.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contacts } from '../../src/account/contacts/contacts.ts';
import type { Context, Values } from '../../src/command.ts';
import { refold } from '../../src/day/state.ts';
import { homeOf } from '../../src/home.ts';
import { ladder } from '../../src/ladder/ladder.ts';
import { addRating, addTouch, ratingsOf, touchesOf } from '../../src/ladder/rows.ts';
import { addMeeting, meetingsOf, openFollowUps, owe } from '../../src/meeting/rows.ts';
import { addContact, type ContactFields, contactOf, contactsOf } from '../../src/people/rows.ts';
import { encodeAction } from '../../src/reply/action.ts';
import type { Answer, Block, Control, Option } from '../../src/reply/reply.ts';
import { bare } from '../../src/reply/rich.ts';
import { aTalk, type Talk } from './harness.ts';

let talk: Talk;
beforeEach(async () => {
  talk = await aTalk();
});
afterEach(async () => talk.close());

/** Run a route as the app does: with the fold kept up afterwards. */
const does = (route: string, args: Values = {}, fields: Values = {}): Promise<Answer> =>
  talk.inside(async (ctx) => {
    const [verb, name = ''] = route.split('.');
    const answer = await (verb === 'ladder' ? ladder : contacts).routes?.[name]?.(ctx, args, fields);
    await refold(ctx);
    return answer ?? [];
  });
const says = (words: string) => talk.inside((ctx) => contacts.run(ctx, words));
const person = (name: string, more: ContactFields = {}) =>
  talk.inside((ctx) => addContact(ctx, ctx.today, { name, ...more }));
const wrote = (contact: string, day: string, more: object = {}) =>
  talk.inside((ctx) => addTouch(ctx, { day, contact, activity: 'message', kind: 'message', ...more }));
const read = <T>(work: (ctx: Context) => Promise<T>) => talk.inside(work);

const blocks = (answer: Answer): readonly Block[] =>
  answer.flatMap((r) => (r.kind === 'message' ? r.blocks : []));
const controlsOf = (answer: Answer): readonly Control[] =>
  blocks(answer).flatMap((b) => (b.kind === 'controls' ? b.controls : []));
const labels = (answer: Answer) => controlsOf(answer).map((c) => (c.kind === 'file' ? c.name : c.label));
const options = (answer: Answer, label: string): readonly Option[] =>
  controlsOf(answer).flatMap((c) => (c.kind === 'select' && c.label === label ? c.options : []));
const words = (answer: Answer): string =>
  blocks(answer)
    .map((b) => {
      if (b.kind === 'list') return b.items.map(bare).join('\n');
      if (b.kind === 'facts') return b.facts.map(([name, value]) => `${name}: ${bare(value)}`).join('\n');
      if (b.kind === 'rating') return bare(b.prompt);
      return 'text' in b && typeof b.text !== 'string' ? bare(b.text) : '';
    })
    .join('\n');
/** No control too long for any platform, no more than eight buttons in a message. */
function fits(answer: Answer): void {
  const all = controlsOf(answer);
  for (const control of all)
    if (control.kind !== 'file') expect(encodeAction(control.action).length).toBeLessThanOrEqual(100);
  expect(all.filter((control) => control.kind === 'button').length).toBeLessThanOrEqual(8);
}

describe('Finding people', () => {
  test('everyone is listed by full name with organisation, and words narrow it to one sheet', async () => {
    await person('Maria Quiroga', { organization: 'Acme', known: 'old' });
    await person('Maria Lopez');
    const all = await says('');
    expect(words(all)).toContain('Maria Quiroga · Acme · Old colleague · about 5 of 10 · not reached yet');
    expect(words(all)).toContain('Maria Lopez');
    fits(all);
    expect(words(await says('mária'))).toContain('Maria Lopez');
    const one = await says('acme');
    expect(words(one)).toContain('Maria Quiroga');
    expect(labels(one)).toEqual(['Edit', 'Notes', 'Rate', 'How known', 'Rest', 'Merge', 'Log it', 'Forget']);
    fits(one);
  });

  test('owed, quiet, resting and never each show whom they name', async () => {
    const ana = await person('Ana');
    const ben = await person('Ben');
    const cy = await person('Cy', { paused: true });
    await person('Dee');
    await wrote(ana, '2026-11-18', { outcome: 'waiting' });
    await wrote(ben, '2026-11-19', { outcome: 'waiting' });
    await wrote(cy, '2026-11-10', { outcome: 'replied' });
    await read((ctx) => owe(ctx, { contact: ben, what: 'thanks', due: ctx.today }));
    expect(options(await says('owed'), 'Open').map((o) => o.label)).toEqual(['Ben']);
    // Wednesday to Monday are three business days, Thursday to Monday two.
    expect(options(await says('quiet'), 'Open').map((o) => o.label)).toEqual(['Ana']);
    expect(options(await says('resting'), 'Open').map((o) => o.label)).toEqual(['Cy']);
    expect(options(await says('never'), 'Open').map((o) => o.label)).toEqual(['Dee']);
  });

  test('thirteen people come in two pages, also for words longer than a button can carry', async () => {
    const long = 'Ж'.repeat(40);
    for (let i = 10; i < 23; i += 1) await person(`${long} Nr${i}`);
    const first = await says(long);
    fits(first);
    expect(options(first, 'Open')).toHaveLength(10);
    const more = controlsOf(first).find((c) => c.kind === 'button' && c.label === 'More');
    if (more?.kind !== 'button') throw new Error('no More');
    const second = await does('contacts.page', more.action.args);
    expect(options(second, 'Open').map((o) => o.label.slice(-4))).toEqual(['Nr20', 'Nr21', 'Nr22']);
  });

  test('an id that is nobody of theirs is refused in one kind line', async () => {
    await expect(does('contacts.open', { c: 'nobody' })).rejects.toThrow('not in your list any more');
    await expect(does('contacts.merged', { c: 'nobody', o: 'nobody' })).rejects.toThrow('Nothing changed');
  });
});

describe('Changing a person', () => {
  test('a field that is too long is named, and nothing is kept', async () => {
    const maria = await person('Maria');
    const tooLong = does('contacts.edited', { c: maria }, { name: 'Maria', organization: 'x'.repeat(501) });
    await expect(tooLong).rejects.toMatchObject({
      field: 'organization',
      message: expect.stringContaining('500'),
    });
    await expect(does('contacts.noted', { c: maria }, { notes: 'x'.repeat(4001) })).rejects.toMatchObject({
      field: 'notes',
    });
    await expect(does('contacts.edited', { c: maria }, { name: '  ' })).rejects.toMatchObject({
      field: 'name',
    });
    await does('contacts.edited', { c: maria }, { name: 'Maria', organization: 'x'.repeat(500) });
    expect((await read((ctx) => contactOf(ctx, maria)))?.organization).toHaveLength(500);
  });

  test('another name like someone’s is kept, and merging is offered', async () => {
    await person('Maria Quiroga');
    const other = await person('Mimi');
    const answer = await does('contacts.edited', { c: other }, { name: 'Maria Q.' });
    expect(labels(answer)).toEqual(['Undo', 'Show', 'Merge']);
    expect((await read((ctx) => contactOf(ctx, other)))?.name).toBe('Maria Q.');
  });

  test('the form says what a short name is for, short enough for Discord', async () => {
    const long = await person(`Maria${'x'.repeat(400)}`);
    const [asked] = await does('contacts.edit', { c: long });
    const hint = asked?.kind === 'form' ? asked.fields.find(({ name }) => name === 'label')?.hint : undefined;
    expect(hint).toMatch(/^What your cards call them, and what you may type for them. Now: Maria/);
    expect(hint?.length).toBeLessThanOrEqual(100);
  });

  test('two people never go by the same short name', async () => {
    await person('Maria Quiroga', { label: 'Mia' });
    const other = await person('Mirjam');
    await expect(
      does('contacts.edited', { c: other }, { name: 'Mirjam', label: 'mia' }),
    ).rejects.toMatchObject({ field: 'label' });
  });

  test('a rating is asked without the words of other questions, and counts at once', async () => {
    const maria = await person('Maria');
    const asked = words(await does('contacts.rate', { c: maria }));
    expect(asked).toContain('Contacting Maria');
    expect(asked).not.toMatch(/How uneasy|How did it feel/);
    await does('contacts.rated', { c: maria }, { value: '7' });
    expect((await read((ctx) => contactOf(ctx, maria)))?.rating).toBe(70);
  });

  test('rest for two weeks, until they say, and awake again', async () => {
    const maria = await person('Maria');
    await does('contacts.rested', { c: maria, d: '14' });
    expect((await read((ctx) => contactOf(ctx, maria)))?.restingUntil).toBe('2026-12-07');
    await does('contacts.rested', { c: maria, d: 'x' });
    expect(labels(await does('contacts.rest', { c: maria }))).toContain('Wake again');
    await does('contacts.rested', { c: maria, d: '0' });
    expect(await read((ctx) => contactOf(ctx, maria))).toMatchObject({
      paused: false,
      restingUntil: '2026-11-23',
    });
  });
});

describe('Merging two entries', () => {
  async function two() {
    const kept = await person('Maria Quiroga', { known: 'old' });
    const other = await person('Maria Q.', { organization: 'Acme', notes: 'likes tea', known: 'friend' });
    const ben = await person('Ben', { referredBy: other });
    await wrote(other, '2026-11-18', { felt: 30 });
    await read(async (ctx) => {
      await owe(ctx, { contact: other, what: 'thanks', due: ctx.today });
      await addMeeting(ctx, { kind: 'coffee', contacts: [other, kept], day: ctx.today, state: 'planned' });
      await addRating(ctx, ctx.today, 'contact', other, 60);
      await refold(ctx);
    });
    return { kept, other, ben };
  }

  test('the fuller name is kept, and asked about once', async () => {
    const { kept, other } = await two();
    const [likely] = options(await does('contacts.merge', { c: other }), 'Same person');
    expect(likely).toMatchObject({ value: kept });
    const asked = await does('contacts.with', { c: other }, { value: kept });
    expect(words(asked)).toBe('Keep Maria Quiroga, add everything of Maria Q. (Acme) to them?\n');
    expect(labels(asked)).toEqual(['Merge', 'Keep both', 'Keep the other name']);
    fits(asked);
  });

  test('everything of the other goes to the kept one, and one undo parts the two again', async () => {
    const { kept, other, ben } = await two();
    await does('contacts.merged', { c: kept, o: other });
    expect(await read((ctx) => contactOf(ctx, other))).toBeNull();
    const now = await read((ctx) => contactOf(ctx, kept));
    expect(now).toMatchObject({
      name: 'Maria Quiroga',
      organization: 'Acme',
      notes: 'likes tea',
      known: 'old',
    });
    expect((await read(touchesOf)).map((touch) => touch.contact)).toEqual([kept]);
    expect((await read(openFollowUps)).map((owed) => owed.contact)).toEqual([kept]);
    expect((await read(meetingsOf)).map((meeting) => meeting.contacts)).toEqual([[kept]]);
    expect((await read(ratingsOf)).map((rating) => rating.id)).toEqual([kept]);
    expect((await read((ctx) => contactOf(ctx, ben)))?.referredBy).toBe(kept);

    expect(await talk.says('undo')).toContain('merging Maria Q. into Maria Quiroga');
    expect(await read((ctx) => contactOf(ctx, other))).toMatchObject({
      name: 'Maria Q.',
      organization: 'Acme',
      notes: 'likes tea',
    });
    expect(await read((ctx) => contactOf(ctx, kept))).toMatchObject({ organization: null, notes: null });
    expect((await read(touchesOf)).map((touch) => touch.contact)).toEqual([other]);
    expect((await read(meetingsOf)).map((meeting) => meeting.contacts)).toEqual([[other, kept]]);
    expect((await read((ctx) => contactOf(ctx, ben)))?.referredBy).toBe(other);
  });

  test('what the member said of the kept one holds against the other’s rating', async () => {
    const { kept, other } = await two();
    await does('contacts.rated', { c: kept }, { value: '2' });
    await does('contacts.rated', { c: other }, { value: '9' });
    await does('contacts.merged', { c: kept, o: other });
    expect((await read(ratingsOf)).map(({ id, value }) => [id, value])).toEqual([[kept, 20]]);
  });

  test('notes that do not fit into one are named, and both stay', async () => {
    const a = await person('Ana Ruiz', { notes: 'a'.repeat(3000) });
    const b = await person('Ana R.', { notes: 'b'.repeat(3000) });
    await expect(does('contacts.merged', { c: a, o: b })).rejects.toThrow('4,000');
    expect(await read(contactsOf)).toHaveLength(2);
  });
});

describe('The ladder', () => {
  test('people in the picture are numbers in the order of the list, own ways have no name there', async () => {
    await person('Maria Quiroga', { known: 'stranger' });
    await person('Ben Hale', { known: 'friend' });
    await does('ladder.added', {}, { name: 'Send a postcard' });
    const answer = await talk.inside((ctx) => ladder.run(ctx, ''));
    fits(answer);
    const picture = blocks(answer).find((b) => b.kind === 'picture');
    if (picture?.kind !== 'picture') throw new Error('no picture');
    expect(picture.picture.people).toEqual([15, 60]);
    expect(picture.picture.activities.map((a) => a.label)).toContain('Own way 1');
    expect(JSON.stringify(picture)).not.toMatch(/Maria|Ben|postcard/);
    expect(words(answer)).toContain('#1 Ben 1.5\n#2 Maria 6');
    expect(words(answer)).toContain('5 Own way 1: Send a postcard');
    expect(words(answer)).toContain('Your edge is at 2 of 10');
    expect(options(answer, 'Re-rate a way').length).toBeLessThanOrEqual(25);
  });

  test('a way re-rated is asked with its own words and moves; a hidden one leaves the ladder and comes back', async () => {
    expect(words(await does('ladder.rate', {}, { value: 'phone' }))).toContain('How uneasy');
    await does('ladder.rated', { a: 'phone' }, { value: '1' });
    const moved = await talk.inside((ctx) => ladder.run(ctx, ''));
    expect(words(moved)).toContain('1 Ring someone I know');
    await does('ladder.hide', {}, { value: 'cold-call' });
    const hidden = await talk.inside((ctx) => ladder.run(ctx, ''));
    expect(words(hidden)).toContain('Hidden: Make a cold call.');
    expect(options(hidden, 'Show a way').map((o) => o.value)).toEqual(['cold-call']);
    await does('ladder.unhide', {}, { value: 'cold-call' });
    expect(words(await talk.inside((ctx) => ladder.run(ctx, '')))).toContain('8.5 Make a cold call');
  });

  test('staying here a while is switched on, shown, and off again', async () => {
    await does('ladder.stay');
    const staying = await talk.inside((ctx) => ladder.run(ctx, ''));
    expect(labels(staying)).toContain('Move on');
    await does('ladder.move');
    expect(labels(await talk.inside((ctx) => ladder.run(ctx, '')))).toContain('Stay here a while');
  });

  test('a way longer than eighty characters, or there already, is refused at its field', async () => {
    await expect(does('ladder.added', {}, { name: 'x'.repeat(81) })).rejects.toMatchObject({ field: 'name' });
    await expect(does('ladder.added', {}, { name: 'write a MESSAGE' })).rejects.toMatchObject({
      field: 'name',
    });
  });
});

describe('Home', () => {
  test('a fresh member sees every section, and no button named like one of the card’s', async () => {
    const home = await read(homeOf);
    expect(home.joined).toBe(true);
    expect(home.sections.map((s) => s.title)).toEqual([
      'Today',
      'Your ladder',
      'In hand',
      'This week',
      'Coming up',
    ]);
    const buttons = home.sections
      .flatMap((s) => s.blocks)
      .flatMap((b) => (b.kind === 'controls' ? b.controls : []));
    for (const button of buttons)
      if (button.kind === 'button')
        expect(button.label).not.toMatch(/^(?:Did it|Words|Easier|Swap|Later|Not today|Done|Drop|Braver)$/);
  });

  test('the week counts steps, people and conversations, and what is owed is listed', async () => {
    const maria = await person('Maria');
    await wrote(maria, '2026-11-20');
    await wrote(maria, '2026-11-23', { outcome: 'talked' });
    await read((ctx) => owe(ctx, { contact: maria, what: 'thanks', due: ctx.today }));
    const home = await read(homeOf);
    const said = words([{ kind: 'message', notice: '', blocks: home.sections.flatMap((s) => s.blocks) }]);
    expect(said).toContain('Steps done: 1\nPeople reached: 1\nConversations: 1');
    expect(said).toContain('Thank Maria · due today');
    // Joined on Monday the 16th: Tuesday to Friday and today.
    expect(said).toContain('You turned up on 2 of your last 5 planned days.');
  });

  test('a week with nothing done yet counts no zeros', async () => {
    const home = await read(homeOf);
    const said = words([{ kind: 'message', notice: '', blocks: home.sections.flatMap((s) => s.blocks) }]);
    expect(said).toContain('What you do this week shows here.');
    expect(said).not.toContain('Steps done');
  });
});
