/** Plain words for a hard day ('I feel awful', 'I hate this'). Looked at only when a line was nothing else; no distress. */

const SO = '(?:really |so |just |too |very |pretty |a bit |all )*';
const HARD: readonly RegExp[] = [
  new RegExp(
    `\\b(?:feel(?:ing)?|i(?:'?m| am)|felt) ${SO}(?:awful|terrible|horrible|bad|down|low|sad|useless|worthless|stupid|lonely|alone|anxious|scared|afraid|ashamed|overwhelmed|exhausted|tired|stuck|miserable|rubbish|depressed|hopeless|fed up|(?:like )?a (?:failure|loser|burden)|like (?:crap|shit|giving up))\\b`,
    'iu',
  ),
  /\b(?:bad|rough|hard|terrible|awful|horrible|shit) (?:day|week|morning|night)\b/iu,
  /\bi (?:really |just )?(?:hate|dread) (?:this|networking|all (?:of )?(?:this|it)|everything|myself|writing to|calling)/iu,
  /\b(?:can'?t|cannot|can not) (?:do (?:this|it|any of)|face|cope|be bothered|bring myself|stop thinking|breathe|focus|sleep|take (?:it|this|any))\b/iu,
  /\b(?:don'?t|do not) (?:want to|wanna|feel like)(?: do)? (?:this|it|anything|any of)\b/iu,
  /\b(?:it'?s|this is|that'?s) (?:all )?(?:too much|so hard|too hard|pointless|hopeless|useless|not working)\b/iu,
  /\bwhat'?s the (?:point|use)\b/iu,
  /\bi (?:want to |just |should )*give up\b|\bi (?:have )?(?:been )?(?:cried|crying)\b/iu,
  /\b(?:got|been|was) (?:rejected|ghosted|turned down)\b|\banother rejection\b|\bno (?:energy|hope)\b/iu,
  /\b(?:nobody|no ?one) (?:ever )?(?:answers?|answered|repl(?:y|ies|ied)|writes? back|wrote back|wants?|cares?|needs?)\b|\b(?:everyone|everybody) ignores me\b/iu,
];

/** True when a line says that the day is a hard one; the first 500 characters are read. */
export const soundsHard = (text: string): boolean => {
  const plain = text.slice(0, 500).replace(/[’‘ʼ]/gu, "'").replace(/\s+/gu, ' ');
  return HARD.some((phrase) => phrase.test(plain));
};
