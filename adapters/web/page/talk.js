// The talk: one article a message, put in or redrawn by id, with scroll and focus kept sensible.

import { drawBlock } from './draw.js';
import { element } from './element.js';

const log = document.getElementById('log');
const scroll = document.getElementById('scroll');

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });

const articleOf = (id) => document.getElementById(`said-${id}`);
const atBottom = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 48;

/** Where the page itself last put the view: whoever is still there has not gone elsewhere to read. */
let parked = 0;
const unmoved = () => atBottom() || Math.abs(scroll.scrollTop - parked) < 2;

/** ms within which a message counts as having come just now. */
const JUST_NOW = 3000;

/** The talk as it is shown now: id → what was last drawn for it, so that an unchanged message is left alone. */
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

/** Where the keyboard goes when the control it stood on is gone: the same control, the first one, the message. */
function refocus(article, action) {
  const same =
    action && [...article.querySelectorAll('[data-action]')].find((one) => one.dataset.action === action);
  const first = article.querySelector('button, select, input, a, summary');
  (same ?? first ?? article).focus({ preventScroll: true });
}

/**
 * Put messages in or redraw them. @param {object[]} said
 * @param {(ask: object, from: HTMLElement) => Promise<void>} press
 * @param {{mine?: boolean}} how `mine`: the answer to something done on this very page, so it is brought into view.
 * @returns {number} how many were not there before
 */
export function put(said, press, { mine = false } = {}) {
  const bottom = atBottom();
  const follow = mine || unmoved();
  let fresh = 0;
  for (const one of said) {
    const old = articleOf(one.id);
    const text = JSON.stringify(one);
    if (old && shown.get(old.id)?.text === text) continue;
    const article = draw(one, press);
    shown.set(article.id, { text, at: one.at, born: shown.get(article.id)?.born ?? performance.now() });
    if (old) {
      const held = old.contains(document.activeElement) ? document.activeElement : null;
      old.replaceWith(article);
      if (held) refocus(article, held.dataset.action);
    } else {
      log.append(article);
      fresh += 1;
    }
  }
  markDays();
  // The live stream may have been first to bring what was asked for here: new is what came just now, by either way.
  const young = said.find(({ id }) => shown.get(`said-${id}`)?.born > performance.now() - JUST_NOW);
  if (follow && young) toEnd(articleOf(young.id));
  else if (bottom) toEnd();
  return fresh;
}

/** Scroll to the end, but never past the beginning of what is new. */
export function toEnd(from) {
  scroll.scrollTop = scroll.scrollHeight;
  if (from && from.offsetTop - 16 < scroll.scrollTop) scroll.scrollTop = from.offsetTop - 16;
  parked = scroll.scrollTop;
}

/** Scroll to the newest message: all of it, or its beginning. */
export const toNewest = () => toEnd(log.lastElementChild);

/** The whole talk anew (after a break): what is gone on the other side goes here too. */
export function reset(said, press) {
  const ids = new Set(said.map(({ id }) => `said-${id}`));
  for (const article of log.querySelectorAll('article'))
    if (!ids.has(article.id)) {
      shown.delete(article.id);
      article.remove();
    }
  put(said, press);
}

/** Give the keyboard a place after a dialog: the control that opened it, else what stands where it stood. */
export function giveBack(from, message) {
  if (from?.isConnected) return from.focus();
  const article = message && articleOf(message);
  if (article) return refocus(article, from?.dataset.action);
  document.getElementById('box').focus();
}
