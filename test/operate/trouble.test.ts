// A database that keeps nothing for a while, seen by a member: told kindly, what was typed stays, nothing is done by
// half or twice, and all goes on by itself.

import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { createWeb } from '../../adapters/web/index.ts';
import type { Ask } from '../../src/ask.ts';
import type { Store } from '../../src/store/open.ts';
import { openStore } from '../../src/store/open.ts';
import { sessionsOf } from '../../src/store/sessions.ts';
import { signUp } from '../conversations/signUp.ts';
import { openBrowser } from '../support/browser.ts';
import { type Hand, houseDoor } from '../support/houseDoor.ts';
import { folders, settingsFor } from '../support/stores.ts';

const monday = '2026-11-23T08:00:05Z';

/** Ways in which a file keeps nothing: begun and ended on the open store. */
const troubles = [
  {
    what: 'full',
    begin: async (store: Store) => {
      const { rows } = await sql<{
        n: number;
      }>`select page_count - freelist_count as n from pragma_page_count(), pragma_freelist_count()`.execute(
        store.db,
      );
      await sql`vacuum`.execute(store.db);
      await sql.raw(`pragma max_page_count = ${rows[0]!.n}`).execute(store.db);
    },
    end: async (store: Store) => void (await sql.raw('pragma max_page_count = 1000000').execute(store.db)),
  },
  {
    what: 'read-only',
    begin: async (store: Store) => void (await sql.raw('pragma query_only = on').execute(store.db)),
    end: async (store: Store) => void (await sql.raw('pragma query_only = off').execute(store.db)),
  },
] as const;

describe('A file that is', () => {
  const folder = folders();
  const endings: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of endings.splice(0).reverse()) await end();
  });

  async function joined() {
    const hand: Hand = { now: Date.parse('2026-11-23T06:30:00Z') };
    const store = await openStore(settingsFor(`file:${folder()}/rungs.db`, { now: () => hand.now }));
    endings.push(() => store.close());
    const member = houseDoor(store, hand);
    await member.says('hello');
    await signUp(member);
    return { hand, store, member };
  }
  const people = async (member: Awaited<ReturnType<typeof joined>>['member']) =>
    ((await member.exported()).contacts as { name: string }[]).map(({ name }) => name).sort();

  it.each(troubles)(
    '$what for a while: asks and ticks come to nothing, then all goes on',
    async ({ what, begin, end }) => {
      const { store, member } = await joined();
      const many = Array.from(
        { length: 40 },
        (_, n) => `Person ${String.fromCharCode(65 + n)}${'x'.repeat(80)}`,
      );
      await begin(store);
      for (let n = 0; n < 3; n += 1) {
        await expect(member.says(`add ${many.join(', ')}`)).rejects.toMatchObject({
          name: 'StoreDown',
          why: what,
        });
        if (what === 'read-only')
          await expect(member.at(monday)).rejects.toMatchObject({ name: 'StoreDown', why: what });
      }
      await end(store);
      await member.at(monday);
      await member.at(monday);
      expect((await member.heard()).filter((text) => /^Good morning/.test(text))).toHaveLength(1);
      expect(await people(member)).toEqual(['Frida', 'Olaf', 'Stefan']);
      await member.says('add Ulla');
      expect(await people(member)).toHaveLength(4);
    },
  );

  it('of no use between hearing and answering: what is asked again is done once, also after a new start', async () => {
    const { hand, store, member } = await joined();
    const ask = (): Ask => ({
      door: 'web',
      tenant: 'local',
      user: 'me',
      place: 'private',
      at: hand.now,
      eventKey: `t:${randomUUID()}`,
      kind: 'say',
      text: 'log emailed Frida today',
    });
    const row = await member.house.hear(ask());
    await troubles[1].begin(store);
    await expect(member.house.answer(row)).rejects.toMatchObject({ name: 'StoreDown' });
    await troubles[1].end(store);
    await member.house.answer(await member.house.hear(ask()));
    await houseDoor(store, hand).house.catchUp();
    expect((await member.exported()).touches).toHaveLength(1);
    const left = await store.db.selectFrom('inbox').select('id').where('state', '=', 'received').execute();
    expect(left).toEqual([]);
  });

  it('read-only, at the page: a kind line, the words stay in the box, and go through when sent again', async () => {
    const { hand, store, member } = await joined();
    const faults: unknown[] = [];
    let url = '';
    const web = createWeb({
      host: '127.0.0.1',
      port: 0,
      key: 'the key in the link',
      sessions: sessionsOf(store, () => hand.now),
      log: { error: (fields) => faults.push(fields) },
      ready: (link) => {
        url = link;
      },
    });
    await web.start(member.house);
    endings.push(() => web.stop());
    const browser = await openBrowser();
    endings.push(() => browser.close());
    const page = await (await browser.newContext()).newPage();
    await page.goto(url);
    const box = page.getByLabel('Message');
    await page.getByText('Your first warm-up').first().waitFor();
    await troubles[1].begin(store);
    await box.fill('add Ulla');
    await box.press('Enter');
    await page.getByText('I could not keep that just now. Try again in a moment, please.').waitFor();
    expect(await box.inputValue()).toBe('add Ulla');
    expect(await people(member).catch(() => 'away')).toBe('away');
    await troubles[1].end(store);
    await box.press('Enter');
    await expect.poll(() => box.inputValue()).toBe('');
    await expect.poll(() => people(member)).toEqual(['Frida', 'Olaf', 'Stefan', 'Ulla']);
    await expect.poll(() => page.getByText('I could not keep that').count()).toBe(0);
    expect(faults.length).toBeGreaterThan(0);
  });
});
