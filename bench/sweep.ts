// The sweep of ten thousand who are due of a hundred thousand, over one written by hand; and how long it stops everything else.

import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Bench, median, type Row, timed } from './bench.ts';
import { fill } from './crowd.ts';
import { folder, type Hand, houseOver, MONDAY, open, openBare, stalls } from './house.ts';
import { sweepByHand } from './sweepByHand.ts';

const members = Number(process.argv[4] ?? 100_000);
const due = members / 10;
const rounds = 5;

export const sweep: Bench = {
  name: 'sweep',
  what: `${due} due of ${members}: store, compose, outbox, a door that drops all; over a crash-safe sweep written by hand`,
  async run() {
    const at = folder();
    const hand: Hand = { now: MONDAY };
    const template = join(at, 'template.db');
    const empty = await open(template, hand);
    const { vault } = empty;
    await empty.close();
    const file = openBare(template);
    fill(file, vault, members, due);
    file.pragma('wal_checkpoint(truncate)');
    file.close();

    const figures: Record<string, number[]> = {};
    const keep = (name: string, value: number) => {
      figures[name] = [...(figures[name] ?? []), value];
    };
    for (let round = 0; round <= rounds; round += 1) {
      for (const side of round % 2 ? ['ours', 'bare'] : ['bare', 'ours']) {
        const path = join(at, `${side}${round}.db`);
        copyFileSync(template, path);
        globalThis.gc?.();
        if (side === 'ours') {
          const store = await open(path, hand);
          const house = houseOver(store, hand);
          const stall = stalls();
          const composing = await timed(house.compose);
          const sending = await timed(house.tick);
          const longest = stall.end();
          await store.close();
          if (house.sent() !== due) throw new Error(`${house.sent()} sent of ${due}`);
          if (round === 0) continue;
          keep('our composing', composing);
          keep('our sending', sending);
          keep('our longest', longest);
        } else {
          const bare = openBare(path);
          const swept = sweepByHand(bare, vault, MONDAY);
          bare.close();
          if (swept.composed !== due || swept.sent !== due) throw new Error(`${swept.sent} sent of ${due}`);
          if (round === 0) continue;
          keep('composing', swept.composing);
          keep('sending', swept.sending);
          keep('longest', swept.longest);
        }
      }
    }
    const of = (name: string) => median(figures[name] ?? []);
    const whole = (a: string, b: string) =>
      median((figures[a] ?? []).map((n, i) => n + (figures[b]?.[i] ?? 0)));
    const rows: Row[] = [
      {
        what: 'the whole sweep',
        ours: whole('our composing', 'our sending'),
        bare: whole('composing', 'sending'),
        unit: 'ms',
        target: 1.5,
      },
      {
        what: 'of it, cards drawn into the outbox',
        ours: of('our composing'),
        bare: of('composing'),
        unit: 'ms',
        target: null,
      },
      {
        what: 'of it, sent and settled',
        ours: of('our sending'),
        bare: of('sending'),
        unit: 'ms',
        target: null,
      },
      {
        what: 'longest stall, beside the longest transaction by hand',
        ours: of('our longest'),
        bare: of('longest'),
        unit: 'ms',
        target: 2,
        orAtMost: 15,
      },
    ];
    return rows;
  },
};
