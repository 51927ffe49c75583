// The talk after an answer, on doors that keep none of their own: what was said is added, what was pressed is redrawn.

import type { Ask } from '../ask.ts';
import type { Answer, Form, Message } from '../reply/reply.ts';
import { newId, type Own } from '../store/own.ts';
import { quietEarlier } from './earlier.ts';
import { letGo, redraw, say } from './rows.ts';
import type { Said } from './said.ts';

/** Keep an answer in the talk (`kept`), or only number its messages for a door that keeps its own. */
export async function keepAnswer(
  own: Own,
  ask: Ask,
  answer: Answer,
  kept: boolean,
): Promise<{ readonly said: readonly Said[]; readonly form?: Form }> {
  const said: Said[] = [];
  if (kept && ask.kind === 'say') said.push(await say(own, 'member', { text: ask.text }));
  let form: Form | undefined;
  for (const reply of answer) {
    if (reply.kind === 'form') form = reply;
    else if (kept) said.push(...(await put(own, ask, reply)));
    else said.push({ id: ask.message ?? newId(), at: own.now, author: 'rungs', message: reply });
  }
  if (kept) await letGo(own);
  return { said, ...(form && { form }) };
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
