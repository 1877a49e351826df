import type { WebSocket } from 'ws';
import { acknowledge, type Delivery, deliver, type Envelope, type Waiting } from './envelope.ts';
import { type DisconnectReason, disconnectMessage, keepAlive, welcome } from './socket.ts';
import { createTickets, type Tickets } from './tickets.ts';

/** The Socket Mode side: one-time tickets, sockets, envelopes to one of the sockets, acknowledgements. */
export interface Link {
  tickets: Tickets;
  /** Greets the socket; the eleventh is told `too_many_websockets` and closed. */
  attach(socket: WebSocket, host: string): void;
  /** Delivers to one socket and waits 3 s for the acknowledgement. */
  deliver(envelope: Envelope): Promise<Delivery>;
  /** Sends Slack's disconnect message to all sockets; with any reason but `warning` they are closed a moment later. */
  disconnect(reason: DisconnectReason): void;
  connections(): number;
  /** Called when the app comes or goes. */
  onChange(listener: () => void): void;
  /** Says goodbye to all sockets and waits until they are gone. */
  close(): Promise<void>;
}

const MOST_SOCKETS = 10;
const CLOSE_MS = 500;

export function createLink(appId: string): Link {
  const sockets: WebSocket[] = [];
  const waiting: Waiting = new Map();
  let turn = 0;
  let changed: () => void = () => undefined;
  const nextSocket = () => {
    const open = sockets.filter((socket) => socket.readyState === socket.OPEN);
    turn += 1;
    return open[turn % Math.max(open.length, 1)];
  };
  const take = (socket: WebSocket, host: string) => {
    sockets.push(socket);
    welcome(socket, { appId, host, connections: sockets.length });
    keepAlive(socket);
    socket.on('message', (data) => acknowledge(waiting, String(data)));
    socket.on('close', () => {
      sockets.splice(sockets.indexOf(socket), 1);
      changed();
    });
    changed();
  };
  return {
    tickets: createTickets(),
    attach(socket, host) {
      socket.on('error', () => socket.terminate());
      if (sockets.length < MOST_SOCKETS) take(socket, host);
      else sayGoodbye(socket, 'too_many_websockets', 0);
    },
    deliver: (envelope) => deliver(nextSocket(), envelope, waiting),
    disconnect(reason) {
      for (const socket of sockets) sayGoodbye(socket, reason, CLOSE_MS);
    },
    connections: () => sockets.length,
    onChange: (listener) => {
      changed = listener;
    },
    close: () => closeAll(sockets),
  };
}

/** Announces the end; after a mere warning the socket stays. */
function sayGoodbye(socket: WebSocket, reason: Parameters<typeof disconnectMessage>[0], ms: number): void {
  socket.send(disconnectMessage(reason));
  if (reason !== 'warning') setTimeout(() => socket.close(1000), ms).unref();
}

async function closeAll(sockets: readonly WebSocket[]): Promise<void> {
  const gone = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
  for (const socket of sockets) {
    socket.close(1001);
    setTimeout(() => socket.terminate(), CLOSE_MS).unref();
  }
  await Promise.all(gone);
}
