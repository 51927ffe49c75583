// People mentioned in what a member typed → their names: an id says nothing to a reader. What Discord sent with the words
// tells who they are; nobody is asked.

type Json = Readonly<Record<string, unknown>>;

/** How somebody is called: in the server, else everywhere. */
const called = (user: Json, member: Json): string =>
  [member.nick, user.global_name, user.username].find(
    (name): name is string => typeof name === 'string' && name.trim() !== '',
  ) ?? '';

/** Names by id, of users with what their server knows of them. */
export const namesBy = (
  people: readonly (readonly [id: unknown, user: Json, member: Json])[],
): ReadonlyMap<string, string> =>
  new Map(people.map(([id, user, member]) => [String(id), called(user, member)]));

/** The same text with their names in it, as far as they are known. */
export const named = (text: string, names: ReadonlyMap<string, string>): string =>
  text.replace(/<@!?(\d{1,20})>/g, (_all, id: string) => names.get(id) || 'someone');
