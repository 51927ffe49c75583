// Bring them in: what takes long (reading, comparing, sealing) is made apart; then all of it is written at once, so that there is
// never half of it and undo takes all of it back.

import type { Context } from '../../command.ts';
import { promptAt } from '../../meeting/rules.ts';
import { wakingOf, zoneOf } from '../../meeting/when.ts';
import {
  fillIn,
  keepPeople,
  type SealedFill,
  sameStill,
  sealFill,
  sealPeople,
} from '../../people/broughtRows.ts';
import { mostContacts } from '../../people/rows.ts';
import { Refusal } from '../../refusal.ts';
import type { Answer } from '../../reply/reply.ts';
import { bold, code, t } from '../../reply/rich.ts';
import { aside, button, controls, count, message, text } from '../../reply/say.ts';
import type { ReadyRows, Within } from '../../store/own.ts';
import type { Archive } from '../../understand/import/archive.ts';
import { isFree, type Placed, placePeople, restore } from '../restoreRows.ts';
import { dropUpload, type Upload } from '../uploadRows.ts';
import { type Compared, compare, fileOf, inTurn, isFresh, nameOf, peopleWords, readIn } from './look.ts';
import { offerToRate } from './rate.ts';

/** Likely doubles asked about after an import; `contacts` merges the rest at any time. */
const mostAsked = 25;

/** A file compared with who is here, and all that would be written of people, sealed. */
interface Ready extends Compared {
  readonly people: ReadyRows;
  readonly fill: SealedFill;
  /** Of an archive: where its people go. */
  readonly placed: Placed | null;
}

async function makeReady(within: Within, upload: Upload, today: string): Promise<Ready> {
  const compared = await compare(within, () => readIn(within, upload));
  const { reading, plan, here } = compared;
  const fill = await sealFill(here.by, plan.fill);
  if (reading.is !== 'archive')
    return { ...compared, people: await sealPeople(here.by, today, plan.fresh, true), fill, placed: null };
  const ids = new Set(here.rows.map((one) => one.id));
  const known = reading.archive.contacts.map((one, i) =>
    ids.has(one.id) ? one.id : (plan.placed[i] ?? null),
  );
  const { coming, ...placed } = await placePeople(within, reading.archive, known);
  return { ...compared, people: await sealPeople(here.by, today, coming, false), fill, placed };
}

/** Nothing that it was made of is another now. */
const stands = async (ctx: Context, { here, people, placed }: Ready): Promise<boolean> =>
  (await sameStill(ctx, here)) && (placed === null || isFree(ctx, people.ids));

/** Bring in the file of that id. */
export async function bring(ctx: Context, id: string): Promise<Answer> {
  const file = await fileOf(ctx, id);
  const ready = await ctx.apart(
    nameOf('bring', file),
    (within) => inTurn(() => makeReady(within, file, ctx.today)),
    (made) => stands(ctx, made),
  );
  const { reading, placed } = ready;
  if (reading.is === 'ask') return ctx.begin('columns', { i: id });
  const answer =
    reading.is === 'archive' && placed
      ? await bringBack(ctx, reading.archive, ready, placed)
      : await bringIn(ctx, ready);
  await dropUpload(ctx);
  // In place of the look at it, whose buttons are used.
  return answer.map((reply, i) =>
    i === 0 && reply.kind === 'message' ? { ...reply, replaces: true } : reply,
  );
}

async function bringIn(ctx: Context, { plan, people, fill }: Ready): Promise<Answer> {
  if (people.ids.length + fill.size === 0)
    return [message('Nothing new', "There was nothing in it that I don't have already.")];
  await keepPeople(ctx, people);
  await fillIn(ctx, fill);
  const many = peopleWords(people.ids.length);
  const undo = ctx.note(`bringing in ${many}`);
  const said = message(
    'Brought in',
    text(
      t`Brought in ${bold(many)}.${fill.size > 0 ? ` What was missing is filled in for ${peopleWords(fill.size)} you already had.` : ''}${plan.older > 0 ? ` ${plan.older.toLocaleString('en')} had no room.` : ''}`,
    ),
    controls(button('Undo', 'undo.it', { c: undo })),
  );
  const pairs = plan.likely.slice(0, mostAsked).map((one) => `${people.ids[one.at]}:${one.id}`);
  if (pairs.length > 0) return [said, ...(await ctx.begin('doubles', { pairs: pairs.join(',') }))];
  return [said, ...(await offerToRate(ctx))];
}

async function bringBack(ctx: Context, archive: Archive, ready: Ready, placed: Placed): Promise<Answer> {
  if (ready.here.rows.length + archive.contacts.length > mostContacts)
    throw new Refusal(
      `That would be more than ${mostContacts.toLocaleString('en')} people, which is all that I can keep. Nothing was changed.`,
    );
  const waking = wakingOf(ctx.me, zoneOf(ctx));
  const fresh = await isFresh(ctx);
  await keepPeople(ctx, ready.people);
  await fillIn(ctx, ready.fill);
  await restore(ctx, archive, placed, { fresh, promptAt: (end) => promptAt(end, waking) });
  const undo = ctx.note('bringing back your export');
  return [
    message(
      'Brought back',
      text(
        t`Brought back ${bold(peopleWords(ready.people.ids.length))}, ${count(archive.touches.length, 'step')} and ${count(archive.meetings.length, 'meeting')}.`,
      ),
      aside(t`${code('today')} goes on from here.`),
      controls(button('Undo', 'undo.it', { c: undo }), button('Today', 'today.show')),
    ),
  ];
}
