// Sign-up: privacy in two lines and Join; time and days, the boldest way, three people, then the first warm-up at once.

import type { Command, Context, Flow, Step, Values } from '../command.ts';
import { goOn, tap } from '../flows/engine.ts';
import type { START_EDGE } from '../ladder/rules/constants.ts';
import { startEdge } from '../ladder/rules/edge.ts';
import { changeMember, readMember } from '../member/rows.ts';
import { contactOf } from '../people/rows.ts';
import { Refusal } from '../refusal.ts';
import type { Answer } from '../reply/reply.ts';
import { bold, code, t } from '../reply/rich.ts';
import { aside, button, controls, heading, message, redraw, text, words } from '../reply/say.ts';
import { canonicalZone, instantToLocal } from '../time/zones.ts';
import { readSettings } from '../understand/settings.ts';
import { asksCity, cityStep } from './city.ts';
import { keepPeople } from './contacts/add.ts';
import { knowData, knowStep } from './contacts/know.ts';
import { nextLine } from './next.ts';

/** Ways for the boldest step, in the order of the buttons. */
const boldest: readonly (readonly [keyof typeof START_EDGE, string])[] = [
  ['none', 'None of these'],
  ['post', 'Comment on a post'],
  ['friend', 'Message a friend'],
  ['old', 'Message an old colleague'],
  ['ring', 'Ring someone I know'],
  ['fifteen', 'Ask for 15 minutes'],
  ['stranger', 'Write to a stranger'],
];

const weekdays = 'mon,tue,wed,thu,fri';

/** Times and days offered in one tap; anything else is typed. */
const times: readonly (readonly [value: string, label: string])[] = [
  [`07:30 ${weekdays}`, '07:30, Mon–Fri'],
  [`09:00 ${weekdays}`, '09:00, Mon–Fri'],
  [`12:00 ${weekdays}`, '12:00, Mon–Fri'],
  [`09:00 mon,tue,wed,thu,fri,sat,sun`, '09:00, every day'],
  [`09:00 mon,wed,fri`, '09:00, Mon Wed Fri'],
];

/** Topic of what offers Join: nothing offers it any more to somebody who has joined, by `link` too. */
export const joining = 'join';

export const start: Command = {
  verb: 'start',
  summary: 'Join, or go on with signing up',
  open: true,
  run: (ctx) => (ctx.me.state === 'invited' ? welcome(ctx) : resume(ctx)),
  routes: {
    welcome: (ctx) => (ctx.me.state === 'invited' ? welcome(ctx) : resume(ctx)),
    // Its Join stands below the example then, and nowhere twice.
    example: async (ctx) => [
      ...(ctx.message === undefined ? [] : [redraw('Welcome to Rungs', ...whatItIs(ctx))]),
      example(),
    ],
    join: async (ctx) => {
      if (ctx.me.state !== 'invited') return resume(ctx);
      const zone = ctx.doorZone;
      const joined_on = instantToLocal(zone ?? 'UTC', new Date(ctx.now)).date;
      await changeMember(ctx, { state: 'active', joined_at: ctx.now, joined_on, ...(zone && { zone }) });
      const fresh = { ...ctx, me: await readMember(ctx), today: joined_on };
      return [joined(), ...(await fresh.begin('start', {}))];
    },
  },
};

/** No names, but what many would answer. */
const nobody = /\b(?:(?:do not|don.?t|dunno) (?:really )?(?:know|have) any(?:one|body)|no ?one|nobody)\b/i;

/** Three people, one a line. */
const people: Step = {
  typed: 'Three people, one a line',
  ask: async () => [
    message(
      'Three people',
      'Now three people, one a line or with commas: someone easy, someone you once worked with, someone a little scary. First names are enough.',
      aside(
        'Three different ones, so that there is always somebody easy to begin with. I never contact them.',
      ),
    ),
  ],
  take: async (ctx, said) => {
    if (nobody.test(said))
      throw new Refusal(
        'That is a common place to start. Skip it for now, or name one person: whoever last said hello to you.',
      );
    const { ids } = await keepPeople(ctx, said);
    if (!ids.length) throw new Refusal('They are on your list already. Name somebody new, or press Skip.');
    ctx.note(ids.length === 1 ? 'adding one person' : `adding ${ids.length} people`);
    return { data: knowData(ids), next: 'person' };
  },
  skip: async () => ({ data: {}, next: null }),
};

const about = knowStep('person');

/** Whether the first of those to be asked about is still on the list. */
const isThere = async (ctx: Context, data: Values): Promise<boolean> =>
  (await contactOf(ctx, (data.people ?? '').split(',')[0] ?? '')) !== null;

/** The questions of sign-up, each skippable; left half-way, it goes on where it was. */
export const signUp: Flow = {
  name: 'start',
  again: 'start',
  // Left half-way, the cards come all the same: when, is told.
  left: async (ctx) => [message('Your next card', text(await nextLine(ctx)))],
  first: (ctx) => (asksCity(ctx) ? 'city' : 'time'),
  steps: {
    city: cityStep('city', 'time'),
    time: {
      ask: async (ctx, data) => [
        message(
          'When shall your card come?',
          t`When shall your card come${zoneWords(data.zone ?? ctx.doorZone ?? ctx.me.zone)}? You can change it any day. Another time? Type it, such as ${code('8:15 mon-thu')}.`,
          controls(
            ...times.map(([value, label]) =>
              tap(
                label,
                value,
                value.startsWith(`09:00 ${weekdays}`) && value.length < 26 ? 'primary' : undefined,
              ),
            ),
          ),
        ),
      ],
      take: async (ctx, said) => ((await takeTime(ctx, said)) ? { data: {}, next: 'boldest' } : null),
      skip: async () => ({ data: {}, next: 'boldest' }),
    },
    boldest: {
      ask: async () => [
        message(
          'One question about you',
          'What is the boldest of these that you would do today without dreading it?',
          aside(
            'Nobody hears of it. It tells me where your edge is: what you do without much unease. Your steps begin just past it, and “None of these” is a fine place to begin.',
          ),
          controls(...boldest.map(([value, label]) => tap(label, value))),
        ),
      ],
      take: async (ctx, said) => {
        const way = boldest.find(
          ([value, label]) => value === said || label.toLowerCase() === said.trim().toLowerCase(),
        );
        if (!way) return null;
        await changeMember(ctx, { start_edge: startEdge(way[0], []) });
        ctx.note('the boldest way you would do');
        return { data: {}, next: 'people' };
      },
    },
    people,
    person: {
      ...about,
      // Taken back meanwhile: then it is the three people who are asked for again.
      ask: async (ctx, data) => ((await isThere(ctx, data)) ? about.ask(ctx, data) : people.ask(ctx, data)),
      take: async (ctx, text, data) =>
        (await isThere(ctx, data)) ? about.take(ctx, text, data) : people.take(ctx, text, data),
    },
  },
  done: async (ctx) => [
    message(
      'You are in',
      heading("You're in."),
      'That was the first step, and you took it. Here is an easy one to begin with, whenever you like.',
      text(await nextLine(ctx)),
    ),
    ...(await ctx.hand('today.start')),
  ],
};

const zoneWords = (zone: string | null) => (zone === null ? '' : ` (${zone} time)`);

async function takeTime(ctx: Context, said: string): Promise<boolean> {
  const [time = '', ...days] = said.trim().split(/\s+/);
  const read = readSettings(`morning ${time}${days.length ? ` days ${days.join(' ')}` : ''}`, {
    findZone: canonicalZone,
  });
  const morning = read.find((one) => one.setting === 'morning' && 'value' in one);
  const list = read.find((one) => one.setting === 'days' && 'value' in one);
  if (!morning || !('value' in morning)) return false;
  const value = list && 'value' in list ? list.value : undefined;
  await changeMember(ctx, {
    morning: String(morning.value),
    ...(value !== undefined && { days: String(value) }),
  });
  ctx.note('the time of your card');
  return true;
}

/** Who can open what is kept, and who can read along. */
const keepers = {
  web: ', on this machine. Whoever runs this machine holds the key.',
  slack: '. Whoever runs this bot holds the key, and workspace owners may export messages.',
  discord: '. Whoever runs this bot holds the key, and Discord keeps our messages as it keeps all others.',
} as const;

/** What one joins, and what is kept of it. */
const whatItIs = (ctx: Context) => [
  heading('Welcome to Rungs'),
  "For people who hate networking, and need people all the same. Each morning I bring you a card: an easy warm-up, then two small steps, each with words you can use. I write to nobody. You do, or you don't, and “Not today” is always fine.",
  text(
    `I keep the people you name, how uneasy each makes you, and what you did; sealed${keepers[ctx.who.door]}`,
  ),
  t`${code('stop')} ends all messages, ${code('forget me')} erases everything at once, ${code('export')} gives you all of it.`,
];

function welcome(ctx: Context): Promise<Answer> {
  const said = message(
    'Welcome to Rungs',
    ...whatItIs(ctx),
    controls(
      button('Join', 'start.join', {}, 'primary'),
      button('Show me an example first', 'start.example'),
    ),
  );
  return Promise.resolve([{ ...said, topic: joining }]);
}

const joined = () => ({
  ...redraw(
    'You joined',
    heading('Welcome to Rungs'),
    aside('You joined. Everything you can say works from now on; help lists it.'),
  ),
  topic: joining,
});

const example = () => ({
  ...message(
    'An example',
    heading('A morning with Rungs'),
    t`${bold('A stretch: Write to an old colleague')}`,
    words({
      text: "Hi Sam, I came across the old project photo today and had to smile. How have you been since? I'd love to hear what you're working on.",
    }),
    'You press Did it and say how it felt, from 0 (easy) to 10 (dread). Then the next step opens. Your edge is what you do comfortably: when something a little past it has felt fine on two days, it moves up a little. That is all.',
    controls(button('Join', 'start.join', {}, 'primary')),
  ),
  topic: joining,
});

async function resume(ctx: Context): Promise<Answer> {
  return (
    (await goOn(ctx, signUp)) ?? [
      message('You are in already', "You're in already."),
      ...(await ctx.hand('today.show')),
    ]
  );
}
