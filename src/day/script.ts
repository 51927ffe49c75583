// The preparation "Work on my 30 seconds": two sentences, asked for once done and kept sealed with it.

import type { Flow } from '../command.ts';
import { changeTouchRow } from '../ladder/rows.ts';
import { Refusal } from '../refusal.ts';
import { limits } from '../reply/limits.ts';
import { message } from '../reply/say.ts';
import { pickBy } from './rows.ts';

export const script: Flow = {
  name: 'script',
  first: 'sentences',
  steps: {
    sentences: {
      typed: 'Your two sentences',
      asSaid: true,
      ask: async () => [
        message(
          'Two sentences',
          'If you like, write your two sentences here: what you do, and what you would like to learn. I keep them for you.',
        ),
      ],
      take: async (ctx, said, data) => {
        if (said.length > limits.note)
          throw new Refusal(`${limits.note.toLocaleString('en')} characters at most, please.`);
        const pick = await pickBy(ctx, data.pick ?? '');
        if (pick?.touch) await changeTouchRow(ctx, pick.touch, { note: said });
        ctx.note('your two sentences');
        return { data: {}, next: null };
      },
      skip: async () => ({ data: { skipped: '1' }, next: null }),
    },
  },
  done: async (_ctx, data) =>
    data.skipped ? [] : [message('Kept', 'Kept. They only have to exist; you can make them better any day.')],
};
