import { afterEach, beforeEach, expect, it } from 'vitest';
import { exporting } from '../../src/account/export.ts';
import { addTouch } from '../../src/ladder/rows.ts';
import { addMeeting, owe } from '../../src/meeting/rows.ts';
import { addActivity, addContact } from '../../src/people/rows.ts';
import { aTalk, monday, type Talk } from './harness.ts';

let talk: Talk;
beforeEach(async () => {
  talk = await aTalk();
});
afterEach(() => talk.close());

it('rungs.json has everything in the promised shape', async () => {
  await talk.inside(async (ctx) => {
    const maria = await addContact(ctx, ctx.today, {
      name: '=Maria\nQuispe',
      email: 'm@example.org',
      notes: 'met at “X”',
    });
    const touch = await addTouch(ctx, {
      day: ctx.today,
      contact: maria,
      activity: 'email',
      kind: 'email',
      felt: 30,
      note: 'ok',
      outcome: 'replied',
    });
    await addMeeting(ctx, {
      kind: 'coffee',
      contacts: [maria],
      day: '2026-11-24',
      start: monday,
      end: monday + 3_600_000,
      state: 'planned',
    });
    await owe(ctx, { contact: maria, what: 'reply', due: '2026-11-24', touch });
    await addActivity(ctx, 'Send a postcard');
    await ctx.hand('ladder.refold');
  });
  const made = await talk.inside(async (ctx) => exporting.files?.['rungs.json']?.(ctx));
  const all = JSON.parse(made?.body ?? '');
  expect(all).toMatchObject({
    format: 1,
    exportedAt: '2026-11-23T10:00:00.000Z',
    member: {
      zone: 'Europe/Berlin',
      morning: '09:00',
      days: ['mon', 'tue', 'wed', 'thu', 'fri'],
      quiet: '20:00-08:00',
      edge: 20,
      goals: { contacts: 2, conversations: 1 },
    },
    meetings: [
      {
        kind: 'coffee',
        start: '2026-11-23T10:00:00.000Z',
        end: '2026-11-23T11:00:00.000Z',
        state: 'planned',
      },
    ],
    touches: [
      { activity: 'email', kind: 'email', date: '2026-11-23', felt: 30, outcome: 'replied', note: 'ok' },
    ],
  });
  const [maria] = all.contacts;
  expect(maria).toMatchObject({
    name: '=Maria\nQuispe',
    known: 'met',
    email: 'm@example.org',
    url: null,
    referredBy: null,
    restingUntil: null,
  });
  expect(all.followUps).toMatchObject([
    { contact: maria.id, what: 'reply', due: '2026-11-24', state: 'open', from: all.touches[0].id },
  ]);
  expect(all.touches[0].foreseen).toBeGreaterThan(0);
  expect(all.activities.at(-1)).toMatchObject({ name: 'Send a postcard', rating: null, hidden: false });
  expect(all.activities.find((a: { id: string }) => a.id === 'voice').fits).toEqual(['friend', 'answered']);
  expect(made?.body).not.toContain('v1.');
});

it('the two files are offered by their names', async () => {
  expect(await talk.says('export')).toContain('[rungs.json] [contacts.csv]');
});
