import type { WebSocket } from 'ws';
import type { Line } from './line.ts';

export const DISCONNECT_REASONS = ['warning', 'refresh_requested', 'link_disabled'] as const;
export type DisconnectReason = (typeof DISCONNECT_REASONS)[number];

const PING_MS = 5_000;

/** Slack's word that a socket is about to go, or has to. */
export function disconnectMessage(reason: DisconnectReason | 'too_many_websockets'): string {
  return JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'sandbox' } });
}

/** Greets a new socket. */
export function welcome(
  socket: WebSocket,
  info: { appId: string; host: string; connections: number; lifeMs: number },
): void {
  const seconds = Math.round(info.lifeMs / 1000);
  const hello = {
    type: 'hello',
    num_connections: info.connections,
    debug_info: { host: info.host, build_number: 1, approximate_connection_time: seconds },
    connection_info: { app_id: info.appId },
  };
  socket.send(JSON.stringify(hello));
}

/** Pings as Slack does; a peer that does not answer two in a row is a dead one. */
export function keepAlive(line: Line, everyMs = PING_MS): void {
  const { socket } = line;
  let missed = 0;
  socket.on('pong', () => {
    missed = 0;
  });
  const timer = setInterval(() => {
    if (line.isZombie) return;
    if (missed >= 2) return socket.terminate();
    missed += 1;
    socket.ping(`Ping from sandbox ${Date.now()}`);
  }, everyMs);
  timer.unref();
  socket.on('close', () => clearInterval(timer));
}
