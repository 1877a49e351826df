import type { IncomingMessage } from 'node:http';
import type { Body } from '../request.ts';

/** Bytes that may be held of all bodies under way together, while nobody knows yet who sent them. */
const mostHeld = 64 * 2 ** 20;
/** So much of one body is read however many others are under way: most of Slack's requests are smaller. */
const alwaysRead = 65_536;
let held = 0;

/** Why a body was not read: it is larger than the limit; or it is large, and so are too many others that come at the same time. */
export type BodyProblem = 'too_large' | 'busy';

/** The body of a request as bytes, or why not. Throws where the sender breaks off. */
export async function readBytes(request: IncomingMessage, limit: number): Promise<Buffer | BodyProblem> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return 'too_large';
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length;
      held += chunk.length;
      if (length > limit) return 'too_large';
      if (length > alwaysRead && held > mostHeld) return 'busy';
      chunks.push(chunk);
    }
    return Buffer.concat(chunks, length);
  } finally {
    held -= length;
  }
}

/** Slack's three ways to write a body: JSON; a form; a form whose `payload` is JSON. Undefined where it is none of them. */
export function parseBody(bytes: Buffer, contentType: string | undefined): Body | undefined {
  const text = bytes.toString('utf8');
  if (!contentType?.startsWith('application/x-www-form-urlencoded')) return asObject(text);
  const form = new URLSearchParams(text);
  const payload = form.get('payload');
  return payload === null ? Object.fromEntries(form) : asObject(payload);
}

function asObject(text: string): Body | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Body) : undefined;
  } catch {
    return undefined;
  }
}
