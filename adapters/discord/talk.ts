// Direct messages: everyday words, and files to bring in. Cold ones too: the channel need not have been seen before.

import type { App } from '../../src/app.ts';
import type { Ask } from '../../src/ask.ts';
import { type Drawn, drawParts, say } from './draw.ts';
import { escaped } from './escape.ts';
import { takeIn } from './fetched.ts';
import type { Forms } from './form.ts';
import { lines, offerForm } from './hear.ts';
import type { Post } from './post.ts';
import { readMessage, type Written, whoIs } from './receive.ts';

/** What one writes beside a file that says no more than the file does. */
const isImport = /^\W*(?:rungs\s+)?(?:me\s+)?import\W*$/i;

export interface TalkParts {
  readonly app: App;
  readonly post: Post;
  readonly forms: Forms;
  readonly log: { note(what: string, facts: Readonly<Record<string, unknown>>): void };
}

/** Hears direct messages; each gives a promise that resolves when all is done, and never rejects. */
export function createTalk({ app, post, forms, log }: TalkParts) {
  async function work(written: Written, ask: Ask): Promise<void> {
    const { again, problem, form } = await app.answer(await app.hear(ask));
    if (again) return;
    if (problem) await tell(written, escaped(problem.text), 'p');
    if (form) await bring(written, offerForm(forms, { user: ask.user, form }), 'o');
  }

  const tell = (written: Written, line: string, what: string) => bring(written, drawParts([say(line)]), what);

  /** Something of the door's own; the number of what it answers keeps it from being said twice. */
  async function bring({ id, user, channel }: Written, drawn: Drawn, what: string): Promise<void> {
    const letter = {
      kind: 'message',
      address: whoIs(user),
      channel,
      wireKey: `${what}${id}`,
      firstSendingAt: Date.now(),
      reply: { kind: 'message', blocks: [], notice: '' },
    } as const;
    await post.send(letter, drawn);
  }

  return async function hear(event: unknown): Promise<void> {
    const written = readMessage(event);
    if (!written) return;
    const { id, user, channel, text, files } = written;
    post.learn(user, channel);
    const how = { ...whoIs(user), place: 'private', at: app.now(), channel } as const;
    try {
      const says = text.trim() !== '' && !(files.length > 0 && isImport.test(text));
      if (says) await work(written, { ...how, kind: 'say', eventKey: `discord:${id}`, text });
      for (const [i, file] of files.entries()) {
        const taken = await takeIn(app, whoIs(user), file);
        if ('problem' in taken) await tell(written, escaped(taken.problem), `f${i}.`);
        else
          await work(written, {
            ...how,
            kind: 'do',
            eventKey: `discord:${id}:${i}`,
            route: 'import.file',
            args: { id: taken.id },
            fields: {},
          });
      }
    } catch (error) {
      log.note('a direct message could not be kept or worked', { error });
      await tell(written, lines.notKept, 'n').catch(() => undefined);
    }
  };
}
