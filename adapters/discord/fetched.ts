// A file that a member sent: fetched from where Discord keeps it for a day, and handed to the app.

import type { App } from '../../src/app.ts';
import type { Who } from '../../src/ask.ts';

/** More than the app takes (20 MB) is not read to its end, bytes. */
const mostBytes = 20 * 1024 * 1024 + 1;
/** A slow line is given up after so long, ms. */
const patienceMs = 20_000;

export interface Sent {
  readonly url: string;
  /** As Discord states it, bytes. */
  readonly size: number;
}

/** Its id for the app, or in one kind line why not. */
export async function takeIn(
  app: App,
  who: Who,
  { url, size }: Sent,
): Promise<{ readonly id: string } | { readonly problem: string }> {
  const bytes = size >= mostBytes ? new Uint8Array(mostBytes) : await fetched(url);
  if (bytes === null)
    return {
      problem: 'Discord would not give me that file. Send it once more, please. Nothing was changed.',
    };
  return app.upload(who, bytes);
}

async function fetched(url: string): Promise<Uint8Array | null> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(patienceMs), redirect: 'error' });
    if (!answer.ok || !answer.body) return null;
    const parts: Uint8Array[] = [];
    let length = 0;
    for await (const part of answer.body) {
      parts.push(part as Uint8Array);
      length += (part as Uint8Array).length;
      if (length >= mostBytes) break;
    }
    return Buffer.concat(parts);
  } catch {
    return null;
  }
}
