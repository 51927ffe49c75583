import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readVerb } from '../../src/understand/verbs.ts';

const verbs =
  'start today add contacts ladder log meeting followups goal settings pause resume stop undo help import export report forget circle event script landed progress'.split(
    ' ',
  );
const groups = { me: ['link', 'import', 'export', 'report', 'forget'] };
const brief = (text: string) => {
  const read = readVerb(text, { verbs, groups });
  if (!read) return null;
  return 'verb' in read ? `${read.verb}|${read.rest}` : `${read.nearest}~${read.rest}`;
};

describe('the verb of a line', () => {
  it.each<[string, string | null]>([
    ['today', 'today|'],
    ['Today!', 'today|'],
    ['  TODAY please ', 'today|please'],
    ['/rungs', 'today|'],
    ['/rungs today', 'today|'],
    ['Rungs', 'today|'],
    ['rungs help log', 'help|log'],
    ['/RUNGS log emailed Maria, felt 3', 'log|emailed Maria, felt 3'],
    ['/today', 'today|'],
    ['log: emailed Maria', 'log|emailed Maria'],
    ['add Ana\nBen', 'add|Ana\nBen'],
    ['add', 'add|'],
    ['me export', 'export|'],
    ['/rungs me forget me', 'forget|me'],
    ['circle join', 'circle|join'],
    ['today I emailed Ravi', null],
    ['hi', 'today|'],
    ['Hello!', 'today|'],
    ['hi there', 'today|'],
    ['hi Maria, how are you', null],
    ['join', 'start|'],
    ['thanks', 'thanks|'],
    ['Thanks!', 'thanks|'],
    ['thank you so much', 'thanks|'],
    ['thanks Maria for the tip', null],
    ['skip', 'not today|'],
    ['skip the meeting', null],
    ['not today', 'not today|'],
    ['ill', 'pause|today'],
    ["I'm ill", 'pause|today'],
    ['I’m sick today.', 'pause|today'],
    ['sick of this', null],
    ['hired!', 'landed|'],
    ['I got the job!!', 'landed|'],
    ['got the job description', null],
    ['offer', 'offer|'],
    ['offer Ana help', null],
    ['quit', 'stop|'],
    ['unsubscribe me', 'stop|'],
    ['leave', 'stop|'],
    ['leave a voice note for Ana', null],
    ['mute please', 'stop|'],
    ['stop', 'stop|'],
    ['please stop', 'stop|'],
    ['Stop please!', 'stop|'],
    ['stop it', 'stop|'],
    ['ok stop', 'stop|'],
    ['ok, please just stop it now.', 'stop|'],
    ['can you stop sending me messages', 'stop|'],
    ['I want to stop', 'stop|'],
    ["I can't stop thinking about it", null],
    ["please don't stop", null],
    ['I stopped at Ben’s', null],
    ['stop by at Ana’s', null],
    ['please pause', 'pause|'],
    ['pause it for a while', 'pause|'],
    ['ok pause today', 'pause|today'],
    ['please pause until Friday', 'pause|until Friday'],
    ['pause until Friday', 'pause|until Friday'],
    ['no pause for me in weeks', null],
    ['please log emailed Ana', 'log|emailed Ana'],
    ['ok thanks', 'thanks|'],
    ['enough for today', 'not today|'],
    ['show Tom', 'contacts|Tom'],
    ['show me Maria Quist', 'contacts|Maria Quist'],
    ['Who’s Ben?', 'contacts|Ben'],
    ['show me my ladder', 'ladder|'],
    ['show my people', 'contacts|'],
    ['find an answer', null],
    ['show Ana and Ben how it is done', null],
    ['delete me', 'forget|me'],
    ['forget me', 'forget|me'],
    ['people', 'contacts|'],
    ['people maria', 'contacts|maria'],
    ['people keep ignoring me again', null],
    ['coffee with Maria tomorrow 10:00', 'meeting|coffee with Maria tomorrow 10:00'],
    ['Interview with Ben today', 'meeting|Interview with Ben today'],
    ['coffee', 'meeting|coffee'],
    ['stats', 'progress|'],
    ['menu', 'help|'],
    ['?', 'help|'],
    ['help?', 'help|'],
    ['yes', 'yes|'],
    ['Yes please!', 'yes|'],
    ['no', 'no|'],
    ['no thanks', 'no|'],
    ['no answer from Ana', null],
    ['hlep', 'help~'],
    ['ladde', 'ladder~'],
    ['undp', 'undo~'],
    ['stopp', 'stop~'],
    ['meetng coffee with Ana', 'meeting~coffee with Ana'],
    ['contact', 'contacts~'],
    ['ad Maria', null],
    ['logg emailed Ana', null],
    ['elephant', null],
    ['emailed Ravi yesterday', null],
    ['', null],
    ['   ', null],
    ['!!!', null],
  ])('of "%s" is %s', (text, expected) => {
    expect(brief(text)).toBe(expected);
  });

  it('never throws, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readVerb(text, { verbs, groups })));
    expect(readVerb('__proto__ constructor', { verbs, groups })).toBeNull();
    expect(readVerb('constructor name', { verbs, groups })).toBeNull();
    for (const piece of ['a', 'hi ', ' ', '!', '(', '/rungs ', 'ok ', 'please stop ', 'show ', 'show me '])
      readVerb(piece.repeat(100_000), { verbs, groups });
  });
});
