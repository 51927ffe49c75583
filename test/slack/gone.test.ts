// Rungs on Slack while its PostgreSQL is gone, amid a morning: the real program, a real server that is stopped and started.
// Whoever asks is told kindly, on Discord too, the program lives on, afterwards nothing is lost or doubled; the log has two lines of it. RUNGS_LONG=1: gone for five minutes.

import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { mondayEarly } from '../conversations/signUp.ts';
import { type Discord, openDiscord } from '../support/discord/index.ts';
import { openPostgres, type Server } from '../support/postgres.ts';
import { type Program, program } from '../support/program.ts';
import { TEST_KEY } from '../support/settings.ts';
import { type Hand, openSlack, type Slack, until } from '../support/slack/index.ts';
import { joins, timesAdded } from '../support/slackDoor.ts';

const long = process.env.RUNGS_LONG === '1';
/** Asked every so often while it is gone, ms; so many times. */
const every = long ? 15_000 : 100;
const asks = long ? 20 : 3;
/** Within so long of its coming back, everything goes on, ms. */
const backMs = 30_000;
const people = 8;

let server: Server;
let slack: Slack;
let discord: Discord;
let rungs: Program;
beforeEach(async () => {
  server = await openPostgres();
  // An event that is not taken comes again; in real time, as Slack does.
  slack = await openSlack({ again: long ? [1_000, 60_000, 300_000] : [1_000, 5_000, 10_000] });
  discord = await openDiscord({ rates: false });
  const team = slack.workspace();
  rungs = program(mondayEarly, {
    SLACK_BOT_TOKEN: team.token,
    SLACK_APP_TOKEN: slack.world.appToken,
    SLACK_API_URL: slack.url,
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.url,
    RUNGS_KEY: TEST_KEY,
    DATABASE_URL: `${server.url}/postgres`,
  });
  await rungs.start();
  await slack.ready();
}, 60_000);
afterEach(async () => {
  await rungs.kill();
  await slack.close();
  await discord.close();
  await server.close();
});

/** Somebody who has joined. */
async function joined(): Promise<Hand> {
  const [team] = slack.world.teams.values();
  const hand = slack.person(team!);
  await joins(hand);
  return hand;
}

const said = (hand: Hand, start: RegExp) =>
  hand.sees().filter((one) => one.message.bot && start.test(one.text)).length;
const cards = (hand: Hand) => said(hand, /^Good morning/);
const health = async () => {
  const base = /(?:Open|Listening on) (\S+)/.exec(rungs.out())?.[1];
  return (await fetch(new URL('/health', base))).status;
};

/** Stop the server once so many posts have been made. */
function stopAt(nth: number): Promise<void> {
  return new Promise((resolve) => {
    let posts = 0;
    let gone: () => void = () => undefined;
    slack.server.plant({
      on: 'chat.postMessage',
      after: new Promise<undefined>((done) => {
        gone = () => done(undefined);
      }),
      when() {
        posts += 1;
        if (posts !== nth) return false;
        void server.stop().then(() => {
          gone();
          resolve();
        });
        return true;
      },
    });
  });
}

it(
  'its database is gone for a while: kind answers, no end of it, nothing lost, nothing twice',
  async () => {
    const crowd: Hand[] = [];
    for (let n = 0; n < people; n += 1) crowd.push(await joined());
    const [member] = crowd as [Hand];
    const elsewhere = discord.person();
    discord.server([elsewhere]);
    await member.command('add Frida');
    await until(() => said(member, /^How do you know Frida/) > 0, 'Frida was not added');
    await member.command('log');
    await until(() => member.form() !== undefined, 'no form opened');

    const stopped = stopAt(4);
    rungs.at('2026-11-23T08:00:05Z');
    await stopped;
    for (const text of ['hello', 'today', 'help']) elsewhere.types(text);

    // What nobody acknowledges is brought again by Slack itself.
    expect((await member.types('add Zelda')).ms).toBeNull();
    for (let n = 0; n < asks; n += 1) {
      const ack = await member.command('add Hanna');
      expect(ack.ms).not.toBeNull();
      expect(String(ack.body?.text)).toMatch(/try again in a moment/);
      await wait(every);
    }
    const words = { 'What did you do?': 'emailed Frida today, felt 3' };
    const refused = await member.fills(words);
    expect(JSON.stringify(refused.body)).toMatch(/"errors":.*try again in a moment/);
    await member.presses('Friend');
    await until(() => said(member, /try again in a moment/) === 1, 'nothing was said to a press');
    await member.opensHome();
    await discord.world.until(
      () => elsewhere.sees().filter((one) => /could not keep that/.test(one.text)).length === 3,
      () => 'not each of three words on Discord was answered',
    );
    expect(await health()).toBe(503);

    await server.start();
    const since = performance.now();
    const soon = () => ({ timeout: backMs - (performance.now() - since), interval: 500 });
    await expect.poll(async () => (await member.command('add Hanna')).body?.text, soon()).toBeUndefined();
    // But for those that were on their way, which are looked for first.
    await expect.poll(() => crowd.filter((one) => cards(one) > 0).length, soon()).toBeGreaterThanOrEqual(4);
    await expect.poll(health, soon()).toBe(200);
    await member.fills(words);
    await member.presses('Friend');
    const state = () => ({
      cards: crowd.map(cards),
      added: timesAdded(member, 'Hanna') + timesAdded(member, 'Zelda'),
      logged: said(member, /^Logged for Monday/),
    });
    const whole = { cards: crowd.map(() => 1), added: 2, logged: 1 };
    await expect.poll(state, { timeout: long ? 400_000 : 120_000, interval: 500 }).toEqual(whole);
    expect([slack.world.violations, discord.world.violations]).toEqual([[], []]);
    const lines = rungs
      .log()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { msg: string });
    expect(rungs.log()).not.toMatch(/frames|Frida|Hanna|Zelda/);
    const ofIt = lines.filter(({ msg }) => /database|PostgreSQL/.test(msg)).map(({ msg }) => msg);
    expect(ofIt.filter((msg) => !/^A connection to PostgreSQL broke/.test(msg))).toEqual([
      'PostgreSQL does not answer. I go on trying; what comes meanwhile is told to ask again.',
      'The database answers again.',
    ]);
    expect(lines.length).toBeLessThan(10);
  },
  long ? 1_200_000 : 200_000,
);
