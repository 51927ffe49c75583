// What doctor asks Slack: whether the tokens are taken, and whether the app has what the manifest asks for. Looks only;
// beside a running program too.

import { tokenLine } from './index.ts';
import { scopes } from './manifest.ts';
import { appTokenLine } from './socket.ts';
import { ask, awayLine, clientOf, nameOf } from './wire.ts';

/** What was found: faults, or a line about what is well. */
export interface Found {
  readonly faults: readonly string[];
  readonly well: string;
}

export interface Tokens {
  readonly api: string;
  readonly botToken?: string | undefined;
  readonly appToken?: string | undefined;
}

/** Look at the app behind these tokens. Never throws. */
export async function inspectSlack({ api, botToken, appToken }: Tokens): Promise<Found> {
  const faults: string[] = [];
  const well: string[] = [];
  if (botToken !== undefined) {
    const met = await ask(() => clientOf(botToken, api).auth.test());
    if (!met.ok) faults.push(tokenLine(nameOf(met.fault)));
    else {
      well.push(`in the workspace ${met.ok.team ?? met.ok.team_id}`);
      const missing = missingOf(met.ok.response_metadata?.scopes);
      if (missing.length > 0)
        faults.push(
          `the app lacks the scopes ${missing.join(', ')}: paste the manifest again (npm run --silent slack:manifest) and reinstall it.`,
        );
    }
  } else well.push('for many workspaces, each by /slack/install');
  if (appToken !== undefined) {
    const opened = await ask(() => clientOf(appToken, api).apps.connections.open());
    if (!opened.ok) faults.push(awayLine(nameOf(opened.fault)) ?? appTokenLine(nameOf(opened.fault)));
    else well.push('Socket Mode is open to it');
  } else well.push('over HTTP at /slack/events');
  // Out of reach with both tokens is one fault.
  return { faults: [...new Set(faults)], well: well.join('; ') };
}

/** Scopes of the manifest that a token has not; none when Slack does not say which it has. */
const missingOf = (granted: readonly string[] | undefined): readonly string[] =>
  granted === undefined || granted.length === 0 ? [] : scopes.filter((scope) => !granted.includes(scope));
