import type { WebSocket } from 'ws';
import { disconnectMessage, keepAlive } from './socket.ts';

/** One open socket of the app. */
export interface Line {
  socket: WebSocket;
  /** Counted from 1, for the inspector. */
  number: number;
  /** It has been told to go: no payloads any more. */
  isLeaving: boolean;
  /** It looks open, but the other end hears and says nothing any more. */
  isZombie: boolean;
  /** Called when it closes: those who wait for an acknowledgement. */
  unanswered: Set<() => void>;
}

/** After how long a socket is warned and then refreshed, in milliseconds. */
export interface Life {
  lifeMs: number;
  /** How long before its end it is warned. */
  warningMs: number;
}

/** Slack's habit: some hours, and a warning ten seconds before. */
export const USUAL_LIFE: Life = { lifeMs: 5 * 3_600_000, warningMs: 10_000 };

const CLOSE_MS = 500;

/** A new line, pinged until it closes. */
export function createLine(socket: WebSocket, number: number): Line {
  const line: Line = { socket, number, isLeaving: false, isZombie: false, unanswered: new Set() };
  keepAlive(line);
  socket.on('close', () => {
    for (const gone of line.unanswered) gone();
  });
  return line;
}

/** Announces the end; after a mere warning the socket stays, otherwise it gets no more payloads and is closed a moment later. */
export function sayGoodbye(line: Line, reason: Parameters<typeof disconnectMessage>[0], ms = CLOSE_MS): void {
  if (line.isZombie) return;
  line.socket.send(disconnectMessage(reason));
  if (reason === 'warning') return;
  line.isLeaving = true;
  setTimeout(() => line.socket.close(1000), ms).unref();
}

/** Warns and refreshes the line at the end of its life; the returned function takes that back. */
export function endAfter(line: Line, { lifeMs, warningMs }: Life): () => void {
  const timers = [
    setTimeout(() => sayGoodbye(line, 'warning'), Math.max(0, lifeMs - warningMs)).unref(),
    setTimeout(() => sayGoodbye(line, 'refresh_requested'), lifeMs).unref(),
  ];
  const clear = () => {
    for (const timer of timers) clearTimeout(timer);
  };
  line.socket.once('close', clear);
  return clear;
}

/** Makes the line a zombie, or brings it back: what the app sent meanwhile then arrives. */
export function setZombie(line: Line, isZombie: boolean): void {
  if (line.isZombie === isZombie || line.socket.readyState !== line.socket.OPEN) return;
  line.isZombie = isZombie;
  // Nothing is read any more: no acknowledgements, no pongs, no answer to a close frame.
  if (isZombie) line.socket.pause();
  else line.socket.resume();
}

/** Closes all and waits until they are gone. */
export async function closeAll(lines: readonly Line[]): Promise<void> {
  const gone = lines.map(({ socket }) => new Promise((resolve) => socket.once('close', resolve)));
  for (const { socket, isZombie } of lines) {
    if (isZombie) socket.terminate();
    else socket.close(1001);
    setTimeout(() => socket.terminate(), CLOSE_MS).unref();
  }
  await Promise.all(gone);
}
