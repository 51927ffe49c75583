// The page's routes: who is let in, what is asked, what goes back. Opening the listener is index.ts's.

import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { App } from '../../src/app.ts';
import { drawAnswered, drawHome, drawSaid } from './draw.ts';
import type { Events } from './events.ts';
import { calendarFile, download, ladderPicture, readPage } from './files.ts';
import { guard, type Origins } from './guard.ts';
import { receive } from './receive.ts';
import { remember, type Sessions, same, seated, tokenOf, turnAway } from './session.ts';
import { drawStage, type Stage, stageRoutes, whoOf } from './stage.ts';

/** What the routes stand on; `port` and `origins` are known only once the listener is open. */
export interface Ground {
  readonly app: App;
  readonly key: string;
  readonly sessions: Sessions;
  readonly events: Events;
  readonly secure: boolean;
  /** The demo's; nothing else has one. */
  readonly stage: Stage | undefined;
  port(): number;
  origins(): Origins;
  /** Count work under way, so that a stop can wait for it; null when no new work is taken. */
  work<Out>(doing: () => Promise<Out>): Promise<Out> | null;
  /** A fault that the member is told of only in general words. */
  fault(cause: unknown): void;
}

/** 256 kB a request; a file to bring in may have 20 MB. */
const BODY = 256 * 1024;
const FILE = 20 * 1024 * 1024;

const problems = {
  tooLong:
    'That is more than I can take at once: 256 kB is the most. Make it shorter and send it again, please.',
  tooBig: 'That file is bigger than 20 MB, which is all that I take. Nothing was changed.',
  mangled: 'I could not read that. Reload the page and try again, please.',
  notKept: 'I could not keep that just now. Try again in a moment, please.',
  away: 'Rungs cannot reach what it keeps just now. Reload in a moment, please: nothing is lost.',
  notRead: 'I cannot reach what I keep just now. I go on trying; nothing is lost.',
  stopping: 'I am being stopped just now. Try again in a moment, please.',
};

/** All the page answers to. */
export function pageRoutes(ground: Ground): Hono {
  const { app, events, stage } = ground;
  const who = (c: Context) => whoOf(c, stage);
  const files = readPage();
  const routes = new Hono<{ Variables: { session: string } }>();

  routes.use(guard(ground.origins));

  routes.get('/', async (c, next) => {
    const key = c.req.query('key');
    if (key === undefined) return next();
    if (!same(key, ground.key)) return turnAway(c);
    remember(c, ground.port(), await ground.sessions.open(), ground.secure);
    return c.redirect('/', 303);
  });
  // Calendar programs have no session: the key in the address is all they bring.
  routes.get('/calendar.ics', async (c) => {
    const body = await app.calendar(c.req.query('key') ?? '');
    return body === null ? c.text('This calendar has no such key.\n', 403) : calendarFile(c, body);
  });
  routes.use(seated(ground.port, ground.sessions));

  routes.get('/', (c) => c.html(files.get('index.html')!.body));
  for (const [name, { body, type }] of files)
    if (name !== 'index.html')
      routes.get(`/${name}`, (c) => c.body(body, 200, { 'Content-Type': type, 'Cache-Control': 'no-cache' }));

  routes.get('/api/state', async (c) => {
    const [said, home] = await Promise.all([app.talk(who(c)), app.home(who(c))]);
    const token = tokenOf(c.get('session'));
    const state = { said: said.map(drawSaid), home: drawHome(home), menu: app.menu(), token };
    return c.json(stage ? { ...state, stage: drawStage(stage, who(c), app.now()) } : state);
  });
  routes.get('/api/home', async (c) => c.json(drawHome(await app.home(who(c)))));
  // Who asks for the head alone never hangs up on the stream: it would stay open for ever.
  routes.get('/api/events', (c) => (c.req.method === 'HEAD' ? c.body(null) : events.open(c, who(c).user)));
  routes.get('/picture/ladder.svg', ladderPicture);
  routes.get('/files/:name', async (c) => {
    const file = await app.file(who(c), c.req.param('name'));
    return file ? download(c, file) : c.text('There is no such file here.\n', 404);
  });

  const tooLong = (c: Context) => c.json({ problem: problems.tooLong }, 413);
  const limit = bodyLimit({ maxSize: BODY, onError: tooLong });
  routes.use('/api/ask', async (c, next) => {
    // Answered by its stated length before anyone opens the body: Node can then read the rest away in peace.
    if (Number(c.req.header('content-length')) > BODY) return tooLong(c);
    return limit(c, next);
  });
  routes.post('/api/ask', async (c) => {
    if (!/^application\/json(?:;|$)/i.test(c.req.header('content-type') ?? ''))
      return c.json({ problem: problems.mangled }, 415);
    const ask = receive(await c.req.json().catch(() => null), app.now(), who(c));
    if (!ask) return c.json({ problem: problems.mangled }, 400);
    const answered = ground.work(async () => app.answer(await app.hear(ask)));
    if (!answered) return c.json({ problem: problems.stopping }, 503);
    const done = await answered;
    const drawn = drawAnswered(done);
    // Nothing of what the tabs show stands any more: they load anew.
    if (done.erased) events.publish(ask.user, 'anew', {});
    events.publish(ask.user, 'said', { said: drawn.said });
    return c.json(drawn);
  });

  const tooBig = (c: Context) => c.json({ problem: problems.tooBig }, 413);
  const fileLimit = bodyLimit({ maxSize: FILE, onError: tooBig });
  routes.use('/api/upload', async (c, next) => {
    if (Number(c.req.header('content-length')) > FILE) return tooBig(c);
    return fileLimit(c, next);
  });
  routes.post('/api/upload', async (c) => {
    if (c.req.header('content-type') !== 'application/octet-stream')
      return c.json({ problem: problems.mangled }, 415);
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    const kept = ground.work(() => app.upload(who(c), bytes));
    if (!kept) return c.json({ problem: problems.stopping }, 503);
    const done = await kept;
    return c.json(done, 'id' in done ? 200 : 422);
  });

  if (stage) routes.route('/', stageRoutes(stage, app.now, events, ground.work));

  routes.onError((cause, c) => {
    ground.fault(cause);
    if (!c.req.path.startsWith('/api/')) return c.text(`${problems.away}\n`, 503);
    return c.json({ problem: c.req.method === 'GET' ? problems.notRead : problems.notKept }, 503);
  });
  return routes as unknown as Hono;
}
