// Stay · Weekly · Pause: the answer after three silent days. No verb of its own; only its buttons.

import type { Command } from '../command.ts';
import { changeMember } from '../member/rows.ts';
import { redraw } from '../reply/say.ts';
import { weekdayName } from '../time/spoken.ts';

/** "Not today", typed. */
export const notToday: Command = { verb: 'not today', summary: '', run: (ctx) => ctx.hand('today.not') };

export const pace: Command = {
  verb: 'pace',
  summary: '',
  run: (ctx) => ctx.hand('settings.show'),
  routes: {
    stay: async (ctx) => {
      ctx.note('staying with your days');
      await changeMember(ctx, { pace: 'daily', pace_since: null });
      return [redraw('Your days stay', 'Good. The card comes on your days, as before.')];
    },
    weekly: async (ctx) => {
      ctx.note('the weekly card');
      await changeMember(ctx, { pace: 'weekly', pace_since: ctx.today });
      return [
        redraw(
          'Once a week',
          `Once a week it is, on ${weekdayName(ctx.today)}s. Any word from you brings your days back.`,
        ),
      ];
    },
    pause: (ctx) => ctx.hand('pause'),
  },
};
