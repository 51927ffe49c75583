// A question's buttons pressed in the moment before it is redrawn: what it still asks for counts, once.

import { expect, it } from 'vitest';
import type { Do } from '../../src/ask.ts';
import type { Block } from '../../src/reply/reply.ts';
import { type HouseDoor, houseDoor } from '../support/houseDoor.ts';
import { eachStore, type Open } from '../support/stores.ts';
import { signUp } from './signUp.ts';

type Press = Partial<Do> & { kind: 'do' };

async function joined(open: Open): Promise<HouseDoor> {
  const hand = { now: Date.parse('2026-11-23T06:30:00Z') };
  const member = houseDoor(await open({ now: () => hand.now }), hand);
  await member.says('hello');
  await signUp(member);
  return member;
}

/** What stands to be pressed in the newest message, as a door hands it in: by label, the rating by `rate`. */
async function presses(member: HouseDoor) {
  const said = (await member.said()).at(-1);
  const blocks: readonly Block[] = said?.message?.blocks ?? [];
  const asIs = (action: Pick<Do, 'route' | 'args'>, fields = {}): Press => ({
    kind: 'do',
    ...action,
    fields,
    ...(said && { message: said.id }),
  });
  return {
    press(label: string) {
      const all = blocks.flatMap((block) => (block.kind === 'controls' ? block.controls : []));
      const found = all.find((one) => one.kind === 'button' && one.label === label);
      if (found?.kind !== 'button') throw new Error(`no button ${label}`);
      return asIs(found.action);
    },
    rate(value: number) {
      const found = blocks.find((block) => block.kind === 'rating');
      if (found?.kind !== 'rating') throw new Error('no rating');
      return asIs(found.action, { value: String(value) });
    },
  };
}

const people = async (member: HouseDoor) =>
  (await member.exported()).contacts as readonly { name: string; known: string; rating: number | null }[];
const about = async (member: HouseDoor, name: string) =>
  (await people(member)).find((one) => one.name === name);

eachStore((open) => {
  it('the second half of an answer counts when it is pressed before the first is drawn', async () => {
    const member = await joined(open);
    await member.says('add Gus, Hedda');
    const gus = await presses(member);
    await member.asks(gus.press('Friend'));
    await member.asks(gus.rate(3));
    expect(await about(member, 'Gus')).toMatchObject({ known: 'friend', rating: 30 });
    const hedda = await presses(member);
    await member.asks(hedda.rate(7));
    await member.asks(hedda.press('Skip'));
    expect(await about(member, 'Hedda')).toMatchObject({ rating: 70 });
    expect((await member.heard()).join()).not.toMatch(/answered already/);
  });

  it('a press of what was answered is refused, also when it comes twice at once', async () => {
    const member = await joined(open);
    await member.says('add Gus, Hedda');
    const gus = await presses(member);
    await Promise.all([member.asks(gus.rate(3)), member.asks(gus.rate(3))]);
    expect((await member.heard()).filter((text) => /answered already/.test(text))).toHaveLength(1);
    expect(await member.store.db.selectFrom('ratings').select('id').execute()).toHaveLength(4);
    await member.asks(gus.rate(9));
    expect(await about(member, 'Gus')).toMatchObject({ rating: 30 });
    await member.asks(gus.press('Met'));
    await member.asks(gus.press('Friend'));
    await member.asks(gus.rate(9));
    expect(await about(member, 'Gus')).toMatchObject({ known: 'met', rating: 30 });
    expect(await about(member, 'Hedda')).toMatchObject({ rating: null });
  });

  it('counts for nobody else: neither the next one asked about, nor who was added since', async () => {
    const member = await joined(open);
    await member.says('add Gus');
    const gus = await presses(member);
    await member.says('add Hedda');
    await member.asks(gus.press('Friend'));
    await member.hears(/answered already/);
    expect(await about(member, 'Hedda')).toMatchObject({ rating: null });
    await member.presses('Old colleague');
    await member.rates(6);
    expect(await about(member, 'Hedda')).toMatchObject({ known: 'old', rating: 60 });
  });

  it('asked again in the sign-up it is the same question', async () => {
    const hand = { now: Date.parse('2026-11-23T06:30:00Z') };
    const member = houseDoor(await open({ now: () => hand.now }), hand);
    await member.says('hello');
    await member.presses('Join');
    const time = await presses(member);
    await member.says('start');
    await member.asks(time.press('12:00, Mon–Fri'));
    await member.hears(/What is the boldest/);
    await member.asks(time.press('07:30, Mon–Fri'));
    await member.hears(/answered already/);
  });
});
