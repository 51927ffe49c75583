// Server-sent events to the open tabs: what was said, and a heartbeat. A tab that missed some reloads the state.

import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';

/** Between two heartbeats, ms: under the 30 s after which some proxies close a quiet connection. */
const HEARTBEAT = 20_000;

export interface Events {
  /** Send `data` as JSON to every open tab of that user. */
  publish(user: string, event: string, data: unknown): void;
  /** A tab's stream; ends when the tab goes or the program stops. */
  open(c: Context, user: string): Response;
  /** End every stream. */
  close(): void;
}

type Tab = {
  readonly user: string;
  readonly send: (event: string, data: string) => void;
  readonly end: () => void;
};

/** The open tabs of this program. */
export function createEvents(): Events {
  const tabs = new Set<Tab>();
  return {
    publish(user, event, data) {
      const text = JSON.stringify(data);
      for (const tab of tabs) if (tab.user === user) tab.send(event, text);
    },
    open(c, user) {
      c.header('X-Accel-Buffering', 'no');
      return streamSSE(c, async (stream) => {
        let end: () => void = () => {};
        const ended = new Promise<void>((resolve) => {
          end = resolve;
        });
        const send = (event: string, data: string) => void stream.writeSSE({ event, data }).catch(end);
        const tab: Tab = { user, send, end };
        stream.onAbort(end);
        tabs.add(tab);
        send('open', '');
        const heart = setInterval(() => send('heartbeat', ''), HEARTBEAT);
        await ended;
        clearInterval(heart);
        tabs.delete(tab);
      });
    },
    close() {
      for (const tab of tabs) tab.end();
    },
  };
}
