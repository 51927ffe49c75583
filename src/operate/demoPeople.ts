// The demo's invented people and what they did before the page opens: one has not joined yet, one is in the first week,
// one well on the way. Every row comes of the real app, by commands and presses.

import type { Who } from '../ask.ts';
import { addDays, WEEKDAYS, weekdayOf } from '../time/days.ts';
import type { Held } from './hand.ts';
import { type Living, living } from './living.ts';

/** The people as the page's select names them. */
export const people = [
  { user: 'nora', name: 'Nora', note: 'has not joined yet' },
  { user: 'sam', name: 'Sam', note: 'first week' },
  { user: 'ines', name: 'Ines', note: 'eighth week' },
] as const;

/** The page of one of them. */
export const pageOf = (user: string): Who => ({ door: 'web', tenant: 'local', user });

/** Where the clock begins, and where it stands when the page opens: a Tuesday, before anybody's card. */
export const begins = { day: '2026-10-05', time: '07:10' } as const;
const opens = { day: '2026-11-24', time: '08:10' } as const;
const samJoins = '2026-11-18';

/** How each way feels to these two at first, 0–10, by what the question asks of; anything else is a 3. */
const feels: readonly (readonly [RegExp, number])[] = [
  [/comment|something useful|say it aloud/, 2],
  [/voice|thank/, 2],
  [/ring|fifteen|only knew by name/, 5],
  [/coffee|introduction|connect/, 4],
];
/** Days differ: what comes on top, by the number of the step. */
const moods = [0, 1, -1, 0, 2, 0, -1, 1, 0, 0, -1, 3, 0];

/** How a step felt: as its way does, a little less with each week of steps, by the day's mood. */
function felt(prompt: string, step: number): number {
  const first = feels.find(([way]) => way.test(prompt))?.[1] ?? 3;
  return Math.min(10, Math.max(0, Math.round(first - step / 40) + (moods[step % moods.length] ?? 0)));
}

/** What Ines does besides her card: by day, at a time. A line with › is a press, one with = a rating. */
const inesDays: Readonly<Record<string, readonly (readonly [time: string, ...deeds: string[]])[]>> = {
  '2026-10-05': [
    [
      '18:05',
      'add Yuki Tanaka at Kestrel Books, Wanda Kowalska, Ellen Whitlock at Tidewater Press',
      ...['›Old colleague', '=4', '›Friend', '=1', '›Met', '=3'],
    ],
  ],
  '2026-10-08': [
    ['12:30', 'add Marek Dvorak at Halden Maps, Bruno Lang', '›Old colleague', '=5', '›Old colleague', '=3'],
    ['18:30', 'add Lotte Berg, Finn Doyle, Hugo Marin', '›Friend', '=2', '›Friend', '=1', '›Met', '=4'],
  ],
  '2026-10-12': [
    ['12:10', 'ladder', '›Stay here a while'],
    [
      '18:05',
      'add Grace Okafor, Owen Blake at Fernbrook, Mina Sato at Kestrel Books',
      ...['›Met', '=4', '›Met', '=6', '›Met', '=5'],
    ],
  ],
  '2026-10-15': [['13:00', 'meeting coffee with Ruth friday 16:00']],
  '2026-10-16': [['18:30', '›It happened', '›Done', '=1']],

  '2026-10-20': [['09:20', '›Not today', '›No time']],
  '2026-10-22': [
    [
      '12:40',
      'add Samira Haddad at Lindqvist Studio, Piet de Vries',
      '›Stranger',
      '=7',
      '›Old colleague',
      '=4',
    ],
  ],
  '2026-10-29': [['13:10', 'meeting information interview with Marek tomorrow 15:00']],
  '2026-10-30': [['17:10', '›It happened', '›Done', '=2']],
  '2026-11-03': [
    ['12:20', 'add Jonas Keller at Lindqvist Studio, Carla Mendes', '›Told of them', '=5', '›Met', '=4'],
  ],
  '2026-11-05': [['09:15', '›Not today', '›Too much']],
  '2026-11-10': [['12:00', 'meeting call with Yuki thursday 17:30']],
  '2026-11-12': [['19:20', '›It happened', '›Done', '=2']],
  '2026-11-13': [
    ['12:45', 'add Amara Bello at Tidewater Press, Henrik Dahl', '›Stranger', '=8', '›Old colleague', '=6'],
  ],
  '2026-11-17': [['12:10', 'ladder', '›Move on']],
  '2026-11-18': [['12:45', 'meeting information interview with Priya tomorrow 15:00']],
  '2026-11-19': [
    [
      '17:10',
      ...['›It happened', '›Done', '=2', '›A few words about it', '=2'],
      ...['Hardly anybody planned their way there', '›Skip', '›Skip', 'Nadia Rossi at Fernbrook'],
      'send the reading list by 27 November',
    ],
  ],
  '2026-11-20': [['16:00', 'meeting coffee with Wanda on 26 November 10:00']],
  '2026-11-23': [
    [
      '18:20',
      'add Theo Lindgren at Kestrel Books, Ana Pereira',
      '›Old colleague',
      '=7',
      '›Old colleague',
      '=6',
    ],
  ],
};

/** Live up to the morning on which the page opens. */
export async function live(held: Held, zone: string): Promise<void> {
  const ines = living(held, pageOf('ines'), zone);
  const sam = living(held, pageOf('sam'), zone);
  await join(ines, '09:00, Mon–Fri', 'None of these', [
    ['Ruth Adler', 1, 'Friend'],
    ['Tomás Vidal', 2, 'Friend'],
    ['Priya Nair at Halden Maps', 4, 'Old colleague'],
  ]);
  await today(ines, 0);
  let step = 1;
  for (let day: string = begins.day; day < opens.day; day = addDays(day, 1)) {
    if (day === samJoins) {
      await sam.at(day, '07:40');
      await join(sam, '09:00, Mon–Fri', 'Comment on a post', [
        ['Leo Brandt', 2, 'Friend'],
        ['Hanna Sørensen', 4, 'Old colleague'],
        ['Dario Costa at Bluebell', 6, 'Met'],
      ]);
      await today(sam, 0);
    }
    if (WEEKDAYS.indexOf(weekdayOf(day)) < 5) {
      await ines.at(day, '09:14');
      const deeds = inesDays[day] ?? [];
      if (!deeds.some(([time]) => time < '10:00')) step = await today(ines, step);
      if (day > samJoins) {
        await sam.at(day, '09:40');
        await today(sam, WEEKDAYS.indexOf(weekdayOf(day)), 2);
      }
      for (const [time, ...lines] of deeds) {
        await ines.at(day, time);
        for (const line of lines) await deed(ines, line);
      }
    }
  }
  await ines.at(opens.day, opens.time);
}

async function join(
  who: Living,
  when: string,
  boldest: string,
  known: readonly (readonly [string, number, string])[],
): Promise<void> {
  for (const line of ['hello', '›Join', `›${when}`, `›${boldest}`]) await deed(who, line);
  await who.says(known.map(([name]) => name).join('\n'));
  for (const [, rating, kind] of known) for (const line of [`›${kind}`, `=${rating}`]) await deed(who, line);
}

/** One line of a plan: › presses, = rates, anything else is typed. */
async function deed(who: Living, line: string): Promise<void> {
  if (line.startsWith('›')) await who.presses(line.slice(1));
  else if (line.startsWith('=')) await who.rates(() => Number(line.slice(1)));
  else await who.says(line);
}

/** The card, step by step: who has answered, Did it, how it felt. Gives the number of the next step. */
async function today(who: Living, from: number, most = 4): Promise<number> {
  let step = from;
  for (let round = 0; round < 2 * most + 2 && step - from < most; round += 1) {
    const buttons = await who.card();
    if (buttons.includes('Not yet')) await who.presses(step % 5 < 2 ? 'Yes' : 'Not yet');
    if (!buttons.includes('Did it')) break;
    await who.presses('Did it');
    await who.rates((prompt) => (prompt.startsWith('How did it feel') ? felt(prompt, step) : null));
    step += 1;
  }
  await who.presses('Went fine', true);
  return step;
}
