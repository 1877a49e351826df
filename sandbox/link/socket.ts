import type { WebSocket } from 'ws';

export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled';

const PING_MS = 5_000;

/** Slack's word that a socket is about to go, or has to. */
export function disconnectMessage(reason: DisconnectReason | 'too_many_websockets'): string {
  return JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'sandbox' } });
}

/** Greets a new socket. */
export function welcome(socket: WebSocket, info: { appId: string; host: string; connections: number }): void {
  const hello = {
    type: 'hello',
    num_connections: info.connections,
    debug_info: { host: info.host, build_number: 1, approximate_connection_time: 18060 },
    connection_info: { app_id: info.appId },
  };
  socket.send(JSON.stringify(hello));
}

/** Pings as Slack does; a peer that does not answer two in a row is a dead one. */
export function keepAlive(socket: WebSocket): void {
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
