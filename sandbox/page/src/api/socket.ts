import type { PageEvent } from '../../../contract.ts';

interface Handlers {
  onEvent: (event: PageEvent) => void;
  /** Called on every opening; `again` from the second on, when what was missed has to be fetched. */
  onOpen: (again: boolean) => void;
  onClose: () => void;
}

/** Waits between attempts, in milliseconds: quick at first, since a restart of the sandbox takes a second or two. */
const WAITS = [300, 700, 1500, 3000, 5000];

/**
 * Follows the person's events and reconnects for as long as it takes.
 * @returns a function that closes the socket for good
 */
export function follow(user: string, handlers: Handlers): () => void {
  let socket: WebSocket | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempts = 0;
  let opened = false;
  let closed = false;

  const connect = (): void => {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const next = new WebSocket(`${scheme}://${location.host}/page/ws?user=${encodeURIComponent(user)}`);
    socket = next;
    next.onopen = () => {
      attempts = 0;
      handlers.onOpen(opened);
      opened = true;
    };
    next.onmessage = ({ data }) => handlers.onEvent(JSON.parse(String(data)));
    next.onclose = () => {
      if (closed) return;
      handlers.onClose();
      timer = setTimeout(connect, WAITS[Math.min(attempts, WAITS.length - 1)]);
      attempts += 1;
    };
  };

  connect();
  return () => {
    closed = true;
    clearTimeout(timer);
    socket?.close();
  };
}
