import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { findPerson } from '../site/find.ts';
import type { Site } from '../site/site.ts';
import { isLocal } from './request.ts';

/** Takes web sockets: `/link/?ticket=` from apps in Socket Mode, `/page/ws?user=` from the page. */
export function socketUpgrades(site: Site): (raw: IncomingMessage, socket: Duplex, head: Buffer) => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1_000_000 });
  return (raw, socket, head) => {
    const url = new URL(raw.url ?? '/', 'http://127.0.0.1');
    const accept = acceptor(site, url, raw);
    if (accept === undefined) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(raw, socket, head, accept);
  };
}

type Accept = Parameters<WebSocketServer['handleUpgrade']>[3];

function acceptor(site: Site, url: URL, raw: IncomingMessage): Accept | undefined {
  if (!isLocal(raw)) return undefined;
  if (url.pathname.startsWith('/link')) {
    if (!site.link.tickets.redeem(url.searchParams.get('ticket') ?? '')) return undefined;
    return (socket) => site.link.attach(socket, new URL(site.base).host);
  }
  const found =
    url.pathname === '/page/ws' ? findPerson(site, url.searchParams.get('user') ?? '') : undefined;
  return found === undefined ? undefined : (socket) => found.world.hub.attach(found.person.id, socket);
}
