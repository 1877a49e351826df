import type { Json } from '../contract.ts';
import { isObject, type JsonObject, objectsOf, some } from '../json.ts';
import {
  array,
  boolean,
  byType,
  exactlyOne,
  integer,
  number,
  object,
  oneOf,
  pattern,
  type Rule,
  type Shape,
  type Spot,
  string,
  url,
} from './kit.ts';
import { confirm, imageShape, option, optionGroup, plainText } from './texts.ts';

type Place = 'section' | 'actions' | 'input';

/** One interactive element: where it may stand, and its properties besides `type`. */
interface Element extends Shape {
  places: readonly Place[];
}

const ANYWHERE = ['section', 'actions', 'input'] as const;
const action = { action_id: string(255) };
const common = { ...action, focus_on_load: boolean, confirm };
const placeholder = { placeholder: plainText(150) };
const dispatch = {
  dispatch_action_config: object({
    optional: { trigger_actions_on: array(oneOf('on_enter_pressed', 'on_character_entered'), 2) },
  }),
};
/** A day that the calendar has. */
const date: Rule = (value, at) => {
  const day =
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : null;
  const isDay = day !== null && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(String(value));
  if (!isDay) at.report(at.pointer, 'must be a date in the format YYYY-MM-DD');
};
const time = pattern(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time in the format HH:mm');
const numeral = pattern(/^-?\d+(\.\d+)?$/, 'must be a number written as a string');
const conversationFilter = object({
  optional: {
    include: array(oneOf('im', 'mpim', 'private', 'public')),
    exclude_external_shared_channels: boolean,
    exclude_bot_users: boolean,
  },
});
const responseUrl = { response_url_enabled: boolean };
const toCurrent = { default_to_current_conversation: boolean, filter: conversationFilter };
const several = { max_selected_items: integer(1, 100) };

/** An initial option has to be one of the options, word for word. */
function initialAmong(value: JsonObject, at: Spot): void {
  const groups = objectsOf(value, 'option_groups').flatMap((group) => objectsOf(group, 'options'));
  const known = new Set([...objectsOf(value, 'options'), ...groups].map((one) => canonical(one)));
  const one = value['initial_option'];
  const wanted = one === undefined ? objectsOf(value, 'initial_options') : [one];
  const key = one === undefined ? 'initial_options' : 'initial_option';
  if (wanted.some((initial) => !known.has(canonical(initial)))) {
    at.report(`${at.pointer}/${key}`, 'must match one of the options');
  }
}

/** The same text for equal values, whatever the order of their properties. */
function canonical(value: Json): string {
  if (!isObject(value)) return JSON.stringify(value);
  const keys = Object.keys(value).toSorted((a, b) => (a < b ? -1 : 1));
  return JSON.stringify(keys.map((key) => [key, canonical(value[key] ?? null)]));
}

/** Text that is there from the start has to pass the input's own limits; nobody could hand the form in as it is. */
function initialWithin(value: JsonObject, at: Spot): void {
  const { initial_value: initial, min_length: least, max_length: most } = value;
  if (typeof most === 'number' && typeof least === 'number' && least > most)
    at.report(`${at.pointer}/min_length`, `must be less than ${most + 1}`);
  if (typeof most === 'number' && typeof initial === 'string' && initial.length > most)
    at.report(`${at.pointer}/initial_value`, `must be less than ${most + 1} characters`);
}

function staticSelect(initial: Record<string, Rule>): Shape {
  return {
    optional: {
      ...common,
      ...placeholder,
      ...initial,
      options: array(option('plain'), 100),
      option_groups: array(optionGroup, 100),
    },
    also(value, at) {
      exactlyOne('options', 'option_groups')(value, at);
      initialAmong(value, at);
    },
  };
}

const plain = option('plain');
const rich = option('any');
const id = string();

/** A picker whose choices the workspace knows. */
function picker(initial: Record<string, Rule>, extra: Record<string, Rule> = {}): Element {
  return { places: ANYWHERE, optional: { ...common, ...placeholder, ...initial, ...extra } };
}

const ELEMENTS: Record<string, Element> = {
  button: {
    places: ['section', 'actions'],
    required: { text: plainText(75) },
    optional: {
      ...action,
      value: string(2000),
      url,
      style: oneOf('primary', 'danger'),
      confirm,
      accessibility_label: string(75),
    },
  },
  overflow: {
    places: ['section', 'actions'],
    required: { options: array(option('plain', { url }), 5) },
    optional: { ...action, confirm },
  },
  static_select: { places: ANYWHERE, ...staticSelect({ initial_option: plain }) },
  multi_static_select: {
    places: ['section', 'input', 'actions'],
    ...staticSelect({ initial_options: array(plain, 100), ...several }),
  },
  users_select: picker({ initial_user: id }),
  multi_users_select: picker({ initial_users: array(id), ...several }),
  conversations_select: picker({ initial_conversation: id }, { ...toCurrent, ...responseUrl }),
  multi_conversations_select: picker({ initial_conversations: array(id), ...several }, toCurrent),
  channels_select: picker({ initial_channel: id }, responseUrl),
  multi_channels_select: picker({ initial_channels: array(id), ...several }),
  external_select: picker({ initial_option: plain, min_query_length: integer(0, 150) }),
  multi_external_select: picker(
    { initial_options: array(plain, 100), ...several },
    { min_query_length: integer(0, 150) },
  ),
  checkboxes: {
    places: ANYWHERE,
    required: { options: array(rich, 10) },
    optional: { ...common, initial_options: array(rich, 10) },
    also: initialAmong,
  },
  radio_buttons: {
    places: ANYWHERE,
    required: { options: array(rich, 10) },
    optional: { ...common, initial_option: rich },
    also: initialAmong,
  },
  datepicker: picker({ initial_date: date }),
  timepicker: picker({ initial_time: time }, { timezone: string() }),
  datetimepicker: { places: ['actions', 'input'], optional: { ...common, initial_date_time: number } },
  plain_text_input: input({
    optional: {
      initial_value: string(3000, 0),
      multiline: boolean,
      min_length: integer(0, 3000),
      max_length: integer(1, 3000),
    },
    also: initialWithin,
  }),
  number_input: input({
    required: { is_decimal_allowed: boolean },
    optional: { initial_value: numeral, min_value: numeral, max_value: numeral },
  }),
  email_text_input: input({ optional: { initial_value: string(3000) } }),
  url_text_input: input({ optional: { initial_value: string(3000) } }),
  file_input: {
    places: ['input'],
    optional: { ...action, filetypes: array(string()), max_files: integer(1, 10) },
  },
};

/** An element that people type into: only inside an input block. */
function input(shape: Shape): Element {
  return {
    places: ['input'],
    required: { ...shape.required },
    optional: { ...action, focus_on_load: boolean, ...placeholder, ...dispatch, ...shape.optional },
    ...some({ also: shape.also }),
  };
}

/** The rule for elements at a place; a section's accessory may be a picture too. */
export function elementAt(place: Place): Rule {
  const allowed = Object.entries(ELEMENTS).filter(([, element]) => element.places.includes(place));
  return byType({ ...Object.fromEntries(allowed), ...(place === 'section' ? { image: imageShape } : {}) });
}

/** Types of all elements that a person can act on. */
export const ELEMENT_TYPES: readonly string[] = Object.keys(ELEMENTS);
