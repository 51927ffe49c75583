// What the day's card and its answers say. Copy only; which line stands when is show.ts.

/** What doing it is called, after "How did it feel to …": activity → words with {who}. */
const doing: Readonly<Record<string, string>> = {
  comment: "comment on {who}'s post",
  useful: 'send {who} something useful',
  message: 'write to {who}',
  email: 'e-mail {who}',
  voice: 'send {who} a voice note',
  connect: 'ask {who} to connect',
  introduction: 'ask {who} for an introduction',
  referral: 'write to {who}',
  coffee: 'ask {who} for a coffee',
  phone: 'ring {who}',
  fifteen: 'ask {who} for fifteen minutes',
  'stranger-email': 'e-mail {who}',
  'cold-call': 'ring {who}',
  thanks: 'thank {who}',
  card: 'thank {who} with a card by hand',
  introduce: 'introduce {who} to someone',
  list: 'write down a few more names',
  script: 'put yourself into two sentences',
  aloud: 'say it aloud once',
  answer: 'answer a question in a group',
};

/** "write to Maria"; an activity of the member's own is called by its name. */
export function doingIt(activity: string, who: string | null, ownName: string | null): string {
  const words = doing[activity];
  if (words) return words.replace('{who}', () => who ?? 'them');
  return who ? `do “${ownName ?? activity}” with ${who}` : `do “${ownName ?? activity}”`;
}

/** The step as a line to stand on a card: "Write to Maria". */
export function stepLine(activity: string, who: string | null, ownName: string | null): string {
  const words = doing[activity]
    ? doingIt(activity, who, ownName)
    : who
      ? `${ownName ?? activity}: ${who}`
      : (ownName ?? activity);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
