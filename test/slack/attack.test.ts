// What somebody may type, forge or press on Slack that is not theirs: shown as text, answered by a kind line, nothing read
// and nothing written; over the real wire. The whole of it at the drawing is contract/hostileText.test.ts, in the house
// conversations/forged.test.ts; here a part of each, and with RUNGS_LONG=1 all.

import { afterEach, describe, expect, it } from 'vitest';
import { encodeAction } from '../../src/reply/action.ts';
import { installationsOf } from '../../src/store/installations.ts';
import { cleanText } from '../../src/understand/text.ts';
import { mondayEarly } from '../conversations/signUp.ts';
import { read } from '../support/asRead.ts';
import { rolling } from '../support/dice.ts';
import { manyForgedIds, misshapen } from '../support/forged.ts';
import { manyHostile } from '../support/hostile.ts';
import { memberOf, rowsOfMember } from '../support/rowsOfMember.ts';
import { type SeenMessage, until } from '../support/slack/index.ts';
import type { Json } from '../support/slack/world.ts';
import type { SlackTalker } from '../support/slackDoor.ts';
import { openSlackHouse, type SlackHouse } from '../support/slackHouse.ts';

const long = process.env.RUNGS_LONG === '1';

const houses: SlackHouse[] = [];
afterEach(async () => {
  for (const house of houses.splice(0)) await house.close();
});

const minute = (n: number) => new Date(Date.parse(mondayEarly) + n * 60_000).toISOString();
const whoIs = ({ hand }: SlackTalker) =>
  ({ door: 'slack', tenant: hand.team.id, user: hand.user.id }) as const;
const said = (member: SlackTalker) => member.sees().filter((one) => one.message.bot);

interface Person {
  readonly name: string;
  readonly organization: string | null;
}

async function peopleOf(house: SlackHouse, member: SlackTalker): Promise<readonly Person[]> {
  const file = await house.running().app.file(whoIs(member), 'rungs.json');
  return (JSON.parse(file?.body ?? '{"contacts":[]}') as { contacts: readonly Person[] }).contacts;
}

async function joins(member: SlackTalker): Promise<void> {
  await member.says('hello');
  await member.hears(/Welcome to Rungs/);
  await member.presses('Join');
  await member.hears(/When shall your card come/);
}

describe('hostile text', () => {
  it('typed, given to a command and sent in a form is shown as it is kept: no ping, no link, nothing refused', async () => {
    const house = await openSlackHouse(mondayEarly);
    houses.push(house);
    const all = manyHostile(600);
    const texts = long ? all : all.filter((_text, i) => i % 10 === 0);
    // As many members as have ten texts each, all at once.
    const members = Array.from({ length: Math.ceil(texts.length / 10) }, () => house.person());
    await Promise.all(
      members.map(async (member, m) => {
        await joins(member);
        for (const text of texts.slice(m * 10, m * 10 + 10)) {
          await member.hand.types(`add ${text}`);
          await member.hand.command(`contacts ${text}`);
        }
        await member.says('add Zoe Zander');
        await member.says('contacts Zoe Zander');
        await member.hears(/^Zoe Zander/);
        await member.presses('Edit');
        const [one = ''] = texts.slice(m * 10);
        const line = one.slice(0, 400).trim() || 'Zoe';
        await member.fills({ Organisation: line, 'E-mail': line, Link: line }, 'Keep');
        for (const words of ['contacts', 'ladder', 'followups', 'undo']) await member.says(words);
        await member.hand.opensHome();
      }),
    );
    await until(() => members.every(({ hand }) => hand.home() !== undefined), 'no Home was drawn');
    expect(house.slack.world.violations).toEqual([]);
    let keptInAll = 0;
    for (const member of members) {
      expect(said(member).flatMap((one) => one.marks)).toEqual([]);
      expect(member.hand.home()?.marks).toEqual([]);
      const kept = (await peopleOf(house, member)).flatMap(({ name, organization }) => [
        name,
        organization ?? '',
      ]);
      const unread = () => {
        const shown = read(
          said(member)
            .map((one) => one.text)
            .join('\n'),
        );
        return kept.map((one) => read(one)).filter((one) => !shown.includes(one));
      };
      await until(
        () => unread().length === 0,
        () => `not read as it is kept: ${unread().join('\n')}`,
      );
      keptInAll += kept.length / 2;
      for (const { message } of said(member))
        for (const text of texts.filter((each) => each.trim().length > 9))
          expect(message.text).not.toContain(cleanText(text).trim());
    }
    expect(keptInAll).toBeGreaterThan(texts.length * 0.8);
    // What was typed stands nowhere in the log.
    const log = house.log.join('\n');
    for (const text of texts.filter((one) => one.trim().length > 9)) expect(log).not.toContain(text.trim());
  }, 300_000);
});

/** Two workspaces, both here; the same user ids in both. */
async function twoWorkspaces(): Promise<{
  readonly house: SlackHouse;
  readonly victim: SlackTalker;
  readonly thieves: readonly SlackTalker[];
}> {
  const house = await openSlackHouse(mondayEarly, {
    way: ({ world }) => ({
      SLACK_CLIENT_ID: world.clientId,
      SLACK_CLIENT_SECRET: world.clientSecret,
      SLACK_STATE_SECRET: 'a-state-secret-of-the-test',
      SLACK_APP_TOKEN: world.appToken,
      PUBLIC_URL: 'http://localhost:3000',
      PORT: '0',
    }),
  });
  houses.push(house);
  const second = house.slack.workspace();
  const kept = installationsOf(house.running().store, 'slack', () => Date.now());
  for (const team of [house.team, second])
    await kept.write({ team: team.id, token: team.token, botId: team.botId, botUser: team.botUser });
  const victim = house.person({ id: 'U0SAME' });
  const same = house.talker(house.slack.person(second, { id: 'U0SAME' }));
  return { house, victim, thieves: [same, house.person()] };
}

describe('what is forged', () => {
  const n = long ? 1_000 : 300;
  const theirs = /Wilhelmina|Umbrella|Ottokar|Brunhild|\bFrida\b|Olaf|Stefan/;

  it(`reads nothing and writes nothing of anybody by ${n} actions, of the same user elsewhere and of another here`, async () => {
    const { house, victim, thieves } = await twoWorkspaces();
    await joins(victim);
    await victim.says('add Frida, Olaf, Stefan');
    await victim.hears(/Added Frida/);
    const talk = [
      'add Wilhelmina at Umbrella, Ottokar',
      'contacts Wilhelmina',
      'contacts',
      'ladder',
      'export',
    ];
    for (const words of [
      ...talk,
      'meeting had a coffee with Ottokar today',
      'followups',
      'settings',
      'forget Olaf',
    ])
      await victim.says(words);
    await victim.presses('Edit');
    for (const thief of thieves) {
      await joins(thief);
      await thief.says('add Thea');
      await thief.hears(/Added Thea/);
    }
    const { db } = house.running().store;
    const id = await memberOf(db, 'slack', victim.hand.team.id, victim.hand.user.id);
    const [before, saw] = [await rowsOfMember(db, id), JSON.stringify(victim.sees())];
    const parts = victim.sees().flatMap((one) => [...one.buttons, ...one.selects]);
    const real = [...new Set(parts.map(({ part }) => String(part.action_id)))];
    expect(real.length).toBeGreaterThan(40);
    const values = parts.flatMap(({ part }) =>
      ((part.options ?? []) as { value: string }[]).map((one) => one.value),
    );
    const roll = rolling(11);
    const acks = house.slack.delivery.acks.length;
    for (const [i, { id: action_id, value }] of manyForgedIds(real, n, 255).entries()) {
      // Thirty actions a minute is what a member may do.
      if (i % 40 === 0) await house.at(minute(2 + i / 40));
      const { hand } = thieves[i % 2]!;
      const on = said(thieves[i % 2]!).at(-1) as SeenMessage;
      const chosen = value ?? (roll.upTo(3) === 0 ? roll.of(values) : undefined);
      const selected = { selected_option: { text: { type: 'plain_text', text: 'x' }, value: chosen } };
      if (i % 3 < 2)
        await hand.forges({ type: 'button', action_id }, on, chosen === undefined ? {} : selected);
      else
        await hand.forgesView(
          { type: 'modal', callback_id: action_id, private_metadata: odd(roll) },
          fields(roll),
        );
    }
    for (const thief of thieves) {
      await house.at(minute(60));
      await thief.says('help');
      const seen = said(thief)
        .map((one) => one.text)
        .join('\n');
      expect(seen).not.toMatch(theirs);
      expect(seen).not.toMatch(/went wrong|undefined|\[object|Error\b/);
    }
    expect(house.slack.delivery.acks.slice(acks).filter((ack) => ack.ms === null)).toEqual([]);
    expect(await rowsOfMember(db, id)).toBe(before);
    expect(JSON.stringify(victim.sees())).toBe(saw);
    const other = thieves[0]?.hand.team.token;
    expect(
      house.slack.calls.filter(
        ({ token, args }) => token === other && args.channel === victim.hand.direct().id,
      ),
    ).toEqual([]);
    expect(house.slack.world.violations).toEqual([]);
    expect(house.log.join('\n')).not.toMatch(theirs);
    expect(house.log.join('\n')).not.toMatch(/could not be (?:answered|worked)/);
  }, 300_000);

  it('with any part of it misshapen is acknowledged, and the next one is answered', async () => {
    const house = await openSlackHouse(mondayEarly);
    houses.push(house);
    const member = house.person();
    await joins(member);
    const { hand } = member;
    const who = {
      team: { id: hand.team.id },
      user: { id: hand.user.id, team_id: hand.team.id },
      api_app_id: 'A0RUNGS',
    };
    const [{ part }] = said(member).flatMap((one) => one.buttons) as unknown as [{ part: Json }];
    const bodies: readonly (readonly ['interactive' | 'slash_commands' | 'events_api', Json])[] = [
      [
        'interactive',
        {
          ...who,
          type: 'block_actions',
          trigger_id: '1.1',
          actions: [part],
          container: { type: 'message', message_ts: '1.1', channel_id: hand.direct().id, is_ephemeral: true },
          channel: { id: hand.direct().id },
          response_url: 'https://hooks.slack.com/x',
        },
      ],
      [
        'interactive',
        {
          ...who,
          type: 'view_submission',
          trigger_id: '1.2',
          view: {
            callback_id: 'add.form',
            private_metadata: '{"source":"1"}',
            state: { values: { people: { value: { type: 'plain_text_input', value: 'Ana' } } } },
          },
        },
      ],
      [
        'interactive',
        {
          ...who,
          type: 'message_action',
          trigger_id: '1.3',
          callback_id: 'log_this',
          message: { text: 'hi' },
          channel: { id: hand.direct().id },
        },
      ],
      [
        'slash_commands',
        {
          command: '/rungs',
          text: 'help',
          team_id: hand.team.id,
          user_id: hand.user.id,
          channel_id: hand.direct().id,
          trigger_id: '1.4',
          response_url: 'x',
        },
      ],
      [
        'events_api',
        {
          type: 'event_callback',
          team_id: hand.team.id,
          event_id: 'Ev1',
          event: {
            type: 'message',
            channel_type: 'im',
            channel: hand.direct().id,
            user: hand.user.id,
            text: 'help',
            ts: '1.1',
            files: [{ url_private: 'https://evil.example/x', size: 3, name: 'x' }],
          },
        },
      ],
      [
        'events_api',
        {
          type: 'event_callback',
          team_id: hand.team.id,
          event_id: 'Ev2',
          event: { type: 'app_home_opened', user: hand.user.id, tab: 'home' },
        },
      ],
    ];
    const roll = rolling(5);
    const late: string[] = [];
    for (let i = 0; i < (long ? 3_000 : 240); i += 1) {
      if (i % 25 === 0) await house.at(minute(2 + i / 25));
      const [kind, body] = bodies[i % bodies.length]!;
      const odd = misshapen({ ...body, n: i }, roll);
      const ack = await house.slack.delivery.once(kind, odd);
      if (ack.ms === null) late.push(JSON.stringify(odd).slice(0, 300));
    }
    expect(late).toEqual([]);
    await house.at(minute(200));
    await member.says('add Zoe Zander');
    await member.hears(/Added Zoe Zander/);
    expect(house.log.filter((line) => /could not be (?:kept|worked|answered)|TypeError/.test(line))).toEqual(
      [],
    );
  }, 300_000);
});

/** What Slack keeps with a form, as it never was. */
const odd = (roll: ReturnType<typeof rolling>): string =>
  roll.of([
    '',
    'null',
    '[]',
    '{"source":5}',
    '{"hidden":true,"channel":"C0OTHER"}',
    '{"responseUrl":"https://evil.example"}',
    'x',
  ]);

/** Fields missing, doubled, of another kind. */
function fields(roll: ReturnType<typeof rolling>): Json {
  const value = roll.of([
    '5',
    '',
    'x'.repeat(3_000),
    '__proto__',
    encodeAction({ route: 'forget.me', args: {} }),
  ]);
  return roll.of<Json>([
    {},
    { value: { value: { type: 'plain_text_input', value } } },
    {
      name: { value: { value } },
      people: { value: { value } },
      notes: { a: { value }, b: { value: 'other' } },
    },
    { value: null, name: 5, people: [], words: { value: { value: {} } } },
    { __proto__x: { value: { value } }, constructor: { value: { value } } },
  ]);
}
