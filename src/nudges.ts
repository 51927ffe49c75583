// Every reason to speak first. One line each; the tick asks them in this order.

import type { Nudge } from './command.ts';
import { nudgeCard } from './day/nudgeCard.ts';
import { nudgeLater } from './day/nudgeLater.ts';
import { nudgeHappened } from './meeting/nudgeHappened.ts';
import { nudgeThanks } from './meeting/nudgeThanks.ts';

export const nudges: readonly Nudge[] = [nudgeCard, nudgeHappened, nudgeThanks, nudgeLater];
