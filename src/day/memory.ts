// Memory questions on a card, so that people flow in: That reminds me of… · Next.

import type { Route } from '../command.ts';
import { act } from '../reply/action.ts';
import { form } from '../reply/say.ts';
import { MEMORY_QUESTIONS, memoryQuestion } from '../voice/memory.ts';
import { redrawn } from './pressed.ts';
import { cardBy, changeCard } from './rows.ts';

export const memoryRoutes: Readonly<Record<string, Route>> = {
  reminds: async (ctx, args) => {
    const card = await cardBy(ctx, args.c ?? '');
    return [
      form({
        title: 'That reminds me of…',
        submit: 'Add',
        action: act('add.form'),
        note: [{ text: memoryQuestion(ctx.me.seed, card?.memory ?? 0) }],
        fields: [{ name: 'people', label: 'Who?', type: 'line', hint: 'A name is enough.', required: true }],
      }),
    ];
  },
  memory: async (ctx, args) => {
    const card = await cardBy(ctx, args.c ?? '');
    if (!card) return ctx.hand('today.show');
    await changeCard(ctx, card.id, { memory: ((card.memory ?? -1) + 1) % MEMORY_QUESTIONS.length });
    return redrawn(ctx, card, args);
  },
};
