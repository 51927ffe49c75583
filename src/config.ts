// The settings, read once from what main hands in; every fault is found before the first is told. Nothing else reads
// the environment.

/** The environment as main reads it, .env included. */
export type Env = Readonly<Record<string, string | undefined>>;

export interface Config {
  readonly databaseUrl: string;
  readonly key: string | undefined;
  readonly keyFile: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: URL | undefined;
  readonly web: boolean;
  readonly webKey: string | undefined;
  /** Whether a listener is open: for the page, or because PORT says so. */
  readonly listens: boolean;
  /** Opens the metrics from elsewhere. */
  readonly metricsKey: string | undefined;
  readonly helpLine: string | undefined;
  readonly logLevel: string;
  /** File with the hand-moved clock. */
  readonly clock: string | undefined;
  /** Rungs on Discord: the bot's token, and the address of the REST API without its version. */
  readonly discord: { readonly token: string; readonly api: string } | undefined;
  /** Rungs on Slack. */
  readonly slack: SlackConfig | undefined;
}

/** One workspace by its bot's token, or many that install by themselves; over Socket Mode or HTTP. */
export type SlackConfig = {
  /** Web API base, with the slash at its end. */
  readonly api: string;
} & (
  | { readonly botToken: string; readonly clientId?: undefined }
  | {
      readonly botToken?: undefined;
      readonly clientId: string;
      readonly clientSecret: string;
      readonly stateSecret: string;
    }
) &
  (
    | { readonly appToken: string; readonly signingSecret?: undefined }
    | { readonly appToken?: undefined; readonly signingSecret: string }
  );

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const loopback = ['127.0.0.1', '::1', 'localhost'];

/** Settings from the environment; throws an Error with a line for each fault. */
export function readConfig(env: Env): Config {
  const faults: string[] = [];
  const value = (name: string) => env[name]?.trim() || undefined;

  const port = Number(value('PORT') ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    faults.push('PORT must be a number from 0 to 65535.');

  const discordToken = value('DISCORD_TOKEN');
  const discordApi = urlOf(value('DISCORD_API_URL') ?? 'https://discord.com/api');
  if (!discordApi) faults.push('DISCORD_API_URL must be a whole address such as https://discord.com/api.');
  if (discordToken !== undefined && !/^[\w.-]+$/.test(discordToken))
    faults.push('DISCORD_TOKEN must be the token alone, as the Developer Portal shows it under Bot.');

  const slack = readSlack(value, faults);

  const onPlatform = discordToken !== undefined || slack !== undefined;
  const web = value('RUNGS_WEB') ?? (onPlatform ? 'off' : 'on');
  if (web !== 'on' && web !== 'off') faults.push('RUNGS_WEB must be on or off.');

  const publicUrl = urlOf(value('PUBLIC_URL'));
  if (publicUrl === null)
    faults.push('PUBLIC_URL must be a whole address such as https://rungs.example.org.');

  const logLevel = value('LOG_LEVEL') ?? 'info';
  if (!logLevels.includes(logLevel)) faults.push(`LOG_LEVEL must be one of ${logLevels.join(', ')}.`);

  const host = value('HOST') ?? '127.0.0.1';
  const webKey = value('RUNGS_WEB_KEY');
  if (web === 'on' && !loopback.includes(host) && !(webKey && publicUrl))
    faults.push(
      'HOST opens the page to the network: that needs RUNGS_WEB_KEY and PUBLIC_URL (https) as well.',
    );
  if (!loopback.includes(host) && webKey !== undefined && webKey.length < 16)
    faults.push('RUNGS_WEB_KEY must have 16 characters at least where the page is open to the network.');

  if (faults.length) throw new Error(faults.join('\n'));
  return {
    databaseUrl: value('DATABASE_URL') ?? 'file:data/rungs.db',
    key: value('RUNGS_KEY'),
    keyFile: value('RUNGS_KEY_FILE'),
    host,
    port,
    publicUrl: publicUrl ?? undefined,
    web: web === 'on',
    webKey,
    listens:
      web === 'on' ||
      value('PORT') !== undefined ||
      slack?.signingSecret !== undefined ||
      slack?.clientId !== undefined,
    metricsKey: value('RUNGS_METRICS_KEY'),
    helpLine: value('HELP_LINE'),
    logLevel,
    clock: value('RUNGS_CLOCK'),
    discord:
      discordToken !== undefined && discordApi
        ? { token: discordToken, api: discordApi.href.replace(/\/$/, '') }
        : undefined,
    slack,
  };
}

/** Slack's settings; what does not go together is a line each. */
function readSlack(value: (name: string) => string | undefined, faults: string[]): SlackConfig | undefined {
  const names = [
    ...['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'],
    ...['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'],
  ] as const;
  const api = urlOf(value('SLACK_API_URL') ?? 'https://slack.com/api/');
  if (!api) faults.push('SLACK_API_URL must be a whole address such as https://slack.com/api/.');
  const [botToken, appToken, signingSecret, clientId, clientSecret, stateSecret] = names.map(value);
  if (names.every((name) => value(name) === undefined)) return undefined;
  const before = faults.length;
  const many = clientId ?? clientSecret ?? stateSecret;

  if (botToken !== undefined && !botToken.startsWith('xoxb-'))
    faults.push('SLACK_BOT_TOKEN must be the bot token, which begins with xoxb- (OAuth & Permissions).');
  if (appToken !== undefined && !appToken.startsWith('xapp-'))
    faults.push('SLACK_APP_TOKEN must be the app-level token, which begins with xapp- (Basic Information).');
  if (appToken !== undefined && signingSecret !== undefined)
    faults.push('Set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP), not both.');
  if (appToken === undefined && signingSecret === undefined)
    faults.push('Slack needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) as well.');
  if (botToken !== undefined && many !== undefined)
    faults.push('Set SLACK_BOT_TOKEN (one workspace) or SLACK_CLIENT_ID and its secrets (many), not both.');
  if (botToken === undefined && many === undefined)
    faults.push('Slack needs SLACK_BOT_TOKEN as well: the bot token, which begins with xoxb-.');
  if (many !== undefined)
    for (const name of ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'])
      if (value(name) === undefined) faults.push(`Slack in many workspaces needs ${name} as well.`);
  if (faults.length > before || !api) return undefined;

  const whose =
    botToken !== undefined
      ? { botToken }
      : { clientId: clientId ?? '', clientSecret: clientSecret ?? '', stateSecret: stateSecret ?? '' };
  const way = appToken !== undefined ? { appToken } : { signingSecret: signingSecret ?? '' };
  return { api: api.href.endsWith('/') ? api.href : `${api.href}/`, ...whose, ...way };
}

/** A .env file's lines as names and values; quotes round a value are taken off, `#` starts a comment line. */
export function readEnvFile(text: string): Env {
  const env: Record<string, string> = {};
  for (const line of text.split(/\r?\n/)) {
    const match = /^\s*(?:export\s+)?([A-Z_][A-Z0-9_]*)\s*=\s*(.*?)\s*$/.exec(line);
    if (match?.[1]) env[match[1]] = (match[2] ?? '').replace(/^(["'])(.*)\1$/, '$2');
  }
  return env;
}

function urlOf(text: string | undefined): URL | null | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : null;
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url : null;
}
