// What doctor asks Discord: whether the token is taken, which app it is, whether its commands are there, and the links
// to bring it in with. Looks only; beside a running program too.

import {
  type APIApplication,
  ApplicationIntegrationType,
  type RESTGetAPIGatewayBotResult,
  Routes,
} from 'discord.js';
import type { MenuEntry } from '../../src/app.ts';
import { drawMenu } from './menu.ts';
import { nameOf } from './post.ts';
import { ask, createWire } from './wire.ts';

/** What was found: faults, or lines about what is well. */
export interface Found {
  readonly faults: readonly string[];
  readonly well: string;
  /** Where a server, and where a person, takes the app in. */
  readonly links: readonly { readonly of: string; readonly url: string }[];
}

const { GuildInstall, UserInstall } = ApplicationIntegrationType;

/**
 * Where the app is taken in. A server gives it no permission: it answers its own commands and writes to members alone.
 * No privileged intent is asked for either.
 */
const linkOf = (app: string, type: ApplicationIntegrationType): string =>
  `https://discord.com/oauth2/authorize?client_id=${app}&integration_type=${type}` +
  (type === GuildInstall ? '&scope=bot+applications.commands&permissions=0' : '&scope=applications.commands');

/** Look at the app behind a token. Never throws. */
export async function inspectDiscord(token: string, api: string, menu: readonly MenuEntry[]): Promise<Found> {
  const rest = createWire(token, api);
  try {
    const app = await ask<APIApplication>(() => rest.get(Routes.currentApplication()), true);
    if (app.ok === undefined) {
      const line =
        app.fault.kind === 'token'
          ? 'the token is not taken: put a current one into DISCORD_TOKEN (Developer Portal, Bot, Reset Token).'
          : `nobody answers at ${api} (${nameOf(app.fault)}): is DISCORD_API_URL right, and Discord within reach?`;
      return { faults: [line], well: '', links: [] };
    }
    const { id, name, integration_types_config: types } = app.ok;
    const gateway = await ask<RESTGetAPIGatewayBotResult>(() => rest.get(Routes.gatewayBot()), true);
    const known = await ask<readonly Registered[]>(() => rest.get(Routes.applicationCommands(id)), true);
    const faults = [
      ...(gateway.ok === undefined ? [`the gateway cannot be asked for (${nameOf(gateway.fault)}).`] : []),
      ...(gateway.ok?.session_start_limit.remaining === 0
        ? ['the gateway takes no more starts today: let it rest, and see why it started so often.']
        : []),
      ...(known.ok === undefined ? [`its commands cannot be read (${nameOf(known.fault)}).`] : []),
    ];
    const wanted = pathsOf(drawMenu(menu) as readonly Registered[]);
    const there = new Set(pathsOf(known.ok ?? []));
    const missing = wanted.filter((path) => !there.has(path));
    const commands =
      missing.length === 0
        ? `${wanted.length} commands are there`
        : 'its commands are registered at the next start';
    const byUser = types === undefined || String(UserInstall) in types;
    const links = [
      { of: 'for a server', url: linkOf(id, GuildInstall) },
      ...(byUser ? [{ of: 'for oneself', url: linkOf(id, UserInstall) }] : []),
    ];
    const well = `${name}, ${commands}${byUser ? '' : '; nobody can install it for themselves: switch User Install on under Installation'}`;
    return { faults, well, links };
  } finally {
    rest.clearHandlerSweeper();
    rest.clearHashSweeper();
  }
}

interface Registered {
  readonly name: string;
  readonly type?: number;
  readonly options?: readonly Registered[];
}

/** `rungs me export`: every command by its path. */
const pathsOf = (commands: readonly Registered[], before = ''): readonly string[] =>
  commands.flatMap((command) => {
    const path = `${before}${command.name}`;
    const below = (command.options ?? []).filter(({ type }) => type === 1 || type === 2);
    return below.length > 0 ? pathsOf(below, `${path} `) : [path];
  });
