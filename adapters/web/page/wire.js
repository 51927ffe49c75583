// The page's way to the program: asks with an id that outlives a lost answer, the state, the live stream.

/** @typedef {{said?: object[], form?: object, problem?: {field?: string, text: string}, home?: object, menu?: object[], token?: string, stage?: object}} Told */

/** Trouble whose text is meant for the member. */
class Trouble extends Error {}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const away = 'Rungs does not answer. It may be stopped; what you typed is still here.';
const tooLong =
  'That is more than I can take at once: 256 kB is the most. Make it shorter and send it again, please.';
/** Bytes a request; the program refuses more, so it is not even tried. */
const MOST = 256 * 1024;
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
let token = '';
/** In the demo the address says whose page this is; else it is nobody's matter. */
const named = new URLSearchParams(location.search).get('member');

/** An address of the program's, for the one whose page this is. */
export const mine = (path) => (named === null ? path : `${path}?member=${encodeURIComponent(named)}`);

/** randomUUID is there only on https and localhost; behind plain http on a network, make the same by hand. */
export const newId = () =>
  crypto.randomUUID?.() ??
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

async function told(answer) {
  const body = await answer.json().catch(() => ({}));
  if (answer.ok) return body;
  throw new Trouble(body.problem ?? away, { cause: answer.status });
}

/** The talk, Home and the menu as they stand. @returns {Promise<Told>} */
export async function loadState() {
  const state = await told(
    await fetch(mine('/api/state')).catch(() => {
      throw new Trouble(away);
    }),
  );
  token = state.token;
  return state;
}

/** Home as it stands. */
export const loadHome = async () => told(await fetch(mine('/api/home')));

const post = (body, path = '/api/ask') =>
  fetch(mine(path), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-rungs': token },
    body,
  });

/**
 * Send one ask. The same id goes with every try, so an answer lost on the way does nothing twice.
 * @param {{id: string, kind: string}} ask @returns {Promise<Told>} Throws Trouble with a line for the member.
 */
export async function send(ask) {
  const body = new Blob([JSON.stringify({ zone, ...ask })]);
  if (body.size > MOST) throw new Trouble(tooLong);
  for (const wait of [400, 1200, null]) {
    try {
      const answer = await post(body);
      if (answer.status === 403 && wait !== null) await loadState();
      else if (![502, 503, 504].includes(answer.status) || wait === null) return await told(answer);
    } catch (trouble) {
      if (trouble instanceof Trouble) throw trouble;
      if (wait === null) throw new Trouble(away);
    }
    await pause(wait);
  }
  throw new Trouble(away);
}

/** Bytes a file. */
const MOST_FILE = 20 * 1024 * 1024;

/**
 * Send a file. `onWay` gets how much of it has gone, 0–1. @param {File} file @param {(part: number) => void} onWay
 * @returns {Promise<string>} its id; throws Trouble with a line for the member.
 */
export async function sendFile(file, onWay) {
  if (file.size > MOST_FILE)
    throw new Trouble('That file is bigger than 20 MB, which is all that I take. Nothing was changed.');
  const first = await sendOnce(file, onWay);
  // The session outlives a restart, its token may not have been loaded yet.
  if (first.status !== 403) return idOf(first);
  await loadState();
  return idOf(await sendOnce(file, onWay));
}

function idOf({ status, body }) {
  if (status === 200 && body.id) return body.id;
  throw new Trouble(body.problem ?? away);
}

/** By XMLHttpRequest, for it alone tells how far a file has gone. */
const sendOnce = (file, onWay) =>
  new Promise((done, wrong) => {
    const request = new XMLHttpRequest();
    request.open('POST', mine('/api/upload'));
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('x-rungs', token);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onWay(total ? loaded / total : 0);
    request.onload = () => done({ status: request.status, body: request.response ?? {} });
    request.onerror = () => wrong(new Trouble(away));
    request.send(file);
  });

/** Move the demo's clock. @param {'skip' | 'day'} move @returns {Promise<{line: string, now: number}>} */
export const moveClock = async (move) => told(await post(JSON.stringify({ move }), '/api/clock'));

/**
 * Keep a live stream open. `back` is called when it stands again after a break: load the state then.
 * @param {{said(said: object[]): void, lost(): void, back(): void, clock(now: number): void}} on
 */
export function live(on, broken = false) {
  const stream = new EventSource(mine('/api/events'));
  stream.addEventListener('said', (event) => on.said(JSON.parse(event.data).said));
  stream.addEventListener('anew', () => on.back());
  stream.addEventListener('clock', (event) => on.clock(JSON.parse(event.data).now));
  stream.onopen = () => {
    if (broken) on.back();
    broken = false;
  };
  stream.onerror = () => {
    broken = true;
    on.lost();
    // A refusal (a proxy's 502) closes it for good: begin anew.
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => live(on, true), 3000);
  };
}
