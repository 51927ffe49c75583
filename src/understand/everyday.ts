/** Everyday words for verbs: a table, each with how much may stand beside it. Verbs themselves are handed in. */

/**
 * `exact`: the line is these words and perhaps a filler ('thanks!', 'hi there'); `leading`: the line begins with
 * them and the rest belongs to the verb (`atMost` words of it, when given). `keep` leaves the words in the rest;
 * `rest` is put in front of it.
 */
export type Alias = {
  readonly words: readonly string[];
  readonly verb: string;
  readonly kind: 'exact' | 'leading';
  readonly keep?: true;
  readonly atMost?: number;
  readonly rest?: string;
};

const exact = (words: string, verb: string, rest?: string): Alias => ({
  words: words.split('|'),
  verb,
  kind: 'exact',
  ...(rest ? { rest } : {}),
});

/** Everyday words; 'thanks', 'not today', 'offer', 'yes' and 'no' are answers, not commands. */
export const EVERYDAY: readonly Alias[] = [
  exact('hi|hello|hey|hiya|good morning|good afternoon|good evening', 'today'),
  exact('join|sign up|sign me up', 'start'),
  exact('thanks|thank you|thx|ty|many thanks|cheers', 'thanks'),
  exact('skip|skip today', 'not today'),
  exact('not today|no more today|enough for today|no more messages today', 'not today'),
  exact('sick|ill|unwell|off sick', 'pause', 'today'),
  exact('hired|got hired|got the job|got a job|have a job|found a job|have the job', 'landed'),
  exact('offer|an offer|job offer|a job offer|got an offer|got a job offer', 'offer'),
  exact('quit|leave|mute|unsubscribe|leave me alone|opt out|no more messages', 'stop'),
  exact('delete me|delete my account|delete my data|delete everything|erase me', 'forget', 'me'),
  exact("i'm back|back again", 'resume'),
  exact('menu|?|??|???|commands', 'help'),
  exact('yes|yep|yeah|y', 'yes'),
  exact('no|nope|nah|n|no thanks|no thank you', 'no'),
  exact('stats|statistics|my stats', 'progress'),
  { words: ['people'], verb: 'contacts', kind: 'leading', atMost: 2 },
  { words: ['coffee', 'interview'], verb: 'meeting', kind: 'leading', keep: true },
];

const BEFORE =
  '(?:please|pls|ok|okay|just|enough|and|can you|could you|will you|would you|i want to|i want you to|i want it to|make it|you can)';
const AFTER =
  '(?:it|this|that|now|please|pls|all|everything|already|the|cards?|messages?|messaging|writing|sending|to|me|these|thanks|thank you|ok|for|a|bit|while)';
const plea = (verb: string) => new RegExp(`^(?:${BEFORE}[ ,.!]+)*${verb}(?:[ ,.!]+${AFTER})*[ ,.!]*$`, 'u');

/** Stopping and pausing in a whole line of one's own ('ok stop', 'please pause it'): nothing in it but these words. */
export const PLEAS: readonly (readonly [verb: string, line: RegExp])[] = [
  ['stop', plea('stop')],
  ['pause', plea('pause')],
];

/** Politeness before a verb ('please log …', 'ok help'). */
export const POLITE = /^(?:(?:please|pls|okay|ok)[ ,.!]+)+/iu;

/** Asking to be shown a person, or what another verb shows: what stands behind it. At most three words. */
export const SHOW =
  /^(?:can you )?(?:show|open|find|look up|who is|who's)(?: me)?(?: my| the)? +((?!an? |some )[^\s]+(?: [^\s]+){0,2})$/iu;

/** Words that may stand round an exact alias without changing it. */
export const FILLERS: readonly string[] =
  'there rungs bot all again everyone you please so very much a lot now today me this it for just i am im ive feeling been was'.split(
    ' ',
  );
