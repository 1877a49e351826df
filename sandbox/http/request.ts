import type { IncomingMessage, ServerResponse } from 'node:http';
import { isObject, type JsonObject, parseJson } from '../json.ts';

/** One request, taken apart. */
export interface Request {
  method: string;
  /** Decoded parts of the path, without empty ones. */
  path: string[];
  query: URLSearchParams;
  /** The bearer token, '' without one. */
  bearer: string;
  contentType: string;
  raw: IncomingMessage;
}

export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body: string | Uint8Array;
  /** Cut the connection instead of answering: for faults. */
  reset?: true;
}

export class BodyTooLarge extends Error {}

/** Takes the request line and headers apart; undefined where the path is malformed. */
export function readRequest(raw: IncomingMessage): Request | undefined {
  try {
    const url = new URL(raw.url ?? '/', 'http://127.0.0.1');
    return {
      method: raw.method ?? 'GET',
      path: url.pathname.split('/').filter(Boolean).map(decodeURIComponent),
      query: url.searchParams,
      bearer: /^Bearer (.+)$/i.exec(raw.headers.authorization ?? '')?.[1] ?? '',
      contentType: raw.headers['content-type'] ?? '',
      raw,
    };
  } catch {
    return undefined;
  }
}

/** The body's bytes; throws `BodyTooLarge` beyond `most`. */
export async function readBody(raw: IncomingMessage, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of raw as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > most) throw new BodyTooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const MOST_ARGUMENTS = 5_000_000;

/** Arguments of a form, of JSON, or of the query; undefined where the JSON is broken. */
export async function readArguments(request: Request): Promise<JsonObject | undefined> {
  const fromQuery = Object.fromEntries(request.query);
  const body = (await readBody(request.raw, MOST_ARGUMENTS)).toString('utf8');
  if (body === '') return fromQuery;
  if (!request.contentType.includes('json')) {
    return { ...fromQuery, ...Object.fromEntries(new URLSearchParams(body)) };
  }
  const value = parseJson(body);
  return isObject(value) ? { ...fromQuery, ...value } : undefined;
}

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  };
}

export function plain(body: string, status = 200): Reply {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}

export function send(response: ServerResponse, reply: Reply): void {
  if (reply.reset) {
    response.socket?.resetAndDestroy();
    return;
  }
  response.writeHead(reply.status, { 'x-content-type-options': 'nosniff', ...reply.headers });
  response.end(reply.body);
}

/**
 * Only this machine's own names are answered, and only pages of this server may send requests: otherwise any web page could
 * reach the sandbox through the browser (DNS rebinding).
 */
export function isLocal(raw: IncomingMessage): boolean {
  const host = raw.headers.host ?? '';
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host)) return false;
  const { origin } = raw.headers;
  return origin === undefined || origin === `http://${host}`;
}
