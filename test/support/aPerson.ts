// A contact as the rows give it, for tests of what is made of one.

import type { Contact } from '../../src/people/rows.ts';

/** A person with nothing but a name, unless more is said. */
export const person = (fields: Partial<Contact>): Contact => ({
  id: 'c1',
  name: 'Maria Quispe',
  label: 'Maria',
  chosenLabel: null,
  organization: null,
  email: null,
  url: null,
  notes: null,
  known: null,
  rating: null,
  paused: false,
  restingUntil: null,
  keepInTouchOn: null,
  referredBy: null,
  createdOn: '2026-11-23',
  ...fields,
});
