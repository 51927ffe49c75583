// Codes that a person reads on one screen and types on another, and keys that stand in an address: made here, and
// known again by their hash alone.

import { createHash, randomBytes, randomInt } from 'node:crypto';

/** Letters that are not mistaken for one another, read or heard. */
const letters = 'ABCDEFGHJKMNPQRSTVWXYZ';
const long = 8;

/** Eight random letters. */
export function newCode(): string {
  return Array.from({ length: long }, () => letters[randomInt(letters.length)]).join('');
}

/** What was typed as a code's letters, or null when it cannot be one; case, blanks and dashes do not matter. */
export function readCode(typed: string): string | null {
  const code = typed.replace(/[\s-]/g, '').toUpperCase();
  return /^[A-Z]{8}$/.test(code) ? code : null;
}

/** 24 random bytes, base64url: nobody guesses it. */
export const newKey = (): string => randomBytes(24).toString('base64url');

/** By what a code or key of that kind is kept. */
export const hashOf = (kind: 'code' | 'calendar', text: string): string =>
  createHash('sha256').update(`${kind} ${text}`).digest('base64url');
