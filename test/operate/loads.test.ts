// What a start loads: a platform's kit is there only where the settings open that door. Node itself tells, by the scripts that
// it has run when the program ends.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { asUsersDo, type Program, program } from '../support/program.ts';
import { TEST_KEY } from '../support/settings.ts';
import { openSlack } from '../support/slack/index.ts';
import { folders } from '../support/stores.ts';
import { works } from '../support/works.ts';

const early = '2026-11-23T06:30:00Z';
const slack = await openSlack();
afterAll(() => slack.close());
const slackOnly = {
  SLACK_BOT_TOKEN: slack.workspace().token,
  SLACK_APP_TOKEN: slack.world.appToken,
  SLACK_API_URL: slack.url,
};

async function startAndEnd(rungs: Program): Promise<void> {
  await rungs.start();
  expect(await rungs.stop()).toBe(0);
}

async function doctor(rungs: Program): Promise<void> {
  expect(await works(rungs.folder, ['doctor'], rungs.env)).toMatchObject({ code: 0, err: '' });
}

/** Whose scripts ran, of these packages. */
function ran(scripts: string, packages: readonly string[]): readonly string[] {
  const urls = readdirSync(scripts).flatMap((file) => {
    const { result } = JSON.parse(readFileSync(join(scripts, file), 'utf8')) as { result: { url: string }[] };
    return result.map(({ url }) => url);
  });
  return packages.filter((name) => urls.some((url) => url.includes(`/node_modules/${name}/`)));
}

const folder = folders();

it.each([
  ['the page alone starts without a platform’s kit', startAndEnd, {}, []],
  ['Slack alone starts with Bolt, and without discord.js', startAndEnd, slackOnly, ['@slack/bolt']],
  ['doctor looks at the page alone without a kit', doctor, {}, []],
])(
  '%s',
  async (_what, run, env, kits) => {
    const scripts = folder();
    const all = { RUNGS_KEY: TEST_KEY, ...env, NODE_V8_COVERAGE: scripts };
    await run(program(early, all, asUsersDo));
    expect(ran(scripts, ['kysely', '@slack/bolt', 'discord.js'])).toEqual(['kysely', ...kits]);
  },
  60_000,
);
