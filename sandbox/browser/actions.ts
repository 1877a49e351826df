import { viewShape } from '../api/shapes.ts';
import { suggestOptions, useElement } from '../app/actions.ts';
import { runCommand } from '../app/commands.ts';
import { sendEvent } from '../app/events.ts';
import { joinMembers, openTogether } from '../app/members.ts';
import { openDirect, postMessage } from '../app/messages.ts';
import { runShortcut } from '../app/shortcuts.ts';
import { dismissView, submitView } from '../app/submit.ts';
import { encodeText } from '../app/text.ts';
import type { Actions, Answer } from '../contract.ts';
import { runVerb } from '../control.ts';
import { some } from '../json.ts';
import { uninstall } from '../site/installation.ts';
import type { ConversationRecord, PersonRecord } from '../workspace/model.ts';
import type { World } from '../world.ts';
import { runBuiltIn } from './builtIn.ts';
import { noticesFor } from './notices.ts';
import { maySee, pageMessage } from './project.ts';
import { tellConversations } from './tell.ts';
import { upload } from './upload.ts';

type Handler<K extends keyof Actions> = (
  world: World,
  person: PersonRecord,
  body: Actions[K],
) => Answer | Promise<Answer>;

const OK: Answer = { ok: true };

function failed(error: string | undefined): Answer {
  return error === undefined ? OK : { ok: false, error };
}

/** The conversation that the person may write in. */
export function ownConversation(
  world: World,
  person: PersonRecord,
  id: string,
): ConversationRecord | undefined {
  const record = world.conversations.get(id);
  return record?.memberIds.includes(person.id) && !record.isArchived ? record : undefined;
}

/** What a person does on the page: one small function per action of the contract. */
export const ACTIONS: { [K in keyof Actions]: Handler<K> } = {
  post(world, person, { channel, text, threadTs }) {
    const conversation = ownConversation(world, person, channel);
    if (conversation === undefined) return failed('not_in_channel');
    if (text.trim() === '') return failed('no_text');
    if (text.length > 12_000) return failed('msg_too_long');
    const draft = { channel, text: encodeText(world, text, 'bare'), threadTs };
    const message = postMessage(world, draft, { userId: person.id });
    markRead(world, person, conversation, message.ts);
    return { ok: true, data: { ts: message.ts } };
  },

  async command(world, person, { channel, command, text }) {
    const conversation = world.conversations.get(channel);
    if (conversation === undefined) return failed('channel_not_found');
    if (runBuiltIn(world, person, conversation, { command, text })) return OK;
    const isKnown = await runCommand(world, person, conversation, { command, text });
    return isKnown ? OK : failed(noticesFor(person).notACommand(command));
  },

  shortcut: async (world, person, body) => failed(await runShortcut(world, person, body)),
  action: async (world, person, body) => failed(await useElement(world, person, body)),
  'view-submit': (world, person, { viewId, state }) => submitView(world, person, viewId, state),
  'view-close': (world, person, { viewId, clearAll }) =>
    failed(dismissView(world, person, viewId, clearAll === true) ? undefined : 'view_not_found'),

  'home-opened'(world, person) {
    const isHere = world.installation.isInstalled && person.homeTeam === undefined;
    if (!isHere) return failed('app_not_installed');
    const view = world.homes.get(person.id);
    sendEvent(world, 'app_home_opened', {
      type: 'app_home_opened',
      user: person.id,
      channel: openDirect(world, world.installation.botUserId, person.id).id,
      tab: 'home',
      event_ts: world.ts.next(),
      ...some({ view: view === undefined ? undefined : viewShape(world, view) }),
    });
    return OK;
  },

  read(world, person, { channel, ts }) {
    const conversation = world.conversations.get(channel);
    if (conversation === undefined) return failed('channel_not_found');
    markRead(world, person, conversation, ts);
    return OK;
  },

  upload,

  options: suggestOptions,

  'open-dm'(world, person, { userId }) {
    const peer = world.people.get(userId);
    // Who is only in a shared channel has their direct messages at home.
    if (peer === undefined || person.homeTeam !== undefined) return failed('user_not_found');
    return { ok: true, data: { channel: openDirect(world, person.id, peer.id).id } };
  },

  'open-group'(world, person, { userIds }) {
    const unknown = userIds.find((id) => world.people.get(id)?.deleted !== false);
    if (unknown !== undefined || person.homeTeam !== undefined) return failed('user_not_found');
    return { ok: true, data: { channel: openTogether(world, [person.id, ...userIds]).id } };
  },

  join(world, person, { channel }) {
    const conversation = world.conversations.get(channel);
    const mayJoin = person.homeTeam === undefined && conversation?.kind === 'channel';
    if (!mayJoin) return failed('channel_not_found');
    joinMembers(world, conversation, [person.id]);
    return OK;
  },

  uninstall(world, person, { appId }) {
    if (!person.isOwner && !person.isAdmin) return failed('restricted_action');
    const isHere = appId === world.installation.appId && uninstall(world);
    return isHere ? OK : failed('app_not_installed');
  },

  control: (world, _person, { verb, body }) => runVerb(world, verb, body),
};

function markRead(world: World, person: PersonRecord, conversation: ConversationRecord, ts: string): void {
  if ((conversation.reads[person.id] ?? '0') >= ts) return;
  conversation.reads[person.id] = ts;
  world.conversations.put(conversation);
  tellConversations(world, [person.id]);
}

/** Messages for the page, oldest first: a stretch of a conversation, or a thread with its parent. */
export function readMessages(world: World, person: PersonRecord, query: URLSearchParams): Answer {
  const channel = query.get('channel') ?? '';
  const record = world.conversations.get(channel);
  if (record === undefined || !maySee(person, record)) return failed('channel_not_found');
  const limit = Math.min(Number(query.get('limit')) || 50, 500);
  const range = { channel, limit, latest: query.get('before') ?? '' };
  const parent = query.get('thread') ?? '';
  const found =
    parent === '' ? world.messages.history(range).reverse() : world.messages.thread({ ...range, parent });
  const messages = found.map((message) => pageMessage(world, message));
  return JSON.parse(JSON.stringify({ ok: true, data: messages })) as Answer;
}
