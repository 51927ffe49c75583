/** Fixed phrases of someone in distress. Few and plain: a false alarm stops the cards, a missed one is worse. */
import { fold } from './text.ts';

const I = "(?:i|i'm|im|i am|i just|i really|just)";
const ME = '(?:myself|my self)';

/** All phrases, on folded text whose apostrophes are gone and whose blanks are single. */
const PHRASES: readonly RegExp[] = [
  /\bsuicid(?:e|al)\b/u,
  new RegExp(
    `\\b(?:kill|killing|hurt|hurting|harm|harming|cut|cutting|hang|hanging|shoot|drown) ${ME}\\b`,
    'u',
  ),
  /\bself[- ]?harm(?:ing|ed)?\b/u,
  /\bkms\b/u,
  /\b(?:want|wanna|wants|wanted|wish|ready|going|rather|like|prefer) (?:to |i (?:could|would) )?(?:just )?die\b(?! (?:of|from|laughing|for|trying|on the hill|on that hill|down|out))/u,
  /\b(?:wish|hope) (?:that )?i (?:was|were|am) (?:dead|never born|not alive)\b/u,
  /\bi(?:d| would)? (?:wish|want|rather|prefer)(?: to)? be dead\b/u,
  /\b(?:better|be) off (?:dead|without me|if i (?:was|were) (?:dead|gone))\b/u,
  /\bend (?:it all|my life|my own life)\b/u,
  /\b(?:ending|take|taking) (?:it all|my (?:own )?life)\b/u,
  /\b(?:cant|cannot|can not|dont want to|do not want to|dont wanna|couldnt) go on(?: (?:any ?more|anymore|living|like this|much longer|with (?:my |this )?life))?\s*(?:$|[.,!;?)…]|(?:and|but|i)\b)/u,
  /\b(?:dont|do not|didnt|no longer) (?:really )?(?:want to|wanna) (?:live|be alive|exist|be here any ?more|wake up(?: any ?more| again| tomorrow)?\s*(?:$|[.,!;?]))/u,
  /\bno (?:reason|point|will) (?:to|in|for me to) (?:live|living|go on|going on|be alive|being alive)\b/u,
  /\b(?:nothing|not much|no reason left|nothing left) (?:left )?to live for\b/u,
  /\b(?:life|living) (?:is not|isnt|is no longer|isn t) worth (?:it|living)\b/u,
  /\bnot worth living\b/u,
  /\b(?:want|wanna|wish) (?:to |i could )?(?:just )?disappear\b(?! (?:for|on|to|into|from))/u,
  /\b(?:(?:see|theres|there is) no|(?:dont|do not|cant|cannot) see (?:a|any)) way out\b(?! of)/u,
  /\b(?:tired of|sick of|done with|hate) (?:living|being alive|life itself|my life so much)\b/u,
  new RegExp(
    `\\b${I} (?:better off )?(?:want|thinking about|thinking of) (?:dying|death|ending things|ending everything|ending it)\\b`,
    'u',
  ),
];

/** Said of work or another person, these are not about the speaker's own life. */
const FALSE_FRIENDS: readonly RegExp[] = [
  /\bsuicid(?:e|al) (?:prevention|hotline|squad|awareness|watch team|research|burn|bunny|doors?|note in the play)\b/gu,
  /\b(?:career|political|commercial|professional|social) suicide\b/gu,
];

/**
 * True when a text holds one of the fixed phrases; case, accents and kinds of apostrophe do not matter. The whole
 * text is looked at up to 20,000 characters, so that a long note cannot hide one.
 */
export function soundsLikeDistress(text: string): boolean {
  let plain = fold(text.slice(0, 20_000).replace(/['’‘ʼ`´]/gu, ''))
    .replace(/\p{Cf}/gu, '')
    .replace(/[*_~]/gu, '')
    .replace(/\s+/gu, ' ');
  for (const friend of FALSE_FRIENDS) plain = plain.replace(friend, ' ');
  return PHRASES.some((phrase) => phrase.test(plain));
}
