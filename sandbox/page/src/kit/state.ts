import type { Block, Json, ViewState } from '../../../contract.ts';
import type { Choices, Element, KitBlock, Moment, Picker, Stateful, Value } from './types.ts';
import { isKitBlock, PICKER_TYPES } from './types.ts';

/** What the person has changed, by block and action. */
export type Edits = Readonly<Record<string, Readonly<Record<string, Value>>>>;

const STATEFUL: readonly string[] = [
  ...PICKER_TYPES,
  'checkboxes',
  'radio_buttons',
  'plain_text_input',
  'number_input',
  'email_text_input',
  'url_text_input',
  'datepicker',
  'timepicker',
  'datetimepicker',
  'file_input',
] satisfies Stateful['type'][];

const isStateful = (element: { type: string }): element is Stateful => STATEFUL.includes(element.type);

/** The elements of a block that hold a value. */
export function statefulOf(block: KitBlock): Stateful[] {
  const elements: (Element | { type: string })[] =
    block.type === 'input'
      ? [block.element]
      : block.type === 'actions'
        ? block.elements
        : block.type === 'section' && block.accessory
          ? [block.accessory]
          : [];
  return elements.filter(isStateful);
}

/** The key under which Slack reports a picker's choice: `selected_users` of a `multi_users_select`. */
export function pickerKey(type: Picker['type']): string {
  const many = type.startsWith('multi_');
  const kind = type.replace(/^multi_/, '').replace(/s?_select$/, '');
  return `selected_${kind === 'static' || kind === 'external' ? 'option' : kind}${many ? 's' : ''}`;
}

function initialPick(element: Picker, current: string | undefined): Json {
  const key = pickerKey(element.type).replace('selected_', 'initial_');
  const found = Object.entries(element).find(([name]) => name === key)?.[1];
  if (found !== undefined && typeof found !== 'boolean') return JSON.parse(JSON.stringify(found));
  const here = element.default_to_current_conversation ? current : undefined;
  if (here && key === 'initial_conversation') return here;
  if (here && key === 'initial_conversations') return [here];
  return element.type.startsWith('multi_') ? [] : null;
}

function initialMoment(element: Moment): Value {
  switch (element.type) {
    case 'datepicker':
      return { type: element.type, selected_date: element.initial_date ?? null };
    case 'timepicker':
      return { type: element.type, selected_time: element.initial_time ?? null };
    case 'datetimepicker':
      return { type: element.type, selected_date_time: element.initial_date_time ?? null };
  }
}

const initialChoice = (element: Choices): Value =>
  element.type === 'checkboxes'
    ? { type: element.type, selected_options: element.initial_options ?? [] }
    : { type: element.type, selected_option: element.initial_option ?? null };

/**
 * An element's value before anybody touched it, in Slack's shape.
 * @param current the conversation that is open, for `default_to_current_conversation`
 */
export function initialValue(element: Stateful, current?: string): Value {
  switch (element.type) {
    case 'checkboxes':
    case 'radio_buttons':
      return initialChoice(element);
    case 'datepicker':
    case 'timepicker':
    case 'datetimepicker':
      return initialMoment(element);
    case 'file_input':
      return { type: element.type, files: [] };
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
      return { type: element.type, value: element.initial_value ?? null };
    default:
      return { type: element.type, [pickerKey(element.type)]: initialPick(element, current) };
  }
}

/** `view.state.values`: what was edited, else the initial values; elements that are gone are gone. */
export function stateOf(blocks: readonly Block[], edits: Edits, current?: string): ViewState {
  const state: ViewState = {};
  for (const block of blocks.filter(isKitBlock)) {
    for (const element of statefulOf(block)) {
      const edited = edits[block.block_id]?.[element.action_id];
      const value = edited?.type === element.type ? edited : initialValue(element, current);
      state[block.block_id] = { ...state[block.block_id], [element.action_id]: value };
    }
  }
  return state;
}

export function withEdit(edits: Edits, blockId: string, actionId: string, value: Value): Edits {
  return { ...edits, [blockId]: { ...edits[blockId], [actionId]: value } };
}
