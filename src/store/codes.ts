// Codes that a person reads on one screen and types on another: made here, and known again by their hash alone.

import { createHash, randomInt } from 'node:crypto';

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

/** By what a code is kept. */
export const hashOf = (code: string): string =>
  createHash('sha256').update(`code ${code}`).digest('base64url');
