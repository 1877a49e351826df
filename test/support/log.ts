import pino from 'pino';
import { createLog, type Log } from '../../src/platform/log.ts';

/** A log that nobody reads. */
export const silentLog = pino({ level: 'silent' });

/** The app's own log at its most talkative, kept in memory. */
export interface Recording {
  log: Log;
  /** Every line so far. */
  lines: readonly string[];
}

/** @param known the secrets that the process would know of itself */
export function recordingLog(known: readonly string[] = []): Recording {
  const lines: string[] = [];
  return { log: createLog('trace', known, { write: (line) => void lines.push(line) }), lines };
}

/** A piece of text that may stand in no line, and what it is. */
export interface Planted {
  what: string;
  text: string;
}

/** Tokens, addresses that open a door, and triggers: by their form, whoever made them. */
const forms: readonly { what: string; form: RegExp }[] = [
  { what: 'a token', form: /xox[a-z][-.]|xapp-/ },
  { what: 'a response_url', form: /\/response\/\w|response_url":"http|hooks\.slack\.com\/\w/ },
  { what: 'a ticket of a socket', form: /wss?:\/\/[^\s"]+\/[^…"]/ },
  { what: 'a trigger', form: /\b\d{5,}\.\d+\.[0-9a-f]{16,}/ },
  { what: 'a signature', form: /v0=[0-9a-f]{20}/ },
  { what: 'an authorization header', form: /Bearer \w/ },
];

/** Where an error was thrown says how our folders are called, which may be what somebody typed. */
const withoutFrames = (line: string): string => line.replace(/\\n\s+at [^\\"]*/g, '');

/** What stands in the lines that may not, a sentence each. */
export function leaksIn(lines: readonly string[], planted: readonly Planted[]): string[] {
  // As it is, as JSON writes it, and as an address does.
  const ways = planted.flatMap(({ what, text }) =>
    [...new Set([text, JSON.stringify(text).slice(1, -1), encodeURIComponent(text)])].map((way) => ({
      what,
      way,
    })),
  );
  return lines.flatMap((line) => {
    const told = withoutFrames(line);
    return [
      ...ways
        .filter(({ way }) => told.includes(way))
        .map(({ what, way }) => `${what} (${way}) in: ${line.slice(0, 400)}`),
      ...forms.filter(({ form }) => form.test(line)).map(({ what }) => `${what} in: ${line.slice(0, 400)}`),
    ];
  });
}
