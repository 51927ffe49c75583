// Sealing: AES-256-GCM under a key of the member's own, itself sealed by the operator's key. Each sealed text is
// bound to its table, column, member and row, so that swapping two of them shows. Where keys come from: keys.ts.

import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

/** Where a sealed text stands. `row` is the row's id. */
export interface Place {
  readonly table: string;
  readonly column: string;
  readonly row: string;
}

/** What seals and opens one member's texts. */
export interface MemberKey {
  readonly member: string;
  /** Text → `v1.<key id>.<nonce>.<ciphertext and tag>`, base64url; another one each time. */
  seal(place: Place, text: string): string;
  /** Sealed → text; throws when it was sealed elsewhere, with another key, or was changed. */
  open(place: Place, sealed: string): string;
  /** Keyed hash of a text (43 characters): equal texts of one kind and member hash alike, and tell nothing else. */
  hash(kind: string, text: string): string;
}

/** What the operator's key opens: members' keys, and what belongs to no member yet. */
export interface Vault {
  /** Short id of the operator's key, kept beside whatever it sealed. */
  readonly kid: string;
  /** A new random key for a member, wrapped for `members.key_sealed`. */
  newMemberKey(member: string): string;
  /** The member's key out of its wrapping; throws when the wrapping is not that member's or not by this key. */
  openMemberKey(member: string, wrapped: string): MemberKey;
  /** Drop a member's opened key from memory. */
  dropMemberKey(member: string): void;
  sealSystem(place: Place, text: string): string;
  openSystem(place: Place, sealed: string): string;
}

const KEYS_KEPT = 1_000;
const TAG = 16;

function derive(key: Buffer, purpose: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `rungs ${purpose}`, bytes));
}

interface Sealer {
  readonly kid: string;
  seal(bound: string, text: string): string;
  open(bound: string, sealed: string): string;
}

function bind(place: Place, member: string): string {
  return `v1|${place.table}|${place.column}|${member}|${place.row}`;
}

function sealer(key: KeyObject, kid: string): Sealer {
  const head = `v1.${kid}.`;
  return {
    kid,
    seal(bound, text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      cipher.setAAD(Buffer.from(bound));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `${head}${nonce.toString('base64url')}.${body.toString('base64url')}`;
    },
    open(bound, sealed) {
      if (!sealed.startsWith(head)) throw new Error(`Sealed with another key (${bound})`);
      const dot = sealed.indexOf('.', head.length);
      const body = Buffer.from(sealed.slice(dot + 1), 'base64url');
      const end = body.length - TAG;
      if (dot < 0 || end < 0) throw new Error(`Not a sealed text (${bound})`);
      try {
        const nonce = Buffer.from(sealed.slice(head.length, dot), 'base64url');
        const decipher = createDecipheriv('aes-256-gcm', key, nonce);
        decipher.setAAD(Buffer.from(bound));
        decipher.setAuthTag(body.subarray(end));
        const text = decipher.update(body.subarray(0, end), undefined, 'utf8');
        return text + decipher.final('utf8');
      } catch (cause) {
        throw new Error(`A sealed text does not open (${bound})`, { cause });
      }
    },
  };
}

function memberKey(member: string, key: Buffer): MemberKey {
  const texts = sealer(createSecretKey(derive(key, 'texts', 32)), derive(key, 'id', 6).toString('base64url'));
  // A sweep opens thousands of keys, and hashes with none.
  let hashes: KeyObject | undefined;
  return {
    member,
    seal: (place, text) => texts.seal(bind(place, member), text),
    open: (place, sealed) => texts.open(bind(place, member), sealed),
    hash(kind, text) {
      hashes ??= createSecretKey(derive(key, 'hashes', 32));
      return createHmac('sha256', hashes).update(`${kind}|${text}`).digest('base64url');
    },
  };
}

/** The short id of an operator's key (8 characters, base64url); tells nothing about the key. */
function keyId(operatorKey: Buffer): string {
  return derive(operatorKey, 'id', 6).toString('base64url');
}

/** The vault that this operator's key (32 bytes) opens. */
export function createVault(operatorKey: Buffer): Vault {
  if (operatorKey.length !== 32) throw new Error("The operator's key must have 32 bytes");
  const kid = keyId(operatorKey);
  const wraps = sealer(createSecretKey(derive(operatorKey, 'wrap', 32)), kid);
  const system = sealer(createSecretKey(derive(operatorKey, 'system', 32)), kid);
  const kept = new Map<string, { readonly wrapped: string; readonly key: MemberKey }>();
  const placeOf = (member: string) => bind({ table: 'members', column: 'key_sealed', row: member }, member);
  return {
    kid,
    newMemberKey: (member) => wraps.seal(placeOf(member), randomBytes(32).toString('base64')),
    openMemberKey(member, wrapped) {
      const known = kept.get(member);
      if (known !== undefined) {
        kept.delete(member);
        if (known.wrapped === wrapped) {
          kept.set(member, known);
          return known.key;
        }
      }
      const key = memberKey(member, Buffer.from(wraps.open(placeOf(member), wrapped), 'base64'));
      kept.set(member, { wrapped, key });
      const oldest = kept.keys().next().value;
      if (kept.size > KEYS_KEPT && oldest !== undefined) kept.delete(oldest);
      return key;
    },
    dropMemberKey: (member) => void kept.delete(member),
    sealSystem: (place, text) => system.seal(bind(place, ''), text),
    openSystem: (place, sealed) => system.open(bind(place, ''), sealed),
  };
}
