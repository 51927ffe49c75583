// LinkedIn's archive: Connections.csv is taken out of it, nothing else is opened. What it unpacks to is counted as it
// comes, so that a bomb goes off at the limit and not in memory.

import { Unzip, type UnzipFile, UnzipInflate } from 'fflate';
import { Refusal } from '../../refusal.ts';
import { breathe } from '../../time/breath.ts';
import { refuseOffice } from './refuse.ts';

/** Bytes that it may unpack to: what an upload may have (20 MB). */
const MOST = 20 * 1024 * 1024;
/** Bytes fed in at a time; of a bomb they make about a thousand times as many. */
const PIECE = 2 * 1024;

/** Whether it begins as a ZIP does. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5 || bytes[2] === 7);

/** The bytes of Connections.csv. Throws Refusal when there is none, too much of it, or no whole ZIP. */
export async function connectionsOf(bytes: Uint8Array): Promise<Uint8Array> {
  const names: string[] = [];
  const parts: Uint8Array[] = [];
  let size = 0;
  let found = false;
  let whole = false;
  let wrong = false;
  const unzip = new Unzip((file: UnzipFile) => {
    names.push(file.name);
    if (found || !/(?:^|\/)Connections\.csv$/iu.test(file.name) || file.name.startsWith('__MACOSX')) return;
    found = true;
    file.ondata = (error, part, last) => {
      if (error) wrong = true;
      size += part?.length ?? 0;
      if (size <= MOST && part) parts.push(part);
      if (last) whole = true;
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < bytes.length && size <= MOST && !wrong && !whole; at += PIECE) {
      unzip.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length);
      await breathe();
    }
  } catch {
    wrong = true;
  }
  refuseOffice(names);
  if (size > MOST)
    throw new Refusal('That ZIP unpacks to more than 20 MB, so I stopped. Nothing was changed.');
  if (!found && !wrong)
    throw new Refusal(
      'There is no Connections.csv in that ZIP. LinkedIn puts it there when you ask for your connections. Any other list: unpack it, then send me the file itself.',
    );
  if (wrong || !whole)
    throw new Refusal('That ZIP is damaged or not whole. Download it once more, then send it again.');
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
