// The page's main: loads the state, sends what is typed and pressed, keeps it live. Drawing is draw.js's and talk.js's.

import { drawBlock } from './draw.js';
import { element } from './element.js';
import { openForm } from './form.js';
import { notify } from './notify.js';
import { setStage, stageTime } from './stage.js';
import { giveBack, put, reset, toEnd, toNewest } from './talk.js';
import { live, loadHome, loadState, newId, send } from './wire.js';

const at = (id) => document.getElementById(id);
const box = at('box');
const problem = at('problem');
const line = at('line');
let unseen = 0;

/** Send an ask, show what came of it. Throws a line for the member. */
async function ask(what, from) {
  const busy = setTimeout(() => {
    at('working').hidden = false;
    toEnd();
  }, 350);
  try {
    const answer = await send({ id: newId(), ...what });
    problem.textContent = at('dialog').open ? '' : (answer.problem?.text ?? '');
    if (answer.said?.length > 0) {
      show('talk');
      put(answer.said, press, { mine: true });
      // Pressed in Home on a narrow screen: Home has just gone from view, the keyboard goes on with the answer.
      if (from?.isConnected && from.closest('#home') && from.offsetParent === null)
        at('log').lastElementChild.focus();
    }
    refreshHome();
    if (answer.form && !at('dialog').open) openDialog(answer.form, what.message, from);
    return answer;
  } finally {
    clearTimeout(busy);
    at('working').hidden = true;
  }
}

function openDialog(form, message, from) {
  const sendForm = (fields, sent) => ask({ kind: 'do', action: sent.action, fields, message }, from);
  openForm(form, sendForm, () => giveBack(from, message));
}

/** What every control does: one ask at a time, and a kind line if it did not get through. */
async function press({ action, fields, message }, from) {
  try {
    await ask({ kind: 'do', action, fields, message }, from);
  } catch (trouble) {
    problem.textContent = trouble.message;
  }
}

// Typed lines go out one after another; what could not be sent comes back into the box.
let queue = Promise.resolve();

/** What was not taken stands in the box again, before what was typed meanwhile. */
const giveTextBack = (text) => setBox(box.value ? `${text}\n${box.value}` : text);

function say() {
  const text = box.value;
  if (text.trim() === '') return;
  setBox('');
  queue = queue.then(async () => {
    try {
      const answer = await ask({ kind: 'say', text }, box);
      if (answer.problem) giveTextBack(text);
    } catch (trouble) {
      giveTextBack(text);
      problem.textContent = trouble.message;
    }
  });
}

function setBox(text) {
  box.value = text;
  grow();
}

/** The box grows with what is in it; a style set from script is allowed by the policy, one in markup is not. */
function grow() {
  // The browser's store has an end; a draft past it is kept by the box alone.
  try {
    sessionStorage.setItem('draft', box.value);
  } catch {
    sessionStorage.removeItem('draft');
  }
  box.style.height = 'auto';
  box.style.height = `${Math.min(box.scrollHeight + 2, 220)}px`;
}

at('say').addEventListener('submit', (event) => {
  event.preventDefault();
  say();
});
box.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  say();
});
box.addEventListener('input', grow);

/** Home's sections by what they show: one that did not change stays as it is, with focus, open table and picture. */
let drawn = new Map();

/** Nothing stands there before somebody has joined. */
function drawHome(home) {
  const sections = home.joined ? home.sections : [];
  const place = at('sections');
  const held = place.contains(document.activeElement) ? document.activeElement.dataset.action : null;
  const ask = (action, fields, from) => press({ action, fields }, from);
  const next = new Map();
  for (const { title, blocks } of sections) {
    const key = JSON.stringify([title, blocks]);
    const fresh = () => {
      const parts = blocks.map((block) => drawBlock({ ...block, narrow: true }, ask));
      return element('section', {}, element('h3', {}, title), ...parts);
    };
    next.set(key, drawn.get(key) ?? fresh());
  }
  const same = next.size === drawn.size && [...next.keys()].every((key, i) => key === [...drawn.keys()][i]);
  drawn = next;
  if (same) return;
  place.replaceChildren(...next.values());
  if (held !== null) (place.querySelector(`[data-action="${CSS.escape(held)}"]`) ?? at('home')).focus();
}

function drawMenu(menu) {
  at('verbs').replaceChildren(
    ...menu.map(({ verb, summary, example }) => {
      const pick = element(
        'button',
        { type: 'button', title: example },
        element('b', {}, verb),
        ` ${summary}`,
      );
      pick.addEventListener('click', () => {
        at('menu').open = false;
        setBox(`${verb} `);
        box.focus();
      });
      return element('li', {}, pick);
    }),
  );
}

/** On a narrow screen one of the two is seen; on a wide one both. */
function show(view) {
  document.body.dataset.view = view;
  for (const tab of document.querySelectorAll('.views button'))
    tab.setAttribute('aria-pressed', tab.dataset.view === view);
}
for (const tab of document.querySelectorAll('.views button'))
  tab.addEventListener('click', () => {
    show(tab.dataset.view);
    if (tab.dataset.view === 'talk') toNewest();
  });

at('skip').addEventListener('click', (event) => {
  event.preventDefault();
  show('talk');
  box.focus();
});

let homeSoon;
function refreshHome() {
  clearTimeout(homeSoon);
  homeSoon = setTimeout(() => loadHome().then(drawHome, () => {}), 60);
}

function count(fresh) {
  if (fresh === 0 || !document.hidden) return;
  unseen += fresh;
  document.title = `(${unseen}) Rungs`;
}
document.addEventListener('visibilitychange', () => {
  if (document.hidden) return;
  unseen = 0;
  document.title = 'Rungs';
});

async function load(how) {
  const { said, home, menu, stage } = await loadState();
  if (stage) setStage(stage);
  how(said, press);
  drawHome(home);
  drawMenu(menu);
  line.textContent = '';
}

/** Show the talk as it stands. While the program cannot, say so, and try again. */
async function begin(how, said = '') {
  try {
    await load(how);
    if (problem.textContent === said) problem.textContent = '';
  } catch ({ message, cause }) {
    problem.textContent = message;
    // Without its key the page is nobody's: trying again would not help.
    if (cause !== 403) setTimeout(() => begin(how, message), 2000);
    return;
  }
  if (how === put) toNewest();
  // What was said before the page opened is not read out; what comes from here on is, once.
  setTimeout(() => at('log').removeAttribute('aria-live'), 1000);
}

setBox(sessionStorage.getItem('draft') ?? '');
begin(put);
live({
  said(said) {
    const fresh = said.filter(({ id }) => !document.getElementById(`said-${id}`));
    put(said, press);
    count(fresh.length);
    notify(fresh);
    refreshHome();
  },
  clock: stageTime,
  lost: () => (line.textContent = 'Reconnecting…'),
  back: () => begin(reset),
});
