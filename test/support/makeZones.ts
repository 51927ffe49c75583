// Writes test/fixtures/zones.json from compiled zone files: `npx tsx test/support/makeZones.ts /usr/share/zoneinfo`.
// Only from files of the release that the program carries; tzdata.zi beside them says which that is.
import { readFileSync, writeFileSync } from 'node:fs';
import { readTzif } from './tzif.ts';

/** Every kind of rule there is from 2024 on, the zones that changed it in those years, and the big cities. */
const ZONES = `
Africa/Algiers Africa/Cairo Africa/Casablanca Africa/El_Aaiun Africa/Johannesburg Africa/Lagos Africa/Nairobi
America/Adak America/Anchorage America/Argentina/Buenos_Aires America/Asuncion America/Bogota America/Chicago
America/Denver America/Edmonton America/Halifax America/Havana America/Inuvik America/Los_Angeles
America/Mexico_City America/Miquelon America/New_York America/Nuuk America/Panama America/Phoenix
America/Port-au-Prince America/Puerto_Rico America/Santiago America/Sao_Paulo America/Scoresbysund
America/St_Johns America/Toronto America/Vancouver America/Winnipeg
Antarctica/Troll Asia/Almaty Asia/Amman Asia/Beirut Asia/Dubai Asia/Gaza Asia/Hong_Kong Asia/Jerusalem
Asia/Kathmandu Asia/Kolkata Asia/Manila Asia/Nicosia Asia/Qostanay Asia/Shanghai Asia/Singapore Asia/Tehran
Asia/Tokyo Atlantic/Azores Atlantic/Reykjavik Australia/Adelaide Australia/Brisbane Australia/Lord_Howe
Australia/Sydney Europe/Amsterdam Europe/Berlin Europe/Chisinau Europe/Dublin Europe/Istanbul Europe/Kyiv
Europe/Lisbon Europe/London Europe/Moscow Europe/Paris Europe/Stockholm Pacific/Apia Pacific/Auckland
Pacific/Chatham Pacific/Easter Pacific/Honolulu Pacific/Norfolk
`;

const folder = process.argv[2] ?? '/usr/share/zoneinfo';
const from = Date.UTC(2024, 0, 1);
const to = Date.UTC(2031, 0, 1);
const version = /^# version (\S+)/.exec(readFileSync(`${folder}/tzdata.zi`, 'utf8'))?.[1];

const zones = ZONES.trim()
  .split(/\s+/)
  .map((zone) => {
    const changes = readTzif(readFileSync(`${folder}/${zone}`));
    const atStart = changes.findLast((change) => change.at < from)?.after ?? changes[0]?.before ?? 0;
    const rows = changes
      .filter((change) => change.at >= from && change.at < to)
      .map((change) => `[${JSON.stringify(new Date(change.at).toISOString())}, ${change.after}]`);
    return `    ${JSON.stringify(zone)}: {"start": ${atStart}, "changes": [${rows.join(', ')}]}`;
  });

const text = `{\n  "version": ${JSON.stringify(version)},\n  "from": "2024-01-01T00:00:00.000Z",\n  "to": "2031-01-01T00:00:00.000Z",\n  "zones": {\n${zones.join(',\n')}\n  }\n}\n`;
writeFileSync(new URL('../fixtures/zones.json', import.meta.url), text);
