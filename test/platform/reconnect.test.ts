import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Config } from '../../src/config.ts';
import { type Connection, connect } from '../../src/platform/bolt/receive.ts';
import { silentLog } from '../support/log.ts';

/** As little of Slack as a socket needs: a ticket for each connection, and hello. */
let server: Server;
let connection: Connection;
const sockets: WebSocket[] = [];
/** Requests for a ticket that are cut off, as by a network that is away for a moment. */
let toCut = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/api/apps.connections.open' && toCut > 0) {
      toCut -= 1;
      request.socket.destroy();
      return;
    }
    const { port } = server.address() as AddressInfo;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, url: `ws://127.0.0.1:${port}/`, user_id: 'U1', bot_id: 'B1' }));
  });
  const socketServer = new WebSocketServer({ server });
  socketServer.on('connection', (socket) => {
    sockets.push(socket);
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A1' } }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const slack = {
    botToken: 'xoxb-1',
    appToken: 'xapp-1',
    signingSecret: '',
    apiUrl: `http://127.0.0.1:${port}/api/`,
  };
  const config: Config = {
    ...{ mode: 'socket', slack, databaseUrl: undefined, dataDir: '', host: '127.0.0.1', port: 0 },
    ...{ logLevel: 'silent', oauth: undefined, secretKeys: [], publicUrl: undefined },
  };
  connection = connect(config, silentLog);
  await connection.start();
});
afterAll(async () => {
  await connection.stop();
  server.closeAllConnections();
  server.close();
});

test('a socket that closes while the network is away comes back when the network does', async () => {
  expect(sockets).toHaveLength(1);
  toCut = 2;
  sockets[0]?.close();
  await expect.poll(() => sockets.length, { timeout: 20_000, interval: 100 }).toBe(2);
});
