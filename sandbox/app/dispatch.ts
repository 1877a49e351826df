import type { Delivery, EnvelopeType, NotTaken } from '../delivery/outgoing.ts';
import { isObject, type JsonObject, toJson } from '../json.ts';
import type { World } from '../world.ts';

/** Sends a payload to the app, over Socket Mode or HTTP, and waits for its acknowledgement. */
export function dispatch(world: World, type: EnvelopeType, name: string, payload: object): Promise<Delivery> {
  const plain = toJson(payload);
  // Slack says null where there is no organisation, which its own types do not know of.
  const common = type === 'interactive' ? { enterprise: null } : {};
  return world.site.delivery.send({ type, name, payload: isObject(plain) ? { ...common, ...plain } : {} });
}

/** Shows in the inspector what was wrong with what the app sent along with an acknowledgement: nobody else tells its author. */
export function noteRefused({ site }: World, name: string, request: JsonObject, problem: JsonObject): void {
  const response = { ok: false, ...problem };
  site.calls.add({ direction: 'app→slack', name, ok: false, ms: 0, request, response });
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
