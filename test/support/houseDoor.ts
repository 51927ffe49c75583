// A member in the house itself: the real app, store, tick and courier, with a door that only keeps the talk. For what is
// said and kept; what is seen on a page is pageDoor.ts.

import { randomUUID } from 'node:crypto';
import type { Adapter } from '../../adapters/adapter.ts';
import type { Answered, Said } from '../../src/app.ts';
import type { Ask, Who } from '../../src/ask.ts';
import { createApp, type House } from '../../src/house.ts';
import { nudges } from '../../src/nudges.ts';
import { createCourier } from '../../src/outbox/courier.ts';
import { decodeAction, encodeAction } from '../../src/reply/action.ts';
import type { Block, Button, Form, Message, Rating } from '../../src/reply/reply.ts';
import { bare } from '../../src/reply/rich.ts';
import { tick } from '../../src/schedule/tick.ts';
import type { Store } from '../../src/store/open.ts';
import { quiet } from './stores.ts';
import type { Talker } from './talker.ts';

/** The hand-moved clock. */
export interface Hand {
  now: number;
}

export interface HouseDoor extends Talker {
  readonly house: House;
  readonly store: Store;
  /** Move the clock and let everything due happen. */
  at(instant: string): Promise<void>;
  /** Hand in an ask as a door would. */
  asks(ask: Partial<Ask> & Pick<Ask, 'kind'>): Promise<Answered>;
  /** The form that stands open. */
  form(): Form | undefined;
  /** What was wrong with what was sent last. */
  problem(): string | undefined;
  /** The messages of the talk as they stand. */
  said(): Promise<readonly Said[]>;
  /** The member's export, parsed. */
  exported(): Promise<Record<string, unknown>>;
}

const me: Who = { door: 'web', tenant: 'local', user: 'me' };

/** A member at the house's door, over a store whose clock is `hand`. */
export function houseDoor(store: Store, hand: Hand, who: Who = me, zone = 'Europe/Berlin'): HouseDoor {
  const faults: unknown[] = [];
  const log = (what: string, facts: Readonly<Record<string, unknown>>) => {
    if (facts.error) faults.push(facts.error);
    else faults.push(new Error(what));
  };
  const house = createApp({
    store,
    now: () => hand.now,
    helpLine: undefined,
    page: () => 'http://localhost:3000',
    talkKept: new Set(['web']),
    log,
  });
  const courier = createCourier({
    store,
    adapters: new Map([['web', door(house)]]),
    now: () => hand.now,
    wall: () => hand.now,
    random: () => 0.5,
    log: quiet,
  });
  let open: Form | undefined;
  let wrong: string | undefined;

  async function asks(ask: Partial<Ask> & Pick<Ask, 'kind'>): Promise<Answered> {
    const whole = {
      ...who,
      place: 'private',
      at: hand.now,
      eventKey: `t:${randomUUID()}`,
      zone,
      args: {},
      fields: {},
      ...ask,
    } as Ask;
    const done = await house.answer(await house.hear(whole));
    open = done.problem && open && !done.form ? open : done.form;
    wrong = done.problem?.text;
    if (faults.length) throw faults.splice(0)[0];
    return done;
  }
  const talk = () => house.talk(who, zone);
  const latest = async <B>(
    pick: (block: Block) => readonly B[],
  ): Promise<{ id: string; part: B } | undefined> => {
    const all = (await talk()).flatMap((said) =>
      (said.message?.blocks ?? []).flatMap(pick).map((part) => ({ id: said.id, part })),
    );
    return all.at(-1);
  };
  const act = async (id: string, action: Button['action'], fields: Record<string, string>) => {
    const decoded = decodeAction(encodeAction(action));
    if (!decoded) throw new Error('an action that does not decode');
    await asks({ kind: 'do', ...decoded, fields, message: id } as Partial<Ask> & Pick<Ask, 'kind'>);
  };

  return {
    house,
    store,
    asks,
    form: () => open,
    problem: () => wrong,
    said: talk,
    async at(instant) {
      hand.now = Date.parse(instant);
      await tick({ store, nudges, contextOf: house.contextOf, courier, hourly: () => true, log });
      if (faults.length) throw faults.splice(0)[0];
    },
    says: async (text) => void (await asks({ kind: 'say', text } as Partial<Ask> & Pick<Ask, 'kind'>)),
    async presses(label) {
      const found = await latest((b) =>
        b.kind === 'controls'
          ? b.controls.filter((c): c is Button => c.kind === 'button' && c.label === label)
          : [],
      );
      const skip =
        label === 'Skip' ? await latest((b) => (b.kind === 'rating' && b.skip ? [b.skip] : [])) : undefined;
      if (found) await act(found.id, found.part.action, {});
      else if (skip) await act(skip.id, skip.part, {});
      else throw new Error(`there is no button ${label}; the last was:\n${words((await talk()).at(-1))}`);
    },
    async rates(value) {
      const found = await latest((b): Rating[] => (b.kind === 'rating' ? [b] : []));
      if (!found) throw new Error('there is no rating');
      await act(found.id, found.part.action, { value: String(value) });
    },
    async fills(fields) {
      if (!open) throw new Error('there is no form');
      const named = Object.fromEntries(
        open.fields.map((field) => [field.name, fields[field.label] ?? field.value ?? '']),
      );
      await act('', open.action, named);
    },
    async hears(pattern) {
      const said = (await talk()).map(words);
      const found = [...said].reverse().find((text) => pattern.test(text));
      if (found === undefined)
        throw new Error(`${pattern} was not heard; the last were:\n${said.slice(-4).join('\n---\n')}`);
      return found;
    },
    heard: async () => (await talk()).map(words),
    buttons: async () => buttonsOf((await talk()).at(-1)),
    async exported() {
      const file = await house.file(who, 'rungs.json');
      return JSON.parse(file?.body ?? 'null') as Record<string, unknown>;
    },
  };
}

/** Labels of a message's buttons. */
export const buttonsOf = (said: Said | undefined): readonly string[] =>
  (said?.message?.blocks ?? []).flatMap((b) =>
    b.kind === 'controls' ? b.controls.map((c) => (c.kind === 'file' ? c.name : c.label)) : [],
  );

/** A message as lines of text, buttons left out. */
export const words = (said: Said | undefined): string =>
  said?.text ?? (said?.message ? linesOf(said.message).join('\n') : '');

/** A message's words, line by line. */
export function linesOf(message: Message): readonly string[] {
  return message.blocks.flatMap((b) => {
    if (b.kind === 'heading' || b.kind === 'text') return [bare(b.text)];
    if (b.kind === 'list') return b.items.map(bare);
    if (b.kind === 'words') return [...(b.subject ? [b.subject] : []), b.text];
    if (b.kind === 'facts') return b.facts.map(([name, value]) => `${name}: ${bare(value)}`);
    if (b.kind === 'rating') return [bare(b.prompt)];
    return b.kind === 'picture' ? [b.alt] : [];
  });
}

/** The page's side of delivering, without a page. */
function door(house: House): Pick<Adapter, 'deliver' | 'find'> {
  return {
    async deliver(letter) {
      const said = await house.post(letter.address, letter.wireKey, letter.reply);
      return { state: 'sent', id: said.at(-1)?.id ?? '' };
    },
    async find(letter) {
      return (await house.posted(letter.address, letter.wireKey))
        ? { state: 'found', id: letter.wireKey }
        : { state: 'absent' };
    },
  };
}
