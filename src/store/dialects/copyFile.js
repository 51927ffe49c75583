// A copy of a SQLite file, made and looked through in a worker of its own, so that the program goes on meanwhile. Plain
// JavaScript: a worker has no loader for anything else. Who asks for it, and where it goes, is backup.ts's.

import { parentPort, workerData } from 'node:worker_threads';
import Sqlite from 'better-sqlite3';

/** Pages a step; between steps the worker can be ended. */
const PAGES = 1000;

/** Rows of each table. @param {import('better-sqlite3').Database} file */
function counts(file) {
  const names = file
    .prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name")
    .pluck()
    .all();
  return Object.fromEntries(
    names.map((name) => [name, file.prepare(`select count(*) from "${name}"`).pluck().get()]),
  );
}

const { from, to } = workerData;
const source = new Sqlite(from, { readonly: true, fileMustExist: true, timeout: 5000 });
// One reading from first to last: what is written meanwhile comes into the next copy, and starts this one over never.
source.exec('begin');
const rows = counts(source);
await source.backup(to, { progress: () => PAGES });
source.exec('commit');
source.close();

const copy = new Sqlite(to, { fileMustExist: true });
// One file that stands on its own, without a log beside it.
copy.pragma('journal_mode = delete');
const found = copy.pragma('integrity_check(1)', { simple: true });
const same = JSON.stringify(counts(copy)) === JSON.stringify(rows);
copy.close();
parentPort.postMessage({ good: found === 'ok' && same, rows });
