// Files to Slack: a picture for a message, or a file into the direct channel. And from Slack: what a member sent us.

import { createHash } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import { drawPng } from '../../src/pictures/png.ts';
import { cut } from '../../src/reply/say.ts';
import type { Drawn, Piece } from './draw.ts';
import { ask, type Fault, type Outcome, patienceMs } from './wire.ts';

/** Pictures whose file Slack has already. */
const remembered = 500;
/** Slack's, of an alt text. */
const mostAlt = 2000;

export interface Outgoing {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly alt?: string;
  /** Shared into this channel; without, it is there for a message to show. */
  readonly channel?: string;
}

/** Bring a file to Slack; gives its id. */
export async function upload(client: WebClient, file: Outgoing): Promise<Outcome<string>> {
  const { name, bytes, alt, channel } = file;
  const place = await ask(() =>
    client.files.getUploadURLExternal({
      filename: name,
      length: bytes.length,
      ...(alt && { alt_txt: cut(alt, 1000) }),
    }),
  );
  if (!place.ok) return { fault: place.fault };
  const { upload_url: url, file_id: id } = place.ok;
  if (!url || !id) return { fault: { kind: 'refused', code: 'no_upload_url' } };
  const brought = await send(url, bytes);
  if (brought) return { fault: brought };
  const files: [{ id: string; title: string }] = [{ id, title: name }];
  const done = await ask(() =>
    channel
      ? client.files.completeUploadExternal({ files, channel_id: channel })
      : client.files.completeUploadExternal({ files }),
  );
  return done.ok ? { ok: id } : { fault: done.fault };
}

async function send(url: string, bytes: Uint8Array): Promise<Fault | undefined> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body: new Uint8Array(bytes),
      headers: { 'content-type': 'application/octet-stream' },
      signal: AbortSignal.timeout(patienceMs),
    });
    await answer.arrayBuffer();
    return answer.ok ? undefined : { kind: 'refused', code: `http_${answer.status}` };
  } catch {
    return { kind: 'lost' };
  }
}

/** Gives pictures their files. One that cannot be brought is left out: the text beside it says the same. */
export function createPictures() {
  const known = new Map<string, string>();

  async function fileOf(
    client: WebClient,
    team: string,
    { picture, alt }: Extract<Piece, { type: 'picture' }>,
  ): Promise<string | undefined> {
    const key = createHash('sha256')
      .update(`${team} ${JSON.stringify(picture)}`)
      .digest('base64url');
    const there = known.get(key);
    if (there !== undefined) return there;
    const bytes = await drawPng(picture);
    const made = await upload(client, { name: `${picture.name}.png`, bytes, alt });
    if (made.ok === undefined) return undefined;
    known.set(key, made.ok);
    for (const oldest of known.keys()) {
      if (known.size <= remembered) break;
      known.delete(oldest);
    }
    return made.ok;
  }

  return async function made(
    client: WebClient,
    team: string,
    parts: readonly Piece[],
  ): Promise<readonly Drawn[]> {
    const all = await Promise.all(
      parts.map(async (part): Promise<readonly Drawn[]> => {
        if (part.type !== 'picture') return [part];
        const id = await fileOf(client, team, part);
        return id === undefined
          ? []
          : [{ type: 'image', alt_text: cut(part.alt || 'Picture', mostAlt), slack_file: { id } }];
      }),
    );
    return all.flat();
  };
}

/** More than the app takes (20 MB) is not read to its end, bytes. */
const mostBytes = 20 * 1024 * 1024 + 1;

/** What a member sent, with the bot's token; null when Slack does not give it. */
export async function download(url: string, token: string): Promise<Uint8Array | null> {
  try {
    const answer = await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'error',
      signal: AbortSignal.timeout(3 * patienceMs),
    });
    if (!answer.ok || !answer.body) return null;
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of answer.body) {
      parts.push(part as Uint8Array);
      size += (part as Uint8Array).length;
      if (size >= mostBytes) break;
    }
    return Buffer.concat(parts);
  } catch {
    return null;
  }
}
