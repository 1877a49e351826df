import type { ViewClosedAction, ViewSubmitAction } from '@slack/bolt';
import { Refusal } from '../api/refusal.ts';
import { type Loose, viewShape } from '../api/shapes.ts';
import { readView } from '../api/views.ts';
import { type NoticeWords, noticesFor } from '../browser/notices.ts';
import type { Answer, ViewState } from '../contract.ts';
import { isObject, type JsonObject, objectOf } from '../json.ts';
import type { PersonRecord, ViewRecord } from '../workspace/model.ts';
import type { World } from '../world.ts';
import { commonPayload } from './context.ts';
import { dispatch, noteRefused } from './dispatch.ts';
import { clearModals, closeModal, findView, pushModal, replaceView } from './modals.ts';
import { stateOf, withFiles } from './state.ts';
import { inputErrors } from './validate.ts';

function openModalOf(world: World, person: PersonRecord, viewId: string): ViewRecord | undefined {
  const view = findView(world, { id: viewId });
  return view?.type === 'modal' && view.userId === person.id ? view : undefined;
}

/** A person pressed a modal's submit button. Errors come back under the ids of the blocks that they belong to. */
export async function submitView(
  world: World,
  person: PersonRecord,
  viewId: string,
  entered: ViewState,
): Promise<Answer> {
  const view = openModalOf(world, person, viewId);
  if (view === undefined) return { ok: false, error: 'view_not_found' };
  const words = noticesFor(person);
  const values = withFiles(world, person, stateOf(view.blocks, entered));
  const errors = inputErrors(view.blocks, values, words);
  if (Object.keys(errors).length > 0) return { ok: false, error: 'invalid_input', errors };
  const payload = {
    type: 'view_submission',
    ...commonPayload(world, person),
    trigger_id: world.triggers.issue({ userId: person.id, viewId: view.id }),
    view: viewShape(world, view, values),
    response_urls: [],
  } satisfies Loose<ViewSubmitAction, 'view'>;
  const delivery = await dispatch(world, 'interactive', `view_submission ${view.callbackId}`, payload);
  if (!delivery.taken) return { ok: false, error: words.trouble };
  return followResponse(world, view, delivery.payload, words);
}

/** `response_action`: errors, update, push, clear; without one the modal closes. */
function followResponse(world: World, view: ViewRecord, response: JsonObject, words: NoticeWords): Answer {
  try {
    switch (response['response_action']) {
      case undefined:
        closeModal(world, view);
        return { ok: true };
      case 'errors':
        return refusedInputs(view, objectOf(response, 'errors'), words);
      case 'clear':
        clearModals(world, view.userId);
        return { ok: true };
      case 'update':
        replaceView(world, view, readView(world, objectOf(response, 'view'), 'modal'));
        return { ok: true };
      case 'push':
        return pushed(pushModal(world, view.userId, readView(world, objectOf(response, 'view'), 'modal')));
      default:
        return { ok: false, error: words.trouble };
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    noteRefused(world, `answer to ${view.callbackId}`, response, { error: error.code, ...error.details });
    return { ok: false, error: describe(error) };
  }
}

function pushed(view: ViewRecord | undefined): Answer {
  return view === undefined ? { ok: false, error: 'push_limit_reached' } : { ok: true };
}

/** Errors may only name input blocks of the view; without one Slack shows its general trouble. */
function refusedInputs(view: ViewRecord, given: JsonObject, words: NoticeWords): Answer {
  const inputs = new Set(view.blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id));
  const known = Object.entries(given).filter(([id, text]) => inputs.has(id) && typeof text === 'string');
  if (known.length === 0) return { ok: false, error: words.trouble };
  const errors = Object.fromEntries(known.map(([id, text]) => [id, String(text)]));
  return { ok: false, error: 'response_errors', errors };
}

function describe(refusal: Refusal): string {
  const metadata = refusal.details['response_metadata'];
  const messages = isObject(metadata) && Array.isArray(metadata['messages']) ? metadata['messages'] : [];
  return [refusal.code, ...messages.map(String)].join(' ');
}

/** A person closed a modal; the app hears of it where it asked to (`notify_on_close`). */
export function dismissView(world: World, person: PersonRecord, viewId: string, clearAll: boolean): boolean {
  const view = openModalOf(world, person, viewId);
  if (view === undefined) return false;
  const isCleared = clearAll || view.clearOnClose;
  const closed = isCleared ? clearModals(world, person.id) : [view];
  if (!isCleared) closeModal(world, view);
  for (const one of closed.filter(({ notifyOnClose }) => notifyOnClose)) {
    const payload = {
      type: 'view_closed',
      ...commonPayload(world, person),
      view: viewShape(world, one, stateOf(one.blocks)),
      is_cleared: isCleared,
    } satisfies Loose<ViewClosedAction, 'view'>;
    void dispatch(world, 'interactive', `view_closed ${one.callbackId}`, payload);
  }
  return true;
}
