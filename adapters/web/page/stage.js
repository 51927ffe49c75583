// The demo's bar: whose page this is, what time it is there, and two buttons that move the clock. Only the demo's
// program sends a stage; without one nothing of this is drawn.

import { element } from './element.js';
import { moveClock } from './wire.js';

const shownIn = (timeZone) =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  });
/** The demo's people live in the zone of the machine, which need not be the browser's. */
let shown = shownIn();

const time = element('time', {});
const told = element('p', { class: 'told', role: 'status' });
/** The program's now when it was last told, and this page's own count of ms then. */
let base = { now: 0, at: 0 };

function tell() {
  const now = base.now + performance.now() - base.at;
  time.textContent = shown.format(now);
  time.dateTime = new Date(now).toISOString();
}

/** The clock was moved. @param {number} now epoch ms */
export function stageTime(now) {
  base = { now, at: performance.now() };
  tell();
}

/** Draw the bar once; later only the time. @param {{people: {user: string, name: string}[], member: string, zone: string, now: number}} stage */
export function setStage({ people, member, zone, now }) {
  shown = shownIn(zone);
  stageTime(now);
  if (time.isConnected) return;
  const who = element(
    'select',
    { id: 'member' },
    ...people.map(({ user, name }) => element('option', { value: user, selected: user === member }, name)),
  );
  who.addEventListener('change', () => {
    sessionStorage.removeItem('draft');
    location.search = `?member=${encodeURIComponent(who.value)}`;
  });
  const buttons = [mover('Skip to the next nudge', 'skip', 'primary'), mover('A day on', 'day')];
  const bar = element(
    'aside',
    { class: 'stage', 'aria-label': 'Demo' },
    element('div', { class: 'who' }, element('label', { for: 'member' }, 'Member'), who),
    element('p', { class: 'now' }, time),
    element('div', { class: 'movers' }, ...buttons),
    told,
  );
  document.querySelector('.top').after(bar);
  document.body.classList.add('staged');
  setInterval(tell, 5000);
}

function mover(label, move, tone) {
  const node = element('button', { type: 'button', class: tone }, label);
  node.addEventListener('click', async () => {
    if (node.getAttribute('aria-busy') === 'true') return;
    node.setAttribute('aria-busy', 'true');
    told.textContent = '';
    try {
      const { line, now } = await moveClock(move);
      stageTime(now);
      told.textContent = line;
    } catch (trouble) {
      told.textContent = trouble.message;
    } finally {
      node.removeAttribute('aria-busy');
    }
  });
  return node;
}
