// The app's manifest, made from the command table: what Slack's "From a manifest" takes. The least scopes and events; why
// each is there stands in docs/slack.md.

import type { MenuEntry } from '../../src/app.ts';
import { shortcuts } from './receive.ts';

/** What the bot may do. Circles will need no more: they post in channels where they were brought in. */
export const scopes = [
  'app_mentions:read',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:read',
  'im:history',
  'im:write',
  'users:read',
] as const;

/** What Slack tells the bot. */
export const events = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'member_joined_channel',
  'message.im',
  'tokens_revoked',
  'user_change',
] as const;

/** How Slack reaches us; addresses only over HTTP, and for many workspaces. */
export interface Reach {
  readonly way: 'socket' | 'http';
  /** The https address. */
  readonly publicUrl?: string | undefined;
  readonly many: boolean;
}

/** Slack's: characters of a usage hint. */
const mostHint = 1000;

/** The manifest as an object. */
export function manifestOf(menu: readonly MenuEntry[], { way, publicUrl, many }: Reach) {
  const at = (path: string) => new URL(path, publicUrl ?? 'https://rungs.example.org').href;
  const url = way === 'http' ? { url: at('/slack/events') } : {};
  const request = way === 'http' ? { request_url: at('/slack/events') } : {};
  const verbs = menu.map(({ verb }) => verb).join(' · ');
  return {
    display_information: {
      name: 'Rungs',
      description: 'Small steps towards people, one day at a time.',
      background_color: '#2f3e46',
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: 'Rungs', always_online: true },
      shortcuts: [
        {
          name: 'Log what happened',
          type: 'global',
          callback_id: shortcuts.log,
          description: 'Keep whom you wrote to, rang or met',
        },
        {
          name: 'Log this',
          type: 'message',
          callback_id: shortcuts.message,
          description: 'Take this message as what happened',
        },
      ],
      slash_commands: [
        {
          command: '/rungs',
          ...url,
          description: "Today's step; or any word of Rungs",
          usage_hint: verbs.slice(0, mostHint),
          should_escape: false,
        },
      ],
    },
    oauth_config: {
      ...(many && { redirect_urls: [at('/slack/oauth_redirect')] }),
      scopes: { bot: scopes },
    },
    settings: {
      event_subscriptions: { ...request, bot_events: events },
      interactivity: { is_enabled: true, ...request },
      org_deploy_enabled: false,
      socket_mode_enabled: way === 'socket',
      token_rotation_enabled: false,
    },
  };
}
