import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { Json } from '../contract.ts';
import { newSecret } from '../ids.ts';
import { isObject, type JsonObject, parseJson } from '../json.ts';

export type EnvelopeType = 'slash_commands' | 'interactive' | 'events_api';
export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled';

/** How the app took an envelope. `payload` is what it sent along with the acknowledgement. */
export type Delivery = { taken: true; payload: JsonObject } | { taken: false; why: 'no_socket' | 'timeout' };

export interface Envelope {
  type: EnvelopeType;
  payload: Json;
  acceptsResponse: boolean;
  retryAttempt?: number;
  retryReason?: string;
}

/** The Socket Mode side: one-time tickets, sockets, envelopes to one of the sockets, acknowledgements. */
export interface Link {
  /** A one-time ticket. */
  ticket(): string;
  /** Takes the ticket up; false for an unknown or used one. */
  redeem(ticket: string): boolean;
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

const CLOSE_MS = 500;
const ACK_MS = 3_000;
const MOST_SOCKETS = 10;
const PING_MS = 5_000;
const TICKET_MS = 30_000;

export function createLink(appId: string): Link {
  const sockets: WebSocket[] = [];
  const tickets = new Map<string, NodeJS.Timeout>();
  const waiting = new Map<string, (payload: JsonObject) => void>();
  let turn = 0;
  let changed: () => void = () => undefined;

  const nextSocket = () => {
    const open = sockets.filter((socket) => socket.readyState === socket.OPEN);
    turn += 1;
    return open[turn % Math.max(open.length, 1)];
  };

  return {
    ticket() {
      const ticket = newSecret();
      tickets.set(ticket, setTimeout(() => tickets.delete(ticket), TICKET_MS).unref());
      return ticket;
    },
    redeem(ticket) {
      clearTimeout(tickets.get(ticket));
      return tickets.delete(ticket);
    },
    attach(socket, host) {
      socket.on('error', () => socket.terminate());
      if (sockets.length >= MOST_SOCKETS) {
        socket.send(disconnectMessage('too_many_websockets'));
        socket.close(1000);
        return;
      }
      sockets.push(socket);
      welcome(socket, { appId, host, connections: sockets.length });
      keepAlive(socket);
      socket.on('message', (data) => acknowledge(waiting, String(data)));
      socket.on('close', () => {
        sockets.splice(sockets.indexOf(socket), 1);
        changed();
      });
      changed();
    },
    deliver: (envelope) => deliver(nextSocket(), envelope, waiting),
    disconnect(reason) {
      for (const socket of sockets) {
        socket.send(disconnectMessage(reason));
        if (reason !== 'warning') setTimeout(() => socket.close(1000), 500).unref();
      }
    },
    connections: () => sockets.length,
    onChange: (listener) => {
      changed = listener;
    },
    async close() {
      const gone = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
      for (const socket of sockets) {
        socket.close(1001);
        setTimeout(() => socket.terminate(), CLOSE_MS).unref();
      }
      await Promise.all(gone);
    },
  };
}

function disconnectMessage(reason: DisconnectReason | 'too_many_websockets'): string {
  return JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'sandbox' } });
}

function welcome(socket: WebSocket, info: { appId: string; host: string; connections: number }): void {
  const hello = {
    type: 'hello',
    num_connections: info.connections,
    debug_info: { host: info.host, build_number: 1, approximate_connection_time: 18060 },
    connection_info: { app_id: info.appId },
  };
  socket.send(JSON.stringify(hello));
}

/** Pings as Slack does; a peer that does not answer two in a row is a dead one. */
function keepAlive(socket: WebSocket): void {
  let missed = 0;
  socket.on('pong', () => {
    missed = 0;
  });
  const timer = setInterval(() => {
    if (missed >= 2) return socket.terminate();
    missed += 1;
    socket.ping(`Ping from sandbox ${Date.now()}`);
  }, PING_MS);
  timer.unref();
  socket.on('close', () => clearInterval(timer));
}

function acknowledge(waiting: Map<string, (payload: JsonObject) => void>, text: string): void {
  const answer = parseJson(text);
  if (!isObject(answer)) return;
  const id = String(answer['envelope_id']);
  const payload = answer['payload'];
  waiting.get(id)?.(isObject(payload) ? payload : {});
}

function deliver(
  socket: WebSocket | undefined,
  envelope: Envelope,
  waiting: Map<string, (payload: JsonObject) => void>,
): Promise<Delivery> {
  if (socket === undefined) return Promise.resolve({ taken: false, why: 'no_socket' });
  const id = randomUUID();
  const message = {
    envelope_id: id,
    payload: envelope.payload,
    type: envelope.type,
    accepts_response_payload: envelope.acceptsResponse,
    ...(envelope.type === 'events_api'
      ? { retry_attempt: envelope.retryAttempt ?? 0, retry_reason: envelope.retryReason ?? '' }
      : {}),
  };
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      waiting.delete(id);
      resolve({ taken: false, why: 'timeout' });
    }, ACK_MS);
    waiting.set(id, (payload) => {
      clearTimeout(timer);
      waiting.delete(id);
      resolve({ taken: true, payload });
    });
    socket.send(JSON.stringify(message));
  });
}
