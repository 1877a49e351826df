import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a request brings to prove that it is Slack's. */
export interface Proof {
  /** `x-slack-signature`: "v0=" and 64 hexadecimal digits. */
  signature: string | undefined;
  /** `x-slack-request-timestamp`: seconds since 1970. */
  timestamp: string | undefined;
  /** The body, byte for byte as it came. */
  body: Uint8Array;
}

/** What is wrong with a proof. */
export type SignatureProblem = 'unsigned' | 'stale' | 'forged';

const mostSeconds = 5 * 60;

/**
 * Checks Slack's signature (HMAC-SHA256, version 0) in constant time; undefined when it holds. A request is as little accepted from more
 * than five minutes ahead as from five minutes ago: whoever holds one with a later date could replay it until then.
 *
 * @param nowMs the clock, milliseconds since 1970
 */
export function signatureProblem(secret: string, proof: Proof, nowMs: number): SignatureProblem | undefined {
  const { signature, timestamp, body } = proof;
  if (signature === undefined || timestamp === undefined) return 'unsigned';
  if (secret === '' || !/^\d{1,12}$/.test(timestamp)) return 'forged';
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > mostSeconds) return 'stale';
  const expected = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest();
  const given = /^v0=([0-9a-f]{64})$/.exec(signature)?.[1];
  if (given === undefined) return 'forged';
  return timingSafeEqual(expected, Buffer.from(given, 'hex')) ? undefined : 'forged';
}
