// The house with a door that keeps its own talk: real app, store, tick and courier; the platform is a recording door
// (recordingDoor.ts). Dying and starting again is a second house over the same store.

import { randomUUID } from 'node:crypto';
import type { Said } from '../../src/app.ts';
import type { Ask, Who } from '../../src/ask.ts';
import { createApp, type House } from '../../src/house.ts';
import { nudges } from '../../src/nudges.ts';
import { type Courier, type CourierSettings, createCourier } from '../../src/outbox/courier.ts';
import type { Action } from '../../src/reply/action.ts';
import type { Block, Button, Rating } from '../../src/reply/reply.ts';
import { tick } from '../../src/schedule/tick.ts';
import type { Store } from '../../src/store/open.ts';
import { buttonsOf, type Hand, linesOf } from './houseDoor.ts';
import type { RecordingDoor } from './recordingDoor.ts';
import { quiet } from './stores.ts';
import type { Talker } from './talker.ts';

/** The real clock runs so far ahead of the program's, ms: a mix-up shows. */
const realAfter = 3_600_000;
export const ana: Who = { door: 'slack', tenant: 'T1', user: 'U1' };

export interface PostedHouse extends Talker {
  readonly house: House;
  readonly courier: Courier;
  /** An ask as a door makes it; what is not said is private and by Ana. */
  ask(more: Partial<Ask> & Pick<Ask, 'kind'>): Ask;
  /** Heard and answered. */
  asks(more: Partial<Ask> & Pick<Ask, 'kind'>): ReturnType<House['answer']>;
  /** Move the clock and let everything due happen. */
  at(instant: string): Promise<void>;
  tick(): Promise<void>;
}

/** The clock stands: of what waits, only what waits a moment comes by itself. */
const inAMoment: NonNullable<CourierSettings['after']> = (ms, act) => {
  const timer = ms <= 100 ? setTimeout(act) : undefined;
  return () => clearTimeout(timer);
};

/** A house over a store whose clock is `hand`, and a member at its one door. */
export function postedHouse(
  store: Store,
  hand: Hand,
  door: RecordingDoor,
  who: Who = ana,
  after = inAMoment,
): PostedHouse {
  const now = () => hand.now;
  const faults: unknown[] = [];
  const log = (what: string, facts: Readonly<Record<string, unknown>>) =>
    void faults.push(facts.error ?? new Error(what));
  const courier = createCourier({
    store,
    adapters: new Map([['slack', door]]),
    now,
    wall: () => hand.now + realAfter,
    random: () => 0.5,
    log: quiet,
    after,
    timeoutMs: 1_000,
    patienceMs: 100,
    sent: (unit, row) => house.sent(unit, row),
  });
  const house: House = createApp({ store, now, helpLine: undefined, talkKept: new Set(), courier, log });
  const fail = () => {
    if (faults.length > 0) throw faults.splice(0)[0];
  };
  const ask: PostedHouse['ask'] = (more) =>
    ({
      ...who,
      place: 'private',
      at: hand.now,
      eventKey: randomUUID(),
      zone: 'Europe/Berlin',
      ...(more.kind === 'do' && { args: {}, fields: {} }),
      ...more,
    }) as Ask;
  async function asks(more: Partial<Ask> & Pick<Ask, 'kind'>) {
    const answered = await house.answer(await house.hear(ask(more)));
    fail();
    return answered;
  }
  const theirs = () => door.posted.filter((one) => one.letter.address.user === who.user);
  const last = <Part>(pick: (block: Block) => readonly Part[]) =>
    theirs()
      .flatMap(({ id, letter }) => letter.reply.blocks.flatMap(pick).map((part) => ({ id, part })))
      .at(-1);
  async function act(id: string, { route, args }: Action, fields: Record<string, string> = {}) {
    await asks({ kind: 'do', route, args, fields, message: id } as Partial<Ask> & Pick<Ask, 'kind'>);
  }
  const heard = () => theirs().map(({ letter }) => linesOf(letter.reply).join('\n'));

  const member: PostedHouse = {
    house,
    courier,
    ask,
    asks,
    async tick() {
      await tick({ store, nudges, contextOf: house.contextOf, courier, hourly: () => true, log });
      fail();
    },
    says: async (text) => void (await asks({ kind: 'say', text } as Partial<Ask> & Pick<Ask, 'kind'>)),
    async presses(label) {
      const found = last((block) =>
        block.kind === 'controls'
          ? block.controls.filter((one): one is Button => one.kind === 'button' && one.label === label)
          : [],
      );
      if (!found) throw new Error(`there is no button ${label}`);
      await act(found.id, found.part.action);
    },
    async rates(value) {
      const found = last((block): Rating[] => (block.kind === 'rating' ? [block] : []));
      if (!found) throw new Error('there is no rating');
      await act(found.id, found.part.action, { value: String(value) });
    },
    fills: () => Promise.reject(new Error('no form is drawn here')),
    async hears(pattern) {
      const found = heard().findLast((text) => pattern.test(text));
      if (found === undefined)
        throw new Error(`${pattern} was not heard:\n${heard().slice(-3).join('\n---\n')}`);
      return found;
    },
    heard: async () => heard(),
    buttons: async () => buttonsOf({ message: theirs().at(-1)?.letter.reply } as Said),
    async at(instant) {
      hand.now = Date.parse(instant);
      await member.tick();
    },
  };
  return member;
}
