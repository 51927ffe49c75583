// `settings`: shows what is set and the last and next card; changes zone, morning, days and quiet hours, several in a line.

import type { Command, Context, Values } from '../command.ts';
import { changeMember, readMember } from '../member/rows.ts';
import type { Member } from '../member/rules.ts';
import { Refusal } from '../refusal.ts';
import type { Answer, Block } from '../reply/reply.ts';
import { button, controls, form, message, text } from '../reply/say.ts';
import { isZone } from '../time/zones.ts';
import { feedButton, feedRoutes } from './feed.ts';
import { nextLine } from './next.ts';
import { type Change, fromFields, fromWords, packed, settled, unpacked } from './wish.ts';
import { daysTyped, daysWords, goalWords, lastCardLine, longTime, quietWords } from './words.ts';

export const settings: Command = {
  verb: 'settings',
  summary: 'Time zone, morning, days and quiet hours; the last and the next card',
  examples: ['settings morning 08:30', 'settings zone Berlin days mon-fri', 'settings quiet 21:00-07:00'],
  words: true,
  run: async (ctx, words) => {
    if (words.trim() === '') return show(ctx);
    const wish = fromWords(words);
    return 'which' in wish ? whichZone(wish.which, wish.change) : apply(ctx, wish.change);
  },
  routes: {
    ...feedRoutes,
    show,
    change: async (ctx) => [settingsForm(ctx.me, ctx.doorZone)],
    save: async (ctx, _args, fields) => apply(ctx, fromFields(fields, formFields(ctx.me, ctx.doorZone))),
    /** Which of several zones was meant, with the rest of the line. */
    zone: async (ctx, args) => {
      const zone = args.z ?? '';
      const rest = unpacked(args);
      if (!isZone(zone) || rest === null)
        throw new Refusal('That question has passed. Say settings zone and your city.');
      return apply(ctx, { ...rest, zone });
    },
  },
};

async function show(ctx: Context): Promise<Answer> {
  return [
    message(
      'Your settings',
      ...standing(ctx, ctx.me),
      text(lastCardLine(ctx.me)),
      text(await nextLine(ctx)),
      controls(button('Change', 'settings.change'), feedButton(ctx)),
    ),
  ];
}

async function apply(ctx: Context, change: Change): Promise<Answer> {
  const { patch, said, quietMoved } = settled(ctx.me, change);
  if (said.length === 0)
    return [message('Nothing to change', 'That is how it stands already.', ...standing(ctx, ctx.me))];
  await changeMember(ctx, patch);
  const id = ctx.note(`setting ${said.join(', ')}`);
  const me = await readMember(ctx);
  return [
    message(
      'Settings changed',
      `Done: ${said.join(', ')}.`,
      quietMoved && movedWords(me),
      ...standing(ctx, me),
      text(lastCardLine(me)),
      text(await nextLine(ctx)),
      controls(button('Undo', 'undo.it', { c: id }), button('Change', 'settings.change')),
    ),
  ];
}

/** Method 10: a morning inside the quiet hours moves their end to it, and that is said. */
const movedWords = (me: Member): string =>
  me.quietFrom === me.quietUntil
    ? 'Your morning stands where the quiet hours begin, so none of them are left.'
    : `Your morning lies inside the quiet hours, so they now end with it: ${quietWords(me.quietFrom, me.quietUntil)}.`;

function standing(ctx: Context, me: Member): Block[] {
  const zone = me.zone ?? 'not known yet';
  return [
    {
      kind: 'facts',
      facts: [
        ['Zone', [{ text: zone }]],
        ['Morning', [{ text: me.morning }]],
        ['Days', [{ text: daysWords(me.days) }]],
        ['Quiet hours', [{ text: quietWords(me.quietFrom, me.quietUntil) }]],
        ['Goal', [{ text: goalWords(me.goal, me.talkGoal) }]],
        ...(me.zone === null ? [] : ([['Now', [{ text: longTime(ctx.now, me.zone) }]]] as const)),
      ],
    },
  ];
}

/** The question which zone was meant; each button carries the rest of the line. */
function whichZone(zones: readonly string[], change: Change): Answer {
  const rest = packed(change);
  const buttons = zones.map((zone) => button(zone, 'settings.zone', { z: zone, ...rest }));
  return [
    message(
      'Which time zone?',
      'Which of these do you live by? Nothing is changed yet.',
      controls(...buttons),
    ),
  ];
}

const formFields = (me: Member, doorZone: string | undefined): Values => ({
  zone: me.zone ?? doorZone ?? '',
  morning: me.morning,
  days: daysTyped(me.days),
  quiet: me.quietFrom === me.quietUntil ? '' : `${me.quietFrom}-${me.quietUntil}`,
});

function settingsForm(me: Member, doorZone: string | undefined) {
  const now = formFields(me, doorZone);
  const line = (name: string, label: string, hint: string) =>
    ({ name, label, hint, type: 'line', value: now[name] ?? '' }) as const;
  return form({
    title: 'Settings',
    submit: 'Save',
    action: { route: 'settings.save', args: {} },
    fields: [
      line('zone', 'Time zone', 'A city, or a name like Europe/Berlin'),
      { ...line('morning', 'Morning', 'When the card comes, such as 08:30'), type: 'time' },
      line('days', 'Days', 'Such as mon-fri, or mon,wed,fri'),
      line('quiet', 'Quiet hours', 'No card comes in these, such as 20:00-08:00'),
    ],
  });
}
