// `goal`: how many contacts a day and conversations a week.

import type { Command, Context } from '../command.ts';
import { changeMember } from '../member/rows.ts';
import { Refusal } from '../refusal.ts';
import type { Answer } from '../reply/reply.ts';
import { code, t } from '../reply/rich.ts';
import { aside, button, controls, message } from '../reply/say.ts';
import { type GoalReading, readGoal } from '../understand/goal.ts';
import { goalWords, quoted } from './words.ts';

/** Method 4: at most five a day. */
const mostContacts = 5;
/** One a day; 0: none asked for. */
const mostConversations = 7;

export const goal: Command = {
  verb: 'goal',
  summary: 'Contacts a day and conversations a week',
  examples: ['goal 2 contacts a day 1 conversation a week', 'goal 3 contacts a day'],
  words: true,
  run: async (ctx, words) => {
    if (words.trim() === '') return show(ctx);
    const read = readGoal(words);
    if (!read)
      throw new Refusal(
        `I found no goal in ${quoted(words)}. Try goal 2 contacts a day 1 conversation a week. Nothing changed.`,
      );
    return set(ctx, read);
  },
  routes: {
    show,
    /** `n` contacts a day. */
    contacts: async (ctx, args) => set(ctx, { contacts: Number(args.n ?? Number.NaN) }),
  },
};

function show(ctx: Context): Promise<Answer> {
  const buttons = [1, 2, 3, 4, 5].filter((n) => n !== ctx.me.goal);
  return Promise.resolve([
    message(
      'Your goal',
      `Your goal: ${goalWords(ctx.me.goal, ctx.me.talkGoal)}.`,
      'Another number of contacts a day?',
      controls(...buttons.map((n) => button(`${n} a day`, 'goal.contacts', { n: String(n) }))),
      aside(t`For conversations, type ${code('goal 2 conversations a week')}.`),
    ),
  ]);
}

async function set(ctx: Context, read: GoalReading): Promise<Answer> {
  const { contacts = ctx.me.goal, conversations = ctx.me.talkGoal } = read;
  if (!(Number.isInteger(contacts) && contacts >= 1 && contacts <= mostContacts))
    throw new Refusal(
      `Contacts a day go from 1 to ${mostContacts}; one is plenty to start with. Nothing changed.`,
    );
  if (!(Number.isInteger(conversations) && conversations >= 0 && conversations <= mostConversations))
    throw new Refusal(
      `Conversations a week go from 0 to ${mostConversations}; 0 asks for none. Nothing changed.`,
    );
  const words = goalWords(contacts, conversations);
  if (contacts === ctx.me.goal && conversations === ctx.me.talkGoal)
    return [message('Your goal', `That is your goal already: ${words}.`)];
  await changeMember(ctx, { goal: contacts, talk_goal: conversations });
  const id = ctx.note(`setting the goal to ${words}`);
  return [
    message(
      'Goal changed',
      `Your goal is now ${words}. It counts from the next card.`,
      controls(button('Undo', 'undo.it', { c: id })),
    ),
  ];
}
