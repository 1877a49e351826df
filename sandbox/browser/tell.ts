import type { PageEvent } from '../contract.ts';
import type { ConversationRecord, MessageRecord } from '../workspace/model.ts';
import type { World } from '../world.ts';
import { pageApps, pageConversations, pageMessage, pagePerson, pageView } from './project.ts';

function readers(world: World, channel: string): string[] {
  const record = world.conversations.get(channel);
  if (record === undefined) return [];
  // A public channel can be looked at by everybody, joined or not.
  return record.kind === 'channel' ? world.hub.present() : record.memberIds;
}

export function tellMessage(world: World, type: 'message' | 'message-changed', message: MessageRecord): void {
  world.hub.toPeople(readers(world, message.channel), { type, message: pageMessage(world, message) });
}

/** Of an ephemeral message only its reader hears. */
export function tellDeleted(world: World, channel: string, ts: string, readerId?: string): void {
  const to = readerId === undefined ? readers(world, channel) : [readerId];
  world.hub.toPeople(to, { type: 'message-deleted', channel, ts });
}

export function tellEphemeral(world: World, userId: string, message: MessageRecord): void {
  world.hub.toPeople([userId], { type: 'ephemeral', message: pageMessage(world, message, true) });
}

export function tellViews(world: World, userId: string): void {
  const stack = (world.modals.get(userId) ?? []).map((view) => pageView(world, view));
  world.hub.toPeople([userId], { type: 'views', stack });
}

export function tellHome(world: World, userId: string): void {
  const home = world.homes.get(userId);
  world.hub.toPeople([userId], { type: 'home', view: home === undefined ? null : pageView(world, home) });
}

export function tellConversations(world: World, userIds: readonly string[]): void {
  const present = new Set(world.hub.present());
  for (const userId of new Set(userIds)) {
    if (!present.has(userId)) continue;
    world.hub.toPeople([userId], { type: 'conversations', conversations: pageConversations(world, userId) });
  }
}

/** Membership or settings of a conversation changed: whoever can see it hears of it. */
export function tellConversation(world: World, record: ConversationRecord): void {
  tellConversations(world, record.kind === 'channel' ? world.hub.present() : record.memberIds);
}

export function tellPeople(world: World): void {
  if (world.hub.present().length === 0) return;
  world.hub.toAll({ type: 'people', people: world.people.all().map(pagePerson) });
}

export function tellApps(world: World): void {
  for (const userId of world.hub.present()) {
    const person = world.people.get(userId);
    if (person !== undefined) world.hub.toPeople([userId], { type: 'apps', ...pageApps(world, person) });
  }
}

/** A sentence for one person alone, as Slackbot or a banner would say it. */
export function tellNotice(
  world: World,
  userId: string,
  text: string,
  options: { channel?: string; level?: 'info' | 'error' } = {},
): void {
  const event: PageEvent = { type: 'notice', level: options.level ?? 'error', text };
  world.hub.toPeople(
    [userId],
    options.channel === undefined ? event : { ...event, channel: options.channel },
  );
}
