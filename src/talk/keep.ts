// The talk after an answer, on doors that keep none of their own: what was said is added, what was pressed is redrawn.

import type { Ask } from '../ask.ts';
import type { Message } from '../reply/reply.ts';
import type { Own } from '../store/own.ts';
import { quietEarlier } from './earlier.ts';
import { letGo, redraw, say } from './rows.ts';
import type { Said } from './said.ts';

/** Keep what was asked and answered in the talk; gives every message that is new or changed. */
export async function keepAnswer(own: Own, ask: Ask, answer: readonly Message[]): Promise<readonly Said[]> {
  const said: Said[] = [];
  if (ask.kind === 'say') said.push(await say(own, 'member', { text: ask.text }));
  for (const reply of answer) said.push(...(await put(own, ask, reply)));
  await letGo(own);
  return said;
}

/** Put an unasked message into the talk, once per wire key. */
export async function post(own: Own, wireKey: string, message: Message): Promise<readonly Said[]> {
  const now = await say(own, 'rungs', { message }, wireKey);
  return [...(await quietEarlier(own, now)), now];
}

async function put(own: Own, ask: Ask, reply: Message): Promise<readonly Said[]> {
  const old = reply.replaces && ask.message ? await redraw(own, ask.message, reply) : null;
  const now = old ?? (await say(own, 'rungs', { message: reply }));
  return [...(await quietEarlier(own, now)), now];
}
