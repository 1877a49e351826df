import type { WebSocket } from 'ws';
import type { Attempt, Outgoing } from '../delivery/outgoing.ts';
import type { JsonObject } from '../json.ts';
import { acknowledge, deliver, type Waiting } from './envelope.ts';
import {
  closeAll,
  createLine,
  endAfter,
  type Life,
  type Line,
  sayGoodbye,
  setZombie,
  USUAL_LIFE,
} from './line.ts';
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
  const lines: Line[] = [];
  const lives = new Map<Line, () => void>();
  const waiting: Waiting = new Map();
  let life = USUAL_LIFE;
  let turn = 0;
  let serial = 0;
  let changed: () => void = () => undefined;
  const nextLine = (): Line | undefined => {
    const open = lines.filter(({ socket, isLeaving }) => socket.readyState === socket.OPEN && !isLeaving);
    turn += 1;
    return open[turn % Math.max(open.length, 1)];
  };
  const take = (socket: WebSocket, host: string) => {
    serial += 1;
    const line = createLine(socket, serial);
    lines.push(line);
    welcome(socket, { appId, host, connections: lines.length, lifeMs: life.lifeMs });
    lives.set(line, endAfter(line, life));
    socket.on('message', (data) => acknowledge(waiting, String(data)));
    socket.on('close', () => {
      lines.splice(lines.indexOf(line), 1);
      lives.delete(line);
      changed();
    });
    changed();
  };
  return {
    tickets: createTickets(now),
    attach(socket, host) {
      socket.on('error', () => socket.terminate());
      if (lines.length < MOST_SOCKETS) take(socket, host);
      else sayGoodbye(createLine(socket, 0), 'too_many_websockets', 0);
    },
    async deliver(outgoing) {
      const line = nextLine();
      if (line === undefined) return { delivery: { taken: false, why: 'no_socket' }, transport: 'socket' };
      const delivery = await deliver(line, outgoing, waiting);
      return { delivery, transport: 'socket', to: `socket ${line.number}` };
    },
    say(message) {
      const line = nextLine();
      if (line !== undefined && !line.isZombie) line.socket.send(JSON.stringify(message));
      return line !== undefined;
    },
    disconnect(reason) {
      for (const line of lines) sayGoodbye(line, reason);
    },
    setLife(next) {
      life = next;
      for (const [line, forget] of lives) {
        forget();
        lives.set(line, endAfter(line, life));
      }
    },
    zombify(count) {
      for (const line of lines.filter(({ isZombie }) => !isZombie).slice(0, count)) setZombie(line, true);
    },
    revive() {
      for (const line of lines) setZombie(line, false);
    },
    cut(count) {
      for (const { socket } of lines.slice(0, count)) socket.terminate();
    },
    connections: () => lines.length,
    zombies: () => lines.filter(({ isZombie }) => isZombie).length,
    onChange: (listener) => {
      changed = listener;
    },
    close: () => closeAll(lines),
  };
}
