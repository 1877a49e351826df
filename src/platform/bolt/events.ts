import { z } from 'zod';
import type { Body } from './request.ts';

/** An event as it is kept: what it is, whose, and no more of it than handlers need. */
export interface KeptEvent {
  workspaceId: string;
  /** What makes a copy a copy: Slack's event_id, or of a message where and when it stands, since copies may bear other event ids. */
  id: string;
  /** As in the manifest: "user_change", "message.im". */
  name: string;
  event: Record<string, unknown>;
}

const bodySchema = z.object({
  event_id: z.string().min(1).optional(),
  team_id: z.string().nullish(),
  authorizations: z.array(z.object({ team_id: z.string().nullish() })).nullish(),
  event: z.looseObject({ type: z.string() }),
});

/** The workspace whose installation an event was delivered to: in a shared channel another one than where it happened. '' where it says none. */
export function workspaceOf(body: Body | object): string {
  const { authorizations, team_id: team } = body as z.infer<typeof bodySchema>;
  return authorizations?.[0]?.team_id ?? team ?? '';
}

/** Slack's event type behind a name of the manifest: "message.im" is sent as "message". */
export const typeOfEvent = (name: string): string => name.split('.')[0] ?? name;

function nameOf(event: Record<string, unknown>): string {
  const { type, channel_type: channelType, channel } = event;
  if (type !== 'message') return String(type);
  const isDirect = typeof channel === 'string' && channel.startsWith('D');
  return `message.${String(channelType ?? (isDirect ? 'im' : 'channel'))}`;
}

/** What is left of a person's message; a shared file or a copy into the channel is one too, an edit or a deletion is not. */
const personsOwn = new Set<unknown>([undefined, 'file_share', 'thread_broadcast']);

function isByPerson(event: Record<string, unknown>): boolean {
  const { bot_id: bot, user, subtype, text, files } = event;
  const saysSomething = typeof text === 'string' || Array.isArray(files);
  return bot === undefined && typeof user === 'string' && saysSomething && personsOwn.has(subtype);
}

const messageFields = [
  ...['type', 'subtype', 'channel', 'channel_type', 'user', 'text', 'ts', 'thread_ts', 'event_ts', 'files'],
];
const fileFields = ['id', 'name', 'mimetype', 'filetype', 'size', 'url_private_download'];
const userFields = [
  ...['id', 'team_id', 'name', 'real_name', 'deleted', 'tz', 'locale', 'is_bot', 'is_admin', 'is_owner'],
  ...['is_restricted', 'is_ultra_restricted', 'is_stranger', 'updated', 'enterprise_user'],
];
const profileFields = ['real_name', 'display_name', 'email'];

function only(from: unknown, fields: readonly string[]): Record<string, unknown> {
  if (typeof from !== 'object' || from === null) return {};
  return Object.fromEntries(Object.entries(from).filter(([key]) => fields.includes(key)));
}

function trimmed(event: Record<string, unknown>): Record<string, unknown> {
  if (event['type'] === 'message') {
    const { files, ...message } = only(event, messageFields);
    return Array.isArray(files)
      ? { ...message, files: files.map((file) => only(file, fileFields)) }
      : message;
  }
  const { user } = event;
  if (typeof user !== 'object' || user === null) return event;
  const profile = only('profile' in user ? user.profile : undefined, profileFields);
  return { ...event, user: { ...only(user, userFields), profile } };
}

/** A message is one thing, however often and under whatever event id Slack tells of it. */
function ownKey({ type, channel, ts }: Record<string, unknown>): string | undefined {
  const isMessage = type === 'message' && typeof channel === 'string' && typeof ts === 'string';
  return isMessage ? `${channel}:${ts}` : undefined;
}

/**
 * The event of a request, if somebody listens to it: of messages only what people write, without what apps post, edits and deletions; of a
 * person's profile only what names them and says where they live and what they may.
 */
export function eventToKeep(body: Body, names: ReadonlySet<string>): KeptEvent | undefined {
  const read = bodySchema.safeParse(body);
  if (!read.success) return undefined;
  const { event, event_id: eventId } = read.data;
  const name = nameOf(event);
  const workspaceId = workspaceOf(body);
  const id = ownKey(event) ?? eventId;
  if (!names.has(name) || workspaceId === '' || id === undefined) return undefined;
  if (event.type === 'message' && !isByPerson(event)) return undefined;
  return { workspaceId, id, name, event: trimmed(event) };
}
