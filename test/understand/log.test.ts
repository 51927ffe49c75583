import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLogLike, readLog } from '../../src/understand/log.ts';

const contacts = [
  { id: 'maria', name: 'Maria Quiroga', label: 'Maria' },
  { id: 'ben', name: 'Ben Ito', label: 'Ben' },
  { id: 'ana', name: 'Ana', label: 'Ana' },
  { id: 'ravi', name: 'Ravi Patel', label: 'Ravi' },
  { id: 'april', name: 'April Jones', label: 'April' },
  { id: 'ca', name: 'Chris Adams', label: 'Chris A.' },
  { id: 'cb', name: 'Chris Bell', label: 'Chris B.' },
];
const activities = [
  ...'comment useful message email voice connect introduction coffee phone fifteen thanks card introduce'
    .split(' ')
    .map((id) => ({ id, name: id })),
  { id: 'own1', name: 'Walk the dog together' },
];
// Wednesday 11 March 2026, a quarter past ten.
const options = { today: '2026-03-11', time: '10:15', contacts, activities };
const read = (text: string, verb?: 'log' | 'meeting') => readLog(text, verb ? { ...options, verb } : options);
const brief = (text: string, verb?: 'log' | 'meeting') => {
  const log = read(text, verb);
  const { meeting } = log;
  return [
    log.people.map((one) => one.id).join('+'),
    ...log.unclear.map((one) => `${one.words}?${one.candidates.join('|')}`),
    ...log.unknown.map((one) => `new ${one.name}${one.org ? ` (${one.org})` : ''}`),
    log.activity,
    meeting &&
      `${meeting.planned ? 'planned' : 'held'} ${meeting.kind}${meeting.start ? ` ${meeting.start}` : ''}${meeting.end ? `-${meeting.end}` : ''}`,
    !meeting && log.planned ? 'to come' : '',
    log.day === '2026-03-11' ? '' : log.day.slice(5),
    log.felt !== undefined ? `felt ${log.felt}` : '',
    log.outcome,
    log.promised &&
      `promised ${log.promised.words}${log.promised.due ? ` by ${log.promised.due.slice(5)}` : ''}`,
    log.note && `"${log.note}"`,
    ...log.doubts.map((one) => `?${one}`),
    log.impossible && `no ${log.impossible}`,
  ]
    .filter(Boolean)
    .join(', ');
};

describe('what happened', () => {
  it.each([
    ['emailed Maria yesterday, felt 3', 'maria, email, 03-10, felt 3'],
    ['e-mailed maria quiroga on Monday', 'maria, email, 03-09'],
    // As the card has it: Write to Ben is a message.
    ['wrote to Ben last friday', 'ben, message, 03-06'],
    ['wrote an e-mail to Ben last friday', 'ben, email, 03-06'],
    ['messaged Ravi', 'ravi, message'],
    ['texted Ravi 3 days ago', 'ravi, message, 03-08'],
    ["dm'd Ravi today, felt 3/10", 'ravi, message, felt 3'],
    ['pinged Ben. It was a 4', 'ben, message, felt 4'],
    ['sent Ben a message, felt five', 'ben, message, felt 5'],
    ['sent Ben an article about bees', 'ben, useful, "about bees"'],
    ['sent Maria a card', 'maria, card'],
    ['thanked Maria', 'maria, thanks'],
    ['thanks Maria for the tip', 'maria, thanks, "for the tip"'],
    ['commented on Ana’s post', 'ana, comment, "’s post"'],
    ['sent Ana a voice note', 'ana, voice'],
    ['connected with Ben on LinkedIn', 'ben, connect'],
    ['asked Ana for an introduction', 'ana, introduction'],
    ['asked Ben for 15 minutes', 'ben, fifteen'],
    ['asked Ben for a coffee', 'ben, coffee'],
    ['introduced Ana to Ben', 'ana+ben, introduce'],
    ['emailed April yesterday', 'april, email, 03-10'],
    ['emailed Maria about the Berlin role, felt 2', 'maria, email, felt 2, "about the Berlin role"'],
    ['emailed Maria yesterday, she replied', 'maria, email, 03-10, replied'],
    ['emailed Maria, no answer', 'maria, email, waiting'],
    ['emailed Maria, she hasn’t replied', 'maria, email, waiting'],
    ['messaged Ben, he said no', 'ben, message, no'],
    ['messaged Ben, he said no worries', 'ben, message, "he said no worries"'],
    ['asked Ben for 15 minutes, he said yes', 'ben, fifteen, booked'],
    ['replied to Ana', 'ana, message'],
    [
      'emailed Ana, promised to send the deck by Friday',
      'ana, email, promised send the deck by Friday by 03-13',
    ],
    ['emailed Ana, she promised to introduce me', 'ana, email, "she promised to introduce me"'],
    ['emailed Chris yesterday', 'Chris?ca|cb, email, 03-10'],
    ['emailed Chris B. yesterday', 'cb, email, 03-10'],
    ['walk the dog together with Ana, felt 1', 'ana, own1, felt 1, "walk the dog together"'],
    ['will email Ana tomorrow', 'ana, email, to come, 03-12'],
    ['emailed Maria on 31 February', 'maria, email, no 31 February'],
    ['emailed Maria, felt 11', 'maria, email, ?felt'],
    ['emailed Maria on 3/4', 'maria, email, 03-04, ?order'],
    ['emailed Zoltan Kis from Acme yesterday', 'new Zoltan Kis (Acme), email, 03-10'],
    ['emailed zoltan yesterday', 'new zoltan, email, 03-10'],
    ['emailed her yesterday', 'email, 03-10'],
    ['emailed Maria and Zoltan', 'maria, new Zoltan, email'],
    ['met Ana from Acme', 'ana, held other, "from Acme"'],
    ['emailed Chris, from Acme, and Zoltan', 'Chris?ca|cb, new Zoltan, email, "from Acme"'],
    [
      'messaged Ana, her number came yesterday from Zoltan',
      'ana, new Zoltan, message, 03-10, "her number came from"',
    ],
  ])('%s → %s', (text, expected) => {
    expect(brief(text, 'log')).toBe(expected);
  });
});

describe('meetings', () => {
  it.each<[string, 'log' | 'meeting' | undefined, string]>([
    ['coffee with Maria tomorrow 10:00', 'meeting', 'maria, coffee, planned coffee 10:00, 03-12'],
    [
      'had an information interview with Ben today 14:00-14:30',
      'meeting',
      'ben, held info-interview 14:00-14:30',
    ],
    [
      'had an information interview with Ben today 9:00-9:30, felt 2',
      'meeting',
      'ben, held info-interview 09:00-09:30, felt 2',
    ],
    ['met Ana for coffee, felt 3', 'log', 'ana, coffee, held coffee, felt 3'],
    ['met Ana for coffee, felt 3', undefined, 'ana, coffee, held coffee, felt 3'],
    ['coffee with Ana', 'log', 'ana, coffee, held coffee'],
    ['coffee with Ana', 'meeting', 'ana, coffee, held coffee, ?planned'],
    ['coffee with Ana today', 'meeting', 'ana, coffee, held coffee, ?planned'],
    ['coffee with Ana at 3', 'meeting', 'ana, coffee, planned coffee 15:00'],
    ['coffee with Ana on Friday', 'meeting', 'ana, coffee, planned coffee, 03-13'],
    ['coffee with Ana yesterday', 'meeting', 'ana, coffee, held coffee, 03-10'],
    ['coffee with Ana next Friday at 10', 'meeting', 'ana, coffee, planned coffee 10:00, 03-20, ?next'],
    ['called Ben', 'log', 'ben, phone, held call'],
    ['rang Ben this morning, felt 6', 'log', 'ben, phone, held call, felt 6'],
    ['rang Ben, no answer', 'log', 'ben, phone, waiting'],
    ['left Ben a voicemail', 'log', 'ben, phone, waiting'],
    ['had a call with Ben yesterday', 'log', 'ben, phone, held call, 03-10'],
    ['job interview with Ben tomorrow at 14:00', 'meeting', 'ben, planned interview 14:00, 03-12'],
    ['interview with Ben today', 'meeting', 'ben, held interview, ?planned'],
    ['went to a meetup yesterday', 'log', 'held event, 03-10'],
    ['spoke to Ravi on the phone', 'log', 'ravi, phone, held call'],
    ['met Ravi yesterday', 'log', 'ravi, held other, 03-10'],
    ['booked a coffee with Ana for Friday 10:00', 'log', 'ana, coffee, planned coffee 10:00, 03-13'],
    ['going to meet Ana for coffee on Friday', undefined, 'ana, coffee, planned coffee, 03-13'],
    ['met Ana tomorrow', 'log', 'ana, planned other, 03-12, ?tense'],
    ['coffee with Zoltan Kis tomorrow', 'meeting', 'new Zoltan Kis, coffee, planned coffee, 03-12'],
    ['coffee with Maria tomorrow 25:00', 'meeting', 'maria, coffee, held coffee, "tomorrow", no 25:00'],
    [
      'coffee with Ana and Ben tomorrow at 9 for 45 minutes',
      'meeting',
      'ana+ben, coffee, planned coffee 09:00-09:45, 03-12',
    ],
  ])('%s (%s) → %s', (text, verb, expected) => {
    expect(brief(text, verb)).toBe(expected);
  });
});

describe('what somebody else did', () => {
  const heard = (text: string) => {
    const { heard: told } = read(text);
    if (!told) return 'no';
    return [
      told.silent ? 'not yet' : told.no ? 'a no' : 'answered',
      told.leadsTo,
      told.day?.slice(5),
      told.start,
      told.end,
    ]
      .filter(Boolean)
      .join(', ');
  };
  it.each([
    ['Ben wrote back, he said yes to a coffee', 'answered, coffee'],
    ['Ben answered', 'answered'],
    ['ben finally replied', 'answered'],
    ['log Ben got back to me', 'answered'],
    ['so Ben has just e-mailed me', 'answered'],
    ['Ben wrote', 'answered'],
    ['heard back from Ravi', 'answered'],
    ['got a nice reply from Ravi', 'answered'],
    ['Maria said yes', 'answered'],
    ['Maria said yes to a call tomorrow at 10', 'answered, call, 03-12, 10:00'],
    ['Maria invited me to lunch on Friday', 'answered, coffee, 03-13'],
    ['Ben replied and wants to have coffee on Thursday 10:00-11:00', 'answered, coffee, 03-12, 10:00, 11:00'],
    ['Ben agreed to an information interview', 'answered, info-interview'],
    ['Ben is happy to meet', 'answered, other'],
    ['Ben is in!', 'answered'],
    ['Ben is in hospital', 'no'],
    ['Ben replied, he said no', 'a no'],
    ['heard back from Ravi, he said no', 'a no'],
    ['Ben said no to a coffee', 'a no'],
    ['Ben said no worries', 'no'],
    ['Ben has not answered', 'not yet'],
    ["Ben still hasn't replied", 'not yet'],
    ['Ben never wrote back', 'not yet'],
    ['Ben: no answer yet', 'not yet'],
    ["I haven't heard back from Ravi", 'not yet'],
    ['still nothing from Ravi', 'not yet'],
    ['no reply yet from Ravi', 'not yet'],
    ['still waiting to hear from Ravi', 'not yet'],
    ['rang Ben, no answer', 'no'],
    ['emailed Ben, he replied', 'no'],
    ['wrote to Ben and he said yes to a coffee', 'no'],
    ['had coffee with Ben, he answered all I asked', 'no'],
    ['I answered Ben', 'no'],
    ['Ben wrote a book', 'no'],
    ['Ben called me', 'no'],
    ['coffee with Ben', 'no'],
    ['Ben introduced me to Ana', 'no'],
  ])('%s → %s', (text, expected) => {
    expect(heard(text)).toBe(expected);
  });

  it('is never a meeting that was held', () => {
    expect(isLogLike('Maria said yes', read('Maria said yes'))).toBe(true);
    expect(isLogLike('has Maria answered?', read('has Maria answered?'))).toBe(false);
  });
});

describe('a line without a verb', () => {
  it.each([
    ['emailed Ravi yesterday', true],
    ['met Ana for coffee, felt 3', true],
    ['emailed Chris yesterday', true],
    ['emailed Zoltan', false],
    ['Ravi is nice', false],
    ['should I email Ravi?', false],
    ['did Ravi call?', false],
    ['emailed Ravi and Ana', false],
    ['what a day', false],
    ['', false],
  ])('"%s" is a log: %s', (text, expected) => {
    expect(isLogLike(text, read(text))).toBe(expected);
  });
});

describe('any line at all', () => {
  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => void isLogLike(text, read(`emailed ${text} yesterday`, 'log')),
      ),
    );
  });

  it('is read at once, however huge and spiteful', () => {
    const pieces = [
      'a',
      ' ',
      'sent ',
      'asked for ',
      'promised to ',
      'felt ',
      'with Ana ',
      'Zo ',
      'emailed ',
      'not ',
      '3/',
      'met Zoltan ',
      '(',
      'she ',
    ];
    for (const piece of pieces) read(piece.repeat(Math.ceil(100_000 / piece.length)), 'log');
    expect(read('x'.repeat(10_000_000)).people).toEqual([]);
  });
});
