import type { App } from '@slack/bolt';
import type { Temporal } from '../../kpi/time.ts';
import { metrics } from '../metrics/index.ts';
import type { Deps, EventInput, Slice } from '../slice.ts';
import { eventToKeep, typeOfEvent } from './events.ts';
import {
  type ClaimedEvent,
  claimEvent,
  dueEvents,
  type EventKey,
  finishEvent,
  forgetEvents,
  keepEvent,
  postponeEvent,
} from './inbox.ts';
import type { InFlight } from './inFlight.ts';
import { outsideTheQueue } from './outside.ts';
import type { Body } from './request.ts';
import { type Identify, serve } from './session.ts';

/** What happens in workspaces, from delivery to the slices that listen: kept, acknowledged, handled, repeated, given up, forgotten. */
export interface Events {
  /** Before the acknowledgement: writes an event down that some slice listens to. Throws where that is not possible now. */
  keep(body: Body): Promise<void>;
  /** Has Bolt pass the events on, after their acknowledgement. */
  listen(app: App): void;
  /** Each minute: what failed, what was left behind, and what is old. */
  everyMinute(): Promise<void>;
}

/** The last attempt comes about three hours after the first. */
const mostAttempts = 8;

export interface EventHandling {
  deps: Deps;
  slices: readonly Slice[];
  identify: Identify;
  now: () => Temporal.Instant;
}

/** Connects the slices' `events` to the inbox. */
export function createEvents(handling: EventHandling, inFlight: InFlight): Events {
  const { db } = handling.deps;
  const on = { ...handling, deps: outsideTheQueue(handling.deps, inFlight) };
  const names = new Set(on.slices.flatMap((slice) => slice.events ?? []).map((event) => event.name));
  const handle = (key: EventKey): Promise<void> => inFlight.run(() => handleOne(on, key));
  return {
    async keep(body) {
      const event = eventToKeep(body, names);
      if (event !== undefined) await keepEvent(db, event);
    },
    listen(app) {
      for (const type of new Set([...names].map(typeOfEvent)))
        app.event(type, async ({ body }) => {
          const event = eventToKeep(body as unknown as Body, names);
          if (event !== undefined) await handle(event);
        });
    },
    async everyMinute() {
      await Promise.all((await dueEvents(db)).map(handle));
      await forgetEvents(db);
    },
  };
}

/** Claims an event, runs every slice that listens to it, and writes down what became of it. Throws only where the database does. */
async function handleOne(on: EventHandling, key: EventKey): Promise<void> {
  const { db, log } = on.deps;
  const event = await claimEvent(db, key);
  if (event === undefined) return;
  const failures: unknown[] = [];
  for (const slice of on.slices)
    for (const listener of slice.events ?? [])
      if (listener.name === event.name)
        await listener.run(inputFor(on, event, slice.name)).catch((error: unknown) => failures.push(error));
  const [error] = failures;
  if (error === undefined) return finishEvent(db, event);
  const { name, id: eventId, workspaceId, attempt } = event;
  const context = { err: error, event: name, eventId, workspaceId, attempt };
  const words = error instanceof Error ? error.message : String(error);
  if (attempt < mostAttempts) {
    log.warn(context, 'an event was not handled; it is tried again later');
    return postponeEvent(db, event, words);
  }
  log.error(context, 'an event was given up');
  metrics.eventsGivenUp.inc();
  return finishEvent(db, event, words);
}

/** Each slice takes a key of its own, so that one does not take the event from another. */
function inputFor(on: EventHandling, event: ClaimedEvent, slice: string): EventInput {
  const { deps, identify } = on;
  const now = on.now();
  const transportKey = `event:${event.id}:${slice}`;
  return {
    deps,
    workspaceId: event.workspaceId,
    event: event.event,
    transportKey,
    now,
    async as(slackUserId, channelId, run) {
      const { workspaceId } = event;
      const act = { workspaceId, slackUserId, channelId, transportKey };
      const rest = { triggerId: undefined, respond: undefined, localeHint: undefined };
      const outcome = await serve(deps, identify, now, { ...act, ...rest }, run);
      // Whoever was told of the failure tries again themselves; an act that nobody was told of is repeated.
      if (outcome === 'untold') throw new Error('the person could not be told what became of their act');
    },
  };
}
