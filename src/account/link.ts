// `link`: one member on Slack, Discord and the page. A code made on one side and typed on the other; whoever made it
// stays, and the other's people and steps come over. What moves stands in linking.ts.

import type { Who } from '../ask.ts';
import type { Command, Context, Flow, Values } from '../command.ts';
import { tap } from '../flows/engine.ts';
import { contactOf, contactsOf, countContacts, mostContacts } from '../people/rows.ts';
import { likelyDuplicates } from '../people/rules/duplicates.ts';
import { Refusal } from '../refusal.ts';
import type { Answer, Block, Message } from '../reply/reply.ts';
import { bold, code, t } from '../reply/rich.ts';
import { aside, button, controls, count, heading, listed, message, redraw, text } from '../reply/say.ts';
import { calendarKey } from './calendarRows.ts';
import { fullName } from './contacts/line.ts';
import { mergeContacts } from './contacts/merge.ts';
import { join } from './linking.ts';
import {
  type Address,
  addressesOf,
  chooseAddress,
  codeTyped,
  countTry,
  isShut,
  type Moved,
  makeCode,
  useCode,
} from './linkRows.ts';
import { joining } from './start.ts';

/** Pairs asked about one by one; more are left for `contacts`. */
const mostPairs = 20;

export const link: Command = {
  verb: 'link',
  summary: 'One of you on Slack, Discord and the page',
  examples: ['link', 'link ABCDEFGH'],
  words: true,
  open: true,
  run: async (ctx, words) => {
    if (words.trim() !== '') return typed(ctx, words);
    return ctx.me.state === 'invited' ? ctx.hand('start.welcome') : [await offer(ctx)];
  },
  routes: {
    show: async (ctx) => [await offer(ctx)],
    /** Yes, that was me: `c` is the code, looked up again. */
    yes: async (ctx, args) => {
      if (await isShut(ctx)) return shut();
      const found = await codeTyped(ctx, args.c ?? '');
      return found && found.maker !== ctx.member ? linked(ctx, found.maker, found.code) : wrong(ctx);
    },
    no: async () => [redraw('Not linked', 'All right. Nothing is linked, and nothing has moved.')],
    /** Where unasked messages go from now on. */
    place: async (ctx, args) => {
      const who = { door: args.d as Who['door'], tenant: args.t ?? '', user: args.u ?? '' };
      if (!ctx.isOpen(who.door))
        throw new Refusal(
          `I'm not ${doorNames[who.door] ?? 'there'} just now. “link” shows where your card can come.`,
        );
      if (!(await chooseAddress(ctx, who)))
        throw new Refusal('That place is not linked any more. “link” shows where you are.');
      const name = nameOf(who, await addressesOf(ctx), ctx);
      return [
        redraw(
          'Chosen',
          t`Your card comes ${name} from now on. Should that be closed, it finds the next place.`,
        ),
      ];
    },
  },
};

/** People of both sides who are likely one, asked about one pair at a time. */
export const twice: Flow = {
  name: 'twice',
  first: 'pair',
  steps: {
    pair: {
      ask: async (ctx, data) => {
        const [kept, other] = await pairOf(ctx, data);
        if (!kept || !other) return [message('Settled', 'That pair is settled already. Skip goes on.')];
        return [
          message(
            'One person?',
            text(t`${bold(fullName(kept))} and ${bold(fullName(other))}: the same person?`),
            controls(tap('Same person', 'same', 'primary'), tap('Two people', 'two')),
          ),
        ];
      },
      take: async (ctx, said, data) => {
        if (!/^(?:same|same person|yes|two|two people|no)$/i.test(said.trim())) return null;
        const [kept, other] = await pairOf(ctx, data);
        if (kept && other && /^(?:same|yes)/i.test(said.trim())) {
          await mergeContacts(ctx, kept, other);
          ctx.note(`merging ${other.label} into ${kept.label}`);
        }
        return next(data);
      },
      skip: async (_ctx, data) => next(data),
    },
  },
  done: async () => [message('Thank you', 'Thank you. Everybody stands on your list once now.')],
};

const next = (data: Values) => {
  const [, ...rest] = (data.pairs ?? '').split(',');
  return { data: { pairs: rest.join(',') }, next: rest.length ? 'pair' : null };
};

async function pairOf(ctx: Context, data: Values) {
  const [first = ''] = (data.pairs ?? '').split(',');
  const [kept = '', other = ''] = first.split(' ');
  return [await contactOf(ctx, kept), await contactOf(ctx, other)] as const;
}

async function offer(ctx: Context): Promise<Message> {
  const made = await makeCode(ctx);
  return message(
    'Your code',
    text(
      t`Your code is ${bold(made)}. In your other place (Slack, Discord or the page), type ${code(`link ${made}`)}.`,
    ),
    aside(
      'It holds for ten minutes and works once. Whoever types it becomes one with you here and sees everything you told me: keep it to yourself.',
    ),
    ...(await places(ctx)),
  );
}

async function typed(ctx: Context, words: string): Promise<Answer> {
  if (await isShut(ctx)) return shut();
  const found = await codeTyped(ctx, words);
  if (!found) return wrong(ctx);
  if (found.maker === ctx.member)
    return [
      message(
        'Your own code',
        'That is your own code, and this is where it was made. Type it in your other place: Slack, Discord or the page.',
      ),
    ];
  const people = await countContacts(ctx);
  // What was told here goes to whoever made the code: said before it does. A newcomer has nothing to lose.
  return people > 0 || ctx.me.edge !== ctx.me.startEdge
    ? [sure(found.code, people)]
    : linked(ctx, found.maker, found.code);
}

async function wrong(ctx: Context): Promise<Answer> {
  if (await countTry(ctx)) return shut();
  return [
    message(
      'That code does not fit',
      t`That is no code of mine, or its ten minutes are over. ${code('link')} in your other place makes a new one. Nothing changed.`,
    ),
  ];
}

const shut = (): Answer => [
  message(
    'Not for an hour',
    'That was five codes that did not fit. Try again in an hour, please. Nothing changed.',
  ),
];

const sure = (said: string, people: number): Message =>
  message(
    'Become one?',
    text(
      t`Did you make this code yourself? Then ${whatGoes(people)} over to that side, whose time, days and goal hold.`,
    ),
    aside('If somebody gave it to you, press Cancel: they would see everything you told me.'),
    controls(button('Link', 'link.yes', { c: said }, 'primary'), button('Cancel', 'link.no')),
  );

const whatGoes = (people: number): string =>
  people === 0
    ? 'your steps go'
    : people === 1
      ? 'the one person you keep here and your steps go'
      : `the ${people} people you keep here and your steps go`;

async function linked(ctx: Context, maker: string, said: string): Promise<Answer> {
  const keeper = await ctx.as(maker);
  if (!keeper) return wrong(ctx);
  if ((await countContacts(ctx)) + (await countContacts(keeper)) > mostContacts)
    throw new Refusal(
      `Together that would be more than ${mostContacts.toLocaleString('en')} people, which is all that I can keep. Nothing was linked.`,
    );
  await useCode(ctx, said);
  const hadCalendar = (await calendarKey(ctx)) !== null;
  const moved = await join(ctx, keeper);
  const undo = keeper.note('linking the two sides');
  const pairs = await pairsOf(keeper, moved);
  const where = await places(keeper);
  const told = message(
    'Linked',
    heading('You are one here now.'),
    text(broughtWords(moved)),
    hadCalendar &&
      aside(
        t`The calendar address from this side is empty now; ${code('settings')}, then Calendar, has one that is full.`,
      ),
    controls(button('Undo', 'undo.it', { c: undo })),
  );
  return [
    { ...told, topic: `${joining}:${undo}` },
    ...(where.length ? [message('Where shall your card come?', ...where)] : []),
    ...(pairs.length ? await keeper.begin('twice', { pairs: pairs.join(',') }) : []),
  ];
}

function broughtWords(moved: Moved): string {
  const brought = [
    [moved.contacts?.length ?? 0, 'person', 'people'],
    [moved.touches?.length ?? 0, 'step', 'steps'],
    [moved.meetings?.length ?? 0, 'meeting', 'meetings'],
  ] as const;
  const words = brought.flatMap(([n, one, many]) => (n > 0 ? [count(n, one, many)] : []));
  const came = words.length ? `${listed(words)} came along. ` : '';
  return `${came}Time, days and goal are as on the side that made the code. It can be undone for a day.`;
}

/** Moved people who are likely somebody that the keeper had: `kept moved`, the equal names first. */
async function pairsOf(keeper: Context, moved: Moved): Promise<readonly string[]> {
  const came = new Set(moved.contacts ?? []);
  const all = await contactsOf(keeper);
  const had = all.filter((one) => !came.has(one.id));
  const pairs: string[] = [];
  for (const one of all) {
    if (!came.has(one.id) || pairs.length >= mostPairs) continue;
    const [like] = likelyDuplicates(one.name, had);
    if (like) pairs.push(`${like} ${one.id}`);
  }
  return pairs;
}

/** Where unasked messages go, with a button for each other place that is open; nothing while there is only one. */
async function places(ctx: Context): Promise<Block[]> {
  const all = await addressesOf(ctx);
  const open = all.filter(({ door }) => ctx.isOpen(door));
  if (open.length < 2) return [];
  const [now] = [...open].sort((a, b) => (b.chosenAt ?? 0) - (a.chosenAt ?? 0) || b.createdAt - a.createdAt);
  const buttons = open
    .filter((one) => one !== now)
    .map(({ door, tenant, user }) =>
      button(capital(nameOf({ door, tenant, user }, all, ctx)), 'link.place', {
        d: door,
        t: tenant,
        u: user,
      }),
    );
  const row = controls(...buttons.slice(0, 7));
  return [
    text(t`Your card and reminders come ${nameOf(now!, all, ctx)}. Shall they come somewhere else?`),
    ...(row ? [row] : []),
  ];
}

const doorNames = { web: 'on the page', slack: 'on Slack', discord: 'on Discord' } as const;

/** "on Slack", "on Slack (2)" where there are several, "here" where this is asked. */
function nameOf(who: Who, all: readonly (Who | Address)[], ctx: Context): string {
  if (isSame(who, ctx.who)) return 'here';
  const alike = all.filter((one) => one.door === who.door);
  const place = alike.findIndex((one) => isSame(one, who));
  return `${doorNames[who.door] ?? 'there'}${alike.length > 1 ? ` (${place + 1})` : ''}`;
}

const isSame = (a: Who, b: Who) => a.door === b.door && a.tenant === b.tenant && a.user === b.user;
const capital = (words: string) => words.slice(0, 1).toUpperCase() + words.slice(1);
