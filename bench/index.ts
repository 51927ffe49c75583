// Every bench, one line each, in the order in which they are printed.

import type { Bench } from './bench.ts';
import { discord } from './discord.ts';
import { idle } from './idle.ts';
import { importing } from './import.ts';
import { life } from './life.ts';
import { memory } from './memory.ts';
import { slack } from './slack.ts';
import { sweep } from './sweep.ts';
import { today } from './today.ts';

export const benches: readonly Bench[] = [today, life, importing, idle, sweep, memory, discord, slack];
