import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { Json } from '../contract.ts';
import { isObject, type JsonObject, parseJson } from '../json.ts';

const ACK_MS = 3_000;

export type EnvelopeType = 'slash_commands' | 'interactive' | 'events_api';

/** How the app took an envelope. `payload` is what it sent along with the acknowledgement. */
export type Delivery = { taken: true; payload: JsonObject } | { taken: false; why: 'no_socket' | 'timeout' };

export interface Envelope {
  type: EnvelopeType;
  payload: Json;
  acceptsResponse: boolean;
  retryAttempt?: number;
  retryReason?: string;
}

/** Envelopes on their way, by id, with what to do when they are acknowledged. */
export type Waiting = Map<string, (payload: JsonObject) => void>;

/** Takes a message of the app: an envelope's id, and what it says along with it. */
export function acknowledge(waiting: Waiting, text: string): void {
  const answer = parseJson(text);
  if (!isObject(answer)) return;
  const id = String(answer['envelope_id']);
  const payload = answer['payload'];
  waiting.get(id)?.(isObject(payload) ? payload : {});
}

/** Sends the envelope to the socket and waits 3 s for the acknowledgement. */
export function deliver(
  socket: WebSocket | undefined,
  envelope: Envelope,
  waiting: Waiting,
): Promise<Delivery> {
  if (socket === undefined) return Promise.resolve({ taken: false, why: 'no_socket' });
  const id = randomUUID();
  const message = {
    envelope_id: id,
    payload: envelope.payload,
    type: envelope.type,
    accepts_response_payload: envelope.acceptsResponse,
    ...(envelope.type === 'events_api'
      ? { retry_attempt: envelope.retryAttempt ?? 0, retry_reason: envelope.retryReason ?? '' }
      : {}),
  };
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      waiting.delete(id);
      resolve({ taken: false, why: 'timeout' });
    }, ACK_MS);
    waiting.set(id, (payload) => {
      clearTimeout(timer);
      waiting.delete(id);
      resolve({ taken: true, payload });
    });
    socket.send(JSON.stringify(message));
  });
}
