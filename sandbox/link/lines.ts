import type { WebSocket } from 'ws';
import { createLine, endAfter, type Life, type Line, USUAL_LIFE } from './line.ts';

/** The app's open sockets, oldest first. */
export interface Lines {
  readonly all: readonly Line[];
  /** Of the sockets to come. */
  readonly life: Life;
  add(socket: WebSocket, onClose: () => void): void;
  /** The one whose turn it is; undefined where none takes payloads. */
  next(): Line | undefined;
  /** How long sockets live, those open now counted from now on. */
  setLife(life: Life): void;
}

export function createLines(): Lines {
  const all: Line[] = [];
  /** What takes a line's end back. */
  const ends = new Map<Line, () => void>();
  let life = USUAL_LIFE;
  let turn = 0;
  let serial = 0;
  return {
    all,
    get life() {
      return life;
    },
    add(socket, onClose) {
      serial += 1;
      const line = createLine(socket, serial);
      all.push(line);
      ends.set(line, endAfter(line, life));
      socket.on('close', () => {
        all.splice(all.indexOf(line), 1);
        ends.delete(line);
        onClose();
      });
    },
    next() {
      const open = all.filter(({ socket, isLeaving }) => socket.readyState === socket.OPEN && !isLeaving);
      turn += 1;
      return open[turn % Math.max(open.length, 1)];
    },
    setLife(next) {
      life = next;
      for (const [line, forget] of ends) {
        forget();
        ends.set(line, endAfter(line, life));
      }
    },
  };
}
