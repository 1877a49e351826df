import type { Fault, Mark } from '../api/faults.ts';
import { newId } from '../ids.ts';
import { isObject, type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import type { Outgoing } from './outgoing.ts';

/** By which words a fault may mean this payload. */
export function markOf({ type, name, payload }: Outgoing): Mark {
  const event = objectOf(payload, 'event');
  const actions = objectsOf(payload, 'actions').map((action) => textOf(action, 'action_id'));
  const names = [
    type,
    name,
    textOf(payload, 'command'),
    textOf(payload, 'type'),
    textOf(payload, 'callback_id'),
    textOf(payload, 'action_id'),
    textOf(objectOf(payload, 'view'), 'callback_id'),
    textOf(event, 'type'),
    ...actions,
  ].filter((word) => word !== '');
  return { on: 'delivery', names, channel: channelOf(payload, event), team: teamOf(payload) };
}

function channelOf(payload: JsonObject, event: JsonObject): string {
  const id = textOf(payload, 'channel_id') || textOf(event, 'channel');
  return id || textOf(objectOf(payload, 'channel'), 'id') || textOf(objectOf(event, 'item'), 'channel');
}

function teamOf(payload: JsonObject): string {
  return textOf(payload, 'team_id') || textOf(objectOf(payload, 'team'), 'id');
}

/** The copies that a delivery becomes: one, or several by the fault; those of an event may have ids of their own. */
export function copiesOf(outgoing: Outgoing, duplicate: Fault | undefined): Outgoing[] {
  const { payload } = outgoing;
  return Array.from({ length: duplicate?.copies ?? 1 }, (_, index) => {
    const isOther = index > 0 && duplicate?.newEventId === true && isObject(payload['event']);
    return isOther ? { ...outgoing, payload: { ...payload, event_id: newId('Ev') } } : outgoing;
  });
}

/** The fault of that kind among those that strike a delivery. */
export function faultOf(struck: readonly Fault[], kind: Fault['kind']): Fault | undefined {
  return struck.find((fault) => fault.kind === kind);
}
