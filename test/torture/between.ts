import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What is answered instead of what the workspace said. "reset": the connection breaks. */
export type Answer = (
  real: string,
) => { status?: number; headers?: Record<string, string>; body?: string } | 'reset';

/** What a call meets on its way: something that no workspace says of itself, but a network, a proxy or a bad day of Slack's does. */
export interface Odd {
  method: string;
  /** How many calls it strikes; default: one. */
  times?: number;
  /** Whether the workspace gets the call at all; default: yes. */
  reaches?: boolean;
  /** The answer comes so late. */
  afterMs?: number;
  answer?: Answer;
}

/** Stands between the app and the workspace, and passes everything on but what it is told to spoil. */
export interface Between {
  api: string;
  spoil(odd: Odd): void;
  /** Passes everything on again. */
  spare(): void;
  /** How many calls of a method came so far. */
  calls(method: string): number;
  /** Until no call is under way. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export async function standBetween(workspaceApi: string): Promise<Between> {
  const odds: (Odd & { left: number })[] = [];
  const counts = new Map<string, number>();
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const method = (request.url ?? '').split('/').at(-1) ?? '';
    counts.set(method, (counts.get(method) ?? 0) + 1);
    const odd = odds.find((one) => one.method === method && one.left > 0);
    if (odd !== undefined) odd.left -= 1;
    const real = odd?.reaches === false ? undefined : await passOn(workspaceApi + method, request, chunks);
    if (odd?.afterMs !== undefined) await sleep(odd.afterMs);
    const said = odd?.answer?.(real?.body ?? '');
    if (said === 'reset') {
      request.socket.resetAndDestroy();
      return;
    }
    const status = said?.status ?? real?.status ?? 200;
    const headers = { 'content-type': 'application/json', ...real?.headers, ...said?.headers };
    response.writeHead(status, headers).end(said?.body ?? real?.body ?? '');
  };
  const underWay = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    const handling = handle(request, response)
      .catch(() => void request.destroy())
      .finally(() => underWay.delete(handling));
    underWay.add(handling);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    api: `http://127.0.0.1:${port}/api/`,
    spoil: (odd) => void odds.push({ ...odd, left: odd.times ?? 1 }),
    spare: () => void odds.splice(0),
    calls: (method) => counts.get(method) ?? 0,
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function passOn(url: string, request: IncomingMessage, chunks: Buffer[]) {
  const { authorization = '', 'content-type': type = '' } = request.headers;
  const answer = await fetch(url, {
    method: 'POST',
    headers: { authorization, 'content-type': type },
    body: Buffer.concat(chunks),
  });
  const retryAfter = answer.headers.get('retry-after');
  return {
    status: answer.status,
    headers: retryAfter === null ? {} : { 'retry-after': retryAfter },
    body: await answer.text(),
  };
}
