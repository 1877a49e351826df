import { toJson } from '../json.ts';
import type { Delivery, EnvelopeType } from '../link/envelope.ts';
import type { World } from '../world.ts';

/** Sends a payload to the app, waits for its acknowledgement, and notes both for the inspector. */
export async function dispatch(
  world: World,
  type: EnvelopeType,
  name: string,
  payload: object,
): Promise<Delivery> {
  const started = performance.now();
  const request = toJson(payload);
  const delivery = await world.link.deliver({ type, payload: request, acceptsResponse: true });
  world.calls.add({
    direction: 'slack→app',
    name,
    ok: delivery.taken,
    ms: Math.round(performance.now() - started),
    request,
    response: toJson(delivery),
  });
  return delivery;
}

/** Slack's word for an app that was not there or did not answer in time. */
export function failureWord(delivery: Delivery & { taken: false }): 'dispatch_failed' | 'operation_timeout' {
  return delivery.why === 'no_socket' ? 'dispatch_failed' : 'operation_timeout';
}
