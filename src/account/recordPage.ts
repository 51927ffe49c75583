// The work-search record as a page to print: plain HTML that needs nothing else. Every text in it is escaped here.

import type { Line } from './record.ts';

const style = `body{font:1rem/1.5 system-ui,sans-serif;color:#221c17;background:#fff;margin:2rem auto;max-width:60rem;padding:0 1rem}
h1{font-size:1.4rem}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.45rem .6rem;border-bottom:1px solid #bdb3a8;overflow-wrap:break-word}
th{border-bottom:2px solid #221c17}td:first-child{white-space:nowrap}tr{break-inside:avoid}
footer{margin-top:3rem;display:flex;gap:3rem}footer p{flex:1;border-top:1px solid #221c17;padding-top:.3rem}
@media screen and (max-width:40rem){thead{display:none}tr,td{display:block}tr{padding:.6rem 0;border-bottom:1px solid #bdb3a8}td{border:0;padding:.1rem 0}td:empty{display:none}td::before{content:attr(data-of) ": ";color:#6b5e53}}
.how{color:#6b5e53}@media print{body{margin:0}.how{display:none}}`;

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const html = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);

/** Heads of the columns, here and in the CSV. */
export const columns = ['Date', 'Person or organisation', 'Way', 'Result', 'Next'] as const;

/** A whole page with that title. */
export function recordPage(title: string, lines: readonly Line[]): string {
  const rows = lines.map(
    ({ date, who, way, result, next }) =>
      `<tr>${[date, who, way, result, next].map((text, i) => `<td data-of="${columns[i]}">${html(text)}</td>`).join('')}</tr>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Work search, ${html(title)}</title><style>${style}</style></head>
<body><main><h1>Work search, ${html(title)}</h1>
<p class="how">To print it or keep it as a PDF: Ctrl+P, on a Mac ⌘P.</p>
<table><thead><tr>${columns.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></main>
<footer><p>Name</p><p>Date and signature</p></footer></body></html>
`;
}
