import { describe, expect, it } from 'vitest';
import { drawSmall } from '../../src/ladder/rules/card.ts';
import { line, member, person, said, state } from './support.ts';

const SUNDAY = '2026-11-08';
const MON = '2026-11-09';
const TUE = '2026-11-10';

const three = (joined: string, seed = 'seed') =>
  state({
    joined,
    seed,
    startEdge: 20,
    contacts: [person('fay', 'friend', 10), person('olaf', 'old', 40), person('sam', 'stranger', 70)],
  });

describe('a friend rated 1, an old colleague 4, a stranger 7, the boldest way "message a friend"', () => {
  it.each(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])(
    'starts with a message to the friend at sign-up, whatever the seed (%s)',
    (seed) => {
      const warm = member(three(MON, seed)).firstWarmUp(MON);
      expect(warm && said(warm)).toBe('message fay 15 warm-up');
    },
  );

  it('then says an opener aloud, writes to the colleague and comments for the stranger', () => {
    for (const seed of ['a', 'b', 'c', 'd', 'e', 'f']) {
      const me = member(three(SUNDAY, seed));
      me.does(SUNDAY, me.firstWarmUp(SUNDAY)!);
      // message was used yesterday, so of two ways alike e-mail is the one longest unused
      expect(line(me.draw(MON))).toBe(
        'full: warm aloud about olaf 15 warm-up | email olaf 35 band | comment sam 42.5 above + who else?',
      );
    }
  });

  it('then, both done and nobody new, prepares once and asks who else there is', () => {
    const me = member(three(SUNDAY));
    me.does(SUNDAY, me.firstWarmUp(SUNDAY)!, 10);
    const card = me.draw(MON);
    for (const step of [card.warmUp!, ...card.picks]) me.does(MON, step, 20);
    expect(line(me.draw(TUE))).toBe('full: list alone 10 preparation + who else?');
  });

  it('keeps the friend as the next warm-up when he was left untouched, and the other two as steps', () => {
    const me = member(three(SUNDAY));
    const undone = me.firstWarmUp(SUNDAY)!;
    expect(line(me.draw(MON, undone))).toMatch(
      /^full: warm message fay 15 warm-up \| (message olaf 30|email olaf 35) band \| comment sam 42.5 above \+ who else\?$/,
    );
  });

  it('keeps a warm-up swapped for a preparation as that preparation, whatever the card', () => {
    const me = member(three(SUNDAY));
    const list = { ...me.firstWarmUp(SUNDAY)!, contact: null, activity: 'list', difficulty: 10 };
    expect(line(me.draw(MON, list))).toMatch(/^full: warm list alone 10 warm-up \| .* olaf /);
    const alone = member(state({ joined: SUNDAY }));
    expect(line(alone.draw(MON, list))).toMatch(
      /^full: warm list alone 10 warm-up \| (script|aloud) alone 15 preparation/,
    );
  });

  it('forgets the first warm-up once the friend was written to by another way or is paused', () => {
    const me = member(three(SUNDAY));
    const undone = me.firstWarmUp(SUNDAY)!;
    const paused = me.state.contacts.map((one) => (one.id === 'fay' ? { ...one, paused: true } : one));
    const away = member({ ...me.state, contacts: paused });
    expect(line(away.draw(MON, undone))).toMatch(/^full: warm aloud about olaf/);
    me.does(SUNDAY, { activity: 'voice', contact: 'fay' });
    expect(line(me.draw(MON, undone))).toMatch(/^full: warm aloud about olaf/);
  });

  it('gives no card on a day off, but a small one to `today`', () => {
    const me = member(three('2026-11-06'));
    expect(me.draw(SUNDAY).kind).toBe('none');
    expect(line(drawSmall(me.state, SUNDAY))).toMatch(/^small: (message|email|voice) fay/);
  });
});
