// A picture says nothing that is not said beside it: its numbers stand in its words, in the page's table, and in lines.

import { describe, expect, it } from 'vitest';
import { drawSaid } from '../../adapters/web/draw.ts';
import type { Said } from '../../src/app.ts';
import type { Picture } from '../../src/reply/reply.ts';
import { houseDoor, linesOf } from '../support/houseDoor.ts';
import { eachStore } from '../support/stores.ts';
import { signUp } from './signUp.ts';

const tenths = (rating: number) => String(rating / 10);

describe('a picture of the ladder', () => {
  eachStore((open) => {
    it.each([3, 30])(
      'of %i people has its numbers in words, in a table and in the lines of the message',
      async (many) => {
        const hand = { now: Date.parse('2026-11-23T06:30:00Z') };
        const member = houseDoor(await open({ now: () => hand.now }), hand);
        await member.says('hello');
        await signUp(member);
        const more = Array.from({ length: many - 3 }, (_, n) => `Person${n}`);
        if (more.length > 0) await member.says(`add ${more.join(', ')}`);
        hand.now += 60_000;
        await member.says('ladder');
        const said = (await member.said()).at(-1) as Said;
        const block = said.message?.blocks.find((one): one is Picture => one.kind === 'picture');
        if (!block || !said.message) throw new Error('no picture');
        const { alt, picture } = block;
        const table = (drawSaid(said).blocks?.find(({ kind }) => kind === 'picture')?.rows ?? []) as [
          string,
          string,
        ][];
        expect(table[0]).toEqual(['Your edge', tenths(picture.edge)]);
        expect(table).toHaveLength(1 + picture.activities.length + picture.people.length);
        const lines = linesOf({
          ...said.message,
          blocks: said.message.blocks.filter((one) => one !== block),
        });
        for (const { label, rating } of picture.activities) {
          expect(table).toContainEqual([label, tenths(rating)]);
          expect(alt).toContain(`${label} ${tenths(rating)}`);
          expect(lines.some((line) => line.includes(label) && line.includes(tenths(rating)))).toBe(true);
        }
        picture.people.forEach((rating, i) => {
          expect(table).toContainEqual([`#${i + 1}`, tenths(rating)]);
          expect(alt).toMatch(new RegExp(`#${i + 1} ${tenths(rating)}[,.]`));
          expect(lines).toContainEqual(
            expect.stringMatching(new RegExp(`^#${i + 1} .*\\b${tenths(rating)}$`.replaceAll('.5', '\\.5'))),
          );
        });
        expect(picture.people).toHaveLength(Math.min(many, 25));
      },
    );
  });
});
