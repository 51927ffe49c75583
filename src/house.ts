// The front of the house: an ask becomes one durable inbox row, then a unit of work that answers it; the one error boundary
// stands here. What is answered is the rooms' matter; what doors see of it stands in app.ts.

import { calendarOf } from './account/calendarRows.ts';
import { keepChange } from './account/changes.ts';
import { feedOf } from './account/entries.ts';
import { keepUpload } from './account/uploadRows.ts';
import { quietAfter, quietHere, sayByLetter, sayInTalk } from './answers.ts';
import { type ApartFor, atOnce, withApart } from './apart.ts';
import type { Answered, App, MenuEntry } from './app.ts';
import type { Ask, Who } from './ask.ts';
import type { Context, Values } from './command.ts';
import { commands } from './commands.ts';
import { contextOf, nothingAsked, type Tables, type Working } from './context.ts';
import { nextDue } from './day/nextDue.ts';
import { refold } from './day/state.ts';
import { flows } from './flows.ts';
import { discreet, isForPeace } from './heard.ts';
import { homeOf } from './home.ts';
import { finish, isKept, receive, recentCount, take, unfinished, withdraw } from './inbox/rows.ts';
import { listen } from './listen.ts';
import { type IsOpen, memberAt, memberFor, moveMember, readMember, wake } from './member/rows.ts';
import type { Begun, Courier } from './outbox/courier.ts';
import { comeBack, leave } from './outbox/reach.ts';
import { cancel, cancelTenant, type Holder } from './outbox/rows.ts';
import { namesOf } from './people/rows.ts';
import { suggested } from './people/rules/suggesting.ts';
import { Refusal } from './refusal.ts';
import type { Answer } from './reply/reply.ts';
import { message } from './reply/say.ts';
import { sendAllOnward } from './schedule/onward.ts';
import { isDown } from './store/faults.ts';
import { ownOf } from './store/members.ts';
import type { Store } from './store/open.ts';
import { type Change, newId, type Own, type Within } from './store/own.ts';
import type { OutboxTable } from './store/schema.ts';
import type { Unit } from './store/transaction.ts';
import { post } from './talk/keep.ts';
import { lastSaid, stands } from './talk/rows.ts';
import { dataVersion } from './time/zones.ts';
import { cleanText, fold } from './understand/text.ts';

/** What the program itself calls, and no door. */
export interface House extends App {
  /** Work what was heard before a crash and not answered. */
  catchUp(): Promise<void>;
  /** A member's context in a unit of work, for the tick: null when there is none any more. */
  contextOf(unit: Unit, member: string): Promise<Context | null>;
  /** A letter is out, in the unit of work that says so. */
  sent(unit: Unit, row: OutboxTable): Promise<void>;
}

/** What the app is built from. */
export interface AppParts {
  readonly store: Store;
  readonly now: () => number;
  readonly helpLine: string | undefined;
  /** Where the page stands, once it is open; undefined when it is off. */
  readonly page?: (() => string | undefined) | undefined;
  /** Whether something can be brought by that door; not said: by all of them. */
  readonly isOpen?: IsOpen | undefined;
  /** Doors whose talk is kept here. */
  readonly talkKept: ReadonlySet<Who['door']>;
  /** Brings answers through all other doors. */
  readonly courier?: Pick<Courier, 'holder' | 'bring' | 'settle' | 'soon'>;
  /** One line for the log: never a member's words. */
  readonly log: (what: string, facts: Readonly<Record<string, unknown>>) => void;
}

/** Bytes of a file that is sent. */
const biggestUpload = 20 * 1024 * 1024;
/** An answer, and the letters of it that are to be brought. */
type Worked = Answered & { readonly begun?: readonly Begun[]; readonly waits?: boolean };

/** Actions a minute a member, by the program's now. */
const actionsAMinute = 30;

const shown = commands.filter((c) => c.summary !== '');

/** The command table as menus and the platforms' command lists have it. */
export const menu = (): readonly MenuEntry[] =>
  shown.map(({ verb, summary, examples }) => ({
    verb,
    summary,
    ...(examples?.[0] && { example: examples[0] }),
  }));

/** Build the app over an open store. */
export function createApp(parts: AppParts): House {
  const { store, now } = parts;
  const tables: Tables = { commands: new Map(commands.map((c) => [c.verb, c])), flows, shown };
  const kept = (who: Who) => parts.talkKept.has(who.door);

  /** Heard, but the database went away before the answer; whoever asked was told to ask again, so not twice. */
  const unanswered = new Set<string>();

  /** Short units of work of a member, while something is made for an ask of theirs. */
  const within =
    (member: string): Within =>
    (doing) =>
      store.work(async (unit) => {
        const own = await ownOf(unit, store.vault, member);
        if (!own) throw new Error('the member is no more');
        return doing(own);
      });

  async function hear(ask: Ask): Promise<string> {
    const safe = discreet(ask);
    const owing = [...unanswered];
    const keep = async (unit: Unit) => {
      await withdraw(unit, owing);
      const member = await memberAt(unit, ask);
      const row = await receive(unit, store.vault, {
        eventKey: ask.eventKey,
        who: ask,
        member,
        ask: JSON.stringify(safe),
        at: now(),
      });
      return row.id;
    };
    const heard = await store.work(keep, { ahead: true });
    for (const id of owing) unanswered.delete(id);
    return heard;
  }

  async function answer(row: string, bringAtOnce = true): Promise<Answered> {
    const {
      begun = [],
      waits,
      ...done
    } = await worked(row, bringAtOnce ? parts.courier?.holder() : undefined);
    if (done.erased) await store.settle();
    await parts.courier?.bring(begun);
    if (waits) parts.courier?.soon();
    return done;
  }

  async function worked(row: string, holder: Holder | undefined): Promise<Worked> {
    try {
      await parts.courier?.settle();
      return await withApart((apart) => store.work((unit) => work(unit, row, holder, apart)), within);
    } catch (error) {
      if (isDown(error)) {
        unanswered.add(row);
        throw error;
      }
      if (!(await store.work((unit) => isKept(unit, row)))) return erased;
      if (error instanceof Refusal) return store.work((unit) => refuse(unit, row, error, holder));
      const reference = newId().slice(0, 6);
      parts.log('an ask could not be answered', { reference, error });
      return store.work((unit) =>
        refuse(
          unit,
          row,
          new Refusal(`Something went wrong at my end (${reference}). Nothing was changed.`),
          holder,
        ),
      );
    }
  }

  /** The unit of work: the row, the command with this transaction's rows, the answer kept with the row. */
  async function work(unit: Unit, row: string, holder: Holder | undefined, apart: ApartFor): Promise<Worked> {
    const heard = await take(unit, store.vault, row);
    if (heard.answer !== null) return { ...(JSON.parse(heard.answer) as Answered), again: true };
    const ask = JSON.parse(heard.ask) as Ask;
    const own = await memberFor(unit, store.vault, ask);
    const before = await readMember(own);
    const many = (await recentCount(unit, own.member, unit.now - 60_000)) > actionsAMinute;
    if (many && !isForPeace(ask, tables))
      throw new Refusal(
        'That was a lot at once, so this last one is not done. Give me a minute, then try it again.',
      );
    const other = (member: string) => ownOf(unit, store.vault, member);
    const ctx = contextOf(own, await wake(own, before), tables, parts, ask, other, apart);
    const answers = await carry(ctx, ask);
    if (answers.some((a) => a.kind === 'message' && a.notice === erasedNotice)) return gone(own);
    for (const one of [ctx, ...ctx.beside]) await settleOne(one);
    // Linked or parted by this ask, the address is another member's now: the answer is kept with them.
    const holds = ctx.beside.length > 0 ? await memberAt(unit, ask) : null;
    const keeper = ctx.beside.find((one) => one.member === holds) ?? own;
    const said = await sayAll(keeper, ask, answers, row, holder);
    return keeper !== own && (await quietHere(own, ask, answers)) > 0 ? { ...said, waits: true } : said;
  }

  /** What is said is kept with the row, and leaves. */
  async function sayAll(own: Own, ask: Ask, answers: Answer, row: string, holder: Holder | undefined) {
    const { begun, waits, ...done } = kept(ask)
      ? await sayInTalk(own, ask, answers)
      : await sayByLetter(own, ask, answers, row, holder);
    await finish(own, store.vault, row, own.member, JSON.stringify(done));
    return { ...done, begun, waits };
  }

  /** After an erasure there is nobody to keep an answer for. */
  const gone = (own: Own): Answered => {
    store.vault.dropMemberKey(own.member);
    return erased;
  };

  /** A refusal is an answer too, kept like any other. Nothing else of the ask was. */
  async function refuse(
    unit: Unit,
    row: string,
    refusal: Refusal,
    holder: Holder | undefined,
  ): Promise<Worked> {
    const heard = await take(unit, store.vault, row);
    if (heard.answer !== null) return { ...(JSON.parse(heard.answer) as Answered), again: true };
    const ask = JSON.parse(heard.ask) as Ask;
    const own = await memberFor(unit, store.vault, ask);
    const sent = ask.kind === 'do' && Object.keys(ask.fields).some((name) => name !== 'value');
    const long = ask.kind === 'say' && ask.text.length > 4000;
    if (!sent && !long) return sayAll(own, ask, [message('A word', refusal.message)], row, holder);
    const problem = { text: refusal.message, ...(refusal.field && { field: refusal.field }) };
    const done: Answered = { said: [], problem };
    await finish(unit, store.vault, row, own.member, JSON.stringify(done));
    return done;
  }

  /** What hangs on whatever an ask changed of a member's: the fold, undo, the next card. */
  async function settleOne(ctx: Working): Promise<void> {
    await settleLadder(ctx);
    if (ctx.noted) await keepChange(ctx, ctx.noted);
    await reschedule(ctx);
  }

  async function carry(ctx: Working, ask: Ask): Promise<Answer> {
    if (ask.kind === 'say') return listen(ctx, tables, ask.text);
    if (ctx.me.state === 'invited' && !tables.commands.get(ask.route.split('.')[0] ?? '')?.open)
      return ctx.hand('start.welcome');
    return ctx.hand(ask.route, keepable(ask.args), keepable(ask.fields));
  }

  /** Cache = fold: whenever something that the ladder is made of changed. */
  async function settleLadder(ctx: Own): Promise<void> {
    if (ctx.journal.some(movesLadder)) await refold(ctx);
  }

  async function reschedule(own: Own): Promise<void> {
    const me = await readMember(own);
    if (me.state === 'stopped' || me.state === 'peace' || me.state === 'linked') await cancel(own);
    // A card that is due and waits for the tick is not overtaken by a press of that very minute.
    const at = me.nextDueAt;
    if (at !== null && at <= own.now && (await nextDue(own, me, at - 1)) === at) return;
    const due = await nextDue(own, me, own.now);
    if (due !== me.nextDueAt) await moveMember(own, { next_due_at: due, next_due_zones: dataVersion() });
  }

  /** Read something of a member's, as their own context; null for a stranger. */
  const reading = <T>(who: Who, read: (ctx: Context) => Promise<T>): Promise<T | null> =>
    withApart(
      (apart) =>
        store.work(async (unit) => {
          const member = await memberAt(unit, who);
          const ctx = member ? await readingOf(unit, member, who, apart) : null;
          return ctx ? read(ctx) : null;
        }),
      within,
    );

  async function readingOf(
    unit: Unit,
    member: string,
    who: Partial<Who> = {},
    apart: ApartFor = atOnce,
  ): Promise<Context | null> {
    const own = await ownOf(unit, store.vault, member);
    const asked = nothingAsked(who, unit.now);
    return own && contextOf(own, await readMember(own), tables, parts, asked, undefined, apart);
  }

  return {
    hear,
    answer: (row) => answer(row),
    async catchUp() {
      for (const row of await store.work((unit) => unfinished(unit))) {
        // One that cannot be worked holds up neither the others nor the start.
        await answer(row, false).catch((error: unknown) => {
          if (isDown(error)) throw error;
          parts.log('an ask heard earlier could not be answered', { error });
        });
      }
    },
    menu,
    home: async (who) => (await reading(who, homeOf)) ?? { joined: false, sections: [] },
    async talk(who, zone) {
      const said = await reading(who, (ctx) => lastSaid(ctx));
      if (said?.length) return said;
      const hello = { ...nothingAsked(who, now()), eventKey: `hello:${newId()}`, route: 'start.welcome' };
      return (await answer(await hear({ ...hello, ...(zone && { zone }) }))).said;
    },
    post: (who, wireKey, letter) =>
      store.work(async (unit) => post(await memberFor(unit, store.vault, who), wireKey, letter)),
    posted: async (who, wireKey) => (await reading(who, (ctx) => stands(ctx, wireKey))) ?? false,
    file: async (who, name) => {
      const dated = /^(.+)-(\d{4}-\d\d-\d\d)(\.\w+)$/.exec(name);
      const kind = dated ? `${dated[1]}${dated[3]}` : name;
      const make = commands
        .map((c) => (Object.hasOwn(c.files ?? {}, kind) ? c.files?.[kind] : undefined))
        .find((f) => f !== undefined);
      return make ? reading(who, (ctx) => make(ctx, dated?.[2])) : null;
    },
    calendar: (key) =>
      store.work(async (unit) => {
        const member = await calendarOf(unit, key);
        const ctx = member && (await readingOf(unit, member));
        return ctx ? feedOf(ctx) : null;
      }),
    async suggest(who, typed) {
      const names = (await reading(who, namesOf)) ?? [];
      return suggested(
        names.map((name) => ({ name, folded: fold(name) })),
        fold(typed).trim(),
      );
    },
    async left(door, tenant) {
      const place = { door, tenant };
      await store.work(async (unit) => {
        await leave(unit, place);
        await sendAllOnward(unit, store.vault, parts.isOpen ?? (() => true), place);
        await cancelTenant(unit, place);
      });
      parts.courier?.soon();
    },
    async back(door, tenant) {
      await store.work((unit) => comeBack(unit, { door, tenant }));
      parts.courier?.soon();
    },
    async upload(who, bytes) {
      if (bytes.length > biggestUpload)
        return { problem: 'That file is bigger than 20 MB, which is all that I take. Nothing was changed.' };
      if (bytes.length === 0) return { problem: 'That file is empty. Nothing was changed.' };
      const member = await reading(who, async (ctx) => (ctx.me.state === 'invited' ? null : ctx.member));
      if (member === null) return { problem: 'Join first, with one tap; then send it again.' };
      const id = await keepUpload(within(member), bytes, false);
      return id === null
        ? { problem: 'I let go of that file while it was coming in. Send it once more if you still want it.' }
        : { id };
    },
    contextOf: (unit, member) => readingOf(unit, member),
    async sent(unit, row) {
      if (row.turn === 0 || parts.talkKept.has(row.door as Who['door'])) return;
      const own = await ownOf(unit, store.vault, row.member);
      if (own) await quietAfter(own, row);
    },
    now,
  };
}

/** What was pressed or filled in, as both databases can keep it. */
const keepable = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, cleanText(value)]));

/** Whether the ladder may be another after a step of the journal: somebody new, whom nothing is known of yet, moves nothing. */
function movesLadder({ table, op, before }: Change): boolean {
  if (table === 'contacts')
    return op === 'remove' || (op === 'change' && before !== null && 'known' in before);
  return ladderTables.has(table);
}

const ladderTables: ReadonlySet<string> = new Set([
  'touches',
  'ratings',
  'marks',
  'holds',
  'activities',
  'days_off',
  'members',
]);

/** All that an ask is told whose member is no more: there is nobody to keep an answer for. */
const erased: Answered = { said: [], erased: true, problem: { text: 'Everything about you is erased.' } };

/** The one message of an erasure: it is shown, and nothing is kept. */
const erasedNotice = 'Erased';
