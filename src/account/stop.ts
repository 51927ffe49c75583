// `stop`: no more messages; everything is kept, and any word brings the member back.

import type { Command, Context } from '../command.ts';
import { changeMember } from '../member/rows.ts';
import type { Answer } from '../reply/reply.ts';
import { button, controls, message } from '../reply/say.ts';

export const stop: Command = {
  verb: 'stop',
  summary: 'No more messages; everything is kept',
  run: goQuiet,
  routes: { now: goQuiet },
};

async function goQuiet(ctx: Context): Promise<Answer> {
  const again = ctx.me.state === 'stopped';
  if (!again) {
    await changeMember(ctx, { state: 'stopped' });
    ctx.note('stopping the cards');
  }
  return [
    message(
      'Stopped',
      again ? 'You have stopped already: nothing comes.' : 'Stopped. Nothing more comes from me.',
      'Everything you told me is kept. Any word from you brings the cards back.',
      controls(button('Export', 'export.show'), button('Forget me', 'forget.ask', { w: 'me' })),
    ),
  ];
}
