// Home, beside the talk: today's card in short, the ladder as a picture, what is in hand, the week, what comes.
// It only reads: no card is drawn for it, nothing is marked as shown.

import { nextCardLine } from './account/words.ts';
import type { Home } from './app.ts';
import type { Context } from './command.ts';
import { namesOf } from './day/names.ts';
import { cardOn, picksOf } from './day/rows.ts';
import { stepLine } from './day/words.ts';
import { marksOf, touchesOf } from './ladder/rows.ts';
import { talksIn } from './ladder/rules/goalStep.ts';
import { edgeLine, ladderPicture, laddersOf, type PersonRung } from './ladder/view.ts';
import { type Desk, deskOf, lineOf, meetingLineAlone } from './meeting/owed.ts';
import { plannedDays } from './meeting/plan.ts';
import { openFollowUps } from './meeting/rows.ts';
import { countToRate } from './people/broughtRows.ts';
import { type Contact, contactsOf } from './people/rows.ts';
import { tenths } from './people/words.ts';
import type { Block } from './reply/reply.ts';
import { t } from './reply/rich.ts';
import { aside, button, controls, count, cut, list, text } from './reply/say.ts';
import { addDays, mondayOf } from './time/days.ts';

type Section = Home['sections'][number];

/** Lines of each list; the whole stands behind its button. */
const shownPeople = 8;
const shownOwed = 5;
const shownMeetings = 3;
/** Of a long promise so much is shown. */
const shownPromise = 80;
/** Method 9: "you turned up n of the last 10 planned days". */
const turnedUpOf = 10;

const welcoming = 'Once you have joined, your day, your ladder and what is coming stand here.';

/** Home of the member; for someone who has not joined, a line on what will stand here. */
export async function homeOf(ctx: Context): Promise<Home> {
  if (ctx.me.state === 'invited') return { joined: false, sections: [section('Home', [aside(welcoming)])] };
  const contacts = await contactsOf(ctx);
  const desk = await deskOf(ctx);
  const sections = [
    section('Today', await todayBlocks(ctx, contacts)),
    section('Your ladder', await ladderBlocks(ctx, contacts)),
    ...(await peopleSection(ctx)),
    section('In hand', await owedBlocks(desk)),
    section('This week', await weekBlocks(ctx)),
    section('Coming up', comingBlocks(desk)),
  ];
  return { joined: true, sections };
}

function section(title: string, blocks: readonly (Block | null | false)[]): Section {
  return { title, blocks: blocks.filter((block): block is Block => !!block) };
}

async function todayBlocks(ctx: Context, contacts: readonly Contact[]): Promise<(Block | null)[]> {
  const show = controls(button('Show the card', 'today.show', {}, 'primary'));
  const card = (await cardOn(ctx, ctx.today)) ?? (await cardOn(ctx, ctx.today, true));
  if (!card) return [text('Your card for today is ready when you are.'), show];
  const marked = (await marksOf(ctx)).some((mark) => mark.day === ctx.today);
  if (marked) return [text('Not today, and nothing is lost.'), show];
  const picks = await picksOf(ctx, card.id);
  const names = await namesOf(ctx, contacts);
  const open = picks.find((pick) => pick.state === 'waiting');
  const done = picks.filter((pick) => pick.state === 'done').length;
  const step = open && stepLine(open.activity, names.label(open.contact), names.own(open.activity));
  return [
    text(step ? t`Next: ${step}.` : done > 0 ? "Today's steps are done." : 'Nothing is open just now.'),
    step && done > 0 ? aside(done === 1 ? 'One step done.' : `${done} steps done.`) : null,
    show,
  ];
}

async function ladderBlocks(ctx: Context, contacts: readonly Contact[]): Promise<(Block | null)[]> {
  const { ways, people } = await laddersOf(ctx, contacts);
  const { edge } = ctx.me;
  const near = nearest(people, edge);
  const beyond = people.length - near.length;
  return [
    ladderPicture(edge, ways, near),
    text(edgeLine(edge)),
    near.length ? list(near.map((one, i) => t`#${i + 1} ${cut(one.name, 60)} ${tenths(one.rating)}`)) : null,
    beyond > 0
      ? aside(`The ${near.length} people nearest to your edge; ${beyond} more stand on the ladder.`)
      : null,
    controls(button('Open the ladder', 'ladder.show')),
  ];
}

/** People brought in who wait to be rated: ten a day. */
async function peopleSection(ctx: Context): Promise<readonly Section[]> {
  const n = await countToRate(ctx, ctx.today);
  if (n === 0) return [];
  return [
    section('People to rate', [
      text(
        n === 1
          ? 'One person you brought in can be rated today, a tap or two.'
          : `${n} people you brought in can be rated today, a tap or two each.`,
      ),
      controls(button(n === 1 ? 'Rate them' : `Rate ${n} now`, 'import.rate')),
    ]),
  ];
}

/** The people nearest to the edge, still from easiest to hardest. */
function nearest(people: readonly PersonRung[], edge: number): readonly PersonRung[] {
  const away = (one: PersonRung) => Math.abs(one.rating - edge);
  const near = new Set([...people].sort((a, b) => away(a) - away(b)).slice(0, shownPeople));
  return people.filter((one) => near.has(one));
}

async function owedBlocks(desk: Desk): Promise<(Block | null)[]> {
  const owed = await openFollowUps(desk.ctx);
  if (!owed.length) return [text('Nothing is owed to anyone just now.')];
  const lines = owed
    .slice(0, shownOwed)
    .map((one) => lineOf(desk, { ...one, text: one.text === null ? null : cut(one.text, shownPromise) }));
  const more = owed.length - lines.length;
  return [
    list(more > 0 ? [...lines, t`and ${more} more`] : lines),
    controls(button('Follow-ups', 'followups.show')),
  ];
}

/** Mon–Sun: what was done. Figures of acts, never of answers or of what was not done. */
async function weekBlocks(ctx: Context): Promise<(Block | null)[]> {
  const monday = mondayOf(ctx.today);
  const touches = (await touchesOf(ctx)).map((touch) => ({ ...touch, answerAskedOn: [] }));
  const week = touches.filter((touch) => touch.day >= monday && touch.day < addDays(monday, 7));
  const people = new Set(week.flatMap((touch) => touch.contact ?? []));
  const facts = [
    ['Steps done', week.length],
    ['People reached', people.size],
    ['Conversations', talksIn(touches, monday, addDays(monday, 7))],
  ] as const;
  const turned = await turnedUp(ctx, new Set(touches.map((touch) => touch.day)));
  return [
    week.length
      ? { kind: 'facts', facts: facts.map(([name, n]) => [name, t`${n}`] as const) }
      : text('What you do this week shows here.'),
    turned ? text(turned) : null,
  ];
}

/** "You turned up on 4 of your last 10 planned days"; days of Not today are left out, today counts once it was used. */
async function turnedUp(ctx: Context, used: ReadonlySet<string>): Promise<string | null> {
  const joined = ctx.me.joinedOn;
  if (joined === null) return null;
  const days = await plannedDays(ctx);
  const marked = new Set((await marksOf(ctx)).map((mark) => mark.day));
  const last: string[] = [];
  for (let day: string | null = addDays(ctx.today, 1); last.length < turnedUpOf; ) {
    day = days.before(day);
    if (day === null || day <= joined) break;
    if (used.has(day) || (day < ctx.today && !marked.has(day))) last.push(day);
  }
  const n = last.filter((day) => used.has(day)).length;
  if (last.length === 1 && n === 1) return 'You turned up on your first planned day.';
  return n === 0 ? null : `You turned up on ${n} of your last ${count(last.length, 'planned day')}.`;
}

function comingBlocks(desk: Desk): (Block | null)[] {
  const { ctx, meetings } = desk;
  const planned = meetings
    .filter((meeting) => meeting.state === 'planned' && meeting.day >= ctx.today)
    .slice(0, shownMeetings)
    .map((meeting) => meetingLineAlone(desk, meeting));
  return [text(nextCardLine(ctx.me, ctx.me.nextDueAt)), planned.length ? list(planned) : null];
}
