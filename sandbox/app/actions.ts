import type { BasicElementAction, BlockAction, BlockSuggestion } from '@slack/bolt';
import { messageShape, viewShape } from '../api/shapes.ts';
import { optionProblems } from '../blocks/options.ts';
import { noticesFor } from '../browser/notices.ts';
import { maySee } from '../browser/project.ts';
import { tellNotice } from '../browser/tell.ts';
import type { Actions, Answer, Block, ElementAction, ViewState } from '../contract.ts';
import type { ConversationRecord, MessageRecord, PersonRecord, ViewRecord } from '../workspace/model.ts';
import type { World } from '../world.ts';
import { actionTs, channelPayload, commonPayload, responseAddress } from './context.ts';
import { dispatch, failureWord, noteRefused } from './dispatch.ts';
import { findView } from './modals.ts';
import { elementsOf, stateOf, withFiles } from './state.ts';

/** Where an element was used: in a message (stored or ephemeral) or in a view. */
type Place =
  | { kind: 'message'; message: MessageRecord; conversation: ConversationRecord; isEphemeral: boolean }
  | { kind: 'view'; view: ViewRecord };

/** What the app wrote itself comes back as it was kept. */
type Written = 'view' | 'message' | 'state';
type SuggestionKey =
  | 'type'
  | 'block_id'
  | 'action_id'
  | 'value'
  | 'api_app_id'
  | 'team'
  | 'user'
  | 'token'
  | 'container';

type Target = Pick<Actions['action'], 'channel' | 'ts' | 'viewId'>;

/** The place, if this person can see it. */
function findPlace(world: World, person: PersonRecord, target: Target): Place | undefined {
  if (target.viewId !== undefined) {
    const view = findView(world, { id: target.viewId });
    return view?.userId === person.id ? { kind: 'view', view } : undefined;
  }
  const conversation = world.conversations.get(target.channel ?? '');
  const ephemeral = world.ephemerals.get(target.ts ?? '');
  const isOwn = ephemeral?.readerId === person.id;
  const message = isOwn ? ephemeral.message : world.messages.get(target.channel ?? '', target.ts ?? '');
  if (conversation === undefined || message === undefined || message.channel !== conversation.id)
    return undefined;
  if (!maySee(person, conversation)) return undefined;
  return { kind: 'message', message, conversation, isEphemeral: isOwn };
}

function blocksAt(place: Place): Block[] {
  return place.kind === 'view' ? place.view.blocks : place.message.blocks;
}

function hasElement(place: Place, action: { block_id: string; action_id: string }): boolean {
  const block = blocksAt(place).find((one) => one.block_id === action.block_id);
  return block !== undefined && elementsOf(block, true).some((one) => one['action_id'] === action.action_id);
}

/** A person used an element. The answer is Slack's word for what went wrong, or undefined. */
export async function useElement(
  world: World,
  person: PersonRecord,
  body: Actions['action'],
): Promise<string | undefined> {
  if (!world.installation.isInstalled) return 'app_not_installed';
  if (!world.manifest.interactive) return 'interactivity_not_enabled';
  const place = findPlace(world, person, body);
  if (place === undefined) return 'message_not_found';
  if (!hasElement(place, body.action)) return 'action_not_found';
  const payload = actionPayload(world, person, place, body.action, body.state ?? {});
  const delivery = await dispatch(world, 'interactive', `block_actions ${body.action.action_id}`, payload);
  if (delivery.taken) return undefined;
  const channel = place.kind === 'message' ? { channel: place.conversation.id } : {};
  tellNotice(world, person.id, noticesFor(person).appSilent(failureWord(delivery)), channel);
  return undefined;
}

function actionPayload(
  world: World,
  person: PersonRecord,
  place: Place,
  action: ElementAction,
  entered: ViewState,
): object {
  const viewId = place.kind === 'view' ? { viewId: place.view.id } : {};
  const payload = {
    type: 'block_actions' as const,
    ...commonPayload(world, person),
    trigger_id: world.triggers.issue({ userId: person.id, ...viewId }),
    ...placePayload(world, person, place, entered),
    // Slack's own shape, as the page sent it; the element was looked up before.
    actions: [{ ...action, action_ts: actionTs(world) }],
  };
  // Slack sends no `response_url` for what happens in a view.
  return payload satisfies Omit<BlockAction<BasicElementAction>, Written | 'response_url'>;
}

function placePayload(world: World, person: PersonRecord, place: Place, entered: ViewState) {
  const values = withFiles(world, person, stateOf(blocksAt(place), entered));
  if (place.kind === 'view') {
    const view = viewShape(world, place.view, values);
    return { container: { type: 'view', view_id: place.view.id }, view };
  }
  const { conversation, message, isEphemeral } = place;
  const thread = message.threadTs === undefined ? {} : { threadTs: message.threadTs };
  const target = { userId: person.id, channel: conversation.id, messageTs: message.ts, ...thread };
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: conversation.id,
      is_ephemeral: isEphemeral,
      ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    },
    channel: channelPayload(conversation),
    // Slack does not send an ephemeral message back.
    ...(isEphemeral ? {} : { message: messageShape(world, message) }),
    state: { values },
    response_url: responseAddress(world, target),
  };
}

/** Asks the app for the options of an external select. The answer is `no_options` where it gave none, or what was wrong with them. */
export async function suggestOptions(
  world: World,
  person: PersonRecord,
  body: Actions['options'],
): Promise<Answer> {
  const place = findPlace(world, person, body);
  if (place === undefined || !hasElement(place, body)) return { ok: false, error: 'no_options' };
  const { user, ...common } = commonPayload(world, person);
  const payload = {
    type: 'block_suggestion',
    ...common,
    user,
    block_id: body.block_id,
    action_id: body.action_id,
    value: body.value,
    ...(place.kind === 'view'
      ? {
          container: { type: 'view', view_id: place.view.id },
          view: viewShape(world, place.view, stateOf(place.view.blocks)),
        }
      : {
          container: { type: 'message', message_ts: place.message.ts, channel_id: place.conversation.id },
          channel: channelPayload(place.conversation),
        }),
  } satisfies Pick<BlockSuggestion, SuggestionKey>;
  const delivery = await dispatch(world, 'interactive', `block_suggestion ${body.action_id}`, payload);
  if (!delivery.taken) return { ok: false, error: 'no_options' };
  const problems = optionProblems(delivery.payload);
  if (problems.length === 0) return { ok: true, data: delivery.payload };
  noteRefused(world, `options of ${body.action_id}`, delivery.payload, {
    error: 'invalid_options',
    errors: problems,
  });
  return { ok: false, error: ['invalid_options', ...problems].join(' ') };
}
