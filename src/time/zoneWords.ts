// The words that people type for a time zone, and the search over them. No tables of offsets here (zones.ts).

/**
 * Zones ← words that are no city of IANA's, or that mean more than IANA's one: abbreviations, big cities, countries
 * and provinces that keep one time. Several zones before the arrow: the member is asked which.
 */
const WORDS = `
America/New_York ← et, edt, eastern, eastern time, us eastern, boston, washington, washington dc, dc, miami, atlanta
America/New_York ← philadelphia, nyc, ny
America/New_York America/Panama ← est
America/Chicago ← ct, cdt, central, central time, us central, houston, dallas, austin, minneapolis
America/Chicago Asia/Shanghai America/Havana ← cst
America/Denver ← mt, mdt, mountain, mountain time, us mountain
America/Denver America/Phoenix ← mst
America/Los_Angeles ← pt, pst, pdt, pacific, pacific time, us pacific, california, san francisco, seattle, san diego, la
America/Los_Angeles America/New_York ← portland
America/Phoenix ← arizona
Pacific/Honolulu ← hst, hawaii
America/Vancouver ← bc, british columbia
America/Vancouver Australia/Melbourne ← victoria
America/Edmonton ← alberta, calgary
America/Winnipeg ← manitoba
America/Toronto ← ontario, ottawa, quebec
America/Puerto_Rico America/Argentina/San_Juan ← san juan
America/Sao_Paulo ← rio, rio de janeiro, brasilia
America/Argentina/Buenos_Aires ← argentina
America/Bogota ← colombia
America/Lima ← peru
Europe/London ← uk, united kingdom, great britain, britain, england, scotland, wales, edinburgh, glasgow, cardiff
Europe/London ← manchester
Europe/London America/Chicago ← birmingham
Europe/London Asia/Dhaka ← bst
Europe/Dublin ← ireland
Europe/Dublin Asia/Kolkata Asia/Jerusalem ← ist
Europe/Paris ← france, lyon, marseille
Europe/Berlin ← germany, deutschland, munich, hamburg, frankfurt, cologne
Europe/Amsterdam ← netherlands, the netherlands, holland, rotterdam
Europe/Brussels ← belgium
Europe/Zurich ← switzerland, geneva, basel
Europe/Vienna ← austria
Europe/Rome ← italy, milan, naples
Europe/Stockholm ← sweden
Europe/Oslo ← norway
Europe/Copenhagen ← denmark
Europe/Helsinki ← finland
Europe/Madrid ← barcelona
Europe/Madrid Atlantic/Canary ← spain
Europe/Prague ← czechia, czech republic
Europe/Warsaw ← krakow
Europe/Budapest ← hungary
Europe/Bucharest ← romania
Europe/Sofia ← bulgaria
Europe/Athens ← greece
Europe/Kyiv ← ukraine, kiev
Europe/Chisinau ← moldova
Atlantic/Reykjavik ← iceland
Africa/Casablanca ← morocco
Africa/Lagos ← nigeria, abuja
Africa/Nairobi ← kenya
Africa/Johannesburg ← south africa, cape town
Asia/Dubai ← uae, united arab emirates, abu dhabi
Asia/Karachi ← pakistan
Asia/Kolkata ← india, mumbai, delhi, new delhi, bangalore, bengaluru, chennai, hyderabad
Asia/Dhaka ← bangladesh
Asia/Bangkok ← thailand
Asia/Ho_Chi_Minh ← vietnam
Asia/Manila ← philippines
Asia/Shanghai ← china, prc, beijing, shenzhen
Asia/Taipei ← taiwan, roc
Asia/Tokyo ← jst, osaka
Asia/Seoul ← kst, rok, korea, south korea
Pacific/Auckland ← new zealand, nz, nzst, nzdt, wellington
Europe/Paris Europe/Berlin Europe/Madrid ← cet, cest, met
Europe/Athens Europe/Helsinki Europe/Bucharest ← eet, eest
Europe/Lisbon Atlantic/Canary ← wet, west
UTC ← z, zulu, uct, universal
`;

/** Folders of old names: still zones, but their last part (East, Pacific, General) is not what a city is called. */
const NO_CITY = /^(Etc|US|Canada|Brazil|Chile|Mexico)\/|^Australia\/(ACT|LHI|NSW|North|South|West)$/;

/** How many near zones are worth showing: one row of buttons. */
const NEAR = 5;
/** Fewer letters are near to half the world. */
const NEAR_LETTERS = 3;

const words = new Map<string, string[]>();
for (const line of WORDS.trim().split('\n')) {
  const [zones = '', list = ''] = line.split(' ← ');
  for (const word of list.split(', ')) words.set(word, [...(words.get(word) ?? []), ...zones.split(' ')]);
}

/**
 * Zones meant by the words, out of `names`; `target` says which name carries a name's table (aliases of one table
 * count once). `exact` false: the words are only near to these (at most 5). None: an empty list.
 */
export function searchZone(
  text: string,
  names: readonly string[],
  target: (name: string) => string,
): { exact: boolean; names: readonly string[] } {
  const typed = fold(text);
  if (typed === '') return { exact: false, names: [] };
  const whole = text.trim().replace(/\s+/g, '_').toLowerCase();
  const slashed = whole.includes('/');
  const listed = words.get(typed);
  if (listed && !slashed) return { exact: true, names: listed };
  const name = names.find((name) => name.toLowerCase() === whole);
  if (name && (slashed || /^(utc|gmt)/.test(whole))) return { exact: true, names: [name] };

  const cities = names.filter((name) => name.includes('/') && !NO_CITY.test(name));
  const same = once(
    cities.filter((name) => city(name) === typed),
    target,
  );
  if (same.length > 0) return { exact: true, names: same.slice(0, NEAR) };
  // A bare old name (Japan, Egypt, Eire) is answered by the city that carries its table.
  if (name) return { exact: true, names: [target(name)] };
  if (typed.length < NEAR_LETTERS) return { exact: false, names: [] };

  const byWord = [...words].filter(([word]) => typed.startsWith(`${word} `)).flatMap(([, zones]) => zones);
  const byCity = cities.filter((name) => city(name).startsWith(typed) || typed.startsWith(`${city(name)} `));
  return { exact: false, names: once([...byCity, ...byWord], target).slice(0, NEAR) };
}

/** Letters and digits only, without case and accents: "São Paulo" and "sao_paulo" are one. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function city(name: string): string {
  return fold(name.slice(name.lastIndexOf('/') + 1));
}

/** One name for each table, the table's own name rather than an alias of it. */
function once(names: readonly string[], target: (name: string) => string): string[] {
  const byTable = new Map<string, string>();
  for (const name of names)
    if (!byTable.has(target(name)) || name === target(name)) byTable.set(target(name), name);
  return [...byTable.values()];
}
