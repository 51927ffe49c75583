// Distress: the words, then silence until the member is back. What brought it on is kept nowhere.

import type { Command } from '../command.ts';
import { changeMember, moveMember } from '../member/rows.ts';
import { Refusal } from '../refusal.ts';
import { button, controls, message, redraw, text } from '../reply/say.ts';
import { nextLine } from './next.ts';
import { peaceWords } from './words.ts';

export const peace: Command = {
  verb: 'peace',
  summary: '',
  run: async () => {
    throw new Refusal('For some quiet say pause, or pause until a day. resume brings the cards back.');
  },
  routes: {
    // Not in the journal: an undo must not send cards to someone in distress.
    enter: async (ctx) => {
      await moveMember(ctx, { state: 'peace' });
      return [message('Rungs', peaceWords(ctx.helpLine), controls(button("I'm back", 'peace.back')))];
    },
    back: async (ctx) => {
      if (ctx.me.state === 'stopped') await changeMember(ctx, { state: 'active' });
      else await moveMember(ctx, { state: 'active' });
      return [
        // The words stay: whom to turn to is still good to have.
        redraw('Rungs', peaceWords(ctx.helpLine)),
        message('Good to see you', 'Good to see you.', text(await nextLine(ctx))),
      ];
    },
  },
};
