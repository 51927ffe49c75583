// `ladder`: both ladders as picture and lists; re-rate, hide, show or add a way; stay here a while.

import type { Command, Context, Route, Values } from '../command.ts';
import { addActivity, changeActivity } from '../people/rows.ts';
import { tenths } from '../people/words.ts';
import { Refusal } from '../refusal.ts';
import { act } from '../reply/action.ts';
import { limits } from '../reply/limits.ts';
import type { Answer, Block, Message } from '../reply/reply.ts';
import { bold, type Rich, t } from '../reply/rich.ts';
import {
  aside,
  button,
  controls,
  cut,
  form,
  heading,
  list,
  message,
  rating,
  redraw,
  select,
  text,
} from '../reply/say.ts';
import { cleanText, fold, isBlank } from '../understand/text.ts';
import { addRating, hold } from './rows.ts';
import {
  edgeLine,
  type Ladders,
  ladderPicture,
  laddersOf,
  type Part,
  type PersonRung,
  partOf,
  type WayRung,
} from './view.ts';

/** Rungs of one ladder in a message: as many as a select takes. */
const page = limits.options;
/** Longest name of a way of the member's own. */
const longestWay = 80;
/** Longest name in a line of the lists. */
const nameInList = 60;

export const ladder: Command = {
  verb: 'ladder',
  summary: 'Both your ladders: ways and people, easiest first, and your edge',
  examples: ['ladder'],
  run: async (ctx) => [await show(ctx, {})],
  routes: {
    show: async (ctx, args) => [await show(ctx, args)],
    page: async (ctx, args) => [inPlace(await show(ctx, args))],
    rate: async (ctx, args, fields) => {
      const way = await theWay(ctx, args, fields);
      const prompt = t`How uneasy does this way make you, whoever it is: ${bold(way.name)}? 0 is not at all, 10 is dread.`;
      return [message('0 to 10', rating(prompt, act('ladder.rated', { a: way.id }), act('ladder.leave')))];
    },
    rated: async (ctx, args, fields) => {
      const way = await theWay(ctx, args);
      const value = pointsOf(fields);
      await addRating(ctx, ctx.today, 'activity', way.id, value * 10);
      return [inPlace(done(ctx, `rating “${way.name}”`, t`${bold(way.name)}: ${value} of 10.`))];
    },
    person: async (ctx, args, fields) => {
      const { id, name } = await thePerson(ctx, args, fields);
      const prompt = `Contacting ${name}: 0 is easy, 10 is the last thing you would do.`;
      return [message('0 to 10', rating(prompt, act('ladder.met', { c: id }), act('ladder.leave')))];
    },
    met: async (ctx, args, fields) => {
      const { id, name } = await thePerson(ctx, args);
      const value = pointsOf(fields);
      await addRating(ctx, ctx.today, 'contact', id, value * 10);
      return [inPlace(done(ctx, `rating ${name}`, t`${bold(name)}: ${value} of 10.`))];
    },
    hide: hiding(true),
    unhide: hiding(false),
    add: async () => [wayForm()],
    added: async (ctx, _args, fields) => added(ctx, fields.name ?? ''),
    stay: async (ctx) => holding(ctx, true),
    move: async (ctx) => holding(ctx, false),
    leave: async () => [redraw('As it was', 'All right, all stays as it was.')],
  },
};

/** The whole answer; `w` and `p` say from which way and person on. */
async function show(ctx: Context, args: Values): Promise<Message> {
  const all = await laddersOf(ctx);
  const { edge, hold: held } = ctx.me;
  const shown = all.ways.filter((way) => !way.hidden);
  const hidden = all.ways.filter((way) => way.hidden);
  const ways = pageOf(shown, args.w);
  const people = pageOf(all.people, args.p);
  return message(
    'Your ladders',
    heading('Your ladders'),
    text(edgeLine(edge)),
    held && text('You are staying here a while: the edge keeps its place until you move on.'),
    ladderPicture(edge, ways.items, people.items),
    ...waysBlocks(ways.items, edge),
    hidden.length > 0 && aside(`Hidden: ${cut(hidden.map((way) => way.name).join(', '), 300)}.`),
    ...peopleBlocks(people.items, people.from, all.people.length),
    aside(
      'When something a little past your edge has felt fine on two days, the edge moves up a little; only “too much” twice moves it down.',
    ),
    ...selects(ways.items, people.items, hidden.slice(0, page)),
    controls(
      button('Add a way', 'ladder.add'),
      held ? button('Move on', 'ladder.move') : button('Stay here a while', 'ladder.stay'),
      more('More ways', ways, shown.length, (w) => ({ w, p: String(people.from) })),
      more('More people', people, all.people.length, (p) => ({ w: String(ways.from), p })),
    ),
  );
}

interface Page<T> {
  readonly from: number;
  readonly items: readonly T[];
}

function pageOf<T>(all: readonly T[], start: string | undefined): Page<T> {
  const asked = Math.max(0, Math.floor(Number(start ?? 0)) || 0);
  const from = asked < all.length ? asked : 0;
  return { from, items: all.slice(from, from + page) };
}

/** Goes on to the next page, from the last one back to the first. */
function more(label: string, { from, items }: Page<unknown>, all: number, args: (from: string) => Values) {
  if (all <= page) return null;
  const next = from + items.length;
  return button(label, 'ladder.page', args(String(next < all ? next : 0)));
}

const parts: readonly (readonly [Part, string])[] = [
  ['within', 'Ways within your edge'],
  ['next', 'Just past it: your next steps'],
  ['up', 'Further up, for later'],
];

function waysBlocks(ways: readonly WayRung[], edge: number): readonly Block[] {
  return parts.flatMap(([part, title]) => {
    const here = ways.filter((way) => partOf(way.rating, edge) === part);
    return here.length ? [text(t`${bold(title)}`), list(here.map(wayLine))] : [];
  });
}

function wayLine({ name, drawn, rating: value }: WayRung): Rich {
  const own = name === drawn ? '' : `${drawn}: `;
  return t`${bold(tenths(value))} ${own}${cut(name, longestWay)}`;
}

function peopleBlocks(people: readonly PersonRung[], from: number, all: number): readonly Block[] {
  if (!people.length) return [];
  const range = all > people.length ? ` (${from + 1} to ${from + people.length} of ${all})` : '';
  const lines = people.map((one, i) => t`#${i + 1} ${bold(cut(one.name, nameInList))} ${tenths(one.rating)}`);
  return [text(t`${bold(`People, easiest first${range}`)}`), list(lines)];
}

function selects(
  ways: readonly WayRung[],
  people: readonly PersonRung[],
  hidden: readonly WayRung[],
): readonly (Block | null)[] {
  const options = (all: readonly (WayRung | PersonRung)[]) =>
    all.map(({ id, name, rating: value }) => ({
      value: id,
      label: `${cut(name, nameInList)} (${tenths(value)})`,
    }));
  const choice = (label: string, route: string, all: readonly (WayRung | PersonRung)[]) =>
    all.length > 0 && select(label, act(route), options(all));
  return [
    controls(
      choice('Re-rate a way', 'ladder.rate', ways),
      choice('Re-rate a person', 'ladder.person', people),
    ),
    controls(choice('Hide a way', 'ladder.hide', ways), choice('Show a way', 'ladder.unhide', hidden)),
  ];
}

function hiding(hide: boolean): Route {
  return async (ctx, args, fields) => {
    const way = await theWay(ctx, args, fields);
    await changeActivity(ctx, way.id, { hidden: hide ? 1 : 0 });
    return hide
      ? [done(ctx, `hiding “${way.name}”`, t`${bold(way.name)} is hidden: it comes on no card from now on.`)]
      : [done(ctx, `showing “${way.name}” again`, t`${bold(way.name)} is back on your ladder.`)];
  };
}

const wayForm = () =>
  form({
    title: 'A way of your own',
    submit: 'Add',
    action: act('ladder.added'),
    note: t`A small way of reaching someone you know. It starts at 5 of 10; you can rate it afterwards.`,
    fields: [
      {
        name: 'name',
        label: 'What do you do?',
        type: 'line',
        hint: 'Such as: Send a postcard',
        required: true,
      },
    ],
  });

async function added(ctx: Context, typed: string): Promise<Answer> {
  const name = cleanText(typed).replace(/\s+/g, ' ').trim();
  if (isBlank(name)) throw new Refusal('A few words for it are needed, such as: Send a postcard.', 'name');
  if ([...name].length > longestWay)
    throw new Refusal(`A way can be ${longestWay} characters long at most. Nothing was added.`, 'name');
  const same = (await laddersOf(ctx)).ways.find((way) => fold(way.name) === fold(name));
  if (same)
    throw new Refusal(
      `“${same.name}” is on your ladder already${same.hidden ? ', hidden: “Show a way” brings it back' : ''}.`,
      'name',
    );
  const id = await addActivity(ctx, name);
  const undo = button('Undo', 'undo.it', { c: ctx.note(`adding “${name}”`) });
  return [
    message(
      'Added',
      text(t`${bold(name)} is on your ladder. It may come with people you know.`),
      controls(button('Rate it', 'ladder.rate', { a: id }), undo, button('Show the ladder', 'ladder.show')),
    ),
  ];
}

async function holding(ctx: Context, on: boolean): Promise<Answer> {
  if (ctx.me.hold === on)
    return [message('As it was', on ? 'You are staying here already.' : 'The edge moves with you already.')];
  await hold(ctx, ctx.today, on);
  return on
    ? [
        done(
          ctx,
          'staying here a while',
          t`All right: your edge stays at ${tenths(ctx.me.edge)} until you say ${bold('Move on')}. What you do still counts.`,
          button('Move on', 'ladder.move'),
        ),
      ]
    : [done(ctx, 'moving on', t`On we go: your edge moves with what you do, from ${tenths(ctx.me.edge)}.`)];
}

/** What was changed, with the way back and on. */
function done(ctx: Context, what: string, said: Rich, ...rest: ReturnType<typeof button>[]): Message {
  const undo = button('Undo', 'undo.it', { c: ctx.note(what) });
  return message('Changed', text(said), controls(...rest, undo, button('Show the ladder', 'ladder.show')));
}

/** In place of the message whose control was used. */
const inPlace = (said: Message): Message => ({ ...said, replaces: true });

async function theWay(ctx: Context, args: Values, fields: Values = {}): Promise<WayRung> {
  const id = args.a ?? fields.value ?? '';
  const way = (await laddersOf(ctx)).ways.find((one) => one.id === id);
  if (!way) throw new Refusal('That way is not on your ladder any more. Nothing was changed.');
  return way;
}

async function thePerson(
  ctx: Context,
  args: Values,
  fields: Values = {},
): Promise<Ladders['people'][number]> {
  const id = args.c ?? fields.value ?? '';
  const person = (await laddersOf(ctx)).people.find((one) => one.id === id);
  if (!person) throw new Refusal('They are not on your ladder any more. Nothing was changed.');
  return person;
}

function pointsOf(fields: Values): number {
  const value = fields.value ?? '';
  if (!/^(?:\d|10)$/.test(value)) throw new Refusal('A number from 0 to 10, please. Nothing was changed.');
  return Number(value);
}
