// A few words about a meeting: felt, learned, gave, got, who else, what was promised. Each can be skipped.

import type { Context, Flow, Step, Taken, Values } from '../command.ts';
import { taken } from '../flows/engine.ts';
import { touchesOf } from '../ladder/rows.ts';
import { contactOf } from '../people/rows.ts';
import { Refusal } from '../refusal.ts';
import { limits } from '../reply/limits.ts';
import { message, rating } from '../reply/say.ts';
import { feltOf, keepFelt } from './feeling.ts';
import { keepNamed, keepPromise } from './outcome.ts';
import { changeMeeting, type Meeting, type MeetingFields, meetingBy } from './rows.ts';

export const debrief: Flow = {
  name: 'debrief',
  first: 'felt',
  steps: {
    felt: {
      ask: async (_ctx, data) => [message('How was it?', rating(feltQuestion(data), taken))],
      take: async (ctx, said, data) => {
        if (!/^(?:\d|10)$/.test(said.trim())) return null;
        const meeting = await held(ctx, data);
        const felt = feltOf({ value: said });
        await changeMeeting(ctx, meeting.id, { felt });
        const touches = (await touchesOf(ctx)).filter((one) => one.meeting === meeting.id);
        const heavy = await keepFelt(
          ctx,
          touches.map((one) => one.id),
          felt,
        );
        return heavy ? { data: {}, next: null, said: await ctx.hand('peace.enter') } : to('learned');
      },
      skip: async () => to('learned'),
    },
    learned: note('learned', 'gave', 'One thing you learned?'),
    gave: note('gave', 'got', 'Did you give them anything? A tip, a name, your time count.'),
    got: note('got', 'who', 'And what did you get?'),
    who: {
      typed: 'Names, one a line',
      ask: async () => [message('Who else?', 'Who else did they name? One a line or with commas.')],
      take: async (ctx, said, data) => {
        const meeting = await held(ctx, data);
        return { ...to('promised'), said: [await keepNamed(ctx, meeting.contacts[0] ?? null, said)] };
      },
      skip: async () => to('promised'),
    },
    promised: {
      typed: 'What, and by when',
      ask: async () => [
        message(
          'A promise?',
          'Did you promise anything? With a date, if there is one: “send the article by Friday”.',
        ),
      ],
      take: async (ctx, said, data) => {
        const meeting = await held(ctx, data);
        const who = await contactOf(ctx, meeting.contacts[0] ?? '');
        if (!who)
          throw new Refusal(
            'There is nobody in that meeting to promise it to. “log” keeps it with a person.',
          );
        return { data: {}, next: null, said: [await keepPromise(ctx, who, said, { meeting: meeting.id })] };
      },
      skip: async () => ({ data: {}, next: null }),
    },
  },
  done: async () => [message('Kept', 'Thank you. It is all kept with the meeting.')],
};

const to = (next: string): Taken => ({ data: {}, next });

function feltQuestion(data: Values): string {
  const who = data.who;
  return `How did it feel to ${who ? `meet ${who}` : 'be there'}? 0 is easy, 10 is dread.`;
}

function note(field: 'learned' | 'gave' | 'got', next: string, question: string): Step {
  return {
    typed: 'In your words',
    asSaid: true,
    ask: async () => [message('About the meeting', question)],
    take: async (ctx, said, data) => {
      if (said.length > limits.note)
        throw new Refusal(`That can be ${limits.note.toLocaleString('en')} characters long at most.`);
      const meeting = await held(ctx, data);
      const patch: MeetingFields = { [field]: said.trim() };
      await changeMeeting(ctx, meeting.id, patch);
      ctx.note('what you said of the meeting');
      return to(next);
    },
    skip: async () => to(next),
  };
}

async function held(ctx: Context, data: Values): Promise<Meeting> {
  const meeting = await meetingBy(ctx, data.m ?? '');
  if (!meeting) throw new Refusal('That meeting is not in your list any more. Nothing changed.');
  return meeting;
}
