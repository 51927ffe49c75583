// The app manifest that is pasted into Slack: made from the command table and from scopes.ts. Only its shape lives here.

import { events, scopes } from './scopes.ts';

/** Callback ids of the two shortcuts. */
export const shortcuts = { happened: 'log_happened', this: 'log_this' } as const;

/** Slack's limit of a usage hint, characters. */
const hintLength = 1_000;

/** Where a distributed or HTTP app is reached; absent: Socket Mode, no open port. */
export interface Reach {
  /** PUBLIC_URL's origin. */
  readonly origin: string;
  /** Events come over a socket all the same (many workspaces with SLACK_APP_TOKEN). */
  readonly socket: boolean;
  /** Several workspaces install by themselves. */
  readonly many: boolean;
}

/** The manifest as Slack takes it (JSON); `verbs` are the commands, for the hint beside /rungs. */
export function manifestOf(verbs: readonly string[], reach?: Reach): Readonly<Record<string, unknown>> {
  const socket = reach === undefined || reach.socket;
  const url = reach && !reach.socket ? `${reach.origin}/slack/events` : undefined;
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: 'Rungs',
      description: 'Two small brave steps a day, for people who hate networking.',
      background_color: '#7a3a17',
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: 'Rungs', always_online: true },
      slash_commands: [
        {
          command: '/rungs',
          description: 'Your steps for today; or a word, such as: log emailed Maria, felt 3',
          usage_hint: hintOf(verbs),
          should_escape: false,
          ...(url && { url }),
        },
      ],
      shortcuts: [
        {
          name: 'Log what happened',
          type: 'global',
          callback_id: shortcuts.happened,
          description: 'In your own words; only you see it',
        },
        {
          name: 'Log this',
          type: 'message',
          callback_id: shortcuts.this,
          description: 'Take this text into your private log',
        },
      ],
    },
    oauth_config: {
      ...(reach?.many && { redirect_urls: [`${reach.origin}/slack/oauth_redirect`] }),
      scopes: { bot: Object.keys(scopes) },
    },
    settings: {
      event_subscriptions: { ...(url && { request_url: url }), bot_events: Object.keys(events) },
      interactivity: { is_enabled: true, ...(url && { request_url: url }) },
      org_deploy_enabled: false,
      socket_mode_enabled: socket,
      token_rotation_enabled: false,
    },
  };
}

/** Verbs as a hint, as many as there is room for. */
function hintOf(verbs: readonly string[]): string {
  let hint = '';
  for (const verb of verbs) {
    const next = hint ? `${hint} · ${verb}` : verb;
    if (next.length + 2 > hintLength) break;
    hint = next;
  }
  return `[${hint}]`;
}
