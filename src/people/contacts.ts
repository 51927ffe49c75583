import type { Command } from '../command.ts'; export const contacts: Command = { verb: 'contacts', summary: 'x', words: true, run: async () => [] };
