// The account room in conversation, over a real store: what is said, and what stands afterwards.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addRating, addTouch, ratingsOf, touchesOf } from '../../src/ladder/rows.ts';
import { addMeeting, followUpsOf, meetingsOf, owe } from '../../src/meeting/rows.ts';
import { daysOffOf, readMember } from '../../src/member/rows.ts';
import { forGood } from '../../src/member/rules.ts';
import { addContact, contactsOf } from '../../src/people/rows.ts';
import { aTalk, monday, type Talk } from './harness.ts';

let talk: Talk;
beforeEach(async () => {
  talk = await aTalk();
});
afterEach(() => talk.close());

const me = () => talk.inside((ctx) => readMember(ctx));
const add = (name: string, organization: string | null = null) =>
  talk.inside(async (ctx) => {
    const id = await addContact(ctx, ctx.today, { name, organization, known: 'old' });
    ctx.note(`added ${name}`);
    return id;
  });

describe('settings', () => {
  it('show what stands, and the last and the next card', async () => {
    const said = await talk.says('settings');
    expect(said).toContain('Zone: Europe/Berlin');
    expect(said).toContain('Last card: none yet.');
    expect(said).toContain('Next card Tuesday 24 November 2026, 09:00 (Europe/Berlin).');
  });

  it('change, say so in full, and come back with Undo, once', async () => {
    const said = await talk.says('settings zone new york morning 8am');
    expect(said).toContain('Zone: America/New_York');
    expect(said).toContain('Next card Monday 23 November 2026, 08:00 (America/New_York).');
    expect(await talk.presses('Undo')).toContain('Taken back: setting zone America/New_York, morning 08:00.');
    expect((await me()).zone).toBe('Europe/Berlin');
    expect(await talk.does('undo.it', { c: 'nonsense' })).toContain('stays as it is');
  });

  it('carry the rest of the line through the question which zone', async () => {
    await talk.says('settings zone portland morning 08:00 quiet 21:00-07:00');
    expect((await me()).morning).toBe('09:00');
    await talk.presses('America/Los_Angeles');
    expect(await me()).toMatchObject({ zone: 'America/Los_Angeles', morning: '08:00', quietFrom: '21:00' });
  });

  it('say that the quiet hours moved', async () => {
    expect(await talk.says('settings morning 06:30')).toContain('they now end with it: 20:00-06:30');
  });

  it('open in the form as one would type them', async () => {
    await talk.says('settings');
    await talk.presses('Change');
    const [asked] = talk.last.answer;
    expect(asked?.kind === 'form' && asked.fields.map((field) => 'value' in field && field.value)).toEqual([
      'Europe/Berlin',
      '09:00',
      'mon-fri',
      '20:00-08:00',
    ]);
  });

  it('change nothing when one of several is wrong', async () => {
    const before = await me();
    await talk.says('settings morning 08:00 days blursday');
    expect(talk.last.refused).toContain('days');
    await talk.does('settings.zone', { z: 'Mars/Olympus' });
    await talk.does('settings.save', {}, { morning: '99:99' });
    expect(await me()).toEqual(before);
  });
});

describe('pause and resume', () => {
  it('pause until a day keep the days off and the first day with cards', async () => {
    expect(await talk.says('pause until friday')).toContain('Next card Friday 27 November 2026, 09:00');
    expect((await me()).pausedUntil).toBe('2026-11-27');
    expect(await talk.inside(daysOffOf)).toMatchObject([
      { from: '2026-11-23', to: '2026-11-26', why: 'pause' },
    ]);
  });

  it('pause alone has no end, a second one changes the same row, resume ends it', async () => {
    await talk.says('pause');
    expect((await me()).pausedUntil).toBe(forGood);
    expect(await talk.says('settings')).toContain('you are on pause');
    expect(await talk.says('pause today')).toContain('already');
    await talk.says('pause until friday');
    expect(await talk.inside(daysOffOf)).toHaveLength(1);
    talk.now = monday + 2 * 86_400_000;
    expect(await talk.says('resume')).toContain('Next card Thursday 26 November 2026');
    expect((await me()).pausedUntil).toBeNull();
    expect(await talk.inside(daysOffOf)).toMatchObject([{ from: '2026-11-23', to: '2026-11-24' }]);
    expect(await talk.says('resume')).toContain('Nothing is paused');
  });

  it('stop is quiet, kept, and undone or resumed', async () => {
    await talk.says('stop');
    expect((await me()).state).toBe('stopped');
    expect(talk.last.buttons.map((b) => b.label)).toEqual(['Export', 'Forget me']);
    expect(await talk.says('settings')).toContain('you stopped them');
    await talk.says('undo');
    expect((await me()).state).toBe('active');
    await talk.says('stop');
    await talk.says('resume');
    expect((await me()).state).toBe('active');
  });

  it('peace is entered and left, and no undo breaks it', async () => {
    expect(await talk.does('peace.enter')).toContain('leaving you in peace');
    expect((await me()).state).toBe('peace');
    await talk.says('undo');
    expect((await me()).state).toBe('peace');
    await talk.does('peace.enter');
    expect(await talk.presses("I'm back")).toMatch(/Good to see you\.\nNext card Tuesday/);
    expect((await me()).state).toBe('active');
  });
});

describe('undo', () => {
  it('takes back the last, then the one before, then nothing', async () => {
    await add('Maria Quispe');
    await talk.says('goal 3 contacts a day');
    expect(await talk.says('undo')).toBe(
      'Taken back: setting the goal to 3 contacts a day, 1 conversation a week.\nundo again takes back the one before: added Maria Quispe.',
    );
    expect(await talk.says('undo')).toBe('Taken back: added Maria Quispe.');
    expect(await talk.inside(contactsOf)).toEqual([]);
    expect(await talk.says('undo')).toContain('nothing from the last 24 hours');
  });

  it('by its button takes back only the newest, and only once', async () => {
    await talk.says('goal 3 contacts a day');
    const first = talk.last.buttons[0]?.action.args ?? {};
    await talk.says('goal 4 contacts a day');
    const second = talk.last.buttons[0]?.action.args ?? {};
    expect(await talk.does('undo.it', first)).toContain('newer');
    expect((await me()).goal).toBe(4);
    await talk.does('undo.it', second);
    expect(await talk.does('undo.it', second)).toContain('already');
    expect((await me()).goal).toBe(3);
    await talk.does('undo.it', first);
    expect((await me()).goal).toBe(2);
  });

  it('ends after 24 hours', async () => {
    await talk.says('goal 3 contacts a day');
    talk.now = monday + 86_400_000 + 1;
    expect(await talk.says('undo')).toContain('nothing from the last 24 hours');
    expect(await talk.presses('Undo')).toContain('stays as it is');
    expect((await me()).goal).toBe(3);
  });
});

describe('forget', () => {
  it('asks once, then leaves no row of the person and nothing to undo', async () => {
    const maria = await add('Maria Quispe', 'Acme');
    const ben = await add('Ben Hall');
    await talk.inside(async (ctx) => {
      const touch = await addTouch(ctx, {
        day: ctx.today,
        contact: maria,
        activity: 'email',
        kind: 'email',
        felt: 20,
      });
      await addRating(ctx, ctx.today, 'contact', maria, 70);
      await owe(ctx, { contact: maria, what: 'reply', due: ctx.today, touch });
      await owe(ctx, { contact: ben, what: 'tell', due: ctx.today, touch });
      await addMeeting(ctx, { kind: 'coffee', contacts: [maria], day: ctx.today, state: 'planned' });
      await addMeeting(ctx, { kind: 'coffee', contacts: [maria, ben], day: ctx.today, state: 'planned' });
      ctx.note('logged an e-mail');
    });
    expect(await talk.says('forget maria')).toContain('Forget Maria Quispe,');
    expect((await talk.inside(contactsOf)).length).toBe(2);
    await talk.presses('Forget');
    const left = await talk.inside(async (ctx) => ({
      contacts: (await contactsOf(ctx)).map((c) => c.name),
      touches: await touchesOf(ctx),
      ratings: await ratingsOf(ctx),
      owed: (await followUpsOf(ctx)).map((f) => [f.contact, f.touch]),
      meetings: (await meetingsOf(ctx)).map((m) => m.contacts),
    }));
    expect(left).toEqual({
      contacts: ['Ben Hall'],
      touches: [],
      ratings: [],
      owed: [[ben, null]],
      meetings: [[ben]],
    });
    expect(await talk.says('undo')).toContain('Taken back: added Ben Hall');
    expect(await talk.inside(contactsOf)).toEqual([]);
    expect(await talk.presses('Forget')).toContain('not in your list any more');
  });

  it('asks which when two fit, by buttons or a list, and keeps on Keep', async () => {
    await add('Maria Quispe', 'Acme');
    await add('Maria Lopez');
    await talk.says('forget maria');
    expect(await talk.presses('Maria Quispe (Acme)')).toContain('Forget Maria Quispe');
    await talk.presses('Keep');
    for (let n = 0; n < 30; n += 1) await add(`Maria Number${n}`);
    expect(await talk.says('forget maria')).toContain('[Who?]');
    expect((await talk.inside(contactsOf)).length).toBe(32);
  });

  it('knows nobody it was not told of', async () => {
    expect(await talk.says('forget <b>Zed</b>')).toContain('I know nobody called “<b>Zed</b>”');
  });

  it('me erases the member', async () => {
    expect(await talk.says('forget me')).toContain('[Forget] [Keep] [Export]');
    await talk.presses('Forget');
    expect(talk.last.answer[0]).toMatchObject({ notice: 'Erased' });
    await expect(me()).rejects.toThrow('no member any more');
  });
});

describe('whatever is typed', () => {
  const hostile = [
    '',
    '   ',
    '\u0000',
    '\u202e<img src=x>',
    'x'.repeat(4000),
    '🦊'.repeat(700),
    '@everyone',
    "'; drop table members",
    '-1',
    '999999999999',
    '__proto__',
    'constructor',
  ];
  const verbs =
    'settings pause resume stop undo export forget help landed thanks offer goal script win link'.split(' ');
  it.each(verbs)('%s answers in a few kind lines', async (verb) => {
    for (const words of hostile) {
      const said = await talk.says(`${verb} ${words}`);
      expect(said.length).toBeGreaterThan(0);
      expect(said.length).toBeLessThan(2500);
    }
  });
});

describe('help', () => {
  it('lists what is there and not what is not', async () => {
    const said = await talk.says('help');
    expect(said).toContain('settings – ');
    for (const verb of ['circle', 'landed', 'thanks', 'peace']) expect(said).not.toContain(`- ${verb} –`);
    expect(await talk.says('help /rungs me export')).toContain('export – ');
    expect(await talk.says('help buddy')).toContain('yet');
    expect(await talk.says('help wibble')).toContain('I know no word like “wibble”');
  });
});
