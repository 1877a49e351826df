import type { WebSocket } from 'ws';
import type { Attempt, Outgoing } from '../delivery/outgoing.ts';
import type { JsonObject } from '../json.ts';
import { acknowledge, deliver, type Waiting } from './envelope.ts';
import { closeAll, createLine, type Life, sayGoodbye, setZombie } from './line.ts';
import { createLines } from './lines.ts';
import { type DisconnectReason, welcome } from './socket.ts';
import { createTickets, type Tickets } from './tickets.ts';

/** The Socket Mode side: one-time tickets, sockets, envelopes to one of the sockets, acknowledgements. */
export interface Link {
  tickets: Tickets;
  /** Greets the socket; the eleventh is told `too_many_websockets` and closed. */
  attach(socket: WebSocket, host: string): void;
  /** Delivers to one socket, each time to another one, and waits 3 s for the acknowledgement. */
  deliver(outgoing: Outgoing): Promise<Attempt>;
  /** Sends one socket a message that nobody waits for; false without a socket. */
  say(message: JsonObject): boolean;
  /** Sends Slack's disconnect message to all sockets; with any reason but `warning` they are closed a moment later. */
  disconnect(reason: DisconnectReason): void;
  /** How long sockets live, those open now counted from now on. */
  setLife(life: Life): void;
  /** Makes the oldest sockets, as many as asked for, zombies: they look open, but nothing comes through any more. */
  zombify(count: number): void;
  /** Brings all zombies back. */
  revive(): void;
  /** Cuts sockets, as many as asked for, without a close frame. */
  cut(count: number): void;
  connections(): number;
  zombies(): number;
  /** Called when the app comes or goes. */
  onChange(listener: () => void): void;
  /** Says goodbye to all sockets and waits until they are gone. */
  close(): Promise<void>;
}

const MOST_SOCKETS = 10;

export function createLink(appId: string, now: () => number = Date.now): Link {
  const lines = createLines();
  const waiting: Waiting = new Map();
  let changed: () => void = () => undefined;
  return {
    tickets: createTickets(now),
    attach(socket, host) {
      socket.on('error', () => socket.terminate());
      if (lines.all.length >= MOST_SOCKETS)
        return sayGoodbye(createLine(socket, 0), 'too_many_websockets', 0);
      lines.add(socket, () => changed());
      welcome(socket, { appId, host, connections: lines.all.length, lifeMs: lines.life.lifeMs });
      socket.on('message', (data) => acknowledge(waiting, String(data)));
      changed();
    },
    async deliver(outgoing) {
      const line = lines.next();
      if (line === undefined) return { delivery: { taken: false, why: 'no_socket' }, transport: 'socket' };
      const delivery = await deliver(line, outgoing, waiting);
      return { delivery, transport: 'socket', to: `socket ${line.number}` };
    },
    say(message) {
      const line = lines.next();
      if (line?.isZombie === false) line.socket.send(JSON.stringify(message));
      return line !== undefined;
    },
    disconnect(reason) {
      for (const line of lines.all) sayGoodbye(line, reason);
    },
    setLife: lines.setLife,
    zombify(count) {
      for (const line of lines.all.filter(({ isZombie }) => !isZombie).slice(0, count)) setZombie(line, true);
    },
    revive() {
      for (const line of lines.all) setZombie(line, false);
    },
    cut(count) {
      for (const { socket } of lines.all.slice(0, count)) socket.terminate();
    },
    connections: () => lines.all.length,
    zombies: () => lines.all.filter(({ isZombie }) => isZombie).length,
    onChange(listener) {
      changed = listener;
    },
    close: () => closeAll(lines.all),
  };
}
