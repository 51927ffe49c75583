// The bare twin of bench/discord.ts, a process of its own: a discord.js bot as somebody writes it in an hour. It commits
// one row, reads and opens the same people, answers. Arguments: address, token, people each, users.

import { join } from 'node:path';
import { Client, Events, GatewayIntentBits, MessageFlags } from 'discord.js';
import { folder, MONDAY, open, openBare } from './house.ts';
import { addMember } from './people.ts';

const [api = '', token = '', people = '0', ...users] = process.argv.slice(2);
const path = join(folder(), 'bare.db');
const store = await open(path, { now: MONDAY });
const owns = new Map<string, Awaited<ReturnType<typeof addMember>>>();
for (const user of users)
  owns.set(user, await addMember(store, { door: 'discord', tenant: 'discord', user }, Number(people)));

const file = openBare(path);
file.exec('create table heard (id text primary key, user text)');
const heard = file.prepare('insert into heard values (?, ?)');
const read = file.prepare('select id, name_sealed from contacts where member = ? order by created_at, id');

const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api } });
client.on(Events.InteractionCreate, async (one) => {
  const own = owns.get(one.user.id);
  if (!own || !one.isChatInputCommand()) return;
  heard.run(one.id, one.user.id);
  const names = (read.all(own.member) as { id: string; name_sealed: string }[]).map((row) =>
    own.key.open({ table: 'contacts', column: 'name_sealed', row: row.id }, row.name_sealed),
  );
  // What comes too late is lost, as it would be.
  await one
    .reply({ content: `Today: ${names[0]}`, flags: MessageFlags.Ephemeral })
    .catch((error: Error) => process.stderr.write(`${error.message}\n`));
});
client.once(Events.ClientReady, async () => {
  await client.application?.commands.set([{ name: 'today', description: 'Today', contexts: [0, 1] }]);
  process.stdout.write('Ready\n');
});
await client.login(token);
