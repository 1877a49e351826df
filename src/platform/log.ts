import pino, { type Logger } from 'pino';

export type Log = Logger;

/** Keys whose values never reach a log, wherever they stand. */
const secrets = [
  'token',
  'botToken',
  'appToken',
  'authorization',
  'signingSecret',
  'clientSecret',
  'databaseUrl',
  'response_url',
];

/** The process's logger: JSON lines on stderr (stdout belongs to people), secrets blanked. */
export function createLog(level: string): Log {
  return pino(
    {
      level,
      redact: { paths: secrets.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[secret]' },
      serializers: { err: withoutSecrets },
    },
    pino.destination({ dest: 2, sync: false }),
  );
}

const tokenLike = /\b(xox[a-z]-[\w-]+|xapp-[\w-]+|xoxe[.\w-]+)|(postgres(?:ql)?:\/\/[^:\s/]*:)[^@\s]+@/g;

/** An error for the log: name, message and stack, with anything that looks like a token or a database password blanked. */
function withoutSecrets(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const clean = (text: string | undefined) =>
    text?.replace(tokenLike, (_all, _token, url) => (url ? `${url}***@` : '[token]'));
  return {
    type: error.name,
    message: clean(error.message),
    stack: clean(error.stack),
    ...('code' in error ? { code: String(error.code) } : {}),
  };
}
