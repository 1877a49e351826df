import { createHmac } from 'node:crypto';

/** Slack's `v0` signature over the raw body; `timestamp` is in whole seconds. */
export function sign(secret: string, timestamp: number, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

/** The headers with which Slack proves that it sent this body at that moment (milliseconds). */
export function signedHeaders(secret: string, now: number, body: string): Record<string, string> {
  const timestamp = Math.floor(now / 1000);
  return {
    'x-slack-request-timestamp': String(timestamp),
    'x-slack-signature': sign(secret, timestamp, body),
  };
}
