import type { Delivery, EnvelopeType, NotTaken } from '../delivery/outgoing.ts';
import { isObject, toJson } from '../json.ts';
import type { World } from '../world.ts';

/** Sends a payload to the app, over Socket Mode or HTTP, and waits for its acknowledgement. */
export function dispatch(world: World, type: EnvelopeType, name: string, payload: object): Promise<Delivery> {
  const plain = toJson(payload);
  // Slack says null where there is no organisation, which its own types do not know of.
  const common = type === 'interactive' ? { enterprise: null } : {};
  return world.site.delivery.send({ type, name, payload: isObject(plain) ? { ...common, ...plain } : {} });
}

/** Slack's word, in quotation marks, for an app that was not there, did not answer in time, or answered badly. */
export function failureWord(delivery: NotTaken): string {
  const { why, status = 0 } = delivery;
  switch (why) {
    case 'no_socket':
    case 'no_url':
    case 'connection_failed':
      return '"dispatch_failed"';
    case 'timeout':
    case 'closed':
      return '"operation_timeout"';
    case 'http_error':
      return `"${httpWord(status)}" (HTTP ${status})`;
  }
}

function httpWord(status: number): string {
  if (status >= 500) return 'http_service_error';
  return status >= 400 ? 'http_client_error' : 'dispatch_failed';
}
