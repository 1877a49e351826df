import type { EnvelopedEvent } from '@slack/bolt';
import type { SentEvent } from '../api/slackTypes.ts';
import type { NotTaken, Outgoing } from '../delivery/outgoing.ts';
import { newId } from '../ids.ts';
import { isObject, toJson } from '../json.ts';
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

/** Before the second, third and fourth attempt: at once, after a minute, after five (compressed by `retrySpeed`). */
const WAIT_MS = [0, 60_000, 300_000];

/** Whether the app is here, its manifest subscribes to the event, and it was granted the scope that it needs. */
export function isSubscribed(world: World, name: string): boolean {
  const scope = EVENT_SCOPE[name];
  const { botToken, scopes } = world.installation;
  if (botToken === '' || !world.manifest.botEvents.includes(name)) return false;
  return scope === undefined || scopes.includes(scope);
}

/**
 * Delivers an event, at least once: what is not acknowledged within 3 s comes again, three times, possibly to another socket.
 * `name` is the subscription's name, e.g. `message.im` for an event of type `message`.
 */
export function sendEvent(world: World, name: string, event: SentEvent): void {
  if (!isSubscribed(world, name)) return;
  deliver(world, event.type, envelope(world, event));
}

/** Tells the app of its own end here, if it subscribes to that. There is nobody left who has authorised it. */
export function sendLifeEvent(world: World, event: SentEvent): void {
  if (!world.manifest.botEvents.includes(event.type)) return;
  const { authorizations: _, ...body } = envelope(world, event);
  deliver(world, event.type, body);
}

function deliver(world: World, type: string, body: object): void {
  const payload = toJson(body);
  if (!isObject(payload)) return;
  void attempt(world, { type: 'events_api', name: `event ${type}`, payload }, 0);
}

function isShared(world: World, event: SentEvent): boolean {
  const channel = 'channel' in event && typeof event.channel === 'string' ? event.channel : '';
  return (world.conversations.get(channel)?.sharedWith ?? []).length > 0;
}

function envelope(world: World, event: SentEvent): EnvelopedEvent {
  const { teamId, appId, botUserId, verificationToken, enterpriseId } = world.installation;
  return {
    token: verificationToken,
    team_id: teamId,
    ...(enterpriseId === null ? {} : { enterprise_id: enterpriseId }),
    context_team_id: teamId,
    api_app_id: appId,
    event,
    type: 'event_callback',
    event_id: newId('Ev'),
    event_time: Math.floor(world.now() / 1000),
    authorizations: [
      {
        enterprise_id: enterpriseId,
        team_id: teamId,
        user_id: botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: isShared(world, event),
    event_context: newId('4-'),
  } satisfies EnvelopedEvent & Record<string, unknown>;
}

async function attempt(world: World, outgoing: Outgoing, tries: number): Promise<void> {
  const { delivery } = world.site;
  const outcome = await delivery.send(outgoing);
  const wait = WAIT_MS[tries];
  if (outcome.taken || outcome.noRetry === true || wait === undefined) return;
  const again = { ...outgoing, retry: { attempt: tries + 1, reason: retryReason(delivery.mode(), outcome) } };
  world.timers.after(wait / delivery.retrySpeed, () => void attempt(world, again, tries + 1));
}

/** `x-slack-retry-reason`, or its like in an envelope. */
function retryReason(mode: 'socket' | 'http', { why }: NotTaken): string {
  if (mode === 'socket') return 'timeout';
  switch (why) {
    case 'http_error':
      return 'http_error';
    case 'timeout':
      return 'http_timeout';
    default:
      return 'connection_failed';
  }
}
