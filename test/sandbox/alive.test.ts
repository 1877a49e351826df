import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import type { Line } from '../../sandbox/link/line.ts';
import { keepAlive } from '../../sandbox/link/socket.ts';

let server: WebSocketServer;

beforeEach(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
});
afterEach(() => {
  for (const socket of server.clients) socket.terminate();
  server.close();
});

const EVERY_MS = 200;

/** A socket that the sandbox keeps alive, of an app that answers pings or does not. */
async function keptAlive(autoPong: boolean): Promise<{ pings: number; isCut: boolean; app: WebSocket }> {
  const seen = { pings: 0, isCut: false };
  server.once('connection', (socket) => {
    const line: Line = { socket, number: 1, isLeaving: false, isZombie: false, unanswered: new Set() };
    keepAlive(line, EVERY_MS);
  });
  const app = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`, { autoPong });
  app.on('ping', () => {
    seen.pings += 1;
  });
  app.on('close', (code) => {
    seen.isCut = code === 1006;
  });
  await once(app, 'open');
  return Object.assign(seen, { app });
}

test('an app that answers pings is kept', async () => {
  const seen = await keptAlive(true);
  await expect.poll(() => seen.pings, { timeout: 30_000 }).toBeGreaterThan(3);
  expect(seen.app.readyState).toBe(WebSocket.OPEN);
});

test('one that leaves two in a row unanswered is cut off', async () => {
  const seen = await keptAlive(false);
  await expect.poll(() => seen.isCut, { timeout: 30_000 }).toBe(true);
  expect(seen.pings).toBe(2);
});
