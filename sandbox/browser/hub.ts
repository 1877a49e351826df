import type { WebSocket } from 'ws';
import type { PageEvent } from '../contract.ts';

/** The open pages, by the person who is signed in there. */
export interface Hub {
  attach(userId: string, socket: WebSocket): void;
  toPeople(userIds: readonly string[], event: PageEvent): void;
  toAll(event: PageEvent): void;
  /** People with an open page. */
  present(): string[];
  close(): void;
}

export function createHub(): Hub {
  const pages = new Map<string, Set<WebSocket>>();
  const send = (sockets: Iterable<WebSocket>, event: PageEvent) => {
    const text = JSON.stringify(event);
    for (const socket of sockets) if (socket.readyState === socket.OPEN) socket.send(text);
  };
  return {
    attach(userId, socket) {
      const own = pages.get(userId) ?? new Set();
      pages.set(userId, own.add(socket));
      socket.on('error', () => socket.terminate());
      socket.on('close', () => {
        own.delete(socket);
        if (own.size === 0) pages.delete(userId);
      });
    },
    toPeople(userIds, event) {
      const sockets = userIds.flatMap((id) => [...(pages.get(id) ?? [])]);
      if (sockets.length > 0) send(sockets, event);
    },
    toAll(event) {
      if (pages.size > 0)
        send(
          [...pages.values()].flatMap((own) => [...own]),
          event,
        );
    },
    present: () => [...pages.keys()],
    close() {
      for (const own of pages.values()) for (const socket of own) socket.terminate();
    },
  };
}
