import type { JsonObject } from '../json.ts';

export type EnvelopeType = 'slash_commands' | 'interactive' | 'events_api';

/** One payload on its way to the app. */
export interface Outgoing {
  type: EnvelopeType;
  /** For the inspector and for faults: `/log`, `block_actions undo`, `event message`. */
  name: string;
  payload: JsonObject;
  /** Of an event that comes again: which attempt it is (1 and up), and why. */
  retry?: { attempt: number; reason: string };
}

/** Why the app did not take it. */
export type Why =
  /** Socket Mode, and no socket is there. */
  | 'no_socket'
  /** HTTP mode, and no request URL for this. */
  | 'no_url'
  /** No acknowledgement within 3 s. */
  | 'timeout'
  /** The socket went away before the acknowledgement. */
  | 'closed'
  | 'connection_failed'
  /** An answer that is not an acknowledgement. */
  | 'http_error';

export interface NotTaken {
  taken: false;
  why: Why;
  /** Of the HTTP answer. */
  status?: number;
  /** The app said `x-slack-no-retry: 1`. */
  noRetry?: true;
}

/** How the app took a payload; `payload` is what it sent along with the acknowledgement. */
export type Delivery = { taken: true; payload: JsonObject } | NotTaken;

/** One delivery and the way that it went. */
export interface Attempt {
  delivery: Delivery;
  transport: 'socket' | 'http';
  /** The socket's number, or the request URL. */
  to?: string;
}

export const ACK_MS = 3_000;
