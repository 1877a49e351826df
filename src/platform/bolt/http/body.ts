import type { IncomingMessage } from 'node:http';
import type { Body } from '../intake.ts';

/** The body of a request as bytes; undefined where it is larger than the limit. Throws where the sender breaks off. */
export async function readBytes(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
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
