// The way of one event: heard and durable first, then worked; what the app brings by letter goes out through answer.ts,
// and what only the door can do (forms, files, a line of its own) is done here.

import type { Answered, App } from '../../src/app.ts';
import type { Ask } from '../../src/ask.ts';
import { type Action, encodeAction } from '../../src/reply/action.ts';
import { cut } from '../../src/reply/say.ts';
import { type Answers, deferAfterMs, type Live } from './answer.ts';
import { type Drawn, drawParts, press, row, say, take } from './draw.ts';
import { codeBlock, escaped } from './escape.ts';
import { takeIn } from './fetched.ts';
import { type Forms, fileModal, refilled, type Waiting } from './form.ts';
import { formId } from './ids.ts';
import { choice } from './menu.ts';
import { askOf, type Heard, readInteraction, type Wanted, whoIs } from './receive.ts';

export interface HearParts {
  readonly app: App;
  readonly answers: Answers;
  readonly forms: Forms;
  /** Somebody acted: where their direct channel is may be found out now. */
  readonly acted: (heard: Heard) => void;
  /** They were answered: the house knows them now. */
  readonly came: (heard: Heard) => void;
  /** The user's direct channel, where it is known. */
  readonly channelOf: (user: string) => string | undefined;
  readonly log: { note(what: string, facts: Readonly<Record<string, unknown>>): void };
}

/** The door's own lines. */
export const lines = {
  notKept: 'I could not keep that just now. Try again in a moment, please.',
  stale: 'That is from an older day. `/today` shows where you are.',
  noFile: 'There is no such file here any more.',
  tooBig:
    'That file is bigger than Discord lets me send. The page of Rungs has it too, if it is switched on.',
  formGone: 'That form has been put away meanwhile. Say the command again, and it is back.',
  openForm: 'a few words from you, please.',
  sendIt: 'Send the file to me as a direct message, and I look into it.',
  done: 'All right.',
} as const;

/** Discord's default for what a bot may send, bytes. */
const mostBytes = 10 * 1024 * 1024;
/** Discord's. */
const mostChoices = 25;

const drawLine = (line: string) => drawParts([say(line)]);

/** A form behind a button: Discord opens one for a press alone, and for a command heard in time. */
export const offerForm = (
  forms: Forms,
  waiting: Waiting,
  line = `${waiting.form.title}: ${lines.openForm}`,
): Drawn =>
  drawParts([say(line), row([press('Open form', formId(forms.keep(waiting), waiting.again), 'primary')])]);

/** Hears interactions; each gives a promise that resolves when all is done, and never rejects. */
export function createHearing({ app, answers, forms, acted, came, channelOf, log }: HearParts) {
  /** Work an ask, and what of its answer is the door's to show. `typed` are the fields of a sent form. */
  async function work(live: Live, ask: Ask, again?: Action): Promise<void> {
    let answered: Answered;
    try {
      answered = await app.answer(await app.hear(ask));
    } catch (error) {
      log.note('an interaction could not be kept or worked', { error });
      await answers.say(live, drawLine(lines.notKept));
      return;
    }
    // Answered at an earlier delivery of the same event: it was shown then, or is on its way.
    if (answered.again) return;
    const { form, problem, said } = answered;
    // Nothing of theirs stands any more, the question itself included.
    if (answered.erased && problem) return answers.say(live, drawLine(escaped(problem.text)), true);
    if (problem) await tellProblem(live, ask, problem);
    if (form) await showForm(live, { user: ask.user, form, ...(again && { again }) });
    else if (!problem && said.length === 0)
      await (live.kind === 'command' ? answers.say(live, drawLine(lines.done)) : answers.nod(live));
  }

  /** A form at once where Discord allows it, else behind a button. */
  async function showForm(live: Live, waiting: Waiting): Promise<void> {
    if (live.kind !== 'form' && (await answers.openForm(live, forms.open(waiting)))) return;
    await answers.say(live, offerForm(forms, waiting));
  }

  /** What was wrong with a form comes back with what was typed: Discord shows nothing at a field itself. */
  async function tellProblem(
    live: Live,
    ask: Ask,
    { field, text }: NonNullable<Answered['problem']>,
  ): Promise<void> {
    const line = escaped(text);
    if (ask.kind !== 'do' || live.kind !== 'form') {
      const typed = ask.kind === 'say' && ask.text.length > 200 ? `\n${codeBlock(cut(ask.text, 3_000))}` : '';
      return answers.say(live, drawLine(line + typed));
    }
    const { user, fields } = ask;
    const shown = forms.shown(user, encodeAction(ask));
    if (shown) {
      const form = refilled(shown.form, fields, field === undefined ? {} : { [field]: text });
      return answers.say(live, offerForm(forms, { ...shown, form }, line));
    }
    const typed = Object.values(fields).filter((value) => value.trim() !== '');
    return answers.say(
      live,
      drawParts([say(line), ...typed.map((value) => say(codeBlock(cut(value, 1_500))))]),
    );
  }

  async function sendFile(live: Live, heard: Heard, name: string): Promise<void> {
    const file = await app.file(whoIs(heard.user), name);
    if (!file) return answers.say(live, drawLine(lines.noFile));
    const data = Buffer.from(file.body);
    if (data.length > mostBytes) return answers.say(live, drawLine(lines.tooBig));
    const attached = { name: file.name, mime: file.mime, data: async () => data };
    return answers.say(live, drawParts([take(file.name)], [attached]));
  }

  async function takeFile(
    live: Live,
    heard: Heard,
    wanted: Extract<Wanted, { kind: 'sent' }>,
  ): Promise<void> {
    const taken = await takeIn(app, whoIs(heard.user), wanted.file);
    if ('problem' in taken) return answers.say(live, drawLine(escaped(taken.problem)));
    return run(live, heard, { kind: 'do', action: wanted.action, fields: { value: taken.id } });
  }

  async function openKept(
    live: Live,
    heard: Heard,
    wanted: Extract<Wanted, { kind: 'form' }>,
  ): Promise<void> {
    const waiting = forms.kept(wanted.kept, heard.user);
    if (waiting) return showForm(live, waiting);
    if (!wanted.again) return answers.say(live, drawLine(lines.formGone));
    return run(live, heard, { kind: 'do', action: wanted.again, fields: {} });
  }

  function run(live: Live, heard: Heard, wanted: Extract<Wanted, { kind: 'say' | 'do' }>): Promise<void> {
    const channel = heard.channel ?? channelOf(heard.user);
    const ask = askOf({ ...heard, ...(channel && { channel }) }, wanted, app.now(), answers.handleOf(live));
    return work(live, ask, wanted.kind === 'do' && heard.kind === 'control' ? wanted.action : undefined).then(
      () => came(heard),
    );
  }

  async function suggest(
    live: Live,
    heard: Heard,
    { typed, short }: Extract<Wanted, { kind: 'names' }>,
  ): Promise<void> {
    const words = typed.split(/(?<=\s)/);
    const found: { name: string; value: string }[] = [];
    // "emailed Maria Q": the last two words may be a name begun, else the last.
    for (const n of [2, 1]) {
      const begun = words.slice(-n).join('').trim();
      const before = words.slice(0, -n).join('');
      if (found.length > 0 || words.length < n || (begun === '' && !short)) continue;
      for (const name of await app.suggest(whoIs(heard.user), begun)) {
        const one = choice(before, name);
        if (one) found.push(one);
      }
    }
    await answers.suggest(live, found.slice(0, mostChoices));
  }

  async function carry(live: Live, heard: Heard, wanted: Wanted): Promise<void> {
    switch (wanted.kind) {
      case 'names':
        return suggest(live, heard, wanted);
      case 'file':
        return sendFile(live, heard, wanted.name);
      case 'form':
        return openKept(live, heard, wanted);
      case 'send':
        if (!(await answers.openForm(live, fileModal(wanted.action))))
          await answers.say(live, drawLine(lines.sendIt));
        return;
      case 'sent':
        return takeFile(live, heard, wanted);
      case 'unknown':
        return answers.say(live, drawLine(lines.stale));
      default:
        return run(live, heard, wanted);
    }
  }

  return async function hear(event: unknown): Promise<void> {
    const read = readInteraction(event);
    if (!read) return;
    const { heard, wanted } = read;
    const live = answers.meet(heard);
    if (!live) return;
    const isTyping = (event as { type?: unknown }).type === 4;
    if (!isTyping) acted(heard);
    // A file is a message of its own; all else on a control may turn out to redraw it.
    const own = heard.source === undefined || wanted.kind === 'file';
    const late = isTyping ? undefined : setTimeout(() => void answers.defer(live, own), deferAfterMs);
    try {
      await carry(
        live,
        heard,
        isTyping && wanted.kind !== 'names' ? { kind: 'names', typed: '', short: false } : wanted,
      );
    } catch (error) {
      log.note('an interaction met a fault', { error });
      await (isTyping ? answers.suggest(live, []) : answers.say(live, drawLine(lines.notKept))).catch(
        () => undefined,
      );
    } finally {
      // A letter that waits for its turn still needs the place held.
      if (late && live.phase !== 'fresh') clearTimeout(late);
    }
  };
}
