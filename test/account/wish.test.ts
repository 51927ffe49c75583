import { describe, expect, it } from 'vitest';
import { fromFields, fromWords, packed, settled, unpacked } from '../../src/account/wish.ts';
import type { Member } from '../../src/member/rules.ts';
import { Refusal } from '../../src/refusal.ts';
import { act, encodeAction } from '../../src/reply/action.ts';
import { zoneNames } from '../../src/time/zones.ts';

const me = {
  zone: 'Europe/Berlin',
  morning: '09:00',
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  quietFrom: '20:00',
  quietUntil: '08:00',
} as unknown as Member;

const refusal = (work: () => unknown): Refusal => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('a line of settings', () => {
  it('takes several at once', () => {
    expect(fromWords('zone tokyo morning 7:30 days mon,wed quiet 21:00-06:00')).toEqual({
      change: {
        zone: 'Asia/Tokyo',
        morning: '07:30',
        days: ['mon', 'wed'],
        quiet: { from: '21:00', to: '06:00' },
      },
    });
  });

  it('asks which zone, and keeps the rest', () => {
    const read = fromWords('zone portland morning 08:00');
    expect('which' in read && read.which).toEqual(['America/Los_Angeles', 'America/New_York']);
    expect(read.change.morning).toBe('08:00');
  });

  it.each([
    ['morning 25:00', 'morning'],
    ['zone Mars', 'zone'],
    ['days blursday', 'days'],
    ['quiet 20:00', 'quiet'],
    ['morning', 'morning'],
    ['frobnicate', 'frobnicate'],
    ['morning 08:00 evening on', 'evening'],
    ['reminder maybe', 'reminder'],
  ])('names what is wrong in "%s"', (line, named) => {
    const { message } = refusal(() => fromWords(line));
    expect(message).toContain(named);
    expect(message).toContain('Nothing changed.');
    expect(message).not.toContain('\n');
  });
});

describe('the form of settings', () => {
  const shown = { zone: 'Europe/Berlin', morning: '09:00', days: 'mon,tue', quiet: '20:00-08:00' };

  it('takes only what was changed in it', () => {
    expect(fromFields({ ...shown, morning: '08:15' }, shown)).toEqual({
      zone: 'Europe/Berlin',
      morning: '08:15',
    });
    expect(fromFields({}, shown)).toEqual({});
  });

  it.each([
    ['zone', 'Mars'],
    ['zone', 'portland'],
    ['zone', 'berlin morning 07:00'],
    ['morning', '25:00'],
    ['days', 'never'],
    ['quiet', 'always'],
  ])('says at the field %s that %s is wrong', (field, value) => {
    expect(refusal(() => fromFields({ ...shown, [field]: value }, shown)).field).toBe(field);
  });
});

describe('settling', () => {
  it('writes only the columns that differ', () => {
    expect(settled(me, { morning: '09:00' })).toEqual({ patch: {}, said: [], quietMoved: false });
    expect(settled(me, { morning: '08:30' }).patch).toEqual({ morning: '08:30' });
  });

  it('moves the end of the quiet hours to a morning inside them', () => {
    const early = settled(me, { morning: '06:30' });
    expect(early.patch).toEqual({ morning: '06:30', quiet_from: '20:00', quiet_until: '06:30' });
    expect(early.quietMoved).toBe(true);
    expect(settled(me, { quiet: { from: '21:00', to: '10:00' } }).patch).toEqual({
      quiet_from: '21:00',
      quiet_until: '09:00',
    });
  });

  it('leaves no quiet hours when the morning stands at their start', () => {
    expect(settled(me, { morning: '20:00' }).patch).toMatchObject({
      quiet_from: '20:00',
      quiet_until: '20:00',
    });
  });
});

describe('a change on a button', () => {
  const change = { morning: '23:59', days: ['mon', 'sun'], quiet: { from: '22:00', to: '06:00' } } as const;

  it('comes back as it went', () => {
    expect(unpacked(packed(change))).toEqual(change);
    expect(unpacked({})).toEqual({});
  });

  it('fits beside every zone there is', () => {
    for (const zone of zoneNames())
      expect(() => encodeAction(act('settings.zone', { z: zone, ...packed(change) }))).not.toThrow();
  });

  it.each([{ m: '2500' }, { d: '0000000' }, { d: '1' }, { q: '20000' }, { m: '' }])(
    'is nothing when it was tampered with: %j',
    (args) => {
      expect(unpacked({ ...args } as unknown as Record<string, string>)).toBeNull();
    },
  );
});
