// `npm run --silent slack:manifest`: the manifest that makes the Slack app, as JSON and nothing else. Without PUBLIC_URL it is for
// one workspace over Socket Mode; with it, for HTTP and for others to install, over the socket when SLACK_APP_TOKEN is set.

import { manifestOf } from '../../adapters/slack/manifest.ts';
import { commands } from '../commands.ts';
import type { Given } from './work.ts';

/** Print it. Throws one line when PUBLIC_URL is no https address. */
export async function manifest({ env, say }: Given): Promise<void> {
  const verbs = commands.filter((command) => command.summary !== '').map((command) => command.verb);
  const address = env.PUBLIC_URL?.trim();
  if (!address) return say(JSON.stringify(manifestOf(verbs), null, 2));
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== 'https:')
    throw new Error('PUBLIC_URL must be an https address such as https://rungs.example.org.');
  const socket = Boolean(env.SLACK_APP_TOKEN?.trim());
  say(JSON.stringify(manifestOf(verbs, { origin: url.origin, socket, many: true }), null, 2));
}
