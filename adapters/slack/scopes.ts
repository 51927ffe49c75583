// What Rungs asks of a workspace, each with its why: the least that it needs, circles included, so that nobody installs twice.
// The manifest, the install page, doctor and the tests read it here; docs/slack.md says the same to people.

/** Bot scopes. */
export const scopes: Readonly<Record<string, string>> = {
  commands: '/rungs and the two shortcuts',
  'chat:write': 'to answer, to bring the card, to redraw what was pressed',
  'im:write': 'to open the direct talk with a member who joined',
  'im:history': 'to hear direct messages, and to look whether a message that got lost on the way is there',
  'users:read': "a member's time zone, so that nine o'clock is theirs",
  'files:read': 'a list of people that a member sends to import',
  'files:write': 'the ladder as a picture, and the files of export',
  'app_mentions:read': 'to answer whoever mentions Rungs in a channel, in private',
  'channels:read':
    'to know that it was invited to a channel, where one post says how to start; circles live there',
};

/** Events. */
export const events: Readonly<Record<string, string>> = {
  'message.im': 'direct messages',
  app_home_opened: 'to draw Home',
  app_mention: 'a mention in a channel',
  member_joined_channel: 'that Rungs itself was invited to a channel',
  user_change: 'a new time zone in a profile',
  app_uninstalled: 'to stop at once',
  tokens_revoked: 'to stop at once',
};

/** Scopes that a workspace gave when it installed, less those that are needed now: what is missing. */
export function missingScopes(given: readonly string[]): readonly string[] {
  const has = new Set(given);
  return Object.keys(scopes).filter((scope) => !has.has(scope));
}
