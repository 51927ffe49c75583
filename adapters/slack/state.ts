// The state of an install under way: made for one browser, good once, for 10 minutes. Pure but for what it was told of
// use; time is the real one, passed in.

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** So long an install may take, ms. */
export const stateMs = 600_000;

export interface States {
  /** A new one, for the address and for the browser's cookie alike. */
  make(): string;
  /** Whether it may go on: ours, this browser's, not old, not used; it is used from now on. */
  take(state: string | undefined, cookie: string | undefined): boolean;
}

/**
 * States signed with SLACK_STATE_SECRET. What was made before this program began counts as used: what was used then,
 * nobody remembers.
 */
export function createStates(secret: string, wall: () => number): States {
  const begun = wall();
  const used = new Map<string, number>();
  const sign = (text: string) => createHmac('sha256', secret).update(text).digest('base64url');
  return {
    make() {
      const text = `${wall()}.${randomBytes(18).toString('base64url')}`;
      return `${text}.${sign(text)}`;
    },
    take(state, cookie) {
      if (!state || !cookie || !same(state, cookie)) return false;
      const [at = '', nonce = '', signature = '', ...more] = state.split('.');
      if (more.length > 0 || !same(signature, sign(`${at}.${nonce}`))) return false;
      const now = wall();
      const made = Number(at);
      if (made < begun || made > now || now - made > stateMs || used.has(nonce)) return false;
      for (const [old, since] of used) if (now - since > stateMs) used.delete(old);
      used.set(nonce, made);
      return true;
    },
  };
}

/** Equality that takes the same time wherever the difference is; lengths may show. */
export function same(a: string, b: string): boolean {
  const [one, two] = [Buffer.from(a), Buffer.from(b)];
  return one.length === two.length && timingSafeEqual(one, two);
}
