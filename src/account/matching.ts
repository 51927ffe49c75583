// Whom a typed name means, for forgetting: exact before near, and never a guess at a slip of the finger. Pure.

import { fold, wordsOf } from '../understand/text.ts';

interface Named {
  readonly name: string;
  readonly label: string;
  readonly organization: string | null;
}

/** Everyone whom the words fit: by the whole name, else by the short one, else by all words typed (organisation included). */
export function matching<C extends Named>(contacts: readonly C[], typed: string): readonly C[] {
  const key = keyOf(typed);
  if (key === '') return [];
  const whole = contacts.filter((c) => keyOf(c.name) === key);
  if (whole.length > 0) return whole;
  const short = contacts.filter((c) => keyOf(c.label) === key);
  const words = key.split(' ');
  const near = contacts.filter((c) => {
    const said = keyOf(`${c.name} ${c.label} ${c.organization ?? ''}`).split(' ');
    const name = keyOf(`${c.name} ${c.label}`).split(' ');
    const rest = words.filter((word) => word !== 'at' && word !== 'from');
    return rest.some((word) => name.includes(word)) && rest.every((word) => said.includes(word));
  });
  // "Maria" is one person's label and another's first word: then both are asked about.
  return short.length > 0 ? [...new Set([...short, ...near])] : near;
}

/** Words folded; a name without letters (emoji) as it stands. */
const keyOf = (text: string): string => {
  const words = wordsOf(text).map((word) => word.folded);
  return words.length > 0 ? words.join(' ') : fold(text).trim();
};
