// A member at the page of a running program without a browser: comes in by the link, asks, reads the talk.

import { randomUUID } from 'node:crypto';

export interface Visitor {
  /** Ask by words; `id` for a second try. */
  says(text: string, id?: string): Promise<{ status: number; body: { problem?: unknown; said?: unknown[] } }>;
  /** Every message of the talk, as text. */
  heard(): Promise<readonly string[]>;
  /** Press the newest button of that label. */
  presses(label: string): Promise<void>;
  /** The newest rating. */
  rates(value: number): Promise<void>;
  /** Any address of the program. */
  asks(path: string, headers?: Record<string, string>): Promise<{ status: number; text: string }>;
}

interface Drawn {
  readonly id: string;
  readonly text?: string;
  readonly blocks?: readonly unknown[];
}

/** Come in by the link of a program. */
export async function visitor(link: string): Promise<Visitor> {
  const base = new URL(link).origin;
  const entered = await fetch(link, { redirect: 'manual' });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  const state = async () =>
    (await (await fetch(`${base}/api/state`, { headers: { cookie } })).json()) as {
      said: Drawn[];
      token: string;
    };
  const { token } = await state();

  async function ask(body: object) {
    const answer = await fetch(`${base}/api/ask`, {
      method: 'POST',
      headers: { cookie, 'x-rungs': token, origin: base, 'content-type': 'application/json' },
      body: JSON.stringify({ zone: 'Europe/Berlin', ...body }),
    });
    return { status: answer.status, body: (await answer.json()) as { problem?: unknown } };
  }

  /** The newest thing in the talk that `find` knows. */
  async function newest<T>(find: (part: Record<string, unknown>) => T | undefined) {
    for (const said of [...(await state()).said].reverse())
      for (const part of parts(said.blocks).reverse()) {
        const found = find(part);
        if (found !== undefined) return { message: said.id, found };
      }
    throw new Error('There is nothing like that in the talk.');
  }

  return {
    says: (text, id = randomUUID()) => ask({ id, kind: 'say', text }),
    heard: async () => (await state()).said.map((said) => said.text ?? JSON.stringify(said.blocks)),
    async presses(label) {
      const { message, found } = await newest((part) => (part.label === label ? part.action : undefined));
      const { status } = await ask({ id: randomUUID(), kind: 'do', action: found, message });
      if (status !== 200) throw new Error(`${label} came to ${status}`);
    },
    async rates(value) {
      const { message, found } = await newest((part) => (part.kind === 'rating' ? part.action : undefined));
      await ask({ id: randomUUID(), kind: 'do', action: found, message, fields: { value: String(value) } });
    },
    async asks(path, headers = {}) {
      const answer = await fetch(base + path, { headers: { cookie, ...headers } });
      return { status: answer.status, text: await answer.text() };
    },
  };
}

/** Every object in a drawn message, in order. */
function parts(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(parts);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(parts)];
}
