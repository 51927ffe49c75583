// Opening and closing the one listener that page, health and Slack over HTTP share. Knows no route.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';

export interface Listener {
  /** The port that is really open (PORT=0 takes a free one). */
  readonly port: number;
  /** Take no new connection, end those that are idle, then those left. */
  close(): Promise<void>;
}

/** Open a listener for a Hono app. Throws an Error with one clear line when the address cannot be had. */
export async function listen(routes: Hono, host: string, port: number): Promise<Listener> {
  // A request so malformed that it makes no URL (a Host with a user in it) never reaches a route.
  const errorHandler = () => new Response('Forbidden\n', { status: 403 });
  const server = createServer(getRequestListener(routes.fetch, { errorHandler }));
  await opened(server, host, port);
  return { port: (server.address() as AddressInfo).port, close: () => closed(server) };
}

function opened(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (fault: NodeJS.ErrnoException) => reject(new Error(explain(fault, host, port))));
    server.listen(port, host, resolve);
  });
}

function explain(fault: NodeJS.ErrnoException, host: string, port: number): string {
  if (fault.code === 'EADDRINUSE')
    return `Port ${port} on ${host} is taken: stop the other program, or set PORT to a free one (PORT=0 picks one).`;
  if (fault.code === 'EACCES')
    return `Port ${port} may not be opened by this user: set PORT to one above 1023.`;
  if (fault.code === 'EADDRNOTAVAIL' || fault.code === 'ENOTFOUND')
    return `HOST ${host} is no address of this machine.`;
  return `Cannot listen on ${host}:${port}: ${fault.message}`;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 500).unref();
  });
}
