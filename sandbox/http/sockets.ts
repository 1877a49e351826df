import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { World } from '../world.ts';
import { signedIn } from './pageRoutes.ts';
import { isLocal } from './request.ts';

/** Takes web sockets: `/link/?ticket=` from apps in Socket Mode, `/page/ws?user=` from the page. */
export function socketUpgrades(world: World): (raw: IncomingMessage, socket: Duplex, head: Buffer) => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1_000_000 });
  return (raw, socket, head) => {
    const url = new URL(raw.url ?? '/', 'http://127.0.0.1');
    const accept = acceptor(world, url, raw);
    if (accept === undefined) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(raw, socket, head, accept);
  };
}

type Accept = Parameters<WebSocketServer['handleUpgrade']>[3];

function acceptor(world: World, url: URL, raw: IncomingMessage): Accept | undefined {
  if (!isLocal(raw)) return undefined;
  if (url.pathname.startsWith('/link')) {
    if (!world.link.tickets.redeem(url.searchParams.get('ticket') ?? '')) return undefined;
    return (socket) => world.link.attach(socket, new URL(world.base).host);
  }
  const person = url.pathname === '/page/ws' ? signedIn(world, url.searchParams) : undefined;
  return person === undefined ? undefined : (socket) => world.hub.attach(person.id, socket);
}
