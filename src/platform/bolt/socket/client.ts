import { type Logger, SocketModeClient, type SocketModeOptions } from '@slack/socket-mode';
import { z } from 'zod';
import { clientOptions } from '../../slack.ts';

/** What Slack sends over a socket, besides its greeting. */
export interface Envelope {
  id: string;
  body: Record<string, unknown>;
  retryNum: number | undefined;
  retryReason: string | undefined;
}

/** What a socket tells its owner. */
export interface SocketListener {
  /** Something for the app; `acknowledge` throws where the socket is gone. */
  onEnvelope(envelope: Envelope, acknowledge: (response: unknown) => Promise<void>): void;
  /** Slack's word that this socket ends, soon or now. */
  onGoodbye(reason: string): void;
  /** Slack held events back because there were too many. */
  onRateLimited(): void;
}

/** The client's options: what Slack is asked goes to `apiUrl`, as everything that the app asks. */
export function socketClientOptions(from: {
  appToken: string;
  apiUrl: string | undefined;
  pingLimitMs: number;
  logger: Logger;
}): SocketModeOptions {
  const { appToken, apiUrl, pingLimitMs, logger } = from;
  return { appToken, logger, clientOptions: clientOptions(apiUrl), clientPingTimeout: pingLimitMs };
}

const messageSchema = z.object({
  type: z.string(),
  reason: z.string().optional(),
  envelope_id: z.string().optional(),
  payload: z.record(z.string(), z.unknown()).optional(),
  retry_attempt: z.number().optional(),
  retry_reason: z.string().optional(),
});

/**
 * One socket's life through Slack's own client, which keeps the connection alive (pings both ways) but takes nothing into its own hands:
 * it does not reconnect, and Slack's goodbye does not close the socket, since requests go on arriving over it until the next one is there.
 * What the client would stumble over (an envelope without an event, slack.md § 1) is read here.
 */
export class SingleSocket extends SocketModeClient {
  #listener: SocketListener;

  constructor(options: SocketModeOptions, listener: SocketListener) {
    super({ ...options, autoReconnectEnabled: false });
    this.#listener = listener;
  }

  protected override async onWebSocketMessage(data: string | ArrayBuffer, isBinary: boolean): Promise<void> {
    if (isBinary || typeof data !== 'string') return;
    const message = readMessage(data);
    if (message === undefined) return;
    if (message.type === 'hello') return super.onWebSocketMessage(data, isBinary);
    if (message.type === 'disconnect') return this.#listener.onGoodbye(message.reason ?? 'unknown');
    const { envelope_id: id, payload: body } = message;
    if (message.type === 'app_rate_limited' || body?.['type'] === 'app_rate_limited') {
      this.#listener.onRateLimited();
      if (id !== undefined) this.#answer(id, undefined);
    } else if (id !== undefined && body !== undefined) {
      const [retryNum, retryReason] = [message.retry_attempt, message.retry_reason];
      this.#listener.onEnvelope({ id, body, retryNum, retryReason }, async (response) =>
        this.#answer(id, response),
      );
    }
  }

  #answer(id: string, response: unknown): void {
    if (this.websocket?.isActive() !== true) throw new Error('the socket is gone');
    const payload = typeof response === 'string' ? { text: response } : (response ?? {});
    this.websocket.send(JSON.stringify({ envelope_id: id, payload }), (error) => {
      if (error) throw error;
    });
  }
}

function readMessage(data: string): z.infer<typeof messageSchema> | undefined {
  try {
    return messageSchema.parse(JSON.parse(data));
  } catch {
    return undefined;
  }
}
