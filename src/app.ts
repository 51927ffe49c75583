// The front of the house: what doors may call. An ask becomes one durable inbox row, then a unit of work that answers
// it; the one error boundary stands here. What is answered is the rooms' matter.

import { keepChange } from './account/changes.ts';
import type { Ask, Do, Who } from './ask.ts';
import type { Context } from './command.ts';
import { commands } from './commands.ts';
import { nextDue } from './day/nextDue.ts';
import { refold } from './day/state.ts';
import { begin, flowRoutes } from './flows/engine.ts';
import { flows } from './flows.ts';
import { homeOf } from './home.ts';
import { finish, receive, recentCount, take, unfinished, withdraw } from './inbox/rows.ts';
import { listen, type Table } from './listen.ts';
import { addAddress, memberAt, moveMember, readMember } from './member/rows.ts';
import { defaults, type Member } from './member/rules.ts';
import { cancel } from './outbox/rows.ts';
import { Refusal } from './refusal.ts';
import type { Answer, Block, FileOut, Form, Message } from './reply/reply.ts';
import { message } from './reply/say.ts';
import { createMember, ownOf } from './store/members.ts';
import type { Store } from './store/open.ts';
import { newId, type Own } from './store/own.ts';
import type { Unit } from './store/transaction.ts';
import { quietEarlier } from './talk/earlier.ts';
import { lastSaid, letGo, redraw, say, stands } from './talk/rows.ts';
import type { Said } from './talk/said.ts';
import { dataVersion, instantToLocal, isZone } from './time/zones.ts';
import { soundsLikeDistress } from './understand/distress.ts';

export type { Said } from './talk/said.ts';

/** What came of an ask: messages of the talk, new or redrawn, by id; and a form to open. */
export interface Answered {
  readonly said: readonly Said[];
  readonly form?: Form;
  /** What was wrong with what was sent: it comes back as typed, with this beside it (at the field, when one is named). */
  readonly problem?: { readonly field?: string; readonly text: string };
  /** Everything of the member's is gone: the door begins anew. */
  readonly erased?: boolean;
}

/** Home beside the talk: titled sections, drawn with the same blocks. */
export interface Home {
  readonly joined: boolean;
  readonly sections: readonly { readonly title: string; readonly blocks: readonly Block[] }[];
}

/** One entry of the command table, for menus. */
export interface MenuEntry {
  readonly verb: string;
  readonly summary: string;
  readonly example?: string;
}

export interface App {
  /** Commit the ask as one inbox row; resolves once it is durable. A second delivery of the same event gives the same row. */
  hear(ask: Ask): Promise<string>;
  /** Work the row (once; a second call gives the same answer). */
  answer(row: string): Promise<Answered>;
  menu(): readonly MenuEntry[];
  home(who: Who): Promise<Home>;
  /** The last messages of the talk, oldest first; only for doors whose talk is kept here. */
  talk(who: Who, zone?: string): Promise<readonly Said[]>;
  /** Put an unasked message into the talk kept here, once per wire key: earlier ones that it changed, then the message itself. */
  post(who: Who, wireKey: string, message: Message): Promise<readonly Said[]>;
  /** Whether a message with that wire key stands in the talk kept here. */
  posted(who: Who, wireKey: string): Promise<boolean>;
  /** A file the member may fetch; null when there is none of that name. */
  file(who: Who, name: string): Promise<FileOut | null>;
  /** The program's now, epoch ms. */
  now(): number;
}

/** What the program itself calls, and no door. */
export interface House extends App {
  /** Work what was heard before a crash and not answered. */
  catchUp(): Promise<void>;
  /** A member's context in a unit of work, for the tick: null when there is none any more. */
  contextOf(unit: Unit, member: string): Promise<Context | null>;
}

/** What the app is built from. */
export interface AppParts {
  readonly store: Store;
  readonly now: () => number;
  readonly helpLine: string | undefined;
  /** Doors whose talk is kept here. */
  readonly talkKept: ReadonlySet<Who['door']>;
  /** One line for the log: never a member's words. */
  readonly log: (what: string, facts: Readonly<Record<string, unknown>>) => void;
}

/** Contract: actions a minute a member, by the program's now. */
const actionsAMinute = 30;

/** Build the app over an open store. */
export function createApp(parts: AppParts): House {
  const { store, now } = parts;
  const routed: Table = { commands: new Map(commands.map((c) => [c.verb, c])), flows };
  const flowing = flowRoutes(flows);
  const shown = commands.filter((c) => c.summary !== '');

  /** Heard, but the database went away before the answer; whoever asked was told to ask again, so not twice. */
  const unanswered = new Set<string>();

  async function hear(ask: Ask): Promise<string> {
    const safe = discreet(ask);
    const owing = [...unanswered];
    const heard = await store.work(async (unit) => {
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
    });
    for (const id of owing) unanswered.delete(id);
    return heard;
  }

  async function answer(row: string): Promise<Answered> {
    try {
      const done = await store.work((unit) => work(unit, row));
      if (done.erased) await store.settle();
      return done;
    } catch (error) {
      if (error instanceof Refusal) return store.work((unit) => refuse(unit, row, error));
      if (isDown(error)) {
        unanswered.add(row);
        throw error;
      }
      const reference = newId().slice(0, 6);
      parts.log('an ask could not be answered', { reference, error });
      return store.work((unit) =>
        refuse(unit, row, new Refusal(`Something went wrong at my end (${reference}). Nothing was changed.`)),
      );
    }
  }

  /** The unit of work: the row, the command with this transaction's rows, the answer kept with the row. */
  async function work(unit: Unit, row: string): Promise<Answered> {
    const heard = await take(unit, store.vault, row);
    if (heard.answer !== null) return JSON.parse(heard.answer) as Answered;
    const ask = JSON.parse(heard.ask) as Ask;
    const own = await ownFor(unit, ask);
    const before = await readMember(own);
    const many = (await recentCount(unit, own.member, unit.now - 60_000)) > actionsAMinute;
    if (many) throw new Refusal('That was a lot at once. Give me a minute, then go on: nothing is lost.');
    const ctx = await contextFor(own, ask, await woken(own, before));
    const answers = await carry(ctx, ask);
    if (answers.some((a) => a.kind === 'message' && a.notice === erasedNotice)) return gone(own);
    await settleLadder(ctx);
    if (ctx.noted) await keepChange(ctx, ctx.noted);
    await reschedule(own);
    const done = await keep(own, ask, answers);
    await finish(unit, store.vault, row, own.member, JSON.stringify(done));
    return done;
  }

  /** After an erasure there is nobody to keep an answer for. */
  const gone = (own: Own): Answered => {
    store.vault.dropMemberKey(own.member);
    return { said: [], erased: true, problem: { text: 'Everything about you is erased.' } };
  };

  /** A refusal is an answer too, kept like any other. Nothing else of the ask was. */
  async function refuse(unit: Unit, row: string, refusal: Refusal): Promise<Answered> {
    const heard = await take(unit, store.vault, row);
    if (heard.answer !== null) return JSON.parse(heard.answer) as Answered;
    const ask = JSON.parse(heard.ask) as Ask;
    const own = await ownFor(unit, ask);
    const sent = ask.kind === 'do' && Object.keys(ask.fields).some((name) => name !== 'value');
    const long = ask.kind === 'say' && ask.text.length > 4000;
    const problem = { text: refusal.message, ...(refusal.field && { field: refusal.field }) };
    const done =
      sent || long ? { said: [], problem } : await keep(own, ask, [message('A word', refusal.message)]);
    await finish(unit, store.vault, row, own.member, JSON.stringify(done));
    return done;
  }

  async function carry(ctx: Working, ask: Ask): Promise<Answer> {
    if (ask.kind === 'say') return listen(ctx, routed, ask.text);
    if (ctx.me.state === 'invited' && !routed.commands.get(ask.route.split('.')[0] ?? '')?.open)
      return ctx.hand('start.welcome');
    return ctx.hand(ask.route, ask.args, ask.fields);
  }

  async function hand(ctx: Context, route: string, args = {}, fields = {}): Promise<Answer> {
    const [verb = '', name] = route.split('.');
    if (verb === 'flow') {
      const step = flowing[name ?? ''];
      if (step) return step(ctx, args, fields);
    }
    if (route === 'run.it') {
      const { v = '', w = '' } = args as Record<string, string>;
      const command = routed.commands.get(v);
      if (command) return command.run(ctx, w);
    }
    const command = routed.commands.get(verb);
    const run =
      name === undefined ? command && ((c: Context) => command.run(c, '')) : command?.routes?.[name];
    if (!run) throw new Refusal('That button is from an older day. `today` shows where you are.');
    return run(ctx, args, fields);
  }

  /** The member of that address; a stranger gets a row of their own, so that even the first words are sealed. */
  async function ownFor(unit: Unit, who: Who): Promise<Own> {
    const member = await memberAt(unit, who);
    const known = member && (await ownOf(unit, store.vault, member));
    if (known) return known;
    const own = await createMember(unit, store.vault, {
      state: 'invited',
      morning: defaults.morning,
      days: defaults.days,
      quiet_from: defaults.quietFrom,
      quiet_until: defaults.quietUntil,
      goal: defaults.goal,
      talk_goal: defaults.talkGoal,
      start_edge: defaults.edge,
      edge: defaults.edge,
      hold: 0,
      seed: newId(),
      pace: 'daily',
    });
    await addAddress(own, { door: who.door, tenant: who.tenant, user: who.user });
    return own;
  }

  /** Any word or press: seen, and days and peace come back (method 10). */
  async function woken(own: Own, me: Member): Promise<Member> {
    const back = me.pace === 'daily' ? {} : { pace: 'daily' as const, pace_since: null };
    const peace = me.state === 'peace' ? { state: 'active' as const } : {};
    await moveMember(own, { seen_at: own.now, ...back, ...peace });
    return readMember(own);
  }

  type Working = Context & { noted: { id: string; what: string } | null };

  async function contextFor(own: Own, ask: Ask, me: Member): Promise<Working> {
    const zone = ask.zone && isZone(ask.zone) ? ask.zone : undefined;
    const local = instantToLocal(me.zone ?? zone ?? 'UTC', new Date(own.now));
    const ctx: Working = {
      ...own,
      me,
      today: local.date,
      time: local.time,
      who: { door: ask.door, tenant: ask.tenant, user: ask.user },
      place: ask.place,
      doorZone: zone,
      message: ask.message,
      helpLine: parts.helpLine,
      noted: null,
      note(what) {
        ctx.noted = { id: ctx.noted?.id ?? newId(), what };
        return ctx.noted.id;
      },
      hand: (route, args, fields) => hand(ctx, route, args, fields),
      begin: (name, data = {}) => {
        const flow = flows[name];
        if (!flow) throw new Error(`no flow ${name}`);
        return begin(ctx, flow, data);
      },
      menu: () => shown,
    };
    return ctx;
  }

  /** Cache = fold: whenever something that the ladder is made of changed. */
  async function settleLadder(ctx: Own): Promise<void> {
    const made = new Set([
      'touches',
      'ratings',
      'marks',
      'holds',
      'contacts',
      'activities',
      'days_off',
      'members',
    ]);
    if (ctx.journal.some((c) => made.has(c.table))) await refold(ctx);
  }

  async function reschedule(own: Own): Promise<void> {
    const me = await readMember(own);
    if (me.state === 'stopped' || me.state === 'peace') await cancel(own);
    const due = await nextDue(own, me, own.now);
    if (due !== me.nextDueAt) await moveMember(own, { next_due_at: due, next_due_zones: dataVersion() });
  }

  /** The talk as it stands after this answer, on doors that keep none of their own. */
  async function keep(own: Own, ask: Ask, answers: Answer): Promise<Answered> {
    const kept = parts.talkKept.has(ask.door);
    const said: Said[] = [];
    if (kept && ask.kind === 'say') said.push(await say(own, 'member', { text: ask.text }));
    let form: Form | undefined;
    for (const reply of answers) {
      if (reply.kind === 'form') form = reply;
      else said.push(...(await put(own, ask, reply, kept)));
    }
    if (kept) await letGo(own);
    return { said, ...(form && { form }) };
  }

  async function put(own: Own, ask: Ask, reply: Message, kept: boolean): Promise<readonly Said[]> {
    if (!kept) return [{ id: ask.message ?? newId(), at: own.now, author: 'rungs', message: reply }];
    const old = reply.replaces && ask.message ? await redraw(own, ask.message, reply) : null;
    const now = old ?? (await say(own, 'rungs', { message: reply }));
    return [...(await quietEarlier(own, now)), now];
  }

  /** Read something of a member's, as their own context; null for a stranger. */
  async function reading<T>(who: Who, read: (ctx: Context) => Promise<T>): Promise<T | null> {
    return store.work(async (unit) => {
      const member = await memberAt(unit, who);
      const ctx = member ? await contextOf(unit, member, who) : null;
      return ctx ? read(ctx) : null;
    });
  }

  async function contextOf(unit: Unit, member: string, who?: Who): Promise<Context | null> {
    const own = await ownOf(unit, store.vault, member);
    if (!own) return null;
    const at: Do = {
      door: 'web',
      tenant: '',
      user: '',
      ...who,
      kind: 'do',
      place: 'private',
      at: unit.now,
      eventKey: '',
      route: '',
      args: {},
      fields: {},
    };
    return contextFor(own, at, await readMember(own));
  }

  return {
    hear,
    answer,
    async catchUp() {
      for (const row of await store.work((unit) => unfinished(unit))) await answer(row);
    },
    menu: () =>
      shown.map((c) => ({
        verb: c.verb,
        summary: c.summary,
        ...(c.examples?.[0] && { example: c.examples[0] }),
      })),
    home: async (who) => (await reading(who, homeOf)) ?? { joined: false, sections: [] },
    async talk(who, zone) {
      const said = await reading(who, (ctx) => lastSaid(ctx));
      if (said?.length) return said;
      const hello: Do = {
        ...who,
        kind: 'do',
        place: 'private',
        at: now(),
        eventKey: `hello:${newId()}`,
        route: 'start.welcome',
        args: {},
        fields: {},
        ...(zone && { zone }),
      };
      return (await answer(await hear(hello))).said;
    },
    post: (who, wireKey, letter) =>
      store.work(async (unit) => {
        const own = await ownFor(unit, who);
        const now = await say(own, 'rungs', { message: letter }, wireKey);
        return [...(await quietEarlier(own, now)), now];
      }),
    posted: async (who, wireKey) => (await reading(who, (ctx) => stands(ctx, wireKey))) ?? false,
    file: async (who, name) => {
      const make = commands
        .map((c) => (Object.hasOwn(c.files ?? {}, name) ? c.files?.[name] : undefined))
        .find((f) => f !== undefined);
      return make ? reading(who, (ctx) => make(ctx)) : null;
    },
    contextOf: (unit, member) => contextOf(unit, member),
    now,
  };
}

/** The one message of an erasure: it is shown, and nothing is kept. */
export const erasedNotice = 'Erased';

/** Words of distress are kept nowhere: only that they came. */
function discreet(ask: Ask): Ask {
  const said = ask.kind === 'say' ? [ask.text] : Object.values(ask.fields);
  if (!said.some(soundsLikeDistress)) return ask;
  const { door, tenant, user, place, at, eventKey } = ask;
  return { door, tenant, user, place, at, eventKey, kind: 'do', route: 'peace.enter', args: {}, fields: {} };
}

const isDown = (error: unknown) => error instanceof Error && error.name === 'StoreDown';
