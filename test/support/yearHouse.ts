// A house with many members and a clock moved by hand, for long times: ticks where something falls due, down when told,
// and every delivered message kept as it came into the talk.

import type { Answered, Said } from '../../src/app.ts';
import type { Ask, Do, Who } from '../../src/ask.ts';
import { createApp, type House } from '../../src/house.ts';
import { nudges } from '../../src/nudges.ts';
import { createCourier } from '../../src/outbox/courier.ts';
import type { Message } from '../../src/reply/reply.ts';
import { tick } from '../../src/schedule/tick.ts';
import type { Store } from '../../src/store/open.ts';
import type { OutboxTable } from '../../src/store/schema.ts';
import { type Hand, words } from './houseDoor.ts';
import { quiet } from './stores.ts';

/** A message that nobody asked for just now, as it came. */
export interface Delivered {
  readonly user: string;
  readonly at: number;
  /** Its id in the talk. */
  readonly id: string;
  readonly kind: string;
  readonly budget: OutboxTable['budget'];
  readonly text: string;
  readonly message: Message;
}

export interface YearHouse {
  readonly house: House;
  readonly store: Store;
  readonly delivered: readonly Delivered[];
  /** Instants of the ticks so far. */
  readonly ticks: readonly number[];
  tick(): Promise<readonly Delivered[]>;
  asks(user: string, zone: string, ask: Partial<Ask> & Pick<Ask, 'kind'>): Promise<Answered>;
}

export const whoOf = (user: string): Who => ({ door: 'web', tenant: 'local', user });

/** A house over a store whose clock is `hand`. Any fault that would only be logged is thrown. */
export function yearHouse(store: Store, hand: Hand): YearHouse {
  const faults: unknown[] = [];
  const log = (what: string, facts: Readonly<Record<string, unknown>>) =>
    void faults.push(facts.error ?? new Error(what));
  const house = createApp({
    store,
    now: () => hand.now,
    helpLine: undefined,
    talkKept: new Set(['web']),
    log,
  });
  const delivered: Delivered[] = [];
  const ticks: number[] = [];
  const rowOf = (wireKey: string) =>
    store.work(({ db }) =>
      db
        .selectFrom('outbox')
        .select(['kind', 'budget'])
        .where('wire_key', '=', wireKey)
        .executeTakeFirstOrThrow(),
    );
  const courier = createCourier({
    store,
    adapters: new Map([
      [
        'web',
        {
          async deliver(letter) {
            const said: Said | undefined = (
              await house.post(letter.address, letter.wireKey, letter.reply)
            ).at(-1);
            if (!said) throw new Error('nothing was posted');
            const message = letter.reply;
            const text = words(said);
            delivered.push({
              user: letter.address.user,
              at: hand.now,
              id: said.id,
              text,
              message,
              ...(await rowOf(letter.wireKey)),
            });
            return { state: 'sent', id: said.id };
          },
          find: async () => ({ state: 'absent' }),
        },
      ],
    ]),
    now: () => hand.now,
    wall: () => hand.now,
    random: () => 0.5,
    log: quiet,
  });
  let tidied = hand.now;
  const daily = () => {
    if (hand.now - tidied < 86_400_000) return false;
    tidied = hand.now;
    return true;
  };
  let asked = 0;
  const fail = () => {
    if (faults.length) throw faults.splice(0)[0];
  };
  return {
    house,
    store,
    delivered,
    ticks,
    async tick() {
      const from = delivered.length;
      ticks.push(hand.now);
      await tick({ store, nudges, contextOf: house.contextOf, courier, hourly: daily, log });
      fail();
      return delivered.slice(from);
    },
    async asks(user, zone, ask) {
      asked += 1;
      const whole = {
        ...whoOf(user),
        place: 'private',
        at: hand.now,
        eventKey: `year:${asked}`,
        zone,
        args: {},
        fields: {},
        ...ask,
      } as Ask;
      const done = await house.answer(await house.hear(whole));
      fail();
      return done;
    },
  };
}

/** The press of a message's button of that name, as a door hands it in; null when there is none. */
export function pressOf(
  id: string,
  message: Message | undefined,
  label: string,
): (Partial<Do> & { kind: 'do' }) | null {
  for (const block of message?.blocks ?? [])
    for (const control of block.kind === 'controls' ? block.controls : [])
      if (control.kind === 'button' && control.label === label)
        return { kind: 'do', ...control.action, fields: {}, message: id };
  return null;
}

/** The choice of a value on a message's rating; null when there is none. */
export function ratingOf(
  id: string,
  message: Message | undefined,
  value: number,
): (Partial<Do> & { kind: 'do' }) | null {
  const rating = message?.blocks.find((block) => block.kind === 'rating');
  return rating?.kind === 'rating'
    ? { kind: 'do', ...rating.action, fields: { value: String(value) }, message: id }
    : null;
}
