// `help`: made from the command table, in groups; `help VERB` tells more of one.

import type { Command, Context } from '../command.ts';
import { Refusal } from '../refusal.ts';
import type { Answer, Block } from '../reply/reply.ts';
import { code, t } from '../reply/rich.ts';
import { aside, button, controls, heading, list, message } from '../reply/say.ts';
import { notYet } from './notYet.ts';
import { quoted } from './words.ts';

/** The order of help; what the table has and no group names comes last. */
const groups: readonly (readonly [title: string, verbs: readonly string[]])[] = [
  ['Every day', ['start', 'today', 'log', 'meeting', 'followups']],
  ['People and rungs', ['add', 'import', 'contacts', 'ladder']],
  ['Your pace', ['goal', 'settings', 'pause', 'resume', 'stop']],
  ['What is yours', ['undo', 'link', 'export', 'report', 'forget', 'help']],
];

export const help: Command = {
  verb: 'help',
  summary: 'What you can say; more about one with help VERB',
  examples: ['help', 'help log'],
  words: true,
  open: true,
  run: async (ctx, words) => {
    const verb = verbOf(words);
    return verb === '' ? all(ctx) : one(ctx, verb, words);
  },
};

function all(ctx: Context): Answer {
  const menu = ctx.menu();
  const named = new Set(groups.flatMap(([, verbs]) => verbs));
  const others = menu.map((c) => c.verb).filter((verb) => !named.has(verb));
  const blocks = [...groups, ['More', others] as const].flatMap(([title, verbs]): Block[] => {
    const shown = verbs.flatMap((verb) => menu.find((c) => c.verb === verb) ?? []);
    return shown.length ? [heading(title), list(shown.map((c) => t`${code(c.verb)} – ${c.summary}`))] : [];
  });
  return [
    message(
      'What you can say',
      ...blocks,
      aside(
        t`${code('help log')} tells more of one. Your own words work too: ${code('emailed Ravi yesterday')}.`,
      ),
      controls(button('Today', 'today.show')),
    ),
  ];
}

function one(ctx: Context, verb: string, words: string): Answer {
  const found = ctx.menu().find((c) => c.verb === verb);
  if (found) {
    const examples = found.examples ?? [found.verb];
    return [
      message(`Help for ${found.verb}`, summaryOf(found), list(examples.map((line) => t`${code(line)}`))),
    ];
  }
  if (Object.hasOwn(notYet, verb)) return [message('Not here yet', notYet[verb as keyof typeof notYet])];
  throw new Refusal(`I know no word like ${quoted(words)}. help alone lists all there are.`);
}

const summaryOf = (found: Command): Block => ({
  kind: 'text',
  text: t`${code(found.verb)} – ${found.summary}`,
});

/** The verb asked about: `/rungs`, case, marks and a group's name aside. */
function verbOf(words: string): string {
  const said = words
    .toLowerCase()
    .split(/\s+/)
    .map((w) => w.replace(/[^\p{L}]/gu, ''))
    .filter((w) => w && w !== 'rungs');
  return (
    (said[0] === 'me' && said[1] ? said[1] : said[0]) ??
    (words.trim() && words.trim() !== '/rungs' ? words : '')
  );
}
