import { checkMessageBlocks } from '../../../sandbox/blocks/check.ts';
import { checkView } from '../../../sandbox/blocks/view.ts';
import type { Json } from '../../../sandbox/contract.ts';
import type { JsonObject } from '../../../sandbox/json.ts';

export const isFile = (id: string) => id === 'F1';
export const plain = (text: string): JsonObject => ({ type: 'plain_text', text });
export const a = (length: number) => 'a'.repeat(length);
/** An address of so many characters. */
export const address = (length: number) => 'https://a.b/'.padEnd(length, 'a');
export const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
export const option = (index: number | string, extra: JsonObject = {}) => ({
  text: plain(`o${index}`),
  value: `v${index}`,
  ...extra,
});
export const options = (count: number) => many(count, option);
export const button = (extra: JsonObject = {}): JsonObject => ({
  type: 'button',
  action_id: 'b',
  text: plain('Go'),
  ...extra,
});
export const section = (extra: JsonObject = {}): JsonObject => ({
  type: 'section',
  text: plain('x'),
  ...extra,
});
export const actions = (...elements: Json[]): JsonObject => ({ type: 'actions', elements });
export const input = (element: JsonObject, extra: JsonObject = {}): JsonObject => ({
  type: 'input',
  label: plain('L'),
  element,
  ...extra,
});
export const select = (extra: JsonObject = {}): JsonObject => ({
  type: 'static_select',
  options: options(2),
  ...extra,
});
export const image = (extra: JsonObject = {}): JsonObject => ({
  type: 'image',
  alt_text: 'x',
  image_url: 'https://a.b/c.png',
  ...extra,
});
export const confirm = (extra: JsonObject = {}): JsonObject => ({
  title: plain('T'),
  text: plain('T'),
  confirm: plain('Y'),
  deny: plain('N'),
  ...extra,
});
export const modal = (extra: JsonObject = {}): JsonObject => ({
  type: 'modal',
  title: plain('T'),
  blocks: [],
  ...extra,
});
export const home = (blocks: Json[]): JsonObject => ({ type: 'home', blocks });
export const table = (rows: number, cells: number, text = 'x'): JsonObject => ({
  type: 'table',
  rows: many(rows, () => many(cells, () => ({ type: 'raw_text', text }))),
});

export function messageProblems(...blocks: Json[]): string[] {
  const result = checkMessageBlocks(blocks, isFile);
  return result.ok ? [] : [result.error, ...result.problems].slice(result.problems.length > 0 ? 1 : 0);
}

export function viewProblems(view: JsonObject): string[] {
  const result = checkView(view, isFile);
  return result.ok ? [] : [...result.problems, ...(result.problems.length === 0 ? [result.error] : [])];
}

/** What is limited, a payload just inside, one just outside, Slack's words for the latter (without the brackets). */
export type Case = [name: string, inside: Json[], outside: Json[], problem: string];
export const more = (items: number, pointer: string) =>
  `no more than ${items} items allowed [json-pointer:${pointer}]`;
export const longer = (most: number, pointer: string) =>
  `must be less than ${most + 1} characters [json-pointer:${pointer}]`;
export const empty = (pointer: string) => `must be more than 0 characters [json-pointer:${pointer}]`;
