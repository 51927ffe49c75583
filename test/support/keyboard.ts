// What the keyboard alone can do on the page: where it stands, whether that can be seen, and every place it comes to.

import type { Page } from 'playwright-core';

/** Where the keyboard stands: a name for it, and what is wrong with it (nothing, when all is well). */
export interface Place {
  readonly name: string;
  readonly faults: readonly string[];
}

/** The places that a member could want to reach, as selectors; of a rating's eleven one is enough, arrows go on. */
const wanted = 'a[href], button, select, textarea, input, summary, [tabindex="0"]';

/** The place itself as the page sees it. In the page: as a string, for a test runner would rewrite a function. */
const look = `(() => {
  const it = document.activeElement;
  const name = it === document.body ? 'nowhere'
    : it.matches('[type=radio]') ? 'radio ' + it.value
    : it.getAttribute('aria-label') ?? it.labels?.[0]?.textContent.trim() ?? it.textContent.trim().slice(0, 40);
  const faults = [];
  if (it === document.body) return { name, faults: ['the keyboard is nowhere'] };
  const ringed = [it, it.nextElementSibling, it.closest('.say')].some((one) => {
    if (!one || (one === it.nextElementSibling && !it.matches('[type=radio]'))) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || (one.matches('.say') && boxShadow !== 'none');
  });
  if (!ringed) faults.push(name + ': no ring');
  const own = it.getBoundingClientRect();
  const box = { left: own.left, top: own.top, right: own.right, bottom: own.bottom };
  for (let one = it.parentElement; one; one = one.parentElement) {
    if (!/auto|scroll|hidden/.test(getComputedStyle(one).overflowY)) continue;
    const clip = one.getBoundingClientRect();
    box.top = Math.max(box.top, clip.top);
    box.bottom = Math.min(box.bottom, clip.bottom);
  }
  box.top = Math.max(box.top, 0);
  box.bottom = Math.min(box.bottom, innerHeight);
  if (box.bottom - box.top < Math.min(own.height, 20)) faults.push(name + ': out of sight');
  else {
    const seen = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    if (seen !== it && !it.contains(seen) && !seen?.closest('label')?.contains(it)) faults.push(name + ': covered');
  }
  return { name, faults };
})()`;

/** Where the keyboard stands now. */
export const place = (page: Page): Promise<Place> => page.evaluate<Place>(look);

/** One Tab, until the keyboard stands elsewhere; after 2 s that it stands where it stood is where it stands. */
async function tab(page: Page): Promise<void> {
  await page.evaluate('window.stood = document.activeElement');
  await page.keyboard.press('Tab');
  await page
    .waitForFunction('document.activeElement !== window.stood', undefined, { timeout: 2_000 })
    .catch(() => undefined);
}

/**
 * Tab through all of it once, to where it began. What is wrong: a place without a ring, out of sight or covered; a
 * control that Tab does not come to; a trap.
 */
export async function tour(page: Page): Promise<readonly string[]> {
  const faults: string[] = [];
  await page.evaluate(
    "document.querySelectorAll('[data-toured]').forEach((one) => one.removeAttribute('data-toured'))",
  );
  for (;;) {
    await tab(page);
    const {
      been,
      lent,
      faults: wrong,
    } = await page.evaluate<Place & { been: boolean; lent: boolean }>(`(() => {
      const lent = document.activeElement === document.body;
      const been = 'toured' in document.activeElement.dataset;
      if (!lent) document.activeElement.dataset.toured = '';
      return { been, lent, ...${look} };
    })()`);
    // Past its end the page lends the keyboard to the browser.
    if (lent) continue;
    if (been) break;
    faults.push(...wrong);
  }
  const missed = await page.evaluate<readonly string[]>(`(() => {
    const dialog = document.querySelector('dialog[open]');
    const there = [...(dialog ?? document).querySelectorAll(${JSON.stringify(wanted)})]
      .filter((it) => it.checkVisibility({ visibilityProperty: true }) && !it.matches('[tabindex="-1"], [type=hidden]'));
    const groups = new Set(there.filter((it) => 'toured' in it.dataset && it.name).map((it) => it.name));
    return there
      .filter((it) => !('toured' in it.dataset) && !(it.matches('[type=radio]') && groups.has(it.name)))
      .map((it) => 'not reached: ' + it.outerHTML.slice(0, 120));
  })()`);
  return [...faults, ...missed];
}
