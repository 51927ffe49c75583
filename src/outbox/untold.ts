// What could not be brought to a member, told kindly once they are heard again. The words, and what they count.

import type { Door, Who } from '../ask.ts';
import type { Message } from '../reply/reply.ts';
import { code, t } from '../reply/rich.ts';
import { message } from '../reply/say.ts';
import type { Own } from '../store/own.ts';
import { longDay } from '../time/spoken.ts';
import { lettersAt } from './rows.ts';

const doorNames: Readonly<Record<Door, string>> = { web: 'The page', slack: 'Slack', discord: 'Discord' };

/** Why a letter is dead although nobody refused it. */
const ourOwn = ['cancelled', 'unreadable'];

/** What did not arrive at an address since that instant (epoch ms), in one message; null when it was nothing. */
export async function untold(own: Own, who: Who, since: number): Promise<Message | null> {
  const rows = await lettersAt(own, who)
    .select(['budget', 'day'])
    .where('created_at', '>=', since)
    .where('edits', '=', 0)
    .where((eb) =>
      eb.or([
        eb('state', '=', 'expired'),
        eb.and([eb('state', '=', 'dead'), eb('reason', 'not in', ourOwn)]),
      ]),
    )
    .orderBy('created_at')
    .execute();
  const of = (budgets: readonly string[]) => rows.filter((row) => budgets.includes(row.budget));
  const cards = of(['card']).map((row) => row.day);
  const what = [
    ...(cards.length === 1 ? [`the card of ${longDay(cards[0]!)}`] : []),
    ...(cards.length > 1 ? [`${cards.length} cards, the last of ${longDay(cards.at(-1)!)}`] : []),
    ...many(of(['asked', 'unasked']).length, 'a reminder', 'reminders'),
    ...many(of(['answer']).length, 'an answer', 'answers'),
  ];
  if (what.length === 0) return null;
  const list = what.length > 1 ? `${what.slice(0, -1).join(', ')} and ${what.at(-1)}` : what[0]!;
  return message(
    'A word',
    t`${doorNames[who.door]} did not let me bring you ${list}. Nothing is lost: ${code('today')} shows where you are. If messages from me are to reach you by themselves, allow direct messages from me there.`,
  );
}

const many = (n: number, one: string, several: string) =>
  n === 0 ? [] : n === 1 ? [one] : [`${n} ${several}`];
