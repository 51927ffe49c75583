// Commands of the account room over a real store: one member, a clock in the test's hand, routes handed on as the app does.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrations } from '../../migrations/index.ts';
import { keepChange } from '../../src/account/changes.ts';
import { offer, thanks } from '../../src/account/everyday.ts';
import { exporting } from '../../src/account/export.ts';
import { forget } from '../../src/account/forget.ts';
import { goal } from '../../src/account/goal.ts';
import { help } from '../../src/account/help.ts';
import { landed } from '../../src/account/landed.ts';
import { link } from '../../src/account/link.ts';
import { notYetCommands } from '../../src/account/notYet.ts';
import { pause } from '../../src/account/pause.ts';
import { peace } from '../../src/account/peace.ts';
import { resume } from '../../src/account/resume.ts';
import { settings } from '../../src/account/settings.ts';
import { stop } from '../../src/account/stop.ts';
import { undo } from '../../src/account/undo.ts';
import { atOnce } from '../../src/apart.ts';
import type { Command, Context, Values } from '../../src/command.ts';
import { refold } from '../../src/day/state.ts';
import { readMember } from '../../src/member/rows.ts';
import { Refusal } from '../../src/refusal.ts';
import type { Answer, Block, Button, Control } from '../../src/reply/reply.ts';
import { bare } from '../../src/reply/rich.ts';
import { createMember, ownOf } from '../../src/store/members.ts';
import { openStore } from '../../src/store/open.ts';
import { newId } from '../../src/store/own.ts';
import { instantToLocal } from '../../src/time/zones.ts';

const commands: readonly Command[] = [
  settings,
  pause,
  resume,
  stop,
  peace,
  undo,
  exporting,
  forget,
  help,
  landed,
  link,
  thanks,
  offer,
  goal,
  ...notYetCommands,
];

/** Monday, 2026-11-23 11:00 in Berlin. */
export const monday = Date.UTC(2026, 10, 23, 10);

export interface Talk {
  /** The clock, epoch ms; set it to move on. */
  now: number;
  says(line: string): Promise<string>;
  /** Press the button of that label in the last answer that had buttons. */
  presses(label: string): Promise<string>;
  does(route: string, args?: Values, fields?: Values): Promise<string>;
  /** Work in the member's context; what it notes is kept as the app keeps it. */
  inside<T>(work: (ctx: Context) => Promise<T>): Promise<T>;
  readonly last: { answer: Answer; buttons: readonly Button[]; refused: string | undefined };
  close(): Promise<void>;
}

/** A member in Berlin who joined last week, nine o'clock, Monday to Friday. */
export async function aTalk(): Promise<Talk> {
  const folder = mkdtempSync(join(tmpdir(), 'rungs-account-'));
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const talk = {
    now: monday,
    last: {
      answer: [] as Answer,
      buttons: [] as readonly Button[],
      refused: undefined as string | undefined,
    },
  };
  const store = await openStore({
    url: `file:${join(folder, 'rungs.db')}`,
    migrations,
    key: { value: Buffer.alloc(32, 7).toString('base64'), defaultFile: 'none' },
    now: () => talk.now,
    log: quiet,
  });
  const member = await store.work(async (unit) => {
    const own = await createMember(unit, store.vault, {
      state: 'active',
      joined_at: monday,
      joined_on: '2026-11-16',
      zone: 'Europe/Berlin',
      morning: '09:00',
      days: 'mon,tue,wed,thu,fri',
      quiet_from: '20:00',
      quiet_until: '08:00',
      goal: 2,
      talk_goal: 1,
      start_edge: 20,
      edge: 20,
      hold: 0,
      seed: 'seed',
      pace: 'daily',
    });
    return own.member;
  });

  const inside = <T>(work: (ctx: Context) => Promise<T>): Promise<T> =>
    store.work(async (unit) => {
      const own = await ownOf(unit, store.vault, member);
      if (!own) throw new Error('no member any more');
      const me = await readMember(own);
      const local = instantToLocal(me.zone ?? 'UTC', new Date(unit.now));
      let noted: { id: string; what: string } | null = null;
      const ctx: Context = {
        ...own,
        me,
        today: local.date,
        time: local.time,
        who: { door: 'web', tenant: '', user: '' },
        place: 'private',
        doorZone: undefined,
        message: undefined,
        helpLine: undefined,
        page: 'http://localhost:3000',
        isOpen: () => true,
        as: async () => null,
        apart: atOnce(own),
        note(what) {
          noted = { id: newId(), what };
          return noted.id;
        },
        async hand(route, args = {}, fields = {}) {
          if (route === 'ladder.refold') {
            await refold(own);
            return [];
          }
          const [verb, name] = route.split('.');
          const command = commands.find((c) => c.verb === verb);
          const run =
            name === undefined ? command && ((c: Context) => command.run(c, '')) : command?.routes?.[name];
          if (!run) throw new Error(`no route ${route}`);
          return run(ctx, args, fields);
        },
        begin: () => Promise.reject(new Error('no flows here')),
        menu: () => commands.filter((c) => c.summary !== ''),
      };
      const result = await work(ctx);
      if (noted) await keepChange(ctx, noted);
      return result;
    });

  const answered = async (work: (ctx: Context) => Promise<Answer>): Promise<string> => {
    try {
      const answer = await inside(work);
      const buttons = answer.flatMap((r) => (r.kind === 'message' ? r.blocks.flatMap(buttonsOf) : []));
      talk.last = { answer, buttons: buttons.length ? buttons : talk.last.buttons, refused: undefined };
      return answer
        .map((r) => (r.kind === 'message' ? r.blocks.map(shown).join('\n') : `form: ${r.title}`))
        .join('\n');
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      talk.last = { ...talk.last, refused: error.message };
      return error.message;
    }
  };
  return Object.assign(talk, {
    inside,
    says: (line: string) => {
      const [verb = '', ...rest] = line.split(' ');
      const command = commands.find((c) => c.verb === verb);
      if (!command) throw new Error(`no verb ${verb}`);
      return answered((ctx) => command.run(ctx, rest.join(' ')));
    },
    presses: (label: string) => {
      const button = talk.last.buttons.find((b) => b.label === label);
      if (!button)
        throw new Error(`no button ${label} among ${talk.last.buttons.map((b) => b.label).join(', ')}`);
      return answered((ctx) => ctx.hand(button.action.route, button.action.args));
    },
    does: (route: string, args: Values = {}, fields: Values = {}) =>
      answered((ctx) => ctx.hand(route, args, fields)),
    async close() {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  });
}

function buttonsOf(block: Block): Button[] {
  const isButton = (c: Control): c is Button => c.kind === 'button';
  return block.kind === 'controls' ? block.controls.filter(isButton) : [];
}

function shown(block: Block): string {
  switch (block.kind) {
    case 'heading':
    case 'text':
      return bare(block.text);
    case 'list':
      return block.items.map((item) => `- ${bare(item)}`).join('\n');
    case 'facts':
      return block.facts.map(([name, value]) => `${name}: ${bare(value)}`).join('\n');
    case 'controls':
      return block.controls.map((c) => `[${c.kind === 'file' ? c.name : c.label}]`).join(' ');
    default:
      return `(${block.kind})`;
  }
}
