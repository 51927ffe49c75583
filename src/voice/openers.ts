// The openers: words to say or send, for one step. Picks the fitting list and puts the names in; the words
// themselves stand in openers/. Nothing here sends anything, and nothing is asked of a network.
import type { Facts, Opener, TalkKind, Template, Words } from './facts.ts';
import { called, type Fillings, fill, mentioned, placed } from './fill.ts';
import { coldCall, phone, voice } from './openers/call.ts';
import { connect } from './openers/connect.ts';
import { email } from './openers/email.ts';
import { coffee, fifteen, introduction } from './openers/meet.ts';
import { own } from './openers/own.ts';
import { card, introduce, thanks } from './openers/thanks.ts';
import { referral, strangerEmail } from './openers/unmet.ts';
import { comment, message, useful } from './openers/write.ts';
import { shuffle } from './order.ts';
import { isPreparation, preparations } from './preparation.ts';

const WORDS: ReadonlyMap<string, Words> = new Map(
  Object.entries({
    comment,
    useful,
    message,
    // A member may let a way be used with people it was not meant for; an e-mail then stays an e-mail.
    email: { ...email, referred: referral.referred ?? [], stranger: strangerEmail.stranger ?? [] },
    voice,
    connect,
    introduction,
    referral,
    coffee,
    phone,
    fifteen,
    'stranger-email': strangerEmail,
    'cold-call': coldCall,
    introduce,
  }),
);

/** The activities that have words of their own, thanks and cards among them. */
export const WORDED_ACTIVITIES: readonly string[] = [...WORDS.keys(), 'thanks', 'card'];

function listFor(words: Words, facts: Facts): readonly Template[] {
  const friend = facts.known === 'friend';
  const forKind = words[facts.known] ?? words.any ?? own[facts.known] ?? own.any ?? [];
  if (facts.owedPromise !== undefined && words.promise) return words.promise;
  if (mentioned(facts.named) !== undefined && words.named) return words.named;
  if (facts.reply) {
    const list = friend ? (words.replyFriend ?? words.friend ?? words.reply) : words.reply;
    if (list) return list;
  }
  if (facts.followUp) {
    const list = friend ? (words.followUpFriend ?? words.followUp) : words.followUp;
    if (list) return list;
  }
  // Someone who has answered is no stranger any more; a friend is spoken to as a friend all the same.
  if (facts.answered && !(friend && words.friend)) return words.answered ?? forKind;
  return forKind;
}

function templatesFor(facts: Facts): readonly Template[] {
  const what: TalkKind | undefined = facts.thanksFor ?? facts.talkKind;
  if (facts.activity === 'thanks') return thanks[what === undefined || what === 'other' ? 'any' : what];
  if (facts.activity === 'card') return what === 'event' ? card.event : card.any;
  return listFor(WORDS.get(facts.activity) ?? own, facts);
}

function textOf(template: Template): string {
  return typeof template === 'string' ? template : template[1];
}

/** Lower comes first. The connection is named where there is one (the method asks for it), and what needs
 * nothing filled in but the member's own name goes before what does: a blank is work on a bad day. */
function effortOf(text: string, facts: Facts): number {
  const namesTheLink = facts.known !== 'referred' || facts.answered || text.includes('{by}');
  const blanks = text.replaceAll('[your name]', '').includes('[');
  return (namesTheLink ? 0 : 2) + (blanks ? 1 : 0);
}

function fillTemplate(template: Template, fillings: Fillings): Opener | undefined {
  const text = fill(textOf(template), fillings);
  if (text === undefined) return undefined;
  if (typeof template === 'string') return { text };
  const subject = fill(template[0], fillings);
  return subject === undefined ? undefined : { subject, text };
}

/** All openers that fit the facts, the best to show first and otherwise in the seed's order. Never empty.
 * A preparation gives its instruction instead, in several wordings. */
export function openers(facts: Facts): readonly Opener[] {
  const seed = `${facts.seed}\n${facts.activity}`;
  if (isPreparation(facts.activity)) return preparations(facts.activity, seed).map((text) => ({ text }));
  const fillings: Fillings = {
    name: called(facts.name),
    org: placed(facts.organization),
    by: mentioned(facts.toldBy),
    named: mentioned(facts.named),
  };
  return shuffle(templatesFor(facts), seed, textOf)
    .map((template) => ({
      opener: fillTemplate(template, fillings),
      rank: effortOf(textOf(template), facts),
    }))
    .sort((a, b) => a.rank - b.rank)
    .flatMap(({ opener }) => opener ?? []);
}

/** The n-th opener (0 = the one on the card, 1 and 2 = what Words shows); beyond the last it goes round. */
export function opener(facts: Facts, n: number): Opener {
  const all = openers(facts);
  const at = all[n % all.length];
  if (at === undefined) throw new Error(`opener: no words for ${facts.activity}`);
  return at;
}
