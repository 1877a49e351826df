import type { UploadedFile } from '@slack/bolt';
import { fileShape } from '../api/shapes.ts';
import type { Block, ViewState } from '../contract.ts';
import { isObject, type JsonObject, objectsOf, textOf, toJson } from '../json.ts';
import type { PersonRecord } from '../workspace/model.ts';
import type { World } from '../world.ts';

/** The value of an untouched element, in Slack's shape: its initial value, or empty. */
export function initialValue(element: JsonObject): JsonObject & { type: string } {
  const type = textOf(element, 'type');
  const from = (key: string, initial: string, empty: JsonObject[string] = null) => ({
    type,
    [key]: element[initial] ?? empty,
  });
  switch (type) {
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return from('selected_option', 'initial_option');
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return from('selected_options', 'initial_options', []);
    case 'users_select':
      return from('selected_user', 'initial_user');
    case 'multi_users_select':
      return from('selected_users', 'initial_users', []);
    case 'conversations_select':
      return from('selected_conversation', 'initial_conversation');
    case 'multi_conversations_select':
      return from('selected_conversations', 'initial_conversations', []);
    case 'channels_select':
      return from('selected_channel', 'initial_channel');
    case 'multi_channels_select':
      return from('selected_channels', 'initial_channels', []);
    case 'datepicker':
      return from('selected_date', 'initial_date');
    case 'timepicker':
      return from('selected_time', 'initial_time');
    case 'datetimepicker':
      return from('selected_date_time', 'initial_date_time');
    case 'file_input':
      return { type, files: [] };
    default:
      return from('value', 'initial_value');
  }
}

const STATELESS = new Set(['button', 'overflow', 'image', 'plain_text', 'mrkdwn']);

/** The elements of a block that hold a value, and buttons and menus too when `all`. */
export function elementsOf(block: Block, all = false): JsonObject[] {
  const elements = Array.isArray(block['elements']) ? block['elements'] : [];
  const candidates = [block['element'] ?? null, block['accessory'] ?? null, ...elements].filter(isObject);
  return candidates.filter(
    (one) => textOf(one, 'action_id') !== '' && (all || !STATELESS.has(textOf(one, 'type'))),
  );
}

/** `state.values` of blocks: what the person entered, and the initial value of everything untouched. */
export function stateOf(blocks: readonly Block[], entered: ViewState = {}): ViewState {
  const state: ViewState = {};
  for (const block of blocks) {
    const elements = elementsOf(block);
    if (elements.length === 0) continue;
    const known = entered[block.block_id] ?? {};
    const values = elements.map((element) => {
      const actionId = textOf(element, 'action_id');
      return [actionId, known[actionId] ?? initialValue(element)] as const;
    });
    state[block.block_id] = Object.fromEntries(values);
  }
  return state;
}

/** The state with whole file objects where the page named files by id; somebody else's files are left out. */
export function withFiles(world: World, person: PersonRecord, state: ViewState): ViewState {
  const fill = (value: ViewState[string][string]) => {
    if (value.type !== 'file_input') return value;
    const own = objectsOf(value, 'files').flatMap((one) => world.files.get(textOf(one, 'id')) ?? []);
    const files = own.filter(({ userId }) => userId === person.id).map((file) => fileShape(world, file));
    return { ...value, files: toJson(files satisfies UploadedFile[]) };
  };
  const inBlock = (values: ViewState[string]) =>
    Object.fromEntries(Object.entries(values).map(([id, value]) => [id, fill(value)]));
  return Object.fromEntries(Object.entries(state).map(([id, values]) => [id, inBlock(values)]));
}
