// Every command, in the order of help. One line each; help, menus and the platforms' command lists are made from it.

import { add } from './account/contacts/add.ts';
import { contacts } from './account/contacts/contacts.ts';
import { offer, thanks } from './account/everyday.ts';
import { exporting } from './account/export.ts';
import { forget } from './account/forget.ts';
import { goal } from './account/goal.ts';
import { help } from './account/help.ts';
import { importing } from './account/import/import.ts';
import { landed } from './account/landed.ts';
import { link } from './account/link.ts';
import { notYetCommands } from './account/notYet.ts';
import { pause } from './account/pause.ts';
import { peace } from './account/peace.ts';
import { report } from './account/report.ts';
import { resume } from './account/resume.ts';
import { settings } from './account/settings.ts';
import { start } from './account/start.ts';
import { stop } from './account/stop.ts';
import { undo } from './account/undo.ts';
import type { Command } from './command.ts';
import { log } from './day/log.ts';
import { notToday, pace } from './day/pace.ts';
import { today } from './day/today.ts';
import { ladder } from './ladder/ladder.ts';
import { followups } from './meeting/followups.ts';
import { meeting } from './meeting/meeting.ts';

export const commands: readonly Command[] = [
  start,
  today,
  add,
  contacts,
  ladder,
  log,
  meeting,
  followups,
  goal,
  settings,
  pause,
  resume,
  stop,
  undo,
  link,
  importing,
  exporting,
  report,
  forget,
  help,
  landed,
  thanks,
  offer,
  ...notYetCommands,
  notToday,
  pace,
  peace,
];
