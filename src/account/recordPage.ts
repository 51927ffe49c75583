// The work-search record as a page to print: plain HTML that needs nothing else. Every text in it is escaped here.

import type { Line } from './record.ts';

const style = `body{font:1rem/1.5 system-ui,sans-serif;color:#221c17;background:#fff;margin:2rem auto;max-width:60rem;padding:0 1rem}
h1{font-size:1.4rem}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.45rem .6rem;border-bottom:1px solid #bdb3a8;overflow-wrap:anywhere}
th{border-bottom:2px solid #221c17}td:first-child{white-space:nowrap}tr{break-inside:avoid}
footer{margin-top:3rem;display:flex;gap:3rem}footer p{flex:1;border-top:1px solid #221c17;padding-top:.3rem}
@media print{body{margin:0}}`;

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const html = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);

/** A whole page with that title. */
export function recordPage(title: string, lines: readonly Line[]): string {
  const rows = lines.map(
    ({ date, who, way, result, next }) =>
      `<tr>${[date, who, way, result, next].map((text) => `<td>${html(text)}</td>`).join('')}</tr>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Work search, ${html(title)}</title><style>${style}</style></head>
<body><main><h1>Work search, ${html(title)}</h1>
<table><thead><tr><th scope="col">Date</th><th scope="col">Person or organisation</th><th scope="col">Way</th><th scope="col">Result</th><th scope="col">Next</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></main>
<footer><p>Name</p><p>Date and signature</p></footer></body></html>
`;
}
