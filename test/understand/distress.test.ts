import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { soundsLikeDistress } from '../../src/understand/distress.ts';

describe('distress', () => {
  it.each([
    'I want to die',
    'i just want to die',
    'I wanna die',
    'I want to kill myself',
    'log emailed Ana, felt 10, thinking of killing myself',
    'I can’t go on',
    "I can't go on like this",
    'i cant go on anymore',
    'I cannot go on.',
    'I CAN´T GO ON',
    'I feel suicidal',
    'suicide',
    'I want to hurt myself',
    'there is no reason to live',
    'no point in living',
    'I want to end it all',
    'I want to end my life',
    'I wish I was dead',
    "I'd rather be dead",
    'everyone would be better off without me',
    "I don't want to live",
    'I don’t want to be alive',
    'life is not worth living',
    "life isn't worth living",
    'I have nothing to live for',
    'ｉ ｗａｎｔ ｔｏ ｄｉｅ',
    'I want  to\ndie',
    'I want to d\u200bie',
    'I am tired of living',
    'self-harm',
    'I just want to disappear',
    "I don't see a way out",
  ])('is heard in "%s"', (text) => {
    expect(soundsLikeDistress(text)).toBe(true);
  });

  it.each([
    'dying to know what she says',
    'killed it in the interview',
    'this job search is killing me',
    'I want to die of embarrassment',
    'I nearly died laughing',
    'Ana killed the deal',
    "I can't go on Tuesday",
    "can't go on holiday with them",
    'the meeting can not go on without Ben',
    'my phone is dead',
    'I want to disappear for a week in August',
    'there is no way out of the lease',
    'the deadline is killing us',
    'I hurt my knee',
    'cut my hours',
    'end of my contract',
    'ending the call early',
    'I hate my job',
    'I want a diet coke',
    'I want to live in Berlin',
    'volunteers at the suicide prevention line',
    'leaving now would be career suicide',
    'tired of job boards',
    'felt 10',
    '',
  ])('is not heard in "%s"', (text) => {
    expect(soundsLikeDistress(text)).toBe(false);
  });

  it('never throws and is through with huge texts at once', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void soundsLikeDistress(text)));
    for (const piece of ['i want ', 'cant go on ', ' ', 'no ', 'better off '])
      soundsLikeDistress(piece.repeat(1_000_000));
  });
});
