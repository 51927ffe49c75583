// `forget me` and `forget NAME`: asks once, then it is gone for good. Neither can be undone.

import type { Command, Context, Values } from '../command.ts';
import { refold } from '../day/state.ts';
import { type Contact, contactOf, contactsOf } from '../people/rows.ts';
import { Refusal } from '../refusal.ts';
import { act } from '../reply/action.ts';
import type { Answer } from '../reply/reply.ts';
import { bold, code, t } from '../reply/rich.ts';
import { button, controls, message, redraw, select, text } from '../reply/say.ts';
import { eraseContact, eraseMember } from './erasing.ts';
import { matching } from './matching.ts';
import { quoted } from './words.ts';

/** Buttons before it becomes a select, and options in that. */
const mostButtons = 6;
const mostOptions = 25;

export const forget: Command = {
  verb: 'forget',
  summary: 'Erase one person, or everything about you',
  examples: ['forget Maria Quispe', 'forget me'],
  words: true,
  run: async (ctx, words) => {
    const said = words.trim();
    if (said === '') return whom();
    if (/^(?:about )?(?:me|myself|everything|all of it|my (?:account|data))[.!]*$/iu.test(said))
      return askMe(ctx);
    const fit = matching(await contactsOf(ctx), said);
    const [only, ...more] = fit;
    if (!only)
      throw new Refusal(
        `I know nobody called ${quoted(said)}. “contacts” shows who is here. Nothing is forgotten.`,
      );
    return more.length === 0 ? askOne(only) : which(fit);
  },
  routes: {
    ask: async (ctx, args, fields) =>
      args.w === 'me' ? askMe(ctx) : askOne(await theOne(ctx, args, fields)),
    /** Erases the member. The app knows the answer by its notice: nothing of it is kept, and the page begins anew. */
    me: async (ctx) => {
      await eraseMember(ctx);
      return [
        message(
          'Erased',
          'Erased: everything about you is gone. Should you ever want to begin again, you are welcome.',
        ),
      ];
    },
    one: async (ctx, args, fields) => {
      const contact = await theOne(ctx, args, fields);
      await eraseContact(ctx, contact);
      await refold(ctx);
      return [
        redraw(
          'Forgotten',
          `Forgotten, with everything kept about them. ${saidHere(ctx) ?? 'What was said in this talk goes by itself after 90 days.'}`,
        ),
      ];
    },
    keep: async () => [redraw('Kept', 'All right. Nothing is forgotten.')],
  },
};

function whom(): Answer {
  return [
    message(
      'Forget whom?',
      text(t`One person? Say ${code('forget')} and the name. Or everything about you?`),
      controls(button('Everything about me', 'forget.ask', { w: 'me' }), button('Keep', 'forget.keep')),
    ),
  ];
}

/** A platform keeps the talk that is held there, and it is not ours to erase; null on the page. */
function saidHere({ who }: Context): string | null {
  const keeper = { web: null, slack: 'Slack', discord: 'Discord' }[who.door];
  return keeper && `What was said here stays with ${keeper}, as all messages do.`;
}

function askMe(ctx: Context): Answer {
  const stays = saidHere(ctx);
  const what = stays ? 'people, notes and ladders' : 'people, notes, ladders and this talk';
  return [
    message(
      'Forget everything?',
      `This erases everything about you here, ${what}, at once and for good. Copies the server keeps hold it until they age out after 30 days.`,
      stays,
      text(t`To keep a copy, ${code('export')} first. Forget everything?`),
      controls(
        button('Forget', 'forget.me', {}, 'danger'),
        button('Keep', 'forget.keep'),
        button('Export', 'export.show'),
      ),
    ),
  ];
}

function askOne(contact: Contact): Answer {
  return [
    message(
      'Forget a person?',
      text(
        t`Forget ${bold(contact.name)}, with every step, meeting, rating and note? This can't be taken back.`,
      ),
      controls(button('Forget', 'forget.one', { c: contact.id }, 'danger'), button('Keep', 'forget.keep')),
    ),
  ];
}

function which(fit: readonly Contact[]): Answer {
  const named = (c: Contact) => (c.organization ? `${c.name} (${c.organization})` : c.name);
  const keep = button('Keep', 'forget.keep');
  const choice =
    fit.length <= mostButtons
      ? controls(...fit.map((c) => button(named(c), 'forget.ask', { c: c.id })), keep)
      : controls(
          select(
            'Who?',
            act('forget.ask'),
            fit.slice(0, mostOptions).map((c) => ({ value: c.id, label: named(c) })),
          ),
          keep,
        );
  const more = fit.length > mostOptions && 'There are more who fit: the whole name finds the one you mean.';
  return [message('Which one?', 'Several fit. Whom do you mean?', more, choice)];
}

async function theOne(ctx: Context, args: Values, fields: Values): Promise<Contact> {
  const contact = await contactOf(ctx, args.c ?? fields.value ?? '');
  if (!contact) throw new Refusal('They are not in your list any more. Nothing changed.');
  return contact;
}
