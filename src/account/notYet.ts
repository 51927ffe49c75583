// Verbs that are known and not there yet: one kind line each, naming the nearest thing that works. In no help or menu.

import type { Command } from '../command.ts';
import { message } from '../reply/say.ts';

/** Verb or setting → its line. */
export const notYet = {
  script: "Your 30 seconds can't be kept here yet. “Words” on a step shows two more openers, ready to use.",
  belief:
    "The two-minute card isn't here yet. Under “ladder”, “Stay here a while” keeps your edge where it is.",
  give: "A list of what you can give isn't here yet. “followups” has what you promised to whom.",
  win: "Wins can't be kept yet. What you did can: “log emailed Maria, she replied”.",
  hours: "Hours aren't counted yet. “export” has what you did, day by day.",
  event: "Planning an event isn't here yet. Its date can be kept: “meeting event with Ben friday 18:00”.",
  progress: "The pictures of progress aren't here yet. “ladder” shows how far up you stand.",
  circle: "Circles aren't here yet. “today” has your own next step.",
  buddy: "Buddies aren't here yet. A friend works too: add them, and they come up on your card.",
  evening:
    "The evening check-in isn't here yet. The card can come at another time: “settings morning 08:30”.",
  reminder: "A second reminder isn't here yet. The card can come at another time: “settings morning 08:30”.",
} as const;

/** Verbs whose words belong to them also while a question is open. */
const takeWords = new Set(['event', 'circle']);

/** A command for each verb of the table; a summary of nothing keeps them out of help and menus. */
export const notYetCommands: readonly Command[] = Object.entries(notYet)
  .filter(([verb]) => verb !== 'evening' && verb !== 'reminder')
  .map(([verb, line]) => ({
    verb,
    summary: '',
    words: takeWords.has(verb),
    run: async () => [message('Not here yet', line)],
  }));
