// What the page is made of (read once, at start), pictures and downloads.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Context } from 'hono';
import { drawLadder } from '../../src/pictures/ladder.ts';
import { unpackLadder } from '../../src/pictures/pack.ts';
import type { FileOut } from '../../src/reply/reply.ts';
import { harden } from './guard.ts';

const types = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
} as const;

/** The page's own files; index.html is served at `/`. */
export const pageFiles = [
  'index.html',
  'page.css',
  'said.css',
  'controls.css',
  'page.js',
  'wire.js',
  'talk.js',
  'element.js',
  'draw.js',
  'controls.js',
  'form.js',
  'notify.js',
  'stage.js',
  'icon.svg',
] as const;

/** Read the page's files: name → its bytes and type. Throws when one is missing. */
export function readPage(): ReadonlyMap<string, { readonly body: string; readonly type: string }> {
  return new Map(
    pageFiles.map((name) => {
      const body = readFileSync(new URL(`./page/${name}`, import.meta.url), 'utf8');
      return [name, { body, type: types[name.split('.').at(-1) as keyof typeof types] }];
    }),
  );
}

/** GET /picture/ladder.svg?d=…&theme=light|dark&width=320: numbers in, picture out; 400 for anything else. */
export function ladderPicture(c: Context): Response {
  const ladder = unpackLadder(c.req.query('d') ?? '');
  if (!ladder) return c.text('No such picture\n', 400);
  const theme = c.req.query('theme') === 'dark' ? 'dark' : 'light';
  const width = c.req.query('width') === '560' ? 560 : 320;
  c.header('Content-Security-Policy', "default-src 'none'");
  return c.body(drawLadder(ladder, { theme, width }), 200, { 'Content-Type': types.svg });
}

/** The calendar, or 304 to a reader that has it as it stands (RFC 9110: If-None-Match). */
export function calendarFile(c: Context, body: string): Response {
  const tag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  c.header('Cache-Control', 'private, no-cache');
  c.header('ETag', tag);
  const known = (c.req.header('if-none-match') ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
  if (known.includes(tag) || known.includes('*')) return c.body(null, 304);
  return c.body(body, 200, {
    'Content-Type': 'text/calendar; charset=utf-8',
    'Content-Disposition': 'inline; filename="calendar.ics"',
  });
}

/** A page to look at and print: shown in the browser, with its own style and nothing else. */
function printable(c: Context, file: FileOut): Response {
  const style = /<style>([^<]*)<\/style>/.exec(file.body)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  harden(c, `default-src 'none'; style-src 'sha256-${hash}'; frame-ancestors 'none'; base-uri 'none'`);
  return c.html(file.body);
}

/** A file as a download under its name, a page to print in the browser (RFC 6266: a plain name for old readers, the true one in UTF-8). */
export function download(c: Context, file: FileOut): Response {
  if (file.mime.startsWith('text/html')) return printable(c, file);
  const plain = file.name.replace(/[^\w. -]/g, '_');
  const encoded = encodeURIComponent(file.name.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return c.body(file.body, 200, {
    'Content-Type': file.mime,
    'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`,
  });
}
