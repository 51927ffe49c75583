// From what was said to a route of the command table: verbs, everyday words, an open question, a log in one's own words.
// What the words mean is understand/; what happens then is the command's.

import { takesLines } from './account/import/import.ts';
import { nextLine } from './account/next.ts';
import type { Context } from './command.ts';
import type { Tables } from './context.ts';
import { listening, take } from './flows/engine.ts';
import { keepFlow } from './flows/rows.ts';
import { moveMember } from './member/rows.ts';
import { Refusal } from './refusal.ts';
import { limits } from './reply/limits.ts';
import type { Answer } from './reply/reply.ts';
import { button, controls, message, text as words } from './reply/say.ts';
import { soundsHard } from './understand/hardDay.ts';
import { cleanText } from './understand/text.ts';
import { readVerb, type VerbReading } from './understand/verbs.ts';

/** Commands whose name may stand behind a group's (flat on Discord, grouped words in talk). */
const groups = {
  circle: ['circle'],
  event: ['event'],
  me: ['link', 'import', 'export', 'report', 'forget'],
} as const;

/** Answer a line in the member's own words. */
export async function listen(ctx: Context, tables: Tables, said: string): Promise<Answer> {
  if (said.length > limits.note)
    throw new Refusal(
      `That is longer than I can read at once: ${limits.note.toLocaleString('en')} characters at most.`,
    );
  const text = cleanText(said).trim();
  if (ctx.me.state === 'invited') return stranger(ctx, tables, text);
  const read = readVerb(text, options(tables));
  const verb = read && 'verb' in read ? read.verb : null;
  const back = await backAgain(ctx, verb);
  const answer = await understand(back ?? ctx, tables, text, read);
  // A hard day is heard, and nothing else said beside it; a pause says itself when cards come.
  if (!back || verb === 'pause' || soundsHard(text)) return answer;
  return [message('Welcome back', 'Good to have you back.', words(await nextLine(back))), ...answer];
}

async function understand(
  ctx: Context,
  tables: Tables,
  text: string,
  read: VerbReading | null,
): Promise<Answer> {
  const lines = await takesLines(ctx, text);
  const open = await listening(ctx, tables.flows);
  if (read && 'verb' in read && (!open || isCommand(tables, read))) {
    if (read.verb === 'yes' || read.verb === 'no') return yesOrNo(ctx, tables, read.verb, text);
    const command = tables.commands.get(read.verb);
    if (command) return command.run(ctx, read.rest);
  }
  if (lines) return ctx.hand('import.pasted', {}, { people: text });
  if (open && !tables.flows[open.name]?.steps[open.step]?.asSaid && soundsHard(text)) return [hardDay(true)];
  const taken = open && text ? await take(ctx, tables.flows, open, text) : null;
  if (taken) return taken;
  const logged = await ctx.hand('log.guess', {}, { text });
  if (logged.length) return logged;
  const named = await ctx.hand('contacts.named', {}, { text });
  if (named.length) return named;
  if (read && 'nearest' in read) return [nearest(read.nearest, read.rest)];
  return unsure(ctx, text);
}

/** Who stopped is back with any word but those that look round or leave; null: nothing of that. */
async function backAgain(ctx: Context, verb: string | null): Promise<Context | null> {
  if (ctx.me.state !== 'stopped' || (verb !== null && staysStopped.has(verb))) return null;
  await moveMember(ctx, { state: 'active' });
  return { ...ctx, me: { ...ctx.me, state: 'active' } };
}

/** `resume` says itself that they are back. */
const staysStopped: ReadonlySet<string> = new Set([
  'stop',
  'resume',
  'export',
  'forget',
  'help',
  'settings',
  'thanks',
  'yes',
  'no',
]);

const options = (tables: Tables) => ({ verbs: [...tables.commands.keys()], groups });

/** Words of a stranger: help and the way in are answered, all else begins the sign-up. */
async function stranger(ctx: Context, tables: Tables, text: string): Promise<Answer> {
  const read = readVerb(text, options(tables));
  const command = read && 'verb' in read ? tables.commands.get(read.verb) : undefined;
  return command?.open
    ? command.run(ctx, read && 'rest' in read ? read.rest : '')
    : ctx.hand('start.welcome');
}

/** While a question is open, a verb that takes no words is a command only when it stands alone. */
function isCommand(
  tables: Tables,
  read: { readonly verb: string; readonly rest: string; readonly alias?: string },
): boolean {
  const command = tables.commands.get(read.verb);
  return (
    read.verb !== 'yes' &&
    read.verb !== 'no' &&
    !!command &&
    (command.words === true || read.rest === '' || !!read.alias)
  );
}

async function yesOrNo(ctx: Context, tables: Tables, answer: 'yes' | 'no', text: string): Promise<Answer> {
  const open = await listening(ctx, tables.flows);
  const taken = open && (await take(ctx, tables.flows, open, text));
  if (taken) return taken;
  const said = await ctx.hand('today.answered', { yes: answer === 'yes' ? '1' : '0' });
  return said.length
    ? said
    : [
        message(
          'Nothing is asked',
          'I have not asked anything just now. Your card is one tap away.',
          controls(button('Today', 'today.show')),
        ),
      ];
}

function nearest(verb: string, rest: string) {
  const words = cutForAction(rest);
  return message(
    'Did you mean …?',
    `Did you mean ${verb}?`,
    controls(button(verb, 'run.it', { v: verb, w: words })),
  );
}

/** On a hard day nobody wants to be asked which of three things they meant; a question that is open can wait. */
const hardDay = (asked: boolean) =>
  message(
    'A hard day',
    "That sounds hard. Nothing has to happen here today, and nothing is lost if it doesn't.",
    asked
      ? 'My question above can wait, today or for good.'
      : controls(button('Not today', 'today.not'), button('Today', 'today.show')),
  );

async function unsure(ctx: Context, text: string): Promise<Answer> {
  if (soundsHard(text)) return [hardDay(false)];
  if (text) await keepFlow(ctx, 'heard', 'kept', { text });
  return [
    message(
      'I am not sure what you mean',
      "I'm not sure I understood that; I only know a few things. Is it one of these?",
      controls(
        button('Log it', 'log.heard'),
        button('Add a person', 'add.ask'),
        button('Today', 'today.show'),
      ),
    ),
  ];
}

/** Words that fit an action of 100 characters; longer ones are left to be typed again. */
const cutForAction = (words: string) =>
  new URLSearchParams({ w: words }).toString().length <= 60 ? words : '';
