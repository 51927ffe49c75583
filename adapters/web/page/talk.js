// The talk: one article a message, put in or redrawn by id, with scroll and focus kept sensible.

import { drawBlock } from './draw.js';
import { element } from './element.js';

const log = document.getElementById('log');
const scroll = document.getElementById('scroll');

// As Rungs itself says days and hours, whatever the browser's language.
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });

/** What the keyboard can stand on. */
const places = 'button, select, input, a, summary';

const articleOf = (id) => document.getElementById(`said-${id}`);
const atBottom = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 48;

/**
 * Where the page itself last put the view: whoever is still there has not gone elsewhere to read. Told by a message and
 * its height in the view, which stay when a picture further up comes late.
 */
let parked = { node: null, height: 0, top: 0 };
const heightOf = (node) => node.offsetTop - scroll.scrollTop;
function park(node) {
  parked = { node, height: node === null ? 0 : heightOf(node), top: scroll.scrollTop };
}
const unmoved = () =>
  atBottom() || (parked.node !== null && Math.abs(heightOf(parked.node) - parked.height) < 2);

// A picture that comes late pushes down what stands below it, and browsers do not always hold that in place.
log.addEventListener(
  'load',
  () => {
    if (parked.node === null || Math.abs(scroll.scrollTop - parked.top) >= 2) return;
    scroll.scrollTop += heightOf(parked.node) - parked.height;
    parked.top = scroll.scrollTop;
  },
  true,
);

const away = (node) => {
  const { top, bottom } = scroll.getBoundingClientRect();
  const own = node.getBoundingClientRect();
  return own.bottom <= top || own.top >= bottom;
};

/** ms within which a message counts as having come just now. */
const JUST_NOW = 3000;

/** The talk as it is shown now: id → what was last drawn for it, so that what did not change is left alone. */
const shown = new Map();

function draw({ id, at, author, text, blocks }, press) {
  const who = author === 'member' ? 'You' : 'Rungs';
  const article = element('article', {
    id: `said-${id}`,
    class: author,
    tabindex: '-1',
    title: clock.format(at),
    'aria-label': `${who}, ${clock.format(at)}`,
  });
  if (author === 'member') article.append(element('p', { dir: 'auto' }, text ?? ''));
  const ask = (action, fields, from) => press({ action, fields, message: id }, from);
  for (const block of blocks ?? []) article.append(drawBlock(block, ask));
  return article;
}

/** A line with the date above the first message of each day. It is decoration: read out, it would be in the way. */
function markDays() {
  for (const mark of log.querySelectorAll('.day')) mark.remove();
  let last = '';
  for (const article of log.querySelectorAll('article')) {
    const name = day.format(shown.get(article.id)?.at);
    if (name !== last)
      article.before(element('div', { class: 'day', 'aria-hidden': 'true', 'data-day': name }));
    last = name;
  }
}

/**
 * Where the keyboard goes when the control it stood on (`gone`) is no more: what is asked in its stead, the same control,
 * one of the same name, the first one; where none is left, on to what came after it, or else the message.
 */
function refocus(article, gone, { next, asked } = {}) {
  const all = [...article.querySelectorAll(places)];
  const same =
    all.find((one) => one.dataset.action && one.dataset.action === gone?.dataset.action) ??
    all.find((one) => one.matches('button') && one.textContent === gone?.textContent);
  const place = asked?.querySelector('input') ?? same ?? all[0] ?? next ?? article;
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: 'nearest' });
}

/**
 * Draw a message again into its article. Parts that are as they were stay as they are: what is read aloud is what is
 * new, and a control keeps the keyboard. Gives the new parts.
 */
function redraw(article, fresh, was, is) {
  for (const { name, value } of fresh.attributes) article.setAttribute(name, value);
  let head = 0;
  while (head < was.length && head < is.length && was[head] === is[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(was.length, is.length) - head && was.at(-1 - tail) === is.at(-1 - tail)) tail += 1;
  const after = article.children[was.length - tail] ?? null;
  const old = [...article.children].slice(head, was.length - tail);
  const came = [...fresh.children].slice(head, is.length - tail);
  for (const part of came) article.insertBefore(part, after);
  for (const part of old) part.remove();
  return came;
}

/** The question that is first to be answered in new parts: after Did it, how it felt. */
function askedIn(parts) {
  const first = parts.find((part) => part.querySelector(places));
  return first?.matches('.rating') ? first : undefined;
}

/** What a message is made of, a text for each part. */
const partsOf = ({ author, text, blocks }) => [
  ...(author === 'member' ? [text] : []),
  ...(blocks ?? []).map((block) => JSON.stringify(block)),
];

/**
 * Put messages in or redraw them. @param {object[]} said
 * @param {(ask: object, from: HTMLElement) => Promise<void>} press
 * @param {{mine?: boolean}} how `mine`: the answer to something done on this very page, so it is brought into view.
 */
export function put(said, press, { mine = false } = {}) {
  const bottom = atBottom();
  const follow = mine || unmoved();
  const held = log.contains(document.activeElement) ? document.activeElement : null;
  const place = held?.closest('article');
  const fresh = [];
  let news = [];
  for (const one of said) {
    const article = draw(one, press);
    const before = shown.get(article.id);
    const parts = partsOf(one);
    shown.set(article.id, { parts, at: one.at, born: before?.born ?? performance.now() });
    if (before) {
      const came = redraw(articleOf(one.id), article, before.parts, parts);
      // Elsewhere it is somebody else's doing (another tab), which moves nothing here.
      if (mine || articleOf(one.id) === place) news = [...news, ...came];
    } else {
      log.append(article);
      fresh.push(article);
    }
  }
  markDays();
  // The live stream may have been first to bring what was asked for here: new is what came just now, by either way.
  const isYoung = ({ id }) => shown.get(`said-${id}`)?.born > performance.now() - JUST_NOW;
  const young = said.find(isYoung);
  // Whoever is at work in a message stays where they are in it.
  if (follow && young && articleOf(young.id) !== place) toEnd(articleOf(young.id));
  else if (bottom) toEnd();
  const gone = held !== null && !held.isConnected;
  const question = mine || gone ? askedIn(news) : undefined;
  // A message that came along has the view.
  const outdone = said.some((one) => isYoung(one) && !articleOf(one.id).contains(question));
  const asked = outdone ? undefined : question;
  if (gone) refocus(place, held, { next: fresh.at(-1), asked });
  else if (held && mine) stayOn(held, young && articleOf(young.id));
  // With what was said of the step before it, as far as both have room.
  if (!asked) return;
  for (const part of [news[0], asked]) part.scrollIntoView({ block: 'nearest' });
  park(asked.closest('article'));
}

/** A control that was pressed and is still there keeps the keyboard, in sight; unless what came took the view from it. */
function stayOn(held, newest) {
  if (!newest || newest.contains(held)) held.scrollIntoView({ block: 'nearest' });
  else if (away(held)) newest.focus({ preventScroll: true });
}

/** Scroll to the end, but never past the beginning of what is new. */
export function toEnd(from) {
  scroll.scrollTop = scroll.scrollHeight;
  if (from && from.offsetTop - 16 < scroll.scrollTop) scroll.scrollTop = from.offsetTop - 16;
  park(from ?? log.lastElementChild);
}

/** Scroll to the newest message: all of it, or its beginning. */
export const toNewest = () => toEnd(log.lastElementChild);

/** The whole talk anew (after a break): what is gone on the other side goes here too. */
export function reset(said, press) {
  const ids = new Set(said.map(({ id }) => `said-${id}`));
  for (const article of log.querySelectorAll('article'))
    if (!ids.has(article.id)) {
      if (article.contains(document.activeElement)) document.getElementById('box').focus();
      shown.delete(article.id);
      article.remove();
    }
  put(said, press);
}

/** Give the keyboard a place after a dialog: the control that opened it, else what stands where it stood. */
export function giveBack(from, message) {
  if (from?.isConnected) return from.focus();
  const article = message && articleOf(message);
  if (article) return refocus(article, from);
  document.getElementById('box').focus();
}
