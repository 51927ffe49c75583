// The bare twin of bench/slack.ts, a process of its own: a Bolt app as somebody writes it in an hour. It commits one row before
// it acknowledges, reads as many people, posts as many blocks. Arguments: Web API, bot token, app token, people each, users.

import { join } from 'node:path';
import { App, LogLevel } from '@slack/bolt';
import { folder, openBare } from './house.ts';

const [slackApiUrl = '', token = '', appToken = '', people = '0', ...users] = process.argv.slice(2);
const file = openBare(join(folder(), 'bare.db'));
file.exec(
  'create table heard (id integer primary key, text text); create table contacts (who text, name text)',
);
const keep = file.prepare('insert into heard (text) values (?)');
const put = file.prepare('insert into contacts values (?, ?)');
const read = file.prepare('select name from contacts where who = ?');
file.transaction(() => {
  for (const user of users) for (let n = 0; n < Number(people); n += 1) put.run(user, `Person ${n}`);
})();

const app = new App({
  token,
  appToken,
  socketMode: true,
  clientOptions: { slackApiUrl },
  logLevel: LogLevel.ERROR,
});
app.command('/rungs', async ({ command, ack, client }) => {
  keep.run(command.text);
  await ack();
  const names = (read.all(command.user_id) as { name: string }[]).slice(0, 10);
  const blocks = names.map(({ name }) => ({
    type: 'section' as const,
    text: { type: 'plain_text' as const, text: name },
  }));
  await client.chat.postMessage({ channel: command.channel_id, text: 'Your card', blocks });
});
await app.start();
process.stdout.write('Ready\n');
process.once('SIGTERM', async () => {
  await app.stop();
  process.exit(0);
});
