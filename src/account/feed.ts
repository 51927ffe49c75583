// The private calendar feed: shown with how to subscribe, a new address for it, or none. What stands in it is entries.ts.

import type { Context, Route } from '../command.ts';
import { Refusal } from '../refusal.ts';
import type { Answer, Message } from '../reply/reply.ts';
import { aside, button, controls, heading, list, message, redraw, words } from '../reply/say.ts';
import { calendarKey, closeCalendar, makeCalendarKey } from './calendarRows.ts';

/** Routes of `settings` for the feed; the first makes its key. */
export const feedRoutes: Readonly<Record<string, Route>> = {
  calendar: async (ctx) => [shown(ctx, (await calendarKey(ctx)) ?? (await makeCalendarKey(ctx)))],
  calendarNew: async (ctx): Promise<Answer> => [
    { ...shown(ctx, await makeCalendarKey(ctx)), replaces: true, notice: 'A new address' },
  ],
  calendarClose: async (ctx): Promise<Answer> => {
    await closeCalendar(ctx);
    return [
      redraw(
        'Closed',
        'The calendar is closed: its address opens nothing any more. Your own stays as it is.',
      ),
    ];
  },
};

/** A button that leads to it; none without a page, which serves it. */
export const feedButton = (ctx: Context) => ctx.page !== undefined && button('Calendar', 'settings.calendar');

function shown(ctx: Context, key: string): Message {
  if (ctx.page === undefined)
    throw new Refusal(
      'The calendar is served with the page, and the page is off here. export has rungs.ics.',
    );
  const near = /^http:\/\/(?:localhost|127\.|\[::1\])/.test(ctx.page);
  return message(
    'Your calendar',
    heading('Rungs in your calendar'),
    'Subscribe to this address: your next cards, your meetings and what you owe then stand in your calendar, with short names only.',
    words({ text: `${ctx.page}/calendar.ics?key=${key}` }),
    list([
      'Apple Calendar: File, New Calendar Subscription',
      'Thunderbird: New Calendar, On the Network',
      ...(near
        ? []
        : ['Google Calendar: Other calendars, From URL', 'Outlook: Add calendar, Subscribe from web']),
    ]),
    aside(
      near
        ? 'It stands on this machine: programs here can read it, calendars on the web cannot. They look again by themselves, some only once a day.'
        : 'They look again by themselves, some only once a day.',
    ),
    aside('Whoever has the address can read it, so keep it to yourself.'),
    controls(button('New address', 'settings.calendarNew'), button('Close it', 'settings.calendarClose')),
  );
}
