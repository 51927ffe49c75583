// Every talk of several steps, by name.

import { knowing } from './account/contacts/add.ts';
import { columns, doubles } from './account/import/asked.ts';
import { twice } from './account/link.ts';
import { signUp } from './account/start.ts';
import type { Flow } from './command.ts';
import { script } from './day/script.ts';
import { debrief } from './meeting/debrief.ts';

const all: readonly Flow[] = [signUp, knowing, script, debrief, twice, columns, doubles];

export const flows: Readonly<Record<string, Flow>> = Object.fromEntries(all.map((flow) => [flow.name, flow]));
