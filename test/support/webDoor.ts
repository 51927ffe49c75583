// The page over the sample house on a free port, for tests: a real listener, sessions in memory.

import { request } from 'node:http';
import { createWeb, type Web } from '../../adapters/web/index.ts';
import { createSampleApp, type SampleApp } from './sampleApp.ts';

export interface WebDoor {
  readonly app: SampleApp;
  readonly web: Web;
  readonly port: number;
  /** The link with the key. */
  readonly url: string;
  readonly faults: unknown[];
}

export const KEY = 'the key in the link';

/** Open the page on a free port; stop it by `door.web.stop()`. */
export async function openWeb(
  change: { readonly publicUrl?: string; readonly port?: number } = {},
): Promise<WebDoor> {
  const app = createSampleApp();
  const tokens = new Set<string>();
  const faults: unknown[] = [];
  let url = '';
  const web = createWeb({
    host: '127.0.0.1',
    port: change.port ?? 0,
    publicUrl: change.publicUrl,
    key: KEY,
    sessions: {
      async open() {
        const token = `session-${tokens.size}-${'x'.repeat(20)}`;
        tokens.add(token);
        return token;
      },
      knows: async (token) => tokens.has(token),
    },
    log: { error: (fields) => faults.push(fields) },
    ready: (link) => {
      url = link;
    },
  });
  await web.start(app);
  return { app, web, port: Number(new URL(url).port), url, faults };
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** One HTTP request with exactly these headers (fetch would not let Host, Origin or Cookie be forged). */
export function raw(
  port: number,
  path: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, path, method, headers: { host: `localhost:${port}`, ...headers } },
      (got) => {
        const parts: Buffer[] = [];
        got.on('data', (part: Buffer) => parts.push(part));
        got.on('end', () =>
          resolve({
            status: got.statusCode ?? 0,
            headers: got.headers,
            body: Buffer.concat(parts).toString('utf8'),
          }),
        );
        got.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Come in by the link: the cookie, and the token for writes. */
export async function comeIn(port: number, key = KEY): Promise<{ cookie: string; token: string }> {
  const entered = await raw(port, `/?key=${encodeURIComponent(key)}`);
  const cookie = String(entered.headers['set-cookie']?.[0]).split(';')[0] ?? '';
  const state = await raw(port, '/api/state', { headers: { cookie } });
  return { cookie, token: JSON.parse(state.body).token };
}
