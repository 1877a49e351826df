import type { Json } from '../../../../contract.ts';
import type { Option, Text, Value } from '../types.ts';

const isObject = (json: Json | undefined): json is { [key: string]: Json } =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

const readText = (json: Json | undefined): Text | null =>
  isObject(json) && typeof json['text'] === 'string'
    ? { type: json['type'] === 'mrkdwn' ? 'mrkdwn' : 'plain_text', text: json['text'] }
    : null;

/** An option out of a value, or null where it is none. */
export function readOption(json: Json | undefined): Option | null {
  if (!isObject(json) || typeof json['value'] !== 'string') return null;
  const text = readText(json['text']);
  const description = readText(json['description']);
  return text && { text, value: json['value'], ...(description ? { description } : {}) };
}

/** The options that a value holds, be it one or several. */
export function chosenOptions(value: Value | undefined): Option[] {
  const several = value?.['selected_options'];
  const list = Array.isArray(several) ? several : [value?.['selected_option']];
  return list.map(readOption).filter((option) => option !== null);
}

export const chosenValues = (value: Value | undefined): ReadonlySet<string> =>
  new Set(chosenOptions(value).map((option) => option.value));

/** The texts under one key of a value: ids of people or channels. */
export function chosenIds(value: Value | undefined, key: string): string[] {
  const found = value?.[key];
  const list = Array.isArray(found) ? found : [found];
  return list.filter((id) => typeof id === 'string');
}
