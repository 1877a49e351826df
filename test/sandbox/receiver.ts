import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isObject, type JsonObject, parseJson } from '../../sandbox/json.ts';
import { comes } from '../support/patience.ts';

/** One request as it came. */
export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  raw: string;
  /** A form's fields, the `payload` of a form, or the JSON. */
  body: JsonObject;
}

/** What to answer; nothing at all for `hang`. */
export type Reply =
  | { status?: number; body?: string | object; headers?: Record<string, string>; ms?: number }
  | 'hang';

/** A bare app in HTTP mode: what came, and what it answers (an empty 200 unless told otherwise; challenges it returns). */
export interface Receiver {
  url: string;
  received: Received[];
  answer: (request: Received) => Reply;
  /** Waits up to 6 s. */
  next(what: string, find: (request: Received) => boolean): Promise<Received>;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const raw = Buffer.concat(parts).toString('utf8');
    const one = { path: request.url ?? '', headers: request.headers, raw, body: bodyOf(raw) };
    received.push(one);
    const reply = receiver.answer(one);
    if (reply === 'hang') return;
    const { status = 200, body = '', headers = {}, ms = 0 } = reply;
    const isJson = typeof body !== 'string';
    await new Promise((resolve) => setTimeout(resolve, ms));
    response.writeHead(status, { 'content-type': isJson ? 'application/json' : 'text/plain', ...headers });
    response.end(isJson ? JSON.stringify(body) : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack`,
    received,
    answer: challenged,
    next: (what, find) =>
      comes(
        () => received.find(find),
        () => `no ${what} in ${JSON.stringify(received.map(({ raw }) => raw))}`,
      ),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}

/** The right answer to the handshake, and an empty 200 to all else. */
export function challenged({ body }: Received): Reply {
  return body['type'] === 'url_verification' ? { body: { challenge: body['challenge'] } } : {};
}

function bodyOf(raw: string): JsonObject {
  const json = parseJson(raw);
  if (isObject(json)) return json;
  const fields = Object.fromEntries(new URLSearchParams(raw));
  const payload = parseJson(fields['payload'] ?? '');
  return isObject(payload) ? payload : fields;
}
