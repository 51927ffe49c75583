// The way of one delivery: verified, kept as one durable row, only then acknowledged, then worked. Bolt itself would
// acknowledge events before anybody has seen them: so this stands before its processEvent, and its listener comes after.

import type { ReceiverEvent } from '@slack/bolt';
import type { Answered, App } from '../../src/app.ts';
import type { Ask } from '../../src/ask.ts';
import { type Answers, type Live, lines } from './answer.ts';
import { type NewsParts, news as takeNews } from './news.ts';
import type { People } from './people.ts';
import { askOf, read, type Wanted } from './receive.ts';
import { named, plain } from './text.ts';
import type { Workspace, Workspaces } from './workspaces.ts';

export interface HearParts extends NewsParts {
  readonly app: App;
  readonly workspaces: Workspaces;
  readonly people: People;
  readonly answers: Answers;
}

/** Slack waits three seconds; who presses waits one, ms. */
const keepMs = 900;
/** An event cannot be told anything: it waits for its row, within Slack's three seconds, ms. */
const eventMs = 2_500;
/** A sent form waits so long for what may be wrong with it, ms. */
const formMs = 2_000;

/** What goes with a delivery through Bolt. */
export interface Under {
  readonly live: Live;
  readonly wanted: Wanted;
  /** The row, where there is one: it may still be on its way into a slow database. */
  readonly row?: Promise<string>;
  readonly ask?: Ask;
}

/** A delivery that could not be kept: not acknowledged, it comes again. */
export class NotKept extends Error {
  override readonly name = 'NotKept';
}

type Carry = (event: ReceiverEvent) => Promise<void>;

/** Before Bolt: read, keep, acknowledge. */
export function createGate(parts: HearParts) {
  const { app, workspaces, people, answers, log } = parts;

  /** A socket that closes meanwhile takes no acknowledgement; what is kept is worked all the same. */
  const stubborn = (ack: ReceiverEvent['ack']): ReceiverEvent['ack'] =>
    async function acknowledged(answer?: unknown) {
      await ack(answer).catch((error: unknown) =>
        log.note('an acknowledgement did not get through', { error }),
      );
    };

  return async function gate(delivery: ReceiverEvent, carry: Carry): Promise<void> {
    const came = Date.now();
    const event = { ...delivery, ack: stubborn(delivery.ack) };
    const seen = read(event.body);
    if (!seen) return void (await event.ack());
    if (seen.what === 'news') return takeNews(parts, seen.news, () => event.ack());
    const { heard } = seen;
    const wanted = answers.now(heard, seen.wanted);
    const found = workspaces.of(heard.team);
    if ((await settled(found, keepMs)) !== 'done') return unknownPlace(event, heard.kind === 'command');
    const workspace = await found;
    if (!workspace) return void (await event.ack());
    if (heard.direct !== undefined) people.learn(heard.team, heard.user, heard.direct);
    const live: Live = { workspace, heard, came };
    if (wanted.kind !== 'say' && wanted.kind !== 'do') {
      await event.ack();
      return carry({ ...event, ack: done, customProperties: under({ live, wanted }) });
    }
    const zone = await people.zoneOf(workspace, heard.user);
    const ask = askOf(heard, await withNames(workspace, wanted), app.now(), zone);
    const row = app.hear(ask);
    const isEvent = heard.kind === 'message' || heard.kind === 'mention';
    const kept = await settled(row, left(came, isEvent ? eventMs : keepMs));
    // Acknowledged while its row is still on the way, an event would be lost with a crash: Slack brings it again.
    if (kept === 'late' && isEvent) return notKept(event, live);
    if (kept === 'fault') {
      log.note('a delivery of Slack could not be kept', {
        error: await row.catch((error: unknown) => error),
      });
      return notKept(event, live);
    }
    if (kept === 'late' && heard.kind === 'command')
      await event.ack({ response_type: 'ephemeral', text: lines.slow });
    else if (heard.kind !== 'form') await event.ack();
    const ack = heard.kind === 'form' ? event.ack : done;
    return carry({ ...event, ack, customProperties: under({ live, wanted, row, ask }) });
  };

  /** Who is mentioned in it by their name: an id says nothing to a reader. */
  async function withNames(workspace: Workspace, wanted: Extract<Wanted, { kind: 'say' | 'do' }>) {
    if (wanted.kind !== 'say' || !wanted.mentions) return wanted;
    const { text, mentions } = wanted;
    return { ...wanted, text: named(text, mentions, await people.namesOf(workspace, mentions)) };
  }

  /** The database does not say where we are. */
  async function unknownPlace(event: ReceiverEvent, isCommand: boolean): Promise<void> {
    if (!isCommand) throw new NotKept();
    await event.ack({ response_type: 'ephemeral', text: lines.notKept });
  }

  /** Nothing is kept: said at once where that can be, else Slack brings it again. */
  async function notKept(event: ReceiverEvent, live: Live): Promise<void> {
    const { heard } = live;
    if (heard.kind === 'command')
      return void (await event.ack({ response_type: 'ephemeral', text: lines.notKept }));
    if (heard.kind === 'form')
      return void (await event.ack({
        response_action: 'errors',
        errors: firstField(event.body, lines.notKept),
      }));
    if (heard.kind === 'message' || heard.kind === 'mention') throw new NotKept();
    await event.ack();
    await answers.say(live, lines.notKept);
  }
}

const done = async () => undefined;
const under = (what: Under) => ({ rungs: what });

/** What hangs on the delivery, once Bolt has let it through. */
export const underOf = (context: Readonly<Record<string, unknown>>): Under | undefined =>
  context.rungs as Under | undefined;

/** What is left of the time that somebody waits, ms; a moment at least. */
const left = (came: number, ms: number) => Math.max(100, ms - (Date.now() - came));

async function settled(work: Promise<unknown>, ms: number): Promise<'done' | 'fault' | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, ms, 'late');
  });
  const end = work.then(
    () => 'done' as const,
    () => 'fault' as const,
  );
  return Promise.race([end, late]).finally(() => clearTimeout(timer));
}

/** An error for the first field of a sent form; Slack takes none that belongs to no field. */
function firstField(body: unknown, text: string, field?: string): Record<string, string> {
  const values = (body as { view?: { state?: { values?: object } } }).view?.state?.values ?? {};
  const names = Object.keys(values);
  const name = field !== undefined && names.includes(field) ? field : names[0];
  return name === undefined ? {} : { [name]: plain(text) };
}

type Ack = (answer?: object) => Promise<unknown>;

/** After Bolt: work what was kept, and do what only the door can. */
export function createWorking({ app, answers, log }: HearParts) {
  return async function work({ live, wanted, row, ask }: Under, body: unknown, ack: Ack): Promise<void> {
    if (!row || !ask) return answers.byItself(live, wanted);
    const answering = row.then((id) => app.answer(id));
    if (live.heard.kind === 'form') await acknowledge(answering, live, body, ack);
    let answered: Answered;
    try {
      answered = await answering;
    } catch (error) {
      log.note('a delivery of Slack could not be worked', { error });
      await answers.say(live, lines.notKept);
      return;
    }
    await answers.finish(live, ask, wanted, answered);
  };

  /** A form waits for what is wrong with it, at its field; then it closes, and the talk goes on outside. */
  async function acknowledge(
    answering: Promise<Answered>,
    live: Live,
    body: unknown,
    ack: Ack,
  ): Promise<void> {
    const end = await settled(answering, left(live.came, formMs));
    const answered = end === 'done' ? await answering : undefined;
    const { problem, erased } = answered ?? {};
    const errors = problem && !erased ? firstField(body, problem.text, problem.field) : {};
    live.shownInForm = Object.keys(errors).length > 0;
    await ack(live.shownInForm ? { response_action: 'errors', errors } : undefined);
  }
}
