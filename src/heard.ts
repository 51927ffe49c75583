// What is looked at in an ask before anybody works it: words of distress, and what is heard however much was asked.

import type { Ask } from './ask.ts';
import type { Tables } from './context.ts';
import { soundsLikeDistress } from './understand/distress.ts';
import { readVerb } from './understand/verbs.ts';

/** Words of distress are kept nowhere: only that they came. */
export function discreet(ask: Ask): Ask {
  const said = ask.kind === 'say' ? [ask.text] : Object.values(ask.fields);
  if (!said.some(soundsLikeDistress)) return ask;
  const { door, tenant, user, place, at, eventKey } = ask;
  return { door, tenant, user, place, at, eventKey, kind: 'do', route: 'peace.enter', args: {}, fields: {} };
}

/** A word of distress, a stop and a pause are heard however many asks came before (method 10: they always work). */
export function isForPeace(ask: Ask, { commands: known }: Tables): boolean {
  if (ask.kind === 'do')
    return (
      /^(?:peace\.enter$|stop\.|pause\.)/.test(ask.route) ||
      (ask.route === 'today.why' && ask.args.w === 'ill')
    );
  const read = readVerb(ask.text, { verbs: [...known.keys()] });
  return read !== null && 'verb' in read && ['stop', 'pause'].includes(read.verb);
}
