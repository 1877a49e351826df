import type { Call } from '../contract.ts';
import { toJson } from '../json.ts';
import type { Attempt, Outgoing } from './outgoing.ts';

/** A delivery and its outcome for the inspector; undefined for what is not worth a line. */
export function noteOf(
  outgoing: Outgoing,
  attempt: Attempt,
  ms: number,
): Omit<Call, 'id' | 'at'> | undefined {
  const { delivery, transport, to } = attempt;
  const { type, name, payload, retry } = outgoing;
  // Without the app there is nothing to inspect, and a new workspace would fill the log.
  if (type === 'events_api' && to === undefined) return undefined;
  const tries = retry?.attempt ?? 0;
  return {
    direction: 'slack→app',
    name,
    ok: delivery.taken,
    ms,
    transport,
    ...(to === undefined ? {} : { to }),
    ...(tries === 0 ? {} : { attempt: tries + 1 }),
    ...(delivery.taken || delivery.status === undefined ? {} : { status: delivery.status }),
    request: payload,
    response: toJson(delivery),
  };
}
