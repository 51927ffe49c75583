// The real program with its Slack door, in this very process, against a Slack of one's own: a clock moved by hand, and a log
// that is kept.

import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config.ts';
import { type Running, start } from '../../src/operate/start.ts';
import { TEST_KEY } from './settings.ts';
import { type Hand, openSlack, type Slack } from './slack/index.ts';
import type { Rules, Team } from './slack/world.ts';
import { type SlackTalker, slackDoor } from './slackDoor.ts';

export interface SlackHouse {
  readonly slack: Slack;
  readonly team: Team;
  readonly running: () => Running;
  /** Everything in the log so far. */
  readonly log: readonly string[];
  /** The lines with which the program would have ended. */
  readonly closed: readonly string[];
  /** Where the program listens. */
  base(): string;
  /** Set the clock, and do all that is due. */
  at(instant: string): Promise<void>;
  /** A new person in the workspace. */
  person(change?: Partial<{ id: string; tz: string }>): SlackTalker;
  /** Another one of the same, in another workspace. */
  talker(hand: Hand): SlackTalker;
  /** Stop and start again on the same database. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Settings of a way in; by default one workspace over sockets. */
export type Way = (slack: Slack, team: Team) => Readonly<Record<string, string>>;

const bySocket: Way = (slack, team) => ({
  SLACK_BOT_TOKEN: team.token,
  SLACK_APP_TOKEN: slack.world.appToken,
});

/** Open it at an instant; `url` is a database, by default a new file. */
export async function openSlackHouse(
  instant: string,
  {
    way = bySocket,
    rules = {},
    url,
    slack: given,
  }: {
    readonly way?: Way;
    readonly rules?: Partial<Rules>;
    readonly url?: string;
    readonly slack?: Slack;
  } = {},
): Promise<SlackHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'rungs-slack-'));
  const clock = join(folder, 'clock');
  const slack = given ?? (await openSlack(rules));
  const team = slack.workspace();
  const log: string[] = [];
  const closed: string[] = [];
  let base = '';
  const note = (line: string) => void log.push(line);
  const set = (when: string) => {
    writeFileSync(clock, `${when}\n`);
    const now = new Date();
    utimesSync(clock, now, now);
  };
  set(instant);
  const config = readConfig({
    DATABASE_URL: url ?? `file:${folder}/rungs.db`,
    RUNGS_KEY: TEST_KEY,
    RUNGS_CLOCK: clock,
    SLACK_API_URL: slack.url,
    ...way(slack, team),
  });
  const open = () =>
    start(config, {
      log: {
        info: note,
        warn: note,
        error: note,
        note: (what, facts) =>
          note(
            `${what} ${JSON.stringify(facts, (_k, v) => (v instanceof Error ? { name: v.name, message: v.message, stack: v.stack } : v))}`,
          ),
      },
      folder,
      hostZones: undefined,
      ready: (line) => {
        base = /http:\/\/\S+/.exec(line)?.[0] ?? base;
      },
      lost: () => undefined,
      closed: (line) => void closed.push(line),
    });
  let running = await open();
  const talker = (hand: Hand) => slackDoor(slack, hand);
  return {
    slack,
    team,
    running: () => running,
    log,
    closed,
    base: () => base,
    async at(when) {
      set(when);
      await running.tick();
    },
    person: (change = {}) => talker(slack.person(team, change)),
    talker,
    async restart() {
      await running.stop();
      running = await open();
    },
    async close() {
      await running.stop();
      await slack.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
