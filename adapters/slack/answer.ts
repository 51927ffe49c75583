// What only the door can show of an answer: forms, what was wrong, files, and lines of its own. What the house says comes by
// letter.

import type { Answered, App } from '../../src/app.ts';
import type { Ask } from '../../src/ask.ts';
import { cut } from '../../src/reply/say.ts';
import { say as drawSay, type Piece, type Post, postOf, press, row } from './draw.ts';
import { download, upload } from './files.ts';
import { type Behind, drawForm, type Forms, offering, refilled, type Waiting } from './form.ts';
import type { Homes } from './home.ts';
import { formId } from './ids.ts';
import type { People } from './people.ts';
import { bodyOf, lineOf, respond } from './post.ts';
import { askOf, type Heard, type Wanted, whoIs } from './receive.ts';
import { ask, nameOf } from './wire.ts';
import type { Workspace } from './workspaces.ts';

/** The door's own lines. */
export const lines = {
  notKept: 'I could not keep that just now. Please try again in a moment.',
  slow: 'This takes a moment longer than usual. If nothing comes, try again in a moment.',
  stale: 'That is from an older day. Type today to see where you are.',
  noFile: 'There is no such file here any more.',
  fileLost: 'The file did not get through to Slack. Please try again in a moment.',
  formGone: 'That form has been put away meanwhile. Say the command again, and it is back.',
  openForm: 'a few words from you, please.',
  elsewhere: 'I have written to you in our direct messages: only you can see those.',
  sendFile:
    'Send the file here, into our direct messages: drag it in, or press + beside the box. I take it from there.',
  fileGone: 'Slack would not give me that file. Send it once more, please. Nothing was changed.',
} as const;

/** Deliveries remembered that the inbox does not know. */
const remembered = 5_000;
/** Said with a file, it says no more than the file does. */
const isImport = /^\s*(?:\/?rungs\s+)?import\s*$/i;

/** A trigger is good for three seconds; the way there takes some, ms. */
const triggerMs = 2_500;

/** A delivery while it is answered. */
export interface Live {
  readonly workspace: Workspace;
  readonly heard: Heard;
  /** Real instant, ms. */
  readonly came: number;
  /** What was wrong stands in the form itself. */
  shownInForm?: boolean;
}

export interface AnswerParts {
  readonly app: App;
  readonly people: People;
  readonly forms: Forms;
  readonly homes: Homes;
  readonly isSlacks: (url: string) => boolean;
  readonly log: { note(what: string, facts: Readonly<Record<string, unknown>>): void };
}

export type Answers = ReturnType<typeof createAnswers>;

export function createAnswers({ app, people, forms, homes, isSlacks, log }: AnswerParts) {
  const done = new Set<string>();

  /** To the asker alone, where they asked; else in the direct channel. */
  async function tell({ workspace, heard }: Live, post: Post): Promise<void> {
    const { hidden, responseUrl, channel, user } = heard;
    const { text, blocks } = bodyOf(post);
    if (hidden) {
      if (responseUrl && isSlacks(responseUrl) && !(await respond(responseUrl, { text, blocks }))) return;
      if (channel) {
        const said = await ask(() => workspace.hand.chat.postEphemeral({ channel, user, text, blocks }));
        if (said.ok) return;
      }
    }
    const direct = await people.channelOf(workspace, user, 'hand');
    const to = direct.ok;
    const said = to
      ? await ask(() => workspace.hand.chat.postMessage({ channel: to, ...bodyOf(post) }))
      : direct;
    if (said.fault) log.note('a line could not be said on Slack', { why: nameOf(said.fault) });
  }

  const say = (live: Live, line: string) => tell(live, lineOf(line));

  async function finish(live: Live, asked: Ask, wanted: Wanted, answered: Answered): Promise<void> {
    const { heard } = live;
    homes.changed(heard.team, heard.user);
    // Answered at an earlier delivery of the same event: it was shown then.
    if (answered.again) return;
    const { problem, form } = answered;
    if (problem && !live.shownInForm) await tellProblem(live, asked, problem);
    if (form) {
      const offered = wanted.kind === 'say' ? wanted.offered : undefined;
      const again = heard.kind === 'control' && wanted.kind === 'do' ? wanted.action : undefined;
      await showForm(live, {
        ...whoOf(heard),
        form: offered === undefined ? form : offering(form, cut(offered, 3000)),
        behind: behindOf(heard),
        ...(again && { again }),
      });
    }
    const outside = heard.kind === 'control' && heard.channel !== undefined && !heard.hidden;
    if (outside && heard.responseUrl && isSlacks(heard.responseUrl)) {
      const { text, blocks } = lineOf(lines.elsewhere);
      await respond(heard.responseUrl, { text, blocks });
    }
  }

  /** A form at once where its trigger is still good, else behind a button. */
  async function showForm(live: Live, waiting: Waiting): Promise<void> {
    const { workspace, heard, came } = live;
    forms.show(waiting);
    const { trigger } = heard;
    if (trigger !== undefined && Date.now() - came < triggerMs) {
      const view = drawForm(waiting.form, waiting.behind);
      const opened = await ask(() => workspace.hand.views.open({ trigger_id: trigger, view: view as never }));
      if (opened.ok) return;
      if (opened.fault.kind === 'refused' && !opened.fault.code.includes('trigger'))
        log.note('a form could not be opened', { why: opened.fault.code });
    }
    await offerForm(live, `${waiting.form.title}: ${lines.openForm}`, waiting);
  }

  async function offerForm(live: Live, line: string, waiting: Waiting): Promise<void> {
    const parts: readonly Piece[] = [
      ...drawSay([{ text: line }]),
      ...row([press('Open form', formId(forms.keep(waiting), waiting.again), 'primary')]),
    ];
    await tell(live, postOf('A few words from you', parts));
  }

  /** What was wrong, with what was typed. */
  async function tellProblem(
    live: Live,
    asked: Ask,
    { field, text }: NonNullable<Answered['problem']>,
  ): Promise<void> {
    const { heard } = live;
    if (asked.kind === 'do' && heard.kind === 'form') {
      const shown = forms.shown(heard.team, heard.user, asked);
      if (shown) {
        const form = refilled(shown.form, asked.fields, field === undefined ? {} : { [field]: text });
        return offerForm(live, text, { ...shown, form });
      }
    }
    const typed =
      asked.kind === 'say'
        ? asked.text.length > 200
          ? [asked.text]
          : []
        : Object.values(asked.fields).filter((value) => value.trim() !== '');
    const parts = [
      ...drawSay([{ text }]),
      ...typed.flatMap((words) => drawSay([{ text: cut(words, 3000) }])),
    ];
    await tell(live, postOf('A word', parts));
  }

  /** What the house has no part in: its inbox does not know it, so a second delivery is known here. */
  async function byItself(live: Live, wanted: Wanted): Promise<void> {
    const { key } = live.heard;
    if (done.has(key)) return;
    done.add(key);
    for (const oldest of done) {
      if (done.size <= remembered) break;
      done.delete(oldest);
    }
    switch (wanted.kind) {
      case 'file':
        return sendFile(live, wanted.name);
      case 'form':
        return openKept(live, wanted.kept);
      case 'send':
        return say(live, lines.sendFile);
      case 'given':
        return takeIn(live, wanted);
      default:
        return say(live, lines.stale);
    }
  }

  async function sendFile(live: Live, name: string): Promise<void> {
    const { workspace, heard } = live;
    const file = await app.file(whoIs(heard), name);
    if (!file) return say(live, lines.noFile);
    const direct = await people.channelOf(workspace, heard.user, 'hand');
    const brought = direct.ok
      ? await upload(workspace.hand, {
          name: file.name,
          bytes: Buffer.from(file.body),
          channel: direct.ok,
        })
      : direct;
    if (brought.fault) {
      log.note('a file could not be brought to Slack', { why: nameOf(brought.fault) });
      await say(live, lines.fileLost);
    }
  }

  /** Files into the direct channel: each is kept first, then asked about like anything else. */
  async function takeIn(live: Live, { files, text }: Extract<Wanted, { kind: 'given' }>): Promise<void> {
    const { workspace, heard } = live;
    if (text !== '' && !isImport.test(text)) await askAnew(live, { kind: 'say', text }, heard.key);
    for (const [i, { url }] of files.entries()) {
      const bytes = isSlacks(url) ? await download(url, workspace.token) : null;
      const taken = bytes ? await app.upload(whoIs(heard), bytes) : { problem: lines.fileGone };
      if ('problem' in taken) await say(live, taken.problem);
      else {
        const action = { route: 'import.file', args: { id: taken.id } };
        await askAnew(live, { kind: 'do', action, fields: {} }, `${heard.key}:${i}`);
      }
    }
  }

  async function askAnew(live: Live, wanted: Extract<Wanted, { kind: 'say' | 'do' }>, key: string) {
    const { workspace, heard } = live;
    const zone = await people.zoneOf(workspace, heard.user);
    const asked = askOf({ ...heard, key }, wanted, app.now(), zone);
    await finish(live, asked, wanted, await app.answer(await app.hear(asked)));
  }

  async function openKept(live: Live, number: string): Promise<void> {
    const { team, user } = live.heard;
    const waiting = forms.kept(number, team, user);
    return waiting ? showForm(live, waiting) : say(live, lines.formGone);
  }

  /** A form that is gone with the last program is made anew, where its route is known. */
  function now(heard: Heard, wanted: Wanted): Wanted {
    if (wanted.kind !== 'form' || !wanted.again) return wanted;
    return forms.kept(wanted.kept, heard.team, heard.user)
      ? wanted
      : { kind: 'do', action: wanted.again, fields: {} };
  }

  return { say, finish, byItself, now };
}

const whoOf = ({ team, user }: Heard) => ({ team, user });

const behindOf = ({ hidden, source, channel, responseUrl }: Heard): Behind => ({
  ...(source && { source }),
  ...(hidden && { hidden, ...(channel && { channel }), ...(responseUrl && { responseUrl }) }),
});
