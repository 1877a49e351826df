import type { SocketModeOptions } from '@slack/socket-mode';
import { SingleSocket, type SocketListener } from './client.ts';

/** An open socket to Slack. */
export interface Link {
  openedAt: number;
  /** Resolves when the socket is closed, whoever closed it. */
  gone: Promise<void>;
  /** Says goodbye; a peer that does not answer is cut off after a moment. */
  close(): void;
}

/** Until Slack's greeting; a socket without one serves nobody. */
const greetingMs = 10_000;
const goodbyeMs = 2_000;

/** Opens a socket and waits for Slack's greeting. Throws what `apps.connections.open` throws, or that there was no greeting in time. */
export async function openLink(options: SocketModeOptions, listener: SocketListener): Promise<Link> {
  const client = new SingleSocket(options, listener);
  const gone = new Promise<void>((resolve) => client.once('disconnected', () => resolve()));
  const close = (): void => {
    client.websocket?.disconnect();
    // The second call, while the first waits for an answer, cuts the connection.
    const cut = setTimeout(() => client.websocket?.disconnect(), goodbyeMs).unref();
    void gone.then(() => clearTimeout(cut));
  };
  let limit: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    limit = setTimeout(() => reject(new Error('Slack did not greet the socket in time')), greetingMs);
  });
  const started = client.start();
  try {
    await Promise.race([started, late]);
  } catch (error) {
    close();
    started.catch(() => {});
    throw error ?? new Error('the socket was closed before Slack’s greeting');
  } finally {
    clearTimeout(limit);
  }
  return { openedAt: performance.now(), gone, close };
}
