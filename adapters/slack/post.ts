// Letters out, and letters found again. Every post carries its wire key as metadata: Slack itself knows no such key, so what
// may have gone out is looked for in the talk before anything goes again.

import type { Delivery, Found, Letter } from '../adapter.ts';
import { type Drawn, drawMessage, type Post, postOf, say } from './draw.ts';
import { createPictures } from './files.ts';
import type { People } from './people.ts';
import { readHandle } from './receive.ts';
import {
  ask,
  deliveryOf,
  type Fault,
  isCode,
  noChannel,
  type Outcome,
  patienceMs,
  takesNothing,
} from './wire.ts';
import type { Workspace } from './workspaces.ts';

/** What the metadata is called; the workspace's other apps see it, so the key alone is in it. */
const eventType = 'rungs_letter';
/** Clocks differ: looked for from so long before the first attempt, ms. */
const slackMs = 300_000;
const page = { size: 100, most: 5 };

export interface PostParts {
  readonly people: People;
  /** Whether an address is Slack's own, to answer by. */
  readonly isSlacks: (url: string) => boolean;
}

export function createPost({ people, isSlacks }: PostParts) {
  const withPictures = createPictures();

  async function drawn(workspace: Workspace, letter: Letter): Promise<Post> {
    const { reply, address, to } = letter;
    const client = to ? workspace.hand : workspace.post;
    const parts = await withPictures(client, address.tenant, drawMessage(reply));
    return postOf(reply.notice, parts);
  }

  async function bring(workspace: Workspace, letter: Letter): Promise<Delivery> {
    const post = await drawn(workspace, letter);
    if (letter.to?.place === 'channel') {
      const done = await whisper(workspace, letter, post);
      if (done) return done;
    } else if (letter.kind === 'edit' && letter.target !== undefined) {
      const done = await redraw(workspace, letter, letter.target, post);
      if (done) return done;
      // What stood there is gone: an answer is said anew, anything else is as well as it is.
      if (!letter.to) return { state: 'never', reason: 'nothing to redraw' };
    }
    return send(workspace, letter, post);
  }

  async function send(workspace: Workspace, letter: Letter, post: Post, again = false): Promise<Delivery> {
    const { user } = letter.address;
    const by = letter.to ? 'hand' : 'post';
    const known: Outcome<string> =
      letter.channel !== undefined && !again
        ? { ok: letter.channel }
        : await people.channelOf(workspace, user, by);
    if (known.ok === undefined) return deliveryOf(known.fault, 'opening');
    const metadata = { event_type: eventType, event_payload: { k: letter.wireKey } };
    const channel = known.ok;
    const sent = await ask(() => workspace[by].chat.postMessage({ channel, ...bodyOf(post), metadata }));
    if (sent.ok?.ts) return { state: 'sent', id: sent.ok.ts, channel: sent.ok.channel ?? channel };
    const fault = sent.fault ?? { kind: 'lost' };
    if (isCode(fault, ...noChannel) && !again) {
      people.forget(workspace.team, user);
      return send(workspace, letter, post, true);
    }
    const plainer = isCode(fault, 'invalid_blocks', 'invalid_blocks_format') && withoutPictures(post);
    return plainer ? send(workspace, letter, plainer, again) : deliveryOf(fault);
  }

  /** Redraw; null when what stood there cannot be redrawn any more. */
  async function redraw(
    workspace: Workspace,
    letter: Letter,
    ts: string,
    post: Post,
  ): Promise<Delivery | null> {
    const by = letter.to ? 'hand' : 'post';
    const there: Outcome<string> =
      letter.channel !== undefined
        ? { ok: letter.channel }
        : await people.channelOf(workspace, letter.address.user, by);
    if (there.ok === undefined) return deliveryOf(there.fault, 'opening');
    const channel = there.ok;
    const { text, blocks } = bodyOf(post);
    const done = await ask(() => workspace[by].chat.update({ channel, ts, text, blocks }));
    if (done.ok) return { state: 'sent', id: ts, channel };
    const plainer = isCode(done.fault, 'invalid_blocks') && withoutPictures(post);
    if (plainer) return redraw(workspace, letter, ts, plainer);
    const gone = ['message_not_found', 'cant_update_message', 'edit_window_closed', ...noChannel];
    return isCode(done.fault, ...gone) ? null : deliveryOf(done.fault);
  }

  /** For the asker's eyes, where it was asked; null when Slack takes nothing there any more. */
  async function whisper(workspace: Workspace, letter: Letter, post: Post): Promise<Delivery | null> {
    const { channel, responseUrl } = readHandle(letter.to?.handle);
    const { text, blocks } = noted(post);
    if (responseUrl !== undefined && isSlacks(responseUrl)) {
      const replaces = letter.kind === 'edit';
      const fault = await respond(responseUrl, { text, blocks, replace_original: replaces });
      if (!fault) return { state: 'sent', id: letter.target ?? `hidden:${letter.wireKey}` };
      if (fault.kind !== 'refused') return deliveryOf(fault);
    }
    if (channel === undefined) return null;
    const { user } = letter.address;
    const said = await ask(() =>
      workspace.hand.chat.postEphemeral({ channel, user, text, blocks: [...blocks] as never }),
    );
    if (said.ok?.message_ts) return { state: 'sent', id: said.ok.message_ts };
    return said.fault && said.fault.kind !== 'refused' ? deliveryOf(said.fault) : null;
  }

  async function find(workspace: Workspace, letter: Letter): Promise<Found> {
    // Nobody can look at what only the asker saw, and it goes with the window: said again, it does no harm.
    if (letter.to?.place === 'channel' || letter.kind === 'edit') return { state: 'absent' };
    const there: Outcome<string> =
      letter.channel !== undefined
        ? { ok: letter.channel }
        : await people.channelOf(workspace, letter.address.user, 'post');
    if (there.ok === undefined) return unseen(there.fault);
    const channel = there.ok;
    const oldest = (Math.max(0, letter.firstSendingAt - slackMs) / 1000).toFixed(6);
    let cursor: string | undefined;
    for (let i = 0; i < page.most; i += 1) {
      const seen = await ask(() =>
        workspace.post.conversations.history({
          channel,
          oldest,
          include_all_metadata: true,
          limit: page.size,
          ...(cursor !== undefined && { cursor }),
        }),
      );
      if (!seen.ok) return unseen(seen.fault);
      const found = seen.ok.messages?.find(
        ({ bot_id, metadata }) =>
          bot_id === workspace.botId &&
          metadata?.event_type === eventType &&
          (metadata.event_payload as { k?: unknown } | undefined)?.k === letter.wireKey,
      );
      if (found?.ts) return { state: 'found', id: found.ts };
      cursor = seen.ok.response_metadata?.next_cursor || undefined;
      if (!seen.ok.has_more || cursor === undefined)
        return { state: seen.ok.has_more ? 'cannotTell' : 'absent' };
    }
    return { state: 'cannotTell' };
  }

  return { bring, find, withPictures };
}

/** A look that was refused: somebody who is gone has seen nothing. */
const unseen = (fault: Fault): Found => ({
  state: takesNothing(fault) && !isCode(fault, ...noChannel) ? 'absent' : 'cannotTell',
});

/** The post as the library wants it; its types of blocks are wider than what we draw. */
export function bodyOf({ text, blocks, ...rest }: Post) {
  return { text, blocks: [...blocks] as never[], ...rest };
}

/** The same without its pictures, or false when there are none. */
function withoutPictures(post: Post): Post | false {
  const blocks = post.blocks.filter((block) => block.type !== 'image');
  return blocks.length < post.blocks.length && { ...post, blocks };
}

const only: readonly Drawn[] = [
  {
    type: 'context',
    elements: [
      {
        type: 'plain_text',
        text: 'Only you can see this. What you would type belongs in our direct messages.',
        emoji: false,
      },
    ],
  },
];

const noted = (post: Post): Post => ({ ...post, blocks: [...post.blocks.slice(0, 49), ...only] });

/** A line by itself, as a post. */
export const lineOf = (line: string): Post => postOf(line, say([{ text: line }]));

/** Answer by a response address: five times in half an hour. What went wrong, or undefined. */
export async function respond(url: string, body: object): Promise<Fault | undefined> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...body }),
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    });
    await answer.arrayBuffer();
    if (answer.ok) return undefined;
    if (answer.status === 429)
      return { kind: 'wait', until: Date.now() + 1000 * Number(answer.headers.get('retry-after') ?? 30) };
    return answer.status >= 500 ? { kind: 'lost' } : { kind: 'refused', code: `http_${answer.status}` };
  } catch {
    return { kind: 'lost' };
  }
}
