// One kind of apostrophe and one of quotation marks in all that is said, typed by whoever wrote it or drawn on a screen.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../src/store/open.ts';
import { dailyLoop } from '../conversations/dailyLoop.ts';
import { mondayEarly, signUp } from '../conversations/signUp.ts';
import { type Hand, houseDoor } from '../support/houseDoor.ts';
import { folders, settingsFor } from '../support/stores.ts';

const root = new URL('../../', import.meta.url);
const sources = ['src', 'adapters'].flatMap((folder) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:ts|js|html|css)$/.test(file))
    .map((file) => `${folder}/${file}`),
);

describe('What is said', () => {
  const folder = folders();
  let store: Store | undefined;
  afterEach(async () => {
    await store?.close();
    store = undefined;
  });

  it('has the straight apostrophe in every source, as the buttons have', () => {
    expect(sources.length).toBeGreaterThan(200);
    const curly = sources.flatMap((file) =>
      readFileSync(new URL(file, root), 'utf8')
        .split('\n')
        .flatMap((line, i) =>
          /\p{L}[’ʼ´]\p{L}|\p{L}s’ /u.test(line) ? [`${file}:${i + 1}: ${line.trim()}`] : [],
        ),
    );
    expect(curly).toEqual([]);
  });

  it('shows it on every screen of a day, with curly quotation marks and no raw backtick', async () => {
    const hand: Hand = { now: Date.parse(mondayEarly) };
    store = await openStore(settingsFor(`file:${join(folder(), 'rungs.db')}`, { now: () => hand.now }));
    const member = houseDoor(store, hand);
    await member.says('hello');
    await member.presses('Show me an example first');
    await signUp(member);
    for (const stage of dailyLoop) {
      if (stage.at) await member.at(stage.at);
      await stage.run(member);
    }
    const said = [];
    for (const line of 'help,help log,settings,contacts,ladder,goal,pause,resume,undo,link,export,report,import,landed,offer,script,belief,win,circle show,show Frida,nonsense and more,I hate this,Olaf answered,stop'.split(
      ',',
    )) {
      await member.at(new Date(hand.now + 60_000).toISOString());
      await member.says(line);
      said.push(member.problem() ?? '');
    }
    const own = (await member.said()).filter((one) => one.text === undefined || one.text === null);
    const shown = [...own.map((one) => JSON.stringify(one.message)), ...said];
    expect(shown.length).toBeGreaterThan(30);
    expect(shown.filter((text) => /[’ʼ´`]|\\"/.test(text))).toEqual([]);
  });
});
