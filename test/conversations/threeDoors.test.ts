// One member on Slack, Discord and the page, linked, for weeks: one card a day at the place that they chose, answered on any
// of the three, the same everywhere. The real program at both simulated platforms; RUNGS_LONG=1: four weeks, else one.

import { afterEach, expect, it } from 'vitest';
import { type Discord, openDiscord } from '../support/discord/index.ts';
import { discordDoor } from '../support/discordDoor.ts';
import { openSlackHouse, type SlackHouse } from '../support/slackHouse.ts';
import { type Visitor, visitor } from '../support/visitor.ts';
import { mondayEarly, signUp } from './signUp.ts';

const weeks = process.env.RUNGS_LONG === '1' ? 4 : 1;
const monday = Date.parse('2026-11-23T00:00:00Z');

let discord: Discord | undefined;
let house: SlackHouse | undefined;
afterEach(async () => {
  await house?.close();
  await discord?.close();
});

/** One of the three as far as this needs it. */
interface Side {
  readonly name: 'On Slack' | 'On Discord' | 'On the page';
  says(text: string): Promise<unknown>;
  presses(label: string): Promise<void>;
  rates(value: number): Promise<void>;
  /** What was said there last. */
  last(): Promise<string>;
  /** Ids of the morning cards that stand there. */
  cards(): Promise<readonly string[]>;
}

/** Every piece of text in something drawn for the page, one after the other. */
function texts(value: unknown): string {
  if (Array.isArray(value)) return value.map(texts).join('');
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([name, inner]) => (name === 'text' && typeof inner === 'string' ? inner : texts(inner)))
    .join('');
}

function pageSide(page: Visitor): Side {
  const said = async () =>
    (JSON.parse((await page.asks('/api/state')).text).said as { id: string; blocks?: unknown }[]).map(
      ({ id, blocks }) => ({ id, text: texts(blocks ?? []) }),
    );
  return {
    ...page,
    name: 'On the page',
    last: async () => (await said()).at(-1)?.text ?? '',
    cards: async () =>
      (await said()).filter(({ text }) => text.startsWith('Good morning')).map(({ id }) => id),
  };
}

it('has one card a day where they want it, and what they did on one door stands on all', async () => {
  const there = await openDiscord({ rates: false });
  discord = there;
  const at = await openSlackHouse(mondayEarly, {
    way: (slack, team) => ({
      SLACK_BOT_TOKEN: team.token,
      SLACK_APP_TOKEN: slack.world.appToken,
      DISCORD_TOKEN: there.token,
      DISCORD_API_URL: there.url,
      RUNGS_WEB: 'on',
      RUNGS_WEB_KEY: 'a-key-of-the-test-0123456789',
      PORT: '0',
    }),
  });
  house = at;
  const hand = there.person();
  there.server([hand]);
  const [slack, onDiscord, page] = [at.person(), discordDoor(there, hand), await visitor(at.base())];
  const bot = (text: string) => text.startsWith('Good morning');
  const sides: readonly Side[] = [
    {
      ...slack,
      name: 'On Slack',
      last: async () => slack.sees().at(-1)?.text ?? '',
      cards: async () => slack.sees().flatMap((one) => (bot(one.text) ? [one.message.ts] : [])),
    },
    {
      ...onDiscord,
      name: 'On Discord',
      last: async () => hand.sees().at(-1)?.text ?? '',
      cards: async () => hand.sees().flatMap((one) => (bot(one.text) ? [one.message.id] : [])),
    },
    pageSide(page),
  ];
  const side = (n: number) => sides[n % 3]!;

  await slack.says('hello');
  await signUp(slack);
  for (const other of [side(1), side(2)]) {
    await slack.says('link');
    const code = /\b[A-Z]{8}\b/.exec(await slack.hears(/Your code is/))?.[0] ?? '';
    await other.says(`link ${code}`);
    await expect.poll(() => other.last()).toMatch(/Shall they come somewhere else\?$/);
  }

  const seen = new Map(sides.map(({ name }) => [name, new Set<string>()]));
  /** How many new ones came, and where. */
  const fresh = async () => {
    const came: string[] = [];
    for (const { name, cards } of sides)
      for (const id of await cards()) {
        if (!seen.get(name)?.has(id)) came.push(name);
        seen.get(name)?.add(id);
      }
    return came;
  };
  const touches = async () =>
    (JSON.parse((await page.asks('/files/rungs.json')).text).touches as unknown[]).length;

  let place = 'On Discord';
  let done = 0;
  for (let day = 0; day < weeks * 7; day += 1) {
    const date = new Date(monday + day * 86_400_000).toISOString().slice(0, 10);
    const [doing, looking, other] = [side(day), side(day + 1), side(day + 2)];
    await at.at(`${date}T06:00:00Z`);
    if (other.name !== place) {
      await doing.says('link');
      await doing.presses(other.name === doing.name ? 'Here' : other.name);
      place = other.name;
    }
    await at.at(`${date}T08:00:05Z`);
    expect(await fresh(), date).toEqual(day % 7 < 5 ? [place] : []);
    if (day % 7 > 4) continue;
    const tells = (one: Side, what: string | RegExp) =>
      expect.poll(() => one.last(), { message: `${date}, ${one.name}` }).toMatch(what);
    await doing.says('today');
    await tells(doing, /^Here is your/);
    await doing.presses('Did it');
    await tells(doing, /How did it feel/);
    await doing.rates(2);
    done += 1;
    await expect.poll(touches, { message: date }).toBe(done);
    await tells(doing, /✓/);
    const line = /✓ [^\n]*?\./.exec(await doing.last())?.[0] ?? 'nothing';
    await looking.says('today');
    await tells(looking, /^Here is your/);
    expect(await looking.last(), date).toContain(line);
    // On the card as it came, the step stands open still: it is done.
    await other.presses('Did it');
    expect(await touches(), date).toBe(done);
    await at.at(`${date}T20:00:00Z`);
    expect(await fresh(), date).toEqual([]);
  }
  expect([...seen.values()].reduce((sum, { size }) => sum + size, 0)).toBe(weeks * 5);
  const exported = async (text: string) => ({ ...JSON.parse(text), exportedAt: '' });
  expect({ ...(await onDiscord.exported()), exportedAt: '' }).toEqual(
    await exported((await page.asks('/files/rungs.json')).text),
  );

  // The place of their choice is closed: that very day's card is at the next one, and so are those that follow.
  if (place !== 'On Discord') {
    await slack.says('link');
    await slack.presses('On Discord');
  }
  hand.user.dms = false;
  const after = (days: number) =>
    new Date(monday + (weeks * 7 + days) * 86_400_000).toISOString().slice(0, 10);
  for (const day of [0, 1]) {
    await at.at(`${after(day)}T08:00:05Z`);
    expect(await fresh(), after(day)).toEqual(['On the page']);
  }
  expect([at.slack.world.violations, there.world.violations]).toEqual([[], []]);
}, 300_000);
