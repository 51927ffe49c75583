// Everyday words that are answers rather than commands: thanks, and an offer, which may be two things. In no menu.

import type { Command } from '../command.ts';
import { button, controls, message } from '../reply/say.ts';
import { notYet } from './notYet.ts';

export const thanks: Command = {
  verb: 'thanks',
  summary: '',
  run: async () => [message('Any time', 'Any time.')],
};

export const offer: Command = {
  verb: 'offer',
  summary: '',
  run: async () => [
    message(
      'An offer?',
      'Good news? Which kind of offer is it?',
      controls(button('A job offer', 'offer.job'), button('Something I can give', 'offer.give')),
    ),
  ],
  routes: {
    job: (ctx) => ctx.hand('landed'),
    give: async () => [message('Not here yet', notYet.give)],
  },
};
