import { z } from 'zod';
import type { Access } from './platform/health/access.ts';

/**
 * All settings, parsed once at the start. What is missing or contradictory is said with the variable's name, what it is for and an
 * example; nothing has a silent production fallback.
 */
export interface Config {
  /** sandbox: nothing set; socket: one workspace over Socket Mode; http: signed requests, of one workspace or (with `oauth`) of many. */
  mode: 'sandbox' | 'socket' | 'http';
  slack: { botToken: string; appToken: string; signingSecret: string; apiUrl: string | undefined };
  /** Many workspaces by OAuth; undefined: the one behind the bot token. */
  oauth: OAuthConfig | undefined;
  /** Who becomes Pacer's first administrator where one token serves one workspace: a Slack user id or an e-mail address. */
  admin?: string | undefined;
  /** What is encrypted at rest is written with the first and read with any: a new key goes in front (docs/decisions). */
  secretKeys: readonly string[];
  /** Where people's browsers reach the app, without a slash at the end; undefined: as the request says. */
  publicUrl: string | undefined;
  databaseUrl: string | undefined;
  dataDir: string;
  host: string;
  port: number;
  /** Over Socket Mode: whether health and figures are served at `port`, which is so where PORT is set; in HTTP mode they always are. */
  servesHttp?: boolean;
  logLevel: string;
  /** What opens the figures and the details of the health; undefined: over HTTP nobody reads them, over Socket Mode whoever reaches the port. */
  metricsToken?: string | undefined;
}

/** The app's credentials for installing it into workspaces. */
export interface OAuthConfig {
  clientId: string;
  clientSecret: string;
  stateSecret: string;
}

/** One thing wrong with the settings, in words for whoever starts the app. */
export interface ConfigProblem {
  variable: string;
  meaning: string;
  example: string;
  found: string;
}

const optional = z
  .string()
  .trim()
  .transform((text) => (text === '' ? undefined : text))
  .optional();

const schema = z.object({
  SLACK_BOT_TOKEN: optional,
  SLACK_APP_TOKEN: optional,
  SLACK_SIGNING_SECRET: optional,
  SLACK_CLIENT_ID: optional,
  SLACK_CLIENT_SECRET: optional,
  SLACK_STATE_SECRET: optional,
  SLACK_API_URL: optional,
  PACER_SECRET_KEY: optional,
  PACER_ADMIN: optional,
  PACER_PUBLIC_URL: optional,
  DATABASE_URL: optional,
  PACER_DATA_DIR: optional,
  HOST: optional,
  PORT: optional,
  LOG_LEVEL: optional,
  PACER_METRICS_TOKEN: optional,
});

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

const facts = {
  SLACK_BOT_TOKEN: ['the bot token of the installed app', 'xoxb-1234-5678-abcdef'],
  SLACK_APP_TOKEN: [
    'the app-level token with the scope connections:write, for Socket Mode',
    'xapp-1-A012-345-abcdef',
  ],
  SLACK_SIGNING_SECRET: [
    'the secret with which Slack signs requests, for HTTP mode',
    '8f742231b10e8888abcd99yyyzzz85a5',
  ],
  SLACK_CLIENT_ID: [
    'the client id of the app, for installing it into many workspaces',
    '1234567890.1234567890',
  ],
  SLACK_CLIENT_SECRET: [
    'the client secret that belongs to SLACK_CLIENT_ID',
    '33fea0113f5b1f6e8f9a0b7c2d4e6f80',
  ],
  SLACK_STATE_SECRET: [
    'a secret of your own that binds an installation to the browser it began in',
    'any random text, for example from: openssl rand -hex 32',
  ],
  PACER_SECRET_KEY: [
    'the key with which tokens are encrypted in the database, at least 32 characters; to change it put the new one in front: new,old',
    'any random text, for example from: openssl rand -hex 32',
  ],
  PACER_ADMIN: [
    'who becomes the first administrator of Pacer, as a Slack user id or an e-mail address; without it anybody who administers the Slack workspace may',
    'ana@example.com',
  ],
  PACER_PUBLIC_URL: ['the address at which browsers reach Pacer', 'https://pacer.example.com'],
  SLACK_API_URL: ['the base address of the Slack API', 'https://slack.com/api/'],
  DATABASE_URL: ['the PostgreSQL server', 'postgresql://pacer:secret@localhost:5432/pacer'],
  PORT: [
    'the port to listen on, 0 for any free one: in HTTP mode for Slack’s requests, over Socket Mode (only where it is set) for /healthz, /readyz and /metrics, with the sandbox for its page',
    '3000',
  ],
  PACER_METRICS_TOKEN: [
    'a secret of your own, at least 16 characters, that Prometheus brings as a bearer token to /metrics, and whoever wants the details of /readyz',
    'any random text, for example from: openssl rand -hex 32',
  ],
  LOG_LEVEL: [`how much is logged: ${levels.join(', ')}`, 'info'],
} as const;

type Env = z.infer<typeof schema>;

function problem(variable: keyof typeof facts, found: string): ConfigProblem {
  const [meaning, example] = facts[variable];
  return { variable, meaning, example, found };
}

function tokenProblems(env: Env): ConfigProblem[] {
  const found: ConfigProblem[] = [];
  if (usesOAuth(env)) return oauthProblems(env);
  if (env.SLACK_BOT_TOKEN && !env.SLACK_APP_TOKEN && !env.SLACK_SIGNING_SECRET)
    found.push(problem('SLACK_APP_TOKEN', 'not set, but SLACK_BOT_TOKEN is'));
  if (!env.SLACK_BOT_TOKEN && (env.SLACK_APP_TOKEN || env.SLACK_SIGNING_SECRET))
    found.push(
      problem(
        'SLACK_BOT_TOKEN',
        `not set, but ${env.SLACK_APP_TOKEN ? 'SLACK_APP_TOKEN' : 'SLACK_SIGNING_SECRET'} is`,
      ),
    );
  // The sandbox has an address of its own: without this the given one would be passed over in silence.
  if (!env.SLACK_BOT_TOKEN && env.SLACK_API_URL && found.length === 0)
    found.push(problem('SLACK_BOT_TOKEN', 'not set, but SLACK_API_URL is'));
  if (env.SLACK_BOT_TOKEN && !env.SLACK_BOT_TOKEN.startsWith('xox'))
    found.push(problem('SLACK_BOT_TOKEN', 'not a bot token'));
  if (env.SLACK_APP_TOKEN && !env.SLACK_APP_TOKEN.startsWith('xapp-'))
    found.push(problem('SLACK_APP_TOKEN', 'not an app-level token'));
  return found;
}

const oauthSettings = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'] as const;

const usesOAuth = (env: Env): boolean => oauthSettings.some((name) => env[name] !== undefined);

/** Installing into many workspaces needs all of its settings, and none of those of a single one. */
function oauthProblems(env: Env): ConfigProblem[] {
  const needed = [...oauthSettings, 'SLACK_SIGNING_SECRET', 'PACER_SECRET_KEY'] as const;
  const because = oauthSettings.filter((name) => env[name] !== undefined).join(' and ');
  const found = needed
    .filter((name) => env[name] === undefined)
    .map((name) => problem(name, `not set, but ${because} is`));
  for (const name of ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'] as const)
    if (env[name]) found.push(problem(name, `set beside ${because}: choose one workspace or many, not both`));
  if (env.PACER_ADMIN)
    found.push(
      problem('PACER_ADMIN', `set beside ${because}: whoever installs Pacer becomes its administrator`),
    );
  return found;
}

function keysOf(env: Env): string[] {
  const keys = env.PACER_SECRET_KEY?.split(',') ?? [];
  return keys.map((key) => key.trim()).filter((key) => key !== '');
}

/** Browsers take this machine for safe without it. */
const isSecure = (address: string): boolean =>
  /^https:|^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::|\/|$)/.test(address);

function formProblems(env: Env): ConfigProblem[] {
  const found: ConfigProblem[] = [];
  if (env.PORT && !(/^\d{1,5}$/.test(env.PORT) && Number(env.PORT) <= 65_535))
    found.push(problem('PORT', env.PORT));
  if (keysOf(env).some((key) => key.length < 32))
    found.push(problem('PACER_SECRET_KEY', 'shorter than 32 characters'));
  if (env.PACER_METRICS_TOKEN && env.PACER_METRICS_TOKEN.length < 16)
    found.push(problem('PACER_METRICS_TOKEN', 'shorter than 16 characters'));
  if (env.PACER_ADMIN && !/^([UW][A-Z0-9]+|[^@\s]+@[^@\s]+)$/.test(env.PACER_ADMIN))
    found.push(problem('PACER_ADMIN', env.PACER_ADMIN));
  if (env.PACER_PUBLIC_URL && !/^https?:\/\/[^/?#]+\/?$/.test(env.PACER_PUBLIC_URL))
    found.push(problem('PACER_PUBLIC_URL', env.PACER_PUBLIC_URL));
  else if (env.PACER_PUBLIC_URL && !isSecure(env.PACER_PUBLIC_URL))
    found.push(
      problem(
        'PACER_PUBLIC_URL',
        `${env.PACER_PUBLIC_URL}: Slack, and the cookie of an installation, need https`,
      ),
    );
  if (env.LOG_LEVEL && !levels.includes(env.LOG_LEVEL)) found.push(problem('LOG_LEVEL', env.LOG_LEVEL));
  if (env.SLACK_API_URL && !/^https?:\/\/.+/.test(env.SLACK_API_URL))
    found.push(problem('SLACK_API_URL', env.SLACK_API_URL));
  if (env.DATABASE_URL && !/^postgres(ql)?:\/\/.+/.test(env.DATABASE_URL))
    found.push(problem('DATABASE_URL', 'not an address that starts with postgresql://'));
  return found;
}

/** An app token means Socket Mode, also beside a signing secret, which Slack's pages show to everybody and which only HTTP needs. */
function modeOf(env: Env): Config['mode'] {
  if (usesOAuth(env)) return 'http';
  if (!env.SLACK_BOT_TOKEN) return 'sandbox';
  return env.SLACK_APP_TOKEN ? 'socket' : 'http';
}

/** Reads the settings from an environment; either all of them or every problem there is. */
export function readConfig(
  environment: Record<string, string | undefined>,
): { ok: true; value: Config } | { ok: false; problem: ConfigProblem[] } {
  const env = schema.parse(environment);
  const problems = [...tokenProblems(env), ...formProblems(env)];
  if (problems.length > 0) return { ok: false, problem: problems };
  const apiUrl = env.SLACK_API_URL;
  return {
    ok: true,
    value: {
      mode: modeOf(env),
      slack: {
        botToken: env.SLACK_BOT_TOKEN ?? '',
        appToken: env.SLACK_APP_TOKEN ?? '',
        signingSecret: env.SLACK_SIGNING_SECRET ?? '',
        apiUrl: apiUrl === undefined || apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/`,
      },
      oauth: usesOAuth(env)
        ? {
            clientId: env.SLACK_CLIENT_ID ?? '',
            clientSecret: env.SLACK_CLIENT_SECRET ?? '',
            stateSecret: env.SLACK_STATE_SECRET ?? '',
          }
        : undefined,
      admin: env.PACER_ADMIN,
      secretKeys: keysOf(env),
      publicUrl: env.PACER_PUBLIC_URL?.replace(/\/$/, ''),
      databaseUrl: env.DATABASE_URL,
      dataDir: env.PACER_DATA_DIR ?? '.pacer',
      host: env.HOST ?? '127.0.0.1',
      port: env.PORT === undefined ? 3000 : Number(env.PORT),
      servesHttp: modeOf(env) === 'http' || (modeOf(env) === 'socket' && env.PORT !== undefined),
      metricsToken: env.PACER_METRICS_TOKEN,
      logLevel: env.LOG_LEVEL ?? (modeOf(env) === 'sandbox' ? 'warn' : 'info'),
    },
  };
}

/** Who may read the figures: Slack's endpoint is open to the world, and what is served beside it would be, too. */
export function figuresAccess({ mode, metricsToken }: Config): Access {
  if (metricsToken !== undefined) return { kind: 'bearer', token: metricsToken };
  return { kind: mode === 'http' ? 'nobody' : 'everybody' };
}

/** What of the settings may never be seen, for the log (platform/log.ts). */
export function secretsOf({ slack, oauth, secretKeys, databaseUrl, metricsToken = '' }: Config): string[] {
  const password = URL.parse(databaseUrl ?? '')?.password ?? '';
  const own = [slack.botToken, slack.appToken, slack.signingSecret, password, metricsToken, ...secretKeys];
  return [...own, ...(oauth === undefined ? [] : [oauth.clientSecret, oauth.stateSecret])].filter(
    (secret) => secret !== '',
  );
}

/** The problems as text for a terminal. */
export function describeProblems(problems: ConfigProblem[]): string {
  return problems
    .map(
      (p) => `  ${p.variable}: ${p.found}.\n    It is ${p.meaning}.\n    Example: ${p.variable}=${p.example}`,
    )
    .join('\n');
}
