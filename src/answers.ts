// How what is said leaves: on doors that keep no talk of their own it is kept here; elsewhere every message becomes a
// letter, begun with the change that it tells of, and earlier ones lose what they would now show twice.

import type { Letter } from '../adapters/adapter.ts';
import type { Ask, Who } from './ask.ts';
import { letterFrom } from './outbox/carry.ts';
import type { Begun } from './outbox/courier.ts';
import { arrive, named, readTenant } from './outbox/reach.ts';
import { type Holder, openParcel, type Parcel, putIn, restate, standing } from './outbox/rows.ts';
import { untold } from './outbox/untold.ts';
import type { Answer, Form, Message } from './reply/reply.ts';
import { newId, type Own } from './store/own.ts';
import type { OutboxTable } from './store/schema.ts';
import { quieted, takes } from './talk/earlier.ts';
import { keepAnswer } from './talk/keep.ts';
import type { Said } from './talk/said.ts';

/** An answer is worth bringing so long, ms: within an hour one still knows what one asked. */
const worthMs = 3_600_000;
/** So many messages that stand are looked at for what a new one takes from them. */
const looked = 40;

/** What was said, and the letters that are to be brought once the unit of work is kept. */
export interface Sent {
  readonly said: readonly Said[];
  readonly form?: Form;
  readonly begun: readonly Begun[];
  /** Some others wait for their turn. */
  readonly waits: boolean;
}

/** Keep an answer in the talk. */
export async function sayInTalk(own: Own, ask: Ask, answer: Answer): Promise<Sent> {
  return { ...parts(answer), said: await keepAnswer(own, ask, messagesOf(answer)), begun: [], waits: false };
}

/**
 * Put an answer to inbox row `row` into letters. With a holder they are his at once, unless the platform asked to wait;
 * without, they wait for their turn.
 */
export async function sayByLetter(
  own: Own,
  ask: Ask,
  answer: Answer,
  row: string,
  holder?: Holder,
): Promise<Sent> {
  const { channel, untoldSince } = await arrive(own, ask);
  const replies = messagesOf(answer);
  const missed = untoldSince === null || replies.length === 0 ? null : await untold(own, ask, untoldSince);
  if (untoldSince !== null && replies.length > 0) await named(own, ask);
  const wait = holder ? Math.max(0, (await readTenant(own, ask)).answers_until - holder.wall) : 0;
  const begun: Begun[] = [];
  let quietened = 0;
  for (const [i, reply] of [...replies, ...(missed ? [missed] : [])].entries()) {
    const parcel = parcelOf(ask, reply);
    const letter = {
      ...sayable(own, ask),
      kind: 'answer',
      dedupeKey: `reply:${row}:${String(i).padStart(2, '0')}`,
      notBefore: own.now + wait,
    };
    const put = await putIn(own, letter, parcel, wait > 0 ? undefined : holder);
    if (put?.state === 'sending' && holder)
      begun.push({ row: put, letter: letterFrom(put, parcel, channel, holder.wall) });
    if (parcel.target !== undefined) await restate(own, parcel.target, reply);
    quietened += await quietBy(own, ask, reply, parcel.target);
  }
  const said = replies.map(
    (reply): Said => ({ id: ask.message ?? newId(), at: own.now, author: 'rungs', message: reply }),
  );
  return { ...parts(answer), said, begun, waits: quietened > 0 };
}

/** A letter that nobody asked for is out: what it shows, no earlier message shows any more. */
export async function quietAfter(own: Own, row: OutboxTable): Promise<void> {
  const who = { door: row.door, tenant: row.tenant, user: row.user } as Who;
  await quietBy(own, who, openParcel(own.key, row).reply, row.provider_id ?? undefined);
}

/** An answer kept with another member, after a link: what stood with this one there loses the same to it. Gives how many. */
export async function quietHere(own: Own, ask: Ask, answer: Answer): Promise<number> {
  let redrawn = 0;
  for (const reply of messagesOf(answer)) redrawn += await quietBy(own, ask, reply, undefined);
  return redrawn;
}

/** Redraw what stands with the member and would compete with a new message. Returns how many. */
async function quietBy(own: Own, who: Who, fresh: Message, target: string | undefined): Promise<number> {
  if (!takes(fresh)) return 0;
  let redrawn = 0;
  for (const { row, target: earlier, parcel } of await standing(own, who, looked)) {
    // What was said in a channel was for that moment, and cannot be reached any more.
    const reply = earlier === target || parcel.to?.place === 'channel' ? null : quieted(parcel.reply, fresh);
    if (!reply) continue;
    await restate(own, earlier, reply);
    const letter = {
      ...sayable(own, who),
      kind: 'quiet',
      dedupeKey: `quiet:${row}:${newId()}`,
      notBefore: own.now,
    };
    await putIn(own, letter, { reply, target: earlier });
    redrawn += 1;
  }
  return redrawn;
}

const sayable = (own: Own, { door, tenant, user }: Who) => ({
  who: { door, tenant, user },
  budget: 'answer' as const,
  turn: 0 as const,
  // Answers count in no day's budget.
  day: new Date(own.now).toISOString().slice(0, 10),
  expiresAt: own.now + worthMs,
});

function parcelOf(ask: Ask, reply: Message): Parcel {
  const to: NonNullable<Letter['to']> = {
    place: ask.place,
    ...(ask.handle !== undefined && { handle: ask.handle }),
    ...(ask.message !== undefined && { message: ask.message }),
  };
  return { reply, to, ...(reply.replaces && ask.message !== undefined && { target: ask.message }) };
}

const messagesOf = (answer: Answer) => answer.filter((reply): reply is Message => reply.kind === 'message');

function parts(answer: Answer): { readonly form?: Form } {
  const form = answer.findLast((reply): reply is Form => reply.kind === 'form');
  return form ? { form } : {};
}
