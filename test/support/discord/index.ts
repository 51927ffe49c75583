// A Discord of one's own on a free port, for tests and benches: REST and gateway version 10, people with hands, faults.
// Only what Rungs calls; a call or a body that Discord would not take is a violation, and a test ends with none.

import { createGateway } from './gateway.ts';
import { createHand, type Hand } from './hand.ts';
import { createRoutes } from './routes.ts';
import { openServer, type Plant } from './server.ts';
import {
  type Channel,
  createWorld,
  type Guild,
  guildJson,
  type Rules,
  type User,
  type World,
} from './world.ts';

export type Discord = Awaited<ReturnType<typeof openDiscord>>;

/** Open it; close it with `close`. */
export async function openDiscord(rules: Partial<Rules> = {}) {
  const world: World = createWorld();
  Object.assign(world.rules, rules);
  let port = 0;
  const base = () => `http://127.0.0.1:${port}`;
  let tell: (event: string, data: Record<string, unknown>, where: Channel | Guild) => number = () => 0;
  const routes = createRoutes({
    world,
    base,
    tell: (event, data, channel) => void tell(event, data, channel),
  });
  const server = await openServer(world, routes);
  port = server.port;
  const gateway = createGateway(world, server.http, base);
  tell = gateway.tell;
  let people = 0;

  return {
    world,
    gateway,
    /** For DISCORD_API_URL and DISCORD_TOKEN. */
    url: `${base()}/api`,
    token: world.token,
    /** Every call so far, as `METHOD route`. */
    calls: server.calls as readonly string[],
    plant: (plant: Plant) => server.plant(plant),
    calm: () => server.calm(),
    /** Somebody; direct messages open, in no server, app not installed, unless said otherwise. */
    person(change: Partial<Pick<User, 'name' | 'nick' | 'locale' | 'dms' | 'installed'>> = {}): Hand {
      people += 1;
      const user: User = {
        id: world.id(),
        name: `Person${people}`,
        locale: 'en-US',
        dms: true,
        installed: false,
        engaged: false,
        ...change,
      };
      world.users.set(user.id, user);
      return createHand(world, base, tell, user);
    },
    /** A server with one channel; with the bot unless said otherwise. */
    server(people: readonly Hand[], bot = true): Channel {
      const guild: Guild = {
        id: world.id(),
        name: 'A server',
        members: new Set(people.map((hand) => hand.user.id)),
        hasBot: bot,
        available: true,
      };
      const channel: Channel = { id: world.id(), guild, messages: [] };
      world.guilds.set(guild.id, guild);
      world.channels.set(channel.id, channel);
      if (bot) tell('GUILD_CREATE', guildJson(world, guild), guild);
      return channel;
    },
    /** An outage of a server, or its end. */
    outage(guild: Guild, on: boolean) {
      guild.available = !on;
      if (on) tell('GUILD_DELETE', { id: guild.id, unavailable: true }, guild);
      else tell('GUILD_CREATE', guildJson(world, guild), guild);
    },
    /** The bot is put out of a server, or let in again. */
    invited(guild: Guild, into: boolean) {
      if (!into) tell('GUILD_DELETE', { id: guild.id }, guild);
      guild.hasBot = into;
      if (into) tell('GUILD_CREATE', guildJson(world, guild), guild);
    },
    /** When a bot stands at the gateway. */
    ready: (sessions = 1) =>
      world.until(
        () => gateway.online() >= sessions,
        () => 'no bot came to the gateway',
        20_000,
      ),
    async close() {
      gateway.end();
      await server.close();
    },
  };
}
