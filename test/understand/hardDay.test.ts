import { describe, expect, it } from 'vitest';
import { soundsLikeDistress } from '../../src/understand/distress.ts';
import { soundsHard } from '../../src/understand/hardDay.ts';

describe('a hard day', () => {
  it.each([
    "i feel awful today and i can't stop thinking about it",
    'I hate this',
    'I’m so tired',
    'bad day',
    'I can’t face this',
    'nobody answers me',
    'what’s the point',
    'I dread calling',
    'why does nobody answer',
    'I feel like a failure',
    'I’m fed up with all this',
    'I got rejected again',
    'I want to give up',
    'I have no energy',
    'I can’t take it anymore',
    'I hate myself',
    'this is not working',
    'everyone ignores me',
  ])('is heard in “%s”, and is no distress', (line) => {
    expect(soundsHard(line)).toBe(true);
    expect(soundsLikeDistress(line)).toBe(false);
  });

  it.each([
    'emailed Ben',
    'hardly any news',
    'the tired old joke',
    'a good day',
    '',
    'I am Ben',
    'show me the ladder',
    'Ben gave up his shop',
    'I rejected the offer',
    'I feel a change coming',
  ])('is not heard in “%s”', (line) => {
    expect(soundsHard(line)).toBe(false);
  });

  it('reads a long line quickly', () => {
    const start = performance.now();
    for (const piece of ['so ', 'i am ', 'feel ', 'i ']) soundsHard(piece.repeat(100_000));
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
