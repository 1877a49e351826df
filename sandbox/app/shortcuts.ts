import type { GlobalShortcut, MessageShortcut } from '@slack/bolt';
import { messageShape } from '../api/shapes.ts';
import { noticesFor } from '../browser/notices.ts';
import { tellNotice } from '../browser/tell.ts';
import type { Actions, Shortcut } from '../contract.ts';
import type { PersonRecord } from '../workspace/model.ts';
import type { World } from '../world.ts';
import { actionTs, channelPayload, commonPayload, responseAddress } from './context.ts';
import { dispatch, failureWord } from './dispatch.ts';

/** Runs a global or message shortcut. The answer is the word for what was wrong, or undefined. */
export async function runShortcut(
  world: World,
  person: PersonRecord,
  body: Actions['shortcut'],
): Promise<string | undefined> {
  const shortcut = world.manifest.shortcuts.find(({ callbackId }) => callbackId === body.callbackId);
  const isHere = world.installation.isInstalled && person.homeTeam === undefined;
  if (shortcut === undefined || !isHere) return 'shortcut_not_found';
  const payload =
    shortcut.type === 'global' ? globalPayload(world, person, shortcut) : messagePayload(world, person, body);
  if (payload === undefined) return 'message_not_found';
  const delivery = await dispatch(world, 'interactive', `${payload.type} ${shortcut.callbackId}`, payload);
  if (!delivery.taken)
    tellNotice(world, person.id, noticesFor(person).shortcutFailed(shortcut.name, failureWord(delivery)));
  return undefined;
}

function globalPayload(world: World, person: PersonRecord, shortcut: Shortcut): GlobalShortcut {
  return {
    type: 'shortcut',
    ...commonPayload(world, person),
    callback_id: shortcut.callbackId,
    trigger_id: world.triggers.issue({ userId: person.id }),
    action_ts: actionTs(world),
  };
}

function messagePayload(
  world: World,
  person: PersonRecord,
  { callbackId, channel = '', messageTs = '' }: Actions['shortcut'],
): MessageShortcut | undefined {
  const conversation = world.conversations.get(channel);
  const message = world.messages.get(channel, messageTs);
  if (conversation === undefined || message === undefined) return undefined;
  const target = { userId: person.id, channel: conversation.id, messageTs: message.ts };
  return {
    type: 'message_action',
    ...commonPayload(world, person),
    callback_id: callbackId,
    trigger_id: world.triggers.issue({ userId: person.id }),
    action_ts: actionTs(world),
    message_ts: message.ts,
    message: messageShape(world, message) as MessageShortcut['message'],
    channel: channelPayload(conversation),
    response_url: responseAddress(world, target),
  };
}
