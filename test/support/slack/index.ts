// A Slack of one's own on a free port, for tests and benches: Web API, Socket Mode, signed deliveries, OAuth, people with
// hands, faults. Only what Rungs calls; what Slack would not take is a violation, and a test ends with none.

import { createDelivery } from './deliver.ts';
import { createHand, type Hand } from './hand.ts';
import { openServer } from './server.ts';
import { type Channel, createWorld, type Rules, type Team, type User } from './world.ts';

export type { Hand, SeenMessage } from './hand.ts';
export type Slack = Awaited<ReturnType<typeof openSlack>>;

/** Scopes that a new workspace has granted; a test may take some away. */
const granted = [
  'chat:write',
  'commands',
  'im:history',
  'im:read',
  'im:write',
  'users:read',
  'files:read',
  'files:write',
  'app_mentions:read',
  'channels:read',
  'groups:read',
];

/** Open it; close it with `close`. */
export async function openSlack(rules: Partial<Rules> = {}) {
  const world = createWorld();
  Object.assign(world.rules, rules);
  const server = await openServer(world);
  const delivery = createDelivery(world, server.http);

  /** A workspace, installed unless said otherwise. */
  function workspace(change: { readonly id?: string; readonly installed?: boolean } = {}): Team {
    const id = change.id ?? world.id('T');
    const team: Team = {
      id,
      name: `workspace${world.teams.size + 1}`,
      token: `xoxb-${id}-simulated`,
      botUser: world.id('U'),
      botId: world.id('B'),
      scopes: new Set(granted),
      installed: change.installed ?? true,
      users: new Map(),
      channels: new Map(),
    };
    world.teams.set(id, team);
    return team;
  }

  return {
    world,
    server,
    delivery,
    /** For SLACK_API_URL. */
    url: `${server.base}/api/`,
    calls: server.calls,
    workspace,
    /** Somebody in a workspace. */
    person(team: Team, change: Partial<Pick<User, 'id' | 'name' | 'tz'>> = {}): Hand {
      const user: User = {
        id: world.id('U'),
        name: `person${team.users.size + 1}`,
        tz: 'Europe/Berlin',
        deleted: false,
        modal: [],
        home: undefined,
        ...change,
      };
      team.users.set(user.id, user);
      return createHand(world, delivery, () => server.base, team, user);
    },
    /** A channel with these people; with the bot unless said otherwise. */
    channel(team: Team, people: readonly Hand[], bot = true): Channel {
      const made: Channel = {
        id: world.id('C'),
        name: 'job-seekers',
        user: undefined,
        members: new Set([...people.map((hand) => hand.user.id), ...(bot ? [team.botUser] : [])]),
        messages: [],
      };
      team.channels.set(made.id, made);
      return made;
    },
    /** The app is taken out of a workspace; both events come. */
    async uninstalled(team: Team): Promise<void> {
      team.installed = false;
      for (const type of ['tokens_revoked', 'app_uninstalled'])
        await delivery.deliver('events_api', {
          type: 'event_callback',
          token: 'verification',
          team_id: team.id,
          api_app_id: world.appId,
          event_id: world.id('Ev'),
          event_time: Math.floor(Date.now() / 1000),
          event: { type, ...(type === 'tokens_revoked' && { tokens: { bot: [team.botUser] } }) },
        });
    },
    /** Resolves when a bot holds so many sockets. */
    async ready(sockets = 1): Promise<void> {
      await until(() => delivery.online() >= sockets, 'no bot came to the socket');
    },
    async close(): Promise<void> {
      delivery.close();
      await server.close();
    },
  };
}

/** Waits until it holds, up to 15 s of real time; throws with `what`. */
export async function until(holds: () => boolean, what: string | (() => string)): Promise<void> {
  const end = performance.now() + 15_000;
  while (!holds()) {
    if (performance.now() > end) throw new Error(typeof what === 'string' ? what : what());
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
