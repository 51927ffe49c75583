// A person of the demo, living: they type, press and rate as at the page, through the real app, while the clock is moved.
// What they do is demoPeople.ts's.

import { randomUUID } from 'node:crypto';
import type { Said } from '../app.ts';
import type { Who } from '../ask.ts';
import type { Block, Button, Rating } from '../reply/reply.ts';
import { bare } from '../reply/rich.ts';
import { localToInstant } from '../time/zones.ts';
import { type Held, passTo } from './hand.ts';

export interface Living {
  /** Let time pass to a local day and time; whatever falls due on the way comes. */
  at(day: string, time: string): Promise<void>;
  says(text: string): Promise<void>;
  /** Press the newest button of that label, or only one on the newest message (`last`); false when there is none. */
  presses(label: string, last?: boolean): Promise<boolean>;
  /** Choose on the newest rating by what it asks; false when there is none, or `choose` gives null. */
  rates(choose: (prompt: string) => number | null): Promise<boolean>;
  /** Labels of the buttons on the newest card. */
  card(): Promise<readonly string[]>;
}

/** Someone at the page, in a zone. What they do must work: a refusal throws. */
export function living(held: Held, who: Who, zone: string): Living {
  const { clock, running } = held;
  const { app } = running;

  async function ask(part: object): Promise<void> {
    const heard = {
      ...who,
      place: 'private',
      at: clock.now(),
      eventKey: `demo:${randomUUID()}`,
      zone,
    } as const;
    const done = await app.answer(await app.hear({ ...heard, ...part } as Parameters<typeof app.hear>[0]));
    if (done.problem) throw new Error(`the demo's people: ${done.problem.text}`);
    // Nobody presses twice in one second, and thirty presses a minute are the most.
    clock.moveTo(clock.now() + 20_000);
  }

  const talk = () => app.talk(who, zone);
  async function newest<Part>(
    pick: (block: Block) => readonly Part[],
  ): Promise<{ id: string; part: Part } | undefined> {
    const all = (await talk()).flatMap(({ id, message }) =>
      (message?.blocks ?? []).flatMap(pick).map((part) => ({ id, part })),
    );
    return all.at(-1);
  }
  const buttons = (block: Block): readonly Button[] =>
    block.kind === 'controls' ? block.controls.filter((one): one is Button => one.kind === 'button') : [];

  return {
    async at(day, time) {
      const instant = localToInstant(zone, day, time)?.getTime();
      if (instant !== undefined) await passTo(held, instant);
    },
    says: (text) => ask({ kind: 'say', text }),
    async presses(label, last = false) {
      const found = await newest((block) => buttons(block).filter((one) => one.label === label));
      if (!found || (last && found.id !== (await talk()).at(-1)?.id)) return false;
      await ask({ kind: 'do', ...found.part.action, fields: {}, message: found.id });
      return true;
    },
    async rates(choose) {
      const found = await newest((block): Rating[] => (block.kind === 'rating' ? [block] : []));
      const value = found ? choose(bare(found.part.prompt)) : null;
      if (!found || value === null) return false;
      await ask({ kind: 'do', ...found.part.action, fields: { value: String(value) }, message: found.id });
      return true;
    },
    async card() {
      const cards = (await talk()).filter((said: Said) => said.message?.topic?.startsWith('card:'));
      return (cards.at(-1)?.message?.blocks ?? []).flatMap(buttons).map((one) => one.label);
    },
  };
}
