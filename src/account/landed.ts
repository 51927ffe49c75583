// `landed`: congratulations, and whether the cards go on. Thanking everyone who helped comes later.

import type { Command } from '../command.ts';
import { button, controls, message, redraw, text } from '../reply/say.ts';
import { nextLine } from './next.ts';

export const landed: Command = {
  verb: 'landed',
  summary: '',
  run: async () => [
    message(
      'Congratulations',
      'Congratulations! You asked, you wrote, you turned up, and it led somewhere.',
      'Shall the cards go on?',
      controls(button('Stop the cards', 'landed.stop'), button('Keep them', 'landed.keep')),
    ),
  ],
  routes: {
    stop: (ctx) => ctx.hand('stop.now'),
    keep: async (ctx) => [
      redraw('They stay', 'Congratulations! The cards stay as they are.', text(await nextLine(ctx))),
    ],
  },
};
