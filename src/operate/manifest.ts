// `npm run --silent slack:manifest`: the app's manifest as JSON and nothing else, for "Create New App, From a manifest".

import { manifestOf } from '../../adapters/slack/manifest.ts';
import { readConfig } from '../config.ts';
import { menu } from '../house.ts';
import type { Given } from './work.ts';

/** Print it, for the way that the settings name; with none of Slack's set, for Socket Mode. */
export async function slackManifest({ env, say }: Given): Promise<void> {
  const { slack, publicUrl } = readConfig(env);
  const http = slack?.signingSecret !== undefined;
  if (http && !publicUrl)
    throw new Error('Over HTTP the manifest names where Slack reaches Rungs: set PUBLIC_URL (https).');
  const reach = {
    way: http ? 'http' : 'socket',
    publicUrl: publicUrl?.href,
    many: slack?.clientId !== undefined,
  } as const;
  say(JSON.stringify(manifestOf(menu(), reach), null, 2));
}
