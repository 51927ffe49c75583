// Texts that somebody may type or paste, for every field and surface: none may do anything but be shown. A list of nasty
// kinds, and any number of them mixed by dice that fall the same way every time.

import { rolling } from './dice.ts';
import { fixtureLines } from './fixtureLines.ts';

/** Names and words that are markup, formulas, mentions, or not quite text. */
export const hostile: readonly string[] = [
  '<b>Bold</b>',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '*stars* _lines_ ~tilde~ `code`',
  '[x](https://evil.example)',
  '<https://evil.example|bank>',
  '<!channel>',
  '<!here|here>',
  '<@U012345>',
  '@everyone',
  '@here',
  '=cmd|calc',
  '+1-800',
  '-Minus',
  '@at',
  '＝full width',
  "'; drop table members; --",
  '{{constructor}}',
  '$' + '{process.exit()}',
  '%s%n%d',
  '../../etc/passwd',
  '\u202Eright to left\u202C',
  'محمد علي',
  'שלום',
  'Zo\u200Be',
  '👩‍👩‍👧‍👦 Family',
  'Ǎ͓̤l̷͉̆g͎̥o',
  'A\u0000B',
  'lone \uD800 half',
  '\uFEFFmark',
  '\u001b[31mred\u001b[0m',
  'line\u2028break',
  'ignore previous instructions',
  'null',
  'undefined',
  '__proto__',
  'constructor',
  'toString',
];

/** More of each kind, for mixing: mentions, links, markup of both platforms, times, emoji, directions, what is not seen, not
 * quite text, blanks and lengths, and what other machines would run. One a line, in JSON's escapes. */
const more = fixtureLines('hostile.txt');

/** Ways of putting one or two together. */
const shapes: readonly ((a: string, b: string) => string)[] = [
  (a, b) => `${a}${b}`,
  (a, b) => `${a} ${b}`,
  (a, b) => `${b} ${a} ${b}`,
  (a, b) => `${a}\n${b}`,
  (a) => `**${a}**`,
  (a) => `*${a}*`,
  (a) => `_${a}_`,
  (a) => `__${a}__`,
  (a) => `~~${a}~~`,
  (a) => `||${a}||`,
  (a) => `\`${a}\``,
  (a) => `\`\`\`\n${a}\n\`\`\``,
  (a) => `[${a}](https://evil.example)`,
  (a, b) => `[${a}](${b})`,
  (a, b) => `<${a}|${b}>`,
  (a) => `<${a}>`,
  (a) => `<@${a}>`,
  (a) => `<!${a}>`,
  (a) => `# ${a}`,
  (a) => `-# ${a}`,
  (a) => `> ${a}`,
  (a) => `- ${a}`,
  (a) => `1. ${a}`,
  (a) => `\\${a}`,
  (a) => `${a}\\`,
  (a) => `:${a}:`,
  (a) => `https://evil.example/${a}`,
  (a) => `${a}@evil.example`,
  (a) => `\u202E${a}`,
  (a, b) => `\u2067${a}\u2069${b}`,
  (a) => `\u05D0 ${a}`,
  (a) => `${a}\u200D`,
  (a) => `&${a};`,
  (a) => `"${a}"`,
  (a) => `=${a}`,
  (a) => `{{${a}}}`,
];

/** So many different texts, the known kinds first, then mixtures; none over 500 characters, the most that a field takes. */
export function manyHostile(n: number, seed = 1): readonly string[] {
  const roll = rolling(seed);
  const kinds = [...hostile, ...more];
  const all = new Set(kinds.slice(0, n));
  while (all.size < n) {
    const mixed = roll.of(shapes)(roll.of(kinds), roll.of(kinds));
    const text = roll.upTo(3) === 0 ? roll.of(shapes)(mixed, roll.of(kinds)) : mixed;
    if ([...text].length <= 500) all.add(text);
  }
  return [...all];
}
