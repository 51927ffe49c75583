// What a command works with, made for one ask: the member's rows, their day, and the few things that only the house
// knows: other commands' routes, flows, the menu.

import { type ApartFor, atOnce } from './apart.ts';
import type { Ask, Do } from './ask.ts';
import type { Command, Context } from './command.ts';
import { begin, type Flows, flowRoutes } from './flows/engine.ts';
import { type IsOpen, readMember } from './member/rows.ts';
import type { Member } from './member/rules.ts';
import { Refusal } from './refusal.ts';
import type { Answer } from './reply/reply.ts';
import { newId, type Own } from './store/own.ts';
import { instantToLocal, isZone } from './time/zones.ts';

/** The tables that an ask is answered from. */
export interface Tables {
  readonly commands: ReadonlyMap<string, Command>;
  readonly flows: Flows;
  /** Commands as help and menus list them. */
  readonly shown: readonly Command[];
}

/** What is known of where the program runs. */
export interface Surroundings {
  readonly helpLine: string | undefined;
  /** Where the page stands, once it is open. */
  readonly page?: (() => string | undefined) | undefined;
  /** Whether something can be brought by that door: it may be switched off. Not said: by all of them. */
  readonly isOpen?: IsOpen | undefined;
}

/** A context while it is worked with: what its ask changes, once that is named. */
export type Working = Context & {
  noted: { id: string; what: string } | null;
  /** Other members whose rows this ask works on (link): their contexts, settled like this one. */
  readonly beside: Working[];
};

/** Make the context of one ask. Without `ask` (the tick, Home) it is as if nothing was said. */
export function contextOf(
  own: Own,
  me: Member,
  tables: Tables,
  surroundings: Surroundings,
  ask: Ask,
  other: (member: string) => Promise<Own | null> = async () => null,
  apart: ApartFor = atOnce,
): Working {
  const { helpLine, page, isOpen = () => true } = surroundings;
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
    helpLine,
    page: page?.(),
    isOpen,
    noted: null,
    beside: [],
    note(what) {
      ctx.noted = { id: ctx.noted?.id ?? newId(), what };
      return ctx.noted.id;
    },
    hand: (route, args, fields) => hand(ctx, tables, route, args, fields),
    begin: (name, data = {}) => {
      const flow = tables.flows[name];
      if (!flow) throw new Error(`no flow ${name}`);
      return begin(ctx, flow, data);
    },
    async as(member) {
      const opened = await other(member);
      if (!opened) return null;
      const one = contextOf(opened, await readMember(opened), tables, surroundings, ask, other, apart);
      ctx.beside.push(one);
      return one;
    },
    apart: apart(own),
    menu: () => tables.shown,
  };
  return ctx;
}

/** An ask that asks nothing, for contexts of the tick and of reading. */
export const nothingAsked = (who: Partial<Do>, at: number): Do => ({
  door: 'web',
  tenant: '',
  user: '',
  ...who,
  kind: 'do',
  place: 'private',
  at,
  eventKey: '',
  route: '',
  args: {},
  fields: {},
});

/** Carry out a route: `verb.name` of the command table, `flow.…`, or `run.it` (a verb offered as a guess). */
async function hand(ctx: Context, tables: Tables, route: string, args = {}, fields = {}): Promise<Answer> {
  const [verb = '', name] = route.split('.');
  if (verb === 'flow') {
    const steps = flowRoutes(tables.flows);
    const step = name !== undefined && Object.hasOwn(steps, name) ? steps[name] : undefined;
    if (step) return step(ctx, args, fields);
  }
  if (route === 'run.it') {
    const { v = '', w = '' } = args as Record<string, string>;
    const command = tables.commands.get(v);
    if (command) return command.run(ctx, w);
  }
  const command = tables.commands.get(verb);
  const routes = command?.routes ?? {};
  if (command && name === undefined) return command.run(ctx, '');
  const run = name !== undefined && Object.hasOwn(routes, name) ? routes[name] : undefined;
  if (!run) throw new Refusal('That button is from an older day. “today” shows where you are.');
  return run(ctx, args, fields);
}
