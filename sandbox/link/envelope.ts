import { randomUUID } from 'node:crypto';
import { ACK_MS, type Delivery, type Outgoing } from '../delivery/outgoing.ts';
import { isObject, type JsonObject, parseJson } from '../json.ts';
import type { Line } from './line.ts';

export type { Delivery, EnvelopeType } from '../delivery/outgoing.ts';

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

/** Sends the envelope to the socket and waits 3 s for the acknowledgement, or until the socket is gone. */
export function deliver(line: Line, outgoing: Outgoing, waiting: Waiting): Promise<Delivery> {
  const id = randomUUID();
  return new Promise((resolve) => {
    const end = (delivery: Delivery) => {
      clearTimeout(timer);
      waiting.delete(id);
      line.unanswered.delete(gone);
      resolve(delivery);
    };
    const gone = () => end({ taken: false, why: 'closed' });
    const timer = setTimeout(() => end({ taken: false, why: 'timeout' }), ACK_MS);
    waiting.set(id, (payload) => end({ taken: true, payload }));
    line.unanswered.add(gone);
    // A zombie looks open, but nothing comes out at the other end.
    if (!line.isZombie) line.socket.send(JSON.stringify(envelopeOf(id, outgoing)));
  });
}

/** The envelope around a payload; only events tell of retries, and cannot be answered in the acknowledgement. */
function envelopeOf(id: string, { type, payload, retry }: Outgoing): JsonObject {
  const isEvent = type === 'events_api';
  return {
    envelope_id: id,
    payload,
    type,
    accepts_response_payload: !isEvent,
    ...(isEvent ? { retry_attempt: retry?.attempt ?? 0, retry_reason: retry?.reason ?? '' } : {}),
  };
}
