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
}

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

  const onPlatform = discordToken !== undefined;
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

  const metricsKey = value('RUNGS_METRICS_KEY');
  if (metricsKey !== undefined && metricsKey.length < 16)
    faults.push('RUNGS_METRICS_KEY must have 16 characters at least.');

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
    listens: web === 'on' || value('PORT') !== undefined,
    metricsKey,
    helpLine: value('HELP_LINE'),
    logLevel,
    clock: value('RUNGS_CLOCK'),
    discord:
      discordToken !== undefined && discordApi
        ? { token: discordToken, api: discordApi.href.replace(/\/$/, '') }
        : undefined,
  };
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
