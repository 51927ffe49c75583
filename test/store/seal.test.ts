import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVault } from '../../src/store/seal.ts';

const vault = createVault(Buffer.alloc(32, 1));
const wrapped = vault.newMemberKey('m1');
const key = vault.openMemberKey('m1', wrapped);
const place = { table: 'contacts', column: 'name_sealed', row: 'c1' };

describe('A sealed text', () => {
  it('opens to what was sealed, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(key.open(place, key.seal(place, text))).toBe(text);
      }),
    );
    expect(key.open(place, key.seal(place, ''))).toBe('');
  });

  it('is another one each time, and says which key and version sealed it', () => {
    const one = key.seal(place, 'Maria');
    expect(one).toMatch(/^v1\.[\w-]{8}\.[\w-]{16}\.[\w-]+$/);
    expect(key.seal(place, 'Maria')).not.toBe(one);
  });

  it('does not open in another table, column, row or for another member', () => {
    const sealed = key.seal(place, 'Maria');
    for (const elsewhere of [{ table: 'meetings' }, { column: 'org_sealed' }, { row: 'c2' }]) {
      expect(() => key.open({ ...place, ...elsewhere }, sealed)).toThrow('does not open');
    }
    const other = vault.openMemberKey('m2', vault.newMemberKey('m2'));
    expect(() => other.open(place, sealed)).toThrow('another key');
    const pretender = vault.openMemberKey('m2', vault.newMemberKey('m2'));
    const head = pretender.seal(place, '').split('.').slice(0, 2).join('.');
    expect(() => pretender.open(place, [head, ...sealed.split('.').slice(2)].join('.'))).toThrow(
      'does not open',
    );
  });

  it('does not open once one character is changed, and the error holds none of the text', () => {
    const sealed = key.seal(place, 'canary Maria');
    for (let at = 0; at < sealed.length; at += 1) {
      const other = sealed[at] === 'A' ? 'Q' : 'A';
      const changed = sealed.slice(0, at) + other + sealed.slice(at + 1);
      // The last character of base64 may hold bits that mean nothing.
      if (
        Buffer.from(changed.split('.')[3] ?? '', 'base64url').equals(
          Buffer.from(sealed.split('.')[3]!, 'base64url'),
        )
      ) {
        if (at > sealed.lastIndexOf('.')) continue;
      }
      let message = 'opened';
      try {
        key.open(place, changed);
      } catch (error) {
        message = String(error);
      }
      expect(message, `character ${at}`).not.toBe('opened');
      expect(message).not.toContain('Maria');
    }
    for (const junk of ['', 'v1', 'v1..', sealed.slice(0, 20), `${sealed.slice(0, 12)}x`]) {
      expect(() => key.open(place, junk)).toThrow();
    }
  });
});

describe("A member's key", () => {
  it('comes out of its wrapping for that member and that operator only', () => {
    const again = createVault(Buffer.alloc(32, 1)).openMemberKey('m1', wrapped);
    expect(again.open(place, key.seal(place, 'Maria'))).toBe('Maria');
    expect(() => vault.openMemberKey('m2', wrapped)).toThrow('does not open');
    expect(() => createVault(Buffer.alloc(32, 2)).openMemberKey('m1', wrapped)).toThrow('another key');
  });

  it('is not served from memory under another wrapping', () => {
    vault.openMemberKey('m1', wrapped);
    expect(() => vault.openMemberKey('m1', vault.newMemberKey('m9'))).toThrow();
    expect(vault.openMemberKey('m1', wrapped).hash('name', 'a')).toBe(key.hash('name', 'a'));
  });

  it('hashes alike what is alike, for one kind and one member', () => {
    const other = vault.openMemberKey('m2', vault.newMemberKey('m2'));
    expect(key.hash('name', 'maria')).toBe(key.hash('name', 'maria'));
    const all = [
      key.hash('name', 'maria'),
      key.hash('name', 'mario'),
      key.hash('email', 'maria'),
      other.hash('name', 'maria'),
    ];
    expect(new Set(all).size).toBe(4);
  });
});

describe("The system's seal", () => {
  it('opens with the same operator key in the same place alone', () => {
    const sealed = vault.sealSystem({ table: 'inbox', column: 'ask_sealed', row: 'i1' }, 'start');
    expect(vault.openSystem({ table: 'inbox', column: 'ask_sealed', row: 'i1' }, sealed)).toBe('start');
    expect(() => vault.openSystem({ table: 'inbox', column: 'ask_sealed', row: 'i2' }, sealed)).toThrow();
  });
});
