// Slack's own door as far as letters go through it, for a courier of a test: no hearing, no house.

import { createPeople } from '../../adapters/slack/people.ts';
import { createPost } from '../../adapters/slack/post.ts';
import { clientOf } from '../../adapters/slack/wire.ts';
import type { Carrier } from '../../src/outbox/courier.ts';
import type { Slack } from './slack/index.ts';

/** The door to all workspaces of a simulated Slack. */
export function slackCarrier(slack: Slack): Carrier {
  const post = createPost({ people: createPeople(), isSlacks: () => true });
  const workspaces = new Map(
    [...slack.world.teams.values()].map(({ id, token, botId, botUser }) => {
      const client = () => clientOf(token, slack.url);
      return [id, { team: id, token, botId, botUser, hand: client(), post: client() }] as const;
    }),
  );
  const of = (team: string) => {
    const workspace = workspaces.get(team);
    if (!workspace) throw new Error(`no workspace ${team}`);
    return workspace;
  };
  return {
    deliver: (letter) => post.bring(of(letter.address.tenant), letter),
    find: (letter) => post.find(of(letter.address.tenant), letter),
  };
}
