// How known, and 0–10, for people just added: two taps each, one person after the other. Part of sign-up and of `add`.

import type { Context, Step, Taken, Values } from '../../command.ts';
import { taken, tap } from '../../flows/engine.ts';
import { addRating } from '../../ladder/rows.ts';
import { changeContact, contactOf } from '../../people/rows.ts';
import { knownWord, knownWords } from '../../people/words.ts';
import { controls, message, rating } from '../../reply/say.ts';

/** Data of the step: who is still to be asked about, and what was said of the first of them. */
export const knowData = (people: readonly string[]): Values => ({
  people: people.join(','),
  known: '',
  rated: '',
});

/** The step; `name` is what the flow calls it. It ends when everybody has been asked about. */
export function knowStep(name: string): Step {
  return {
    ask: async (ctx, data) => {
      const person = await firstOf(ctx, data);
      const who = person?.label ?? 'They';
      const asksKnown = !data.known;
      const asksRating = !data.rated;
      const so = data.rated ? `${who}: ${data.rated} of 10. ` : '';
      const question = asksKnown
        ? `${so}How do you know ${who}?`
        : `${who}: ${knownWord(person?.known ?? null)}.`;
      return [
        message(
          'Somebody you added',
          question,
          asksKnown && controls(...knownWords.map(([value, label]) => tap(label, value))),
          asksRating && rating(`And writing to ${who}? 0 is easy, 10 is the last thing you would do.`, taken),
        ),
      ];
    },
    take: async (ctx, text, data) => {
      const person = await firstOf(ctx, data);
      if (!person) return { data: {}, next: null };
      const said = text.trim().toLowerCase();
      const kind = knownOf(said);
      if (kind !== undefined) await changeContact(ctx, person.id, { known: kind });
      else if (/^(?:\d|10)$/.test(said))
        await addRating(ctx, ctx.today, 'contact', person.id, Number(said) * 10);
      else return null;
      ctx.note(kind !== undefined ? `how you know ${person.label}` : `your rating of ${person.label}`);
      const known = kind !== undefined ? '1' : (data.known ?? '');
      const rated = kind !== undefined ? (data.rated ?? '') : said;
      return known && rated ? next(name, data) : { data: { known, rated }, next: name, inPlace: true };
    },
    skip: async (_ctx, data) => next(name, data),
  };
}

/** A kind by its value or its words (null: not sure), or undefined. */
export function knownOf(said: string) {
  const word = said.trim().toLowerCase();
  return knownWords.find(([value, label]) => value === word || label.toLowerCase() === word)?.[2];
}

function next(name: string, data: Values): Taken {
  const [, ...rest] = (data.people ?? '').split(',');
  return { data: knowData(rest), next: rest.length ? name : null };
}

async function firstOf(ctx: Context, data: Values) {
  const [first = ''] = (data.people ?? '').split(',');
  return contactOf(ctx, first);
}
