import type { JsonObject } from '../json.ts';

/** Slack's way to say no: HTTP 200 with `ok: false`, a word, and sometimes more. Thrown by handlers, answered by the caller. */
export class Refusal extends Error {
  readonly code: string;
  readonly details: JsonObject;

  constructor(code: string, details: JsonObject = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

/** Ends the call with Slack's error word, e.g. `refuse('channel_not_found')`. */
export function refuse(code: string, details: JsonObject = {}): never {
  throw new Refusal(code, details);
}
