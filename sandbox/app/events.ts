import type { EnvelopedEvent } from '@slack/bolt';
import { newId } from '../ids.ts';
import type { SentEvent } from '../api/slackTypes.ts';
import { toJson } from '../json.ts';
import type { World } from '../world.ts';

/** Scopes without which Slack does not deliver an event, by its name in the manifest. */
const EVENT_SCOPE: Record<string, string> = {
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
  'message.mpim': 'mpim:history',
  app_mention: 'app_mentions:read',
  team_join: 'users:read',
  user_change: 'users:read',
  member_joined_channel: 'channels:read',
  member_left_channel: 'channels:read',
  file_shared: 'files:read',
  file_deleted: 'files:read',
};

const TRIES = 3;
/** Between the tries: Slack's minutes, compressed. */
const WAIT_MS = [500, 2_000];

/** Whether the app is here, its manifest subscribes to the event, and it was granted the scope that it needs. */
export function isSubscribed(world: World, name: string): boolean {
  const scope = EVENT_SCOPE[name];
  const { isInstalled, scopes } = world.installation;
  if (!isInstalled || !world.manifest.botEvents.includes(name)) return false;
  return scope === undefined || scopes.includes(scope);
}

/**
 * Delivers an event, at least once: what is not acknowledged within 3 s comes again, twice, possibly to another socket.
 * `name` is the subscription's name, e.g. `message.im` for an event of type `message`.
 */
export function sendEvent(world: World, name: string, event: SentEvent): void {
  if (!isSubscribed(world, name)) return;
  const body = envelope(world, event);
  void attempt(world, body, 0);
}

function envelope(world: World, event: SentEvent): EnvelopedEvent {
  const { teamId, appId, botUserId, verificationToken } = world.installation;
  return {
    token: verificationToken,
    team_id: teamId,
    context_team_id: teamId,
    api_app_id: appId,
    event,
    type: 'event_callback',
    event_id: newId('Ev'),
    event_time: Math.floor(world.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: teamId,
        user_id: botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: newId('4-'),
  } satisfies EnvelopedEvent & Record<string, unknown>;
}

async function attempt(world: World, body: EnvelopedEvent, tries: number): Promise<void> {
  const started = performance.now();
  const delivery = await world.link.deliver({
    type: 'events_api',
    payload: toJson(body),
    acceptsResponse: false,
    retryAttempt: tries,
    retryReason: tries === 0 ? '' : 'timeout',
  });
  const isLast = tries + 1 >= TRIES;
  // Without the app there is nothing to inspect, and a new workspace would fill the log.
  if (delivery.taken || delivery.why === 'timeout') {
    world.calls.add({
      direction: 'slack→app',
      name: `event ${body.event.type}`,
      ok: delivery.taken,
      ms: Math.round(performance.now() - started),
      request: toJson(body),
      response: toJson(delivery),
    });
  }
  if (delivery.taken || isLast) return;
  world.timers.after(WAIT_MS[tries] ?? 0, () => void attempt(world, body, tries + 1));
}
