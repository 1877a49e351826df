import type { RequestKind } from '../../metrics/index.ts';
import type { Body } from '../request.ts';
import type { SlackState } from '../socket/supervisor.ts';

/** What the thread at the door and the app say to each other. */

/** How Slack's requests come. */
export type Way =
  | {
      kind: 'http';
      host: string;
      /** 0: any free one. */
      port: number;
      signingSecret: string;
      /** Unix socket on which the app serves everything that is not Slack's. */
      appSocket: string;
    }
  | {
      kind: 'socket';
      appToken: string;
      apiUrl: string | undefined;
      /** Milliseconds without an answer to a ping after which a socket counts as dead. */
      pingLimitMs: number;
    };

/** What the thread is started with. */
export interface DoorStart {
  way: Way;
  /** Kinds that are acknowledged without asking the app. */
  atOnce: readonly RequestKind[];
  logLevel: string;
  /** How many requests the app has taken over, and whether it is full, by the app (door/pace.ts). */
  taken: SharedArrayBuffer;
}

/** A request on its way from the door to the app. */
export interface Handed {
  id: number;
  body: Body;
  retryNum: number | undefined;
  retryReason: string | undefined;
  /** Milliseconds until it was acknowledged at the door; undefined: the app is asked for the acknowledgement. */
  ackedAfterMs: number | undefined;
}

/** An error with what start.ts explains it by: an error's own properties do not survive the way between threads. */
export interface Trouble {
  message: string;
  code: string | undefined;
  syscall: string | undefined;
}

export type DoorWord =
  /** Requests can come; over HTTP at this port. */
  | { word: 'open'; port: number | undefined }
  | { word: 'failed'; trouble: Trouble }
  | { word: 'request'; request: Handed }
  | { word: 'state'; state: SlackState; sockets: number }
  /** An attempt to open a socket. */
  | { word: 'opening'; result: 'ok' | 'failed' }
  /** An HTTP request was not let in. */
  | { word: 'refused'; reason: string }
  /** A line of the log, as pino writes it. */
  | { word: 'log'; line: string }
  /** Everything that came is acknowledged, and nothing new comes. */
  | { word: 'quiet' };

export type AppWord =
  | { word: 'reply'; id: number; response: unknown }
  /** No acknowledgement: Slack is to deliver it again. */
  | { word: 'giveBack'; id: number }
  | { word: 'quiet' }
  | { word: 'stop' };

/** What of an error crosses over to the app. */
export function troubleOf(error: unknown): Trouble {
  const { code, syscall } = Object(error) as { code?: unknown; syscall?: unknown };
  return {
    message: error instanceof Error ? error.message : String(error),
    code: typeof code === 'string' ? code : undefined,
    syscall: typeof syscall === 'string' ? syscall : undefined,
  };
}

/** The error again, on the other side. */
export function errorOf({ message, code, syscall }: Trouble): Error {
  const known = { ...(code === undefined ? {} : { code }), ...(syscall === undefined ? {} : { syscall }) };
  return Object.assign(new Error(message), known);
}
