// Rungs on Slack when something behind it does not answer: the database held by another program, a profile that never comes.
// Whoever asks is told within a second, nothing is half kept, and afterwards everything goes on.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { mondayEarly, signUp } from '../conversations/signUp.ts';
import type { SlackTalker } from '../support/slackDoor.ts';
import { openSlackHouse, type SlackHouse } from '../support/slackHouse.ts';

let folder: string;
let house: SlackHouse;
let member: SlackTalker;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rungs-slack-down-'));
  house = await openSlackHouse(mondayEarly, { url: `file:${folder}/rungs.db` });
  member = house.person();
  await member.says('hello');
  await signUp(member);
});
afterEach(async () => {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Hold the database as another program would, while something is done. */
async function held<T>(act: () => Promise<T>): Promise<T> {
  const other = new Sqlite(join(folder, 'rungs.db'));
  other.exec('begin immediate');
  try {
    return await act();
  } finally {
    other.exec('rollback');
    other.close();
  }
}

it('a command that cannot be kept is answered by its ack: try again', async () => {
  const ack = await held(() => member.hand.command('add Hanna'));
  // Within a second, and as much again for a busy machine.
  expect(ack.ms ?? Number.POSITIVE_INFINITY).toBeLessThan(2_000);
  expect(String(ack.body?.text)).toMatch(/try again in a moment/);
  await house.at('2026-11-23T06:40:00Z');
  await member.says('add Hanna');
  await member.hears(/Hanna/);
  expect(house.slack.world.violations).toEqual([]);
});

it('a line that cannot be kept is not acknowledged, and has its effect when Slack brings it again', async () => {
  const line = {
    type: 'event_callback',
    token: 'verification',
    team_id: house.team.id,
    api_app_id: house.slack.world.appId,
    event_id: house.slack.world.id('Ev'),
    event_time: Math.floor(Date.now() / 1000),
    event: {
      type: 'message',
      channel: member.hand.direct().id,
      channel_type: 'im',
      user: member.hand.user.id,
      text: 'add Zelda',
      ts: `${Math.floor(Date.now() / 1000)}.000100`,
    },
  };
  await held(async () => {
    const ack = await house.slack.delivery.once('events_api', line);
    expect(ack.ms).toBeNull();
  });
  for (let n = 0; n < 2; n += 1) await house.slack.delivery.once('events_api', line);
  await member.hears(/Added Zelda/);
  expect((await member.heard()).filter((text) => /^Added Zelda/.test(text))).toHaveLength(1);
});

it('a profile that never comes holds up no ack', async () => {
  const other = house.person();
  house.slack.server.plant({ on: 'users.info', before: 'hang', times: 3 });
  const ack = await other.hand.command('today');
  expect(ack.ms).not.toBeNull();
  await other.hears(/Welcome to Rungs/);
});
