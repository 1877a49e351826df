import type { Answer, Block, ElementAction, Json, Message, View, ViewState } from '../contract.ts';
import { isObject, type JsonObject, textOf } from '../json.ts';
import type { Driver } from './signIn.ts';

/** Every interactive element of the blocks, with its block. */
export function elementsIn(blocks: Block[]): { block: Block; element: JsonObject }[] {
  return blocks.flatMap((block) => {
    const several = Array.isArray(block['elements']) ? block['elements'] : [];
    const all: (Json | undefined)[] = [block['element'], block['accessory'], ...several];
    return all.filter(isObject).map((element) => ({ block, element }));
  });
}

function elementAction(blocks: Block[], actionId: string, value: JsonObject): ElementAction {
  const found = elementsIn(blocks).find(({ element }) => element['action_id'] === actionId);
  if (found === undefined) throw new Error(`no element ${actionId} in ${JSON.stringify(blocks)}`);
  const { block, element } = found;
  const own =
    element['type'] === 'button' ? { text: element['text'] ?? null, value: element['value'] ?? '' } : {};
  return { action_id: actionId, block_id: block.block_id, type: textOf(element, 'type'), ...own, ...value };
}

/** Presses a button of a message (or chooses, with `value` as e.g. `{selected_option: …}`). */
export function press(
  driver: Driver,
  message: Message,
  actionId: string,
  value: JsonObject = {},
): Promise<Answer> {
  const { channel, ts, blocks } = message;
  return driver.act('action', { channel, ts, action: elementAction(blocks, actionId, value) });
}

/** Presses a button of a modal or Home. */
export function pressInView(
  driver: Driver,
  view: View,
  actionId: string,
  value: JsonObject = {},
  state: ViewState = {},
): Promise<Answer> {
  return driver.act('action', {
    viewId: view.id,
    state,
    action: elementAction(view.blocks, actionId, value),
  });
}

/**
 * Submits a modal with the values given by action id: text for inputs, an option's value for selects and radio buttons, a list of
 * those for checkboxes and multi-selects. What is not named keeps its initial value.
 */
export function submit(
  driver: Driver,
  view: View,
  values: Record<string, string | string[]> = {},
): Promise<Answer> {
  const state: ViewState = {};
  for (const [actionId, value] of Object.entries(values)) {
    const found = elementsIn(view.blocks).find(({ element }) => element['action_id'] === actionId);
    if (found === undefined) throw new Error(`no input ${actionId} in ${JSON.stringify(view.blocks)}`);
    const { block, element } = found;
    state[block.block_id] = { ...state[block.block_id], [actionId]: entered(element, value) };
  }
  return driver.act('view-submit', { viewId: view.id, state });
}

const VALUE_KEYS: Record<string, string> = {
  users_select: 'selected_user',
  multi_users_select: 'selected_users',
  conversations_select: 'selected_conversation',
  multi_conversations_select: 'selected_conversations',
  channels_select: 'selected_channel',
  multi_channels_select: 'selected_channels',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
};

function entered(element: JsonObject, value: string | string[]): { type: string; [key: string]: Json } {
  const type = textOf(element, 'type');
  const key = VALUE_KEYS[type];
  if (key !== undefined) return { type, [key]: value };
  const groups = Array.isArray(element['option_groups']) ? element['option_groups'].filter(isObject) : [];
  const options = [element, ...groups].flatMap((one) =>
    Array.isArray(one['options']) ? one['options'] : [],
  );
  const pick = (wanted: string): JsonObject =>
    options.filter(isObject).find((option) => option['value'] === wanted) ?? {
      text: { type: 'plain_text', text: wanted },
      value: wanted,
    };
  if (/^(static_select|external_select|radio_buttons)$/.test(type)) {
    return { type, selected_option: pick(String(value)) };
  }
  const several = typeof value === 'string' ? [value] : value;
  if (/^(multi_\w+|checkboxes)$/.test(type)) return { type, selected_options: several.map(pick) };
  return { type, value };
}
