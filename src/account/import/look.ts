// A file looked at: read, planned against who is here, and shown with its counts before anything is kept.

import type { Context } from '../../command.ts';
import { touchesOf } from '../../ladder/rows.ts';
import { meetingsOf } from '../../meeting/rows.ts';
import { openPeople, type PeopleThen, peopleNow } from '../../people/broughtRows.ts';
import { mostContacts } from '../../people/rows.ts';
import { Refusal } from '../../refusal.ts';
import type { Message } from '../../reply/reply.ts';
import { bold, type Rich, t } from '../../reply/rich.ts';
import { aside, button, controls, cut, list, message, text } from '../../reply/say.ts';
import type { Within } from '../../store/own.ts';
import { fullDay } from '../../time/spoken.ts';
import type { Archive } from '../../understand/import/archive.ts';
import { encodings } from '../../understand/import/decode.ts';
import type { Catch, Found } from '../../understand/import/found.ts';
import { type How, type Reading, readFile } from '../../understand/import/read.ts';
import { bytesOf, type Upload, uploadOf } from '../uploadRows.ts';
import { type Plan, planOf } from './plan.ts';

/** Lines shown as an example, and letters of each part of one. */
const examples = 3;
const inExample = 60;

/** One topic: a newer look takes the buttons of an older one away. */
const topic = 'import';

let last: Promise<unknown> = Promise.resolve();

/** Files are read one after the other, whoever sent them: a big one takes ten times its size in memory while it is read. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = last.then(work);
  last = done.catch(() => undefined);
  return done;
}

const gone = () =>
  new Refusal(
    'That file is dealt with, or older than a day. Send it again if you still want it. Nothing changed.',
  );

/** The file of that id. Throws Refusal when it is gone. */
export async function fileOf(ctx: Context, id: string): Promise<Upload> {
  const upload = await uploadOf(ctx, id);
  if (upload) return upload;
  throw gone();
}

/** One file read one way, as the name of what is made of it. */
export const nameOf = (what: string, { id, how }: Pick<Upload, 'id' | 'how'>): string =>
  `${what} ${id} ${JSON.stringify(how)}`;

/** The file as read the way that the member said. */
export function readUpload(ctx: Context, upload: Upload, more: How = {}): Promise<Reading> {
  const asked = { ...upload, how: { ...(upload.how as How), ...more } };
  return ctx.apart(nameOf('read', asked), (within) => inTurn(() => readIn(within, asked)));
}

/** The same between two units of work. */
export async function readIn(within: Within, upload: Upload): Promise<Reading> {
  const bytes = await bytesOf(within, upload);
  if (!bytes) throw gone();
  return readFile(bytes, upload.pasted, upload.how as How);
}

/** A file laid beside the people who are here. */
export interface Compared {
  readonly reading: Reading;
  readonly here: PeopleThen;
  /** What bringing them in would do; of a file that cannot be told yet, nothing. */
  readonly plan: Plan;
}

/** Read a file and compare it with who is here. Nobody is held up by it. */
export async function compare(within: Within, read: () => Promise<Reading>): Promise<Compared> {
  const reading = await read();
  const here = await within(peopleNow);
  const people = await openPeople(here);
  const plan =
    reading.is === 'archive'
      ? await planOf(archived(reading.archive), people, mostContacts, true)
      : await planOf(
          reading.is === 'people' ? reading.caught.people : [],
          people,
          mostContacts - people.length,
        );
  return { reading, here, plan };
}

/** The people of an archive, as a file has them. */
const archived = ({ contacts }: Archive): readonly Found[] =>
  contacts.map(
    ({ name, organization, email, url, notes }) =>
      Object.fromEntries(
        Object.entries({ name, organization, email, url, notes }).filter(([, value]) => value),
      ) as unknown as Found,
  );

/** "10,000 people". */
export const peopleWords = (n: number): string =>
  `${n.toLocaleString('en')} ${n === 1 ? 'person' : 'people'}`;

/** Whether nothing has happened yet that an archive would have to be fitted into. */
export const isFresh = async (ctx: Context): Promise<boolean> =>
  (await touchesOf(ctx)).length === 0 && (await meetingsOf(ctx)).length === 0;

/** The file as a message: what it is, what would happen, three examples, and what to do with it. Null: its columns must be asked about. */
export async function lookAt(
  ctx: Context,
  upload: Upload,
  { reading, plan }: Compared,
): Promise<Message | null> {
  const { id } = upload;
  if (reading.is === 'ask') return null;
  if (reading.is === 'archive') return lookAtArchive(ctx, id, reading.archive);
  const { people, left } = reading.caught;
  const useful =
    plan.fresh.length > 0 || [...plan.fill.values()].some((more) => Object.keys(more).length > 0);
  const what = upload.pasted ? 'What you typed' : names[reading.source];
  const { encoding } = upload.how as How;
  const named = encodings.find(([value]) => value === encoding)?.[1];
  return {
    ...message(
      'A look at your file',
      text(t`${what}: ${bold(peopleWords(people.length))}. Nothing is kept yet.`),
      list([...countLines(plan), ...leftLines(left)]),
      plan.fresh.length > 0 && text(plan.fresh.length > examples ? 'The first three:' : 'That is:'),
      plan.fresh.length > 0 && list(plan.fresh.slice(0, examples).map(example)),
      named && aside(`Read as ${named}.`),
      !useful && text("There is nothing in it that I don't have already."),
      controls(
        useful && button('Bring them in', 'import.bring', { i: id }, 'primary'),
        button('Looks wrong', 'import.wrong', { i: id }),
        button('Cancel', 'import.cancel', { i: id }),
      ),
    ),
    topic,
  };
}

const names = {
  LinkedIn: 'Your LinkedIn connections',
  Google: 'Google contacts',
  Outlook: 'Outlook contacts',
  Thunderbird: 'A Thunderbird address book',
  Rungs: 'Your own contacts.csv',
  vCard: 'An address book (vCard)',
  jobs: 'A list',
  other: 'A list',
  lines: 'A list',
} as const;

function countLines(plan: Plan): readonly Rich[] {
  const n = (many: number) => bold(many.toLocaleString('en'));
  const filled = [...plan.fill.values()].filter((more) => Object.keys(more).length > 0).length;
  return [
    plan.fresh.length > 0 && t`${n(plan.fresh.length)} new`,
    plan.fill.size > 0 &&
      (filled > 0
        ? t`${n(plan.fill.size)} you have already: what is empty is filled for ${filled}, what you typed stays`
        : t`${n(plan.fill.size)} you have already`),
    plan.likely.length > 0 &&
      t`${n(plan.likely.length)} of the new may be someone you have: I ask about them afterwards`,
    plan.doubles > 0 && t`${n(plan.doubles)} there more than once: taken once`,
    plan.older > 0 &&
      t`${n(plan.older)} left out: I keep ${mostContacts.toLocaleString('en')} people at most, so the newest come first`,
  ].filter((line): line is Rich => line !== false);
}

function leftLines(left: Catch['left']): readonly Rich[] {
  const n = (many: number) => bold(many.toLocaleString('en'));
  return [
    left.closed > 0 && t`${n(left.closed)} left out: closed accounts, with no name in them`,
    left.nameless > 0 && t`${n(left.nameless)} left out: no name, address or number`,
    left.long > 0 && t`${n(left.long)} left out: a name of more than 500 characters`,
    left.broken > 0 && t`${n(left.broken)} left out: broken off, I can't tell where they end`,
    left.shortened > 0 && t`${n(left.shortened)} with something too long for me: that is shortened`,
  ].filter((line): line is Rich => line !== false);
}

function example(person: Found): Rich {
  const more = [person.organization, person.email].flatMap((part) => (part ? [cut(part, inExample)] : []));
  return t`${bold(cut(person.name, inExample))}${more.length > 0 ? ` · ${more.join(' · ')}` : ''}`;
}

async function lookAtArchive(ctx: Context, id: string, archive: Archive): Promise<Message> {
  const { contacts, touches, meetings, followUps, broken } = archive;
  const settings = (await isFresh(ctx))
    ? 'Your settings and your ladder come back as they were then.'
    : 'Your settings stay as they are now; what happened then is put with what happened since.';
  return {
    ...message(
      'A look at your file',
      text(t`Your own export of ${fullDay(archive.exportedOn)}. Nothing is kept yet.`),
      list([
        t`${bold(contacts.length.toLocaleString('en'))} people`,
        t`${bold(touches.length.toLocaleString('en'))} things you did`,
        t`${bold(meetings.length.toLocaleString('en'))} meetings, ${followUps.length} follow-ups`,
        ...(broken > 0
          ? [t`${bold(broken.toLocaleString('en'))} left out: I can't read ${broken === 1 ? 'it' : 'them'}`]
          : []),
      ]),
      text(settings),
      controls(
        button('Bring them in', 'import.bring', { i: id }, 'primary'),
        button('Looks wrong', 'import.wrong', { i: id }),
        button('Cancel', 'import.cancel', { i: id }),
      ),
    ),
    topic,
  };
}
