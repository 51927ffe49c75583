// The openers over every fitting activity, kind of acquaintance and set of facts.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Facts, Known, TalkKind } from '../../src/voice/facts.ts';
import { opener, openers, WORDED_ACTIVITIES } from '../../src/voice/openers.ts';

const KINDS: readonly Known[] = ['friend', 'old', 'met', 'unsure', 'referred', 'stranger'];
const TALKS: readonly TalkKind[] = ['coffee', 'call', 'interview', 'info-interview', 'event', 'other'];

/** Who fits, from the method's table: kinds while unanswered, and whether somebody who answered fits. */
const FITS: Readonly<Record<string, { kinds: readonly Known[]; answered: boolean; least: number }>> = {
  comment: { kinds: KINDS, answered: true, least: 4 },
  useful: { kinds: ['friend', 'old', 'met', 'unsure'], answered: true, least: 4 },
  message: { kinds: ['friend', 'old', 'met', 'unsure'], answered: true, least: 6 },
  email: { kinds: ['friend', 'old', 'met', 'unsure'], answered: true, least: 6 },
  voice: { kinds: ['friend'], answered: true, least: 5 },
  connect: { kinds: ['old', 'met', 'unsure', 'referred', 'stranger'], answered: false, least: 4 },
  introduction: { kinds: ['friend'], answered: true, least: 4 },
  referral: { kinds: ['referred'], answered: false, least: 4 },
  coffee: { kinds: ['friend', 'old', 'met', 'unsure'], answered: true, least: 6 },
  phone: { kinds: ['friend'], answered: true, least: 4 },
  fifteen: { kinds: ['friend', 'old', 'met', 'unsure', 'referred'], answered: true, least: 6 },
  'stranger-email': { kinds: ['stranger'], answered: false, least: 4 },
  'cold-call': { kinds: ['stranger'], answered: false, least: 4 },
  introduce: { kinds: KINDS, answered: true, least: 4 },
  thanks: { kinds: KINDS, answered: true, least: 4 },
  card: { kinds: KINDS, answered: true, least: 4 },
  own: { kinds: KINDS, answered: true, least: 4 },
};

const ASKING = Object.keys(FITS).filter(
  (activity) => !['comment', 'useful', 'connect', 'introduce', 'thanks', 'card'].includes(activity),
);

const base: Facts = {
  activity: 'message',
  known: 'friend',
  name: 'Maria',
  followUp: false,
  reply: false,
  answered: false,
  seed: 's',
};

type Case = { readonly title: string; readonly facts: Facts; readonly least: number };

function cases(): Case[] {
  const all: Case[] = [];
  for (const [activity, { kinds, answered, least }] of Object.entries(FITS))
    for (const known of KINDS)
      for (const has of [false, true]) {
        if (has ? !answered : !kinds.includes(known)) continue;
        for (const organization of [undefined, 'Corner Bakery'])
          for (const toldBy of known === 'referred' ? [undefined, 'Ben Okafor'] : [undefined])
            for (const turn of ['first', 'follow-up', 'reply', 'promise', 'named'] as const)
              for (const thanksFor of ['thanks', 'card'].includes(activity)
                ? [undefined, ...TALKS]
                : [undefined]) {
                if (turn === 'reply' && !has) continue;
                const facts: Facts = {
                  ...base,
                  activity,
                  known,
                  answered: has,
                  organization,
                  toldBy,
                  thanksFor,
                  followUp: turn === 'follow-up',
                  reply: turn === 'reply',
                  owedPromise: turn === 'promise' ? 'send the recipe' : undefined,
                  named: turn === 'named' ? 'Ravi' : undefined,
                };
                const title = [activity, known, has && 'answered', organization, toldBy, turn, thanksFor];
                all.push({
                  title: title.filter(Boolean).join(' · '),
                  facts,
                  least: turn === 'first' ? least : 4,
                });
              }
      }
  return all;
}

const CASES = cases();

/** Every opener of every case that satisfies `where`, and for which `wrong` says so. */
function offenders(
  wrong: (text: string, facts: Facts) => boolean,
  where: (facts: Facts) => boolean = () => true,
) {
  return CASES.filter(({ facts }) => where(facts)).flatMap(({ title, facts }) =>
    openers(facts)
      .flatMap(({ subject, text }) => (subject === undefined ? [text] : [subject, text]))
      .filter((text) => wrong(text, facts))
      .map((text) => `${title}: ${text}`),
  );
}

const ASKS_FOR_WORK =
  /\b(jobs?|hir(e|es|ing)|vacanc\w+|openings?|r[ée]sum[ée]s?|cvs?|positions?|recruit\w*|employ\w*|interviews?|applicat\w+|apply|refer me|opportunit\w+|looking for work|out of work|roles?|careers?)\b/i;
const WORN_OUT =
  /hope (this|you).{0,12} finds? you|pick(ing)? your brain|reach(ed|ing)? out|touch|checking in|check in|circl\w+ back|follow(ing)? up|bump|loop|synerg|network|leverage|\b(sorry|bother|disturb|apolog\w+|leads?|prospects?|sales|exposure|band|pipeline|failed|just wondering|valuable|busy schedule|honou?r|amazing|inspir\w+|impress\w+|admire|brilliant|expert|great work|huge fan)\b|still waiting|haven't heard (from|back)|didn't answer|no answer|good morning/i;

describe('Openers', () => {
  it('know every activity with words in the method', () => {
    expect([...WORDED_ACTIVITIES].sort()).toEqual(
      Object.keys(FITS)
        .filter((id) => id !== 'own')
        .sort(),
    );
  });

  it('are many enough and all different in every case', () => {
    const thin = CASES.filter(({ facts, least }) => {
      const texts = openers(facts).map(({ text }) => text);
      return texts.length < least || new Set(texts).size < texts.length;
    }).map(({ title, facts, least }) => `${title}: ${openers(facts).length} of ${least}`);
    expect(thin).toEqual([]);
  });

  it('have at most 60 words, also with a titled name and a long organisation', () => {
    const long = CASES.flatMap(({ title, facts }) =>
      openers({
        ...facts,
        name: 'Prof. Maria Quist-Andersen',
        organization: facts.organization && 'The Old Corner Bakery Company',
        toldBy: facts.toldBy && 'Ben van Okafor',
      })
        .filter(({ text }) => text.split(/\s+/).length > 60)
        .map(({ text }) => `${title}: ${text}`),
    );
    expect(long).toEqual([]);
  });

  it('leave no token, no double space and no loose end', () => {
    expect(offenders((text) => /[{}]|undefined|null|NaN| {2}|^\s|\s$|\.\.|,,|’|—/.test(text))).toEqual([]);
    expect(offenders((text) => !/[.?!\]]$/.test(text) && /[.?!]/.test(text))).toEqual([]);
  });

  it('never ask for a job', () => {
    expect(offenders((text) => ASKS_FOR_WORK.test(text))).toEqual([]);
  });

  it('use no worn-out phrase, no flattery and no guilt', () => {
    expect(offenders((text) => WORN_OUT.test(text))).toEqual([]);
  });

  it('claim no meeting with somebody never met', () => {
    const claims =
      /we('ve)? met\b|since we|(?<!n't )know each other|again\b|last (time|spoke)|remember|it's been|(?<!people )knew|a voice from the past/i;
    const unmet = (facts: Facts) =>
      ['referred', 'stranger'].includes(facts.known) &&
      !facts.answered &&
      !facts.followUp &&
      !facts.owedPromise &&
      !facts.named &&
      !['thanks', 'card'].includes(facts.activity);
    expect(CASES.some(({ facts }) => unmet(facts))).toBe(true);
    expect(offenders((text) => claims.test(text), unmet)).toEqual([]);
  });

  it('claim no more than a meeting with somebody only met, and no silence of years with a friend', () => {
    const notMet =
      /friend|seen me at work|worked together|in ages|too long|long (time|while)|old days|since we last/i;
    const first = (facts: Facts) => !facts.answered && !facts.followUp && !facts.owedPromise && !facts.named;
    expect(
      offenders(
        (text) => notMet.test(text.replace(/tell a friend|warn a friend/, '')),
        (f) => f.known === 'met' && first(f),
      ),
    ).toEqual([]);
    expect(
      offenders(
        (text) => /it's been|in ages|we('ve)? met/i.test(text),
        (f) => f.known === 'friend' && first(f) && !['thanks', 'card'].includes(f.activity),
      ),
    ).toEqual([]);
  });

  it('hold for anybody where it was not said how they are known', () => {
    const claims =
      /\bmet\b|a while|we (talked|spoke)|since we|(?<!choosing )again\b|last (time|spoke)|know (me|each other|what I)|remember|seen me|lost track|told me about you|your name (came|was)|stranger|friend|colleague/i;
    const unsure = (f: Facts) =>
      f.known === 'unsure' &&
      !f.answered &&
      !f.followUp &&
      !f.owedPromise &&
      !f.named &&
      !['thanks', 'card'].includes(f.activity);
    expect(CASES.filter(({ facts }) => unsure(facts)).length).toBeGreaterThanOrEqual(18);
    expect(offenders((text) => claims.test(text), unsure)).toEqual([]);
  });

  it('say nothing of how long ago it was, and thank nobody again who may not have been thanked', () => {
    const first = (f: Facts) => !f.followUp && !f.owedPromise && !f.named;
    const told =
      /\b(ages|too long|years?|a (long )?(while|time) (ago|back)|long (while|time))\b|the past|at last/i;
    expect(
      offenders(
        (text) => told.test(text.replace(/(this|your) year|a year ago/gi, '')),
        (f) => first(f) && ['old', 'met'].includes(f.known),
      ),
    ).toEqual([]);
    expect(
      offenders(
        (text) => /thank(s| you) again/i.test(text.replace('[what they did]', '')),
        (f) => f.answered && !['thanks', 'card'].includes(f.activity),
      ),
    ).toEqual([]);
  });

  it('begin each sentence with a capital, shout nothing, and praise nobody for an answer they may not have given', () => {
    expect(offenders((text) => /[.?!] [a-z]|!/.test(text))).toEqual([]);
    expect(
      offenders(
        (text) =>
          /made me smile|something to think about|chewing on|you helped me before|more than you'd think/i.test(
            text,
          ),
        (f) => (f.reply || f.answered) && f.activity !== 'comment',
      ),
    ).toEqual([]);
  });

  it('put nothing into the mouth of whoever named the person', () => {
    expect(
      offenders(
        (text) =>
          /good (person )?to ask|good person|suggested|as someone to|recommend|speaks? highly|thought you/i.test(
            text,
          ),
        (f) => f.known === 'referred' && !f.answered && f.activity !== 'useful',
      ),
    ).toEqual([]);
  });

  it('end an ask with a question', () => {
    const asks = (facts: Facts) => ASKING.includes(facts.activity) && !facts.owedPromise;
    const noQuestion = CASES.filter(({ facts }) => asks(facts)).flatMap(({ title, facts }) =>
      openers(facts)
        .filter(({ text }) => !text.endsWith('?'))
        .map(({ text }) => `${title}: ${text}`),
    );
    expect(noQuestion).toEqual([]);
  });

  it("have at most one blank besides the member's own name, and one of the three shown has none", () => {
    expect(offenders((text) => (text.replaceAll('[your name]', '').match(/\[/g) ?? []).length > 1)).toEqual(
      [],
    );
    const blank = CASES.filter(
      ({ facts }) => !facts.owedPromise && !['useful', 'introduce'].includes(facts.activity),
    )
      .filter(({ facts }) => opener(facts, 0).text.replaceAll('[your name]', '').includes('['))
      .map(({ title }) => title);
    expect(blank).toEqual([]);
  });

  it('give every e-mail a short subject', () => {
    const mails = CASES.filter(({ facts }) =>
      ['email', 'referral', 'stranger-email'].includes(facts.activity),
    );
    expect(
      mails.flatMap(({ facts }) => openers(facts)).filter(({ subject }) => !subject || subject.length > 60),
    ).toEqual([]);
  });

  it('keep a note to connect within 200 characters', () => {
    expect(
      offenders(
        (text) => text.length > 200,
        (facts) => facts.activity === 'connect',
      ),
    ).toEqual([]);
  });

  it('name first whoever told the member of the person', () => {
    for (const activity of ['referral', 'fifteen', 'connect'])
      for (let seed = 0; seed < 20; seed++) {
        const facts: Facts = { ...base, activity, known: 'referred', toldBy: 'Ben', seed: `${seed}` };
        expect([0, 1, 2].map((n) => opener(facts, n).text).every((text) => text.includes('Ben'))).toBe(true);
      }
  });

  it('give the same words for the same seed and others for other seeds', () => {
    expect(openers(base)).toEqual(openers({ ...base }));
    const firsts = new Set(
      Array.from({ length: 60 }, (_, seed) => opener({ ...base, seed: `${seed}` }, 0).text),
    );
    expect(firsts.size).toBeGreaterThanOrEqual(6);
    expect(opener(base, openers(base).length)).toEqual(opener(base, 0));
  });

  it('put hostile names in as they are and keep their shape', () => {
    for (const name of ['{org}', '$&', '<b>Al</b>', '@everyone', '*Al*', '=1+1']) {
      const texts = openers({ ...base, name, organization: '{by} & $1' }).map(({ text }) => text);
      expect(texts.every((text) => text.includes(name))).toBe(true);
      expect(texts.some((text) => text.includes('{by} & $1'))).toBe(true);
    }
  });

  it('ask for the name where it cannot stand in a greeting', () => {
    for (const name of ['x'.repeat(500), '', '   ', 'the man at the gym', 'Dr.'])
      expect(opener({ ...base, name }, 0).text).toContain('[their name]');
    expect(opener({ ...base, name: 'Maria\nQuist' }, 0).text).toContain('Maria');
    expect(opener({ ...base, name: 'Dr. Ann Patel' }, 0).text).toContain('Dr. Patel');
    expect(opener({ ...base, name: 'Aunt Rose' }, 0).text).toContain('Aunt Rose');
  });

  it('leave out an organisation that would fill the opener', () => {
    const texts = openers({ ...base, organization: 'word '.repeat(100) }).map(({ text }) => text);
    expect(texts.some((text) => text.includes('word word'))).toBe(false);
    expect(texts.length).toBeGreaterThanOrEqual(6);
  });

  it('keep one full stop after an organisation that ends in one', () => {
    const facts: Facts = { ...base, activity: 'connect', known: 'met', organization: 'Acme Inc.' };
    const texts = openers(facts).map(({ text }) => text);
    expect(texts.some((text) => text.includes('at Acme Inc. Is'))).toBe(true);
    expect(texts.some((text) => text.includes('..'))).toBe(false);
  });

  it('hold their length and never throw, whatever the names', () => {
    const unicode = fc.string({ unit: 'binary', maxLength: 500 });
    fc.assert(
      fc.property(
        fc.constantFrom(...CASES),
        unicode,
        unicode,
        unicode,
        ({ facts }, name, organization, toldBy) => {
          const words = openers({ ...facts, name, organization, toldBy }).map(
            ({ text }) => text.split(/\s+/u).length,
          );
          expect(words.length).toBeGreaterThanOrEqual(3);
          expect(Math.max(...words)).toBeLessThanOrEqual(60);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('have something for every kind of person even where the member widened who fits', () => {
    for (const activity of [
      ...WORDED_ACTIVITIES,
      'singing on the stairs',
      'list',
      'script',
      'aloud',
      'answer',
    ])
      for (const known of KINDS)
        for (const flag of ['answered', 'reply', 'followUp'] as const) {
          const facts: Facts = { ...base, activity, known, [flag]: true };
          expect(openers(facts).length).toBeGreaterThanOrEqual(3);
        }
  });
});
