// A small reader of the system's compiled zone files (TZif, RFC 8536): a second, independent reading of the
// time-zone data to hold src/time/zones.ts against. Reads the explicit changes only, not the rule in the footer.

/** A change of offset: its instant (epoch ms) and the minutes east of UTC before and after it. */
export interface Change {
  readonly at: number;
  readonly before: number;
  readonly after: number;
}

/** The changes of offset written in a TZif file of version 2 or later, in order. Throws on anything else. */
export function readTzif(file: Buffer): Change[] {
  const first = header(file, 0);
  const second = header(file, 44 + bodyBytes(first, 4));
  const body = second.at + 44;
  const types = body + second.times * 9;
  const offset = (type: number): number => file.readInt32BE(types + type * 6) / 60;
  const changes: Change[] = [];
  let before = offset(0);
  for (let i = 0; i < second.times; i++) {
    const after = offset(file.readUInt8(body + second.times * 8 + i));
    const at = Number(file.readBigInt64BE(body + i * 8)) * 1000;
    if (after !== before) changes.push({ at, before, after });
    before = after;
  }
  return changes;
}

interface Header {
  readonly at: number;
  readonly isUt: number;
  readonly isStd: number;
  readonly leaps: number;
  readonly times: number;
  readonly types: number;
  readonly chars: number;
}

function header(file: Buffer, at: number): Header {
  if (file.toString('latin1', at, at + 4) !== 'TZif' || file.readUInt8(at + 4) < 0x32)
    throw new Error('Not a TZif file of version 2 or later');
  const [isUt, isStd, leaps, times, types, chars] = [20, 24, 28, 32, 36, 40].map((byte) =>
    file.readUInt32BE(at + byte),
  ) as [number, number, number, number, number, number];
  return { at, isUt, isStd, leaps, times, types, chars };
}

function bodyBytes(head: Header, timeBytes: number): number {
  return (
    head.times * (timeBytes + 1) +
    head.types * 6 +
    head.chars +
    head.leaps * (timeBytes + 4) +
    head.isStd +
    head.isUt
  );
}
