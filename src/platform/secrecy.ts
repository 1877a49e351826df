/**
 * What may stand in a log: what happened, never what people wrote and never what opens a door (tokens, secrets, addresses that carry one).
 * Everything that is logged goes through here, whoever logs it: our own code, Bolt and Slack's clients, which print whole requests at
 * "debug".
 */

/** Values under such names are left out, whatever they are. */
const secretName =
  /token|secret|passw|authorization|cookie|credential|api_?key|private_?key|signature|response_?url|trigger_?id|ticket|database_?url/i;
/** What people wrote, and whole requests. */
const textName =
  /^(?:text|body|payload|notes?|customer|blocks|views?|values|private_metadata|metadata|query|sql|args|arguments|headers|data|params|request|response|input)$/i;

const tokens =
  /\bxox[a-z](?:\.xox[a-z])?-[\w.-]+|\bxapp-[\w-]+|\b(?:Bearer|Basic)\s+[\w.~+/=-]{6,}|\bv0=[0-9a-f]{16,}/gi;
/** An address: what tells where it leads stays. The files of a stack trace have addresses too. */
const addresses =
  /\b(?!file:|node:)([a-z][a-z0-9+.-]*):\/\/(?:[^\s/@"'<>]*@)?([^\s/?#"'<>`)]+)([^\s"'<>`)]*)/gi;
const queries = /(\/[\w./-]*)\?[^\s"'`)]+/g;
/** Slack's trigger: the last part of it is what counts. */
const triggers = /\b(\d+\.\d+)\.[0-9a-z]{8,}\b/gi;
/** A body that somebody printed: from its first brace, or its first tag, on. */
const bodies = /[{[](?=\s*["'{[\]}\n]|\s*\w+:)[\s\S]*|<(?:!doctype|html|\?xml)[\s\S]*/i;
const longest = 500;
/** More of a text is not even looked at: some patterns take the square of its length. */
const lookedAt = 4_000;
const deepest = 5;

/** Makes the cleaner of a log. `known`: this process's own secrets, which have no form of their own. */
export function cleaner(known: readonly string[]): (value: unknown) => unknown {
  const words = blanker(known);
  return (value) => cleaned(value, words, 0);
}

/** Makes what blanks secrets in a text and leaves the rest as it is. `known`: as for `cleaner`. */
export function blanker(known: readonly string[]): (text: string) => string {
  // Shorter ones would blank half of every line; the longest first, since one may stand within another.
  const secrets = [...new Set(known.flatMap((one) => [one, encodeURIComponent(one)]))]
    .filter((one) => one.length >= 6)
    .toSorted((a, b) => b.length - a.length);
  return (text) => {
    const blanked = secrets.reduce((rest, secret) => rest.replaceAll(secret, '[secret]'), text);
    return blanked
      .replace(tokens, '[token]')
      .replace(addresses, (_all, scheme: string, host: string, rest: string) =>
        rest === '' || rest === '/' ? `${scheme}://${host}${rest}` : `${scheme}://${host}/…`,
      )
      .replace(queries, '$1?…')
      .replace(triggers, '$1.…');
  };
}

type Words = (text: string) => string;

function cleaned(value: unknown, words: Words, depth: number): unknown {
  if (typeof value === 'string') return shortened(words(unquoted(bounded(value).replace(bodies, '{…}'))));
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? String(value) : value;
  if (depth >= deepest) return '[…]';
  if (value instanceof Error) return ofError(value, words, depth);
  if (Array.isArray(value)) return value.slice(0, 20).map((one) => cleaned(one, words, depth + 1));
  if (value instanceof Date) return value.toISOString();
  if ('toJSON' in value) return words(String(value));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, ofField(name, inner, words, depth)]),
  );
}

function ofField(name: string, value: unknown, words: Words, depth: number): unknown {
  const isPlain =
    value === null || value === undefined || typeof value === 'number' || typeof value === 'boolean';
  if (isPlain) return value;
  if (secretName.test(name)) return '[secret]';
  return textName.test(name) ? '[left out]' : cleaned(value, words, depth + 1);
}

/** Its kind, its code, where it was thrown, and its message without what it quotes: databases and parsers quote what people wrote. */
function ofError(error: Error, words: Words, depth: number): unknown {
  const stack = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    message: shortened(words(unquoted(bounded(error.message).replace(bodies, '{…}')))),
    ...('code' in error ? { code: words(String(error.code)) } : {}),
    ...(stack === undefined || stack.length === 0 ? {} : { stack: words(stack.join('\n')) }),
    ...(error.cause instanceof Error ? { cause: cleaned(error.cause, words, depth + 1) } : {}),
  };
}

/** Names of things of the program stay readable: `constraint "activity_pkey"`, `(reading 'workspace')`. */
const ofTheProgram =
  /(?:constraint|relation|column|table|index|type|function|encoding|reading|setting|property|method|event)\s$/i;

function unquoted(message: string): string {
  return message
    .replace(/=\([^)]*\)/g, '=(…)')
    .replace(/(?<!\w)(["'])(?:(?!\1)[^\n])*\1(?!\w)|“[^”\n]*”/g, (quoted, _sign, at: number) =>
      ofTheProgram.test(message.slice(0, at)) ? quoted : '“…”',
    );
}

/** The beginning of a text, up to the end of a word: half a token would not be known for one. */
function bounded(text: string): string {
  return text.length <= lookedAt ? text : `${text.slice(0, lookedAt).replace(/\S*$/, '')}…`;
}

function shortened(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest).toWellFormed()}…`;
}
