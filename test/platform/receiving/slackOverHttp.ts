import { createHmac } from 'node:crypto';
import pino from 'pino';
import type { Config } from '../../../src/config.ts';
import { type Connection, connect, type Receiving } from '../../../src/platform/bolt/receive.ts';
import type { Log } from '../../../src/platform/log.ts';

/** As much of Slack as signed requests need, against the app's own receiver. */

const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';

export const httpConfig: Config = {
  mode: 'http',
  slack: { botToken: 'xoxb-1', appToken: '', signingSecret: SECRET, apiUrl: 'http://127.0.0.1:9/api/' },
  oauth: undefined,
  secretKeys: [],
  publicUrl: undefined,
  databaseUrl: undefined,
  dataDir: '',
  host: '127.0.0.1',
  port: 0,
  logLevel: 'silent',
};

export interface Sent {
  /** Seconds from now at which it was signed. */
  skew?: number;
  secret?: string;
  headers?: Record<string, string | undefined>;
  path?: string;
}

export interface Receiver {
  connection: Connection;
  base: string;
  /** A signed request with these bytes. */
  post(body: string | Uint8Array, sent?: Sent): Promise<Response>;
  /** An event as Slack's Events API sends it. */
  event(id: string, event: object, team: string, sent?: Sent): Promise<Response>;
  close(): Promise<void>;
}

/** The receiver of an app in HTTP mode, on a port of its own. */
export async function startReceiver(log: Log, receiving: Receiving = {}): Promise<Receiver> {
  const connection = connect(httpConfig, log, receiving);
  await connection.start();
  const base = `http://127.0.0.1:${connection.port()}`;
  const post = (body: string | Uint8Array, { skew = 0, secret = SECRET, headers, path }: Sent = {}) => {
    const bytes = Buffer.from(body);
    const timestamp = String(Math.floor(Date.now() / 1000) + skew);
    const digest = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(bytes).digest('hex');
    const all = {
      'content-type': 'application/json',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${digest}`,
      ...headers,
    };
    const given = Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined);
    return fetch(`${base}${path ?? '/slack/events'}`, { method: 'POST', body: bytes, headers: given });
  };
  return {
    connection,
    base,
    post,
    event: (id, event, team, sent) =>
      post(JSON.stringify({ type: 'event_callback', team_id: team, event_id: id, event }), sent),
    close: () => connection.stop(),
  };
}

/** A log whose lines can be read. */
export function readableLog(): { log: Log; lines: () => Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: 'debug' }, { write: (text: string) => void lines.push(JSON.parse(text)) });
  return { log, lines: () => lines };
}

/** As a form, the way commands and interactions come. */
export const asForm = (fields: Record<string, string>): [string, Sent] => [
  new URLSearchParams(fields).toString(),
  { headers: { 'content-type': 'application/x-www-form-urlencoded' } },
];
