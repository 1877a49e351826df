import { describe, expect, test } from 'vitest';
import type { Block } from '../../sandbox/contract.ts';
import { marker, numberLists } from '../../sandbox/page/src/kit/rich/lists.ts';
import { pickerKey, stateOf, withEdit } from '../../sandbox/page/src/kit/state.ts';
import type { RichPart } from '../../sandbox/page/src/kit/types.ts';
import { validate } from '../../sandbox/page/src/kit/validate.ts';
import { wordsFor } from '../../sandbox/page/src/words/words.ts';

const words = wordsFor('en-US');
const label = { type: 'plain_text', text: 'L' };
const call = { text: { type: 'plain_text', text: 'Call' }, value: 'call' };
const input = (block_id: string, element: Block[string], more: Record<string, boolean> = {}): Block => ({
  type: 'input',
  block_id,
  label,
  element,
  ...more,
});

describe('view.state.values', () => {
  test('holds initial values in Slack’s shapes, also of elements in sections and actions', () => {
    const blocks: Block[] = [
      input('a', { type: 'plain_text_input', action_id: 'v', initial_value: 'x' }),
      input('b', { type: 'static_select', action_id: 'v', options: [call], initial_option: call }),
      input('c', { type: 'multi_users_select', action_id: 'v', initial_users: ['U1'] }),
      input('d', { type: 'checkboxes', action_id: 'v', options: [call] }),
      input('e', { type: 'conversations_select', action_id: 'v', default_to_current_conversation: true }),
      {
        type: 'section',
        block_id: 'f',
        accessory: { type: 'datepicker', action_id: 'v', initial_date: '2026-11-23' },
      },
      {
        type: 'actions',
        block_id: 'g',
        elements: [
          { type: 'button', action_id: 'no', text: label },
          { type: 'radio_buttons', action_id: 'v', options: [call] },
        ],
      },
      { type: 'divider', block_id: 'h' },
    ];
    expect(stateOf(blocks, {}, 'C1')).toEqual({
      a: { v: { type: 'plain_text_input', value: 'x' } },
      b: { v: { type: 'static_select', selected_option: call } },
      c: { v: { type: 'multi_users_select', selected_users: ['U1'] } },
      d: { v: { type: 'checkboxes', selected_options: [] } },
      e: { v: { type: 'conversations_select', selected_conversation: 'C1' } },
      f: { v: { type: 'datepicker', selected_date: '2026-11-23' } },
      g: { v: { type: 'radio_buttons', selected_option: null } },
    });
  });

  test('an edit stays while its element stays, and goes when the view changes it', () => {
    const edits = withEdit({}, 'a', 'v', { type: 'plain_text_input', value: 'typed' });
    const same = [input('a', { type: 'plain_text_input', action_id: 'v' })];
    expect(stateOf(same, edits)).toEqual({ a: { v: { type: 'plain_text_input', value: 'typed' } } });
    const other = [input('a', { type: 'number_input', action_id: 'v' })];
    expect(stateOf(other, edits)).toEqual({ a: { v: { type: 'number_input', value: null } } });
  });

  test.each([
    ['static_select', 'selected_option'],
    ['multi_external_select', 'selected_options'],
    ['users_select', 'selected_user'],
    ['multi_users_select', 'selected_users'],
    ['channels_select', 'selected_channel'],
    ['multi_conversations_select', 'selected_conversations'],
  ] as const)('%s reports %s', (type, key) => {
    expect(pickerKey(type)).toBe(key);
  });
});

describe('what is refused before the app hears of it', () => {
  const problem = (
    element: { [key: string]: string | number | boolean },
    value: string | null,
    optional = false,
  ) => {
    const block = input('b', { action_id: 'v', ...element }, { optional });
    const state = { b: { v: { type: String(element['type']), value } } };
    return validate([block], state, words)['b'] ?? null;
  };
  const number = { type: 'number_input', is_decimal_allowed: false, min_value: '1', max_value: '10' };
  test.each([
    [{ type: 'plain_text_input' }, null, words.mustFill],
    [{ type: 'plain_text_input' }, '  ', words.mustFill],
    [{ type: 'plain_text_input', min_length: 3 }, 'ab', words.tooShort(3)],
    [{ type: 'plain_text_input', max_length: 3 }, 'abcd', words.tooLong(3)],
    [number, 'three', words.notNumber],
    [number, '2.5', words.wholeNumber],
    [number, '0', words.tooSmall('1')],
    [number, '11', words.tooLarge('10')],
    [number, '10', null],
    [{ type: 'number_input', is_decimal_allowed: true }, '2.5', null],
    [{ type: 'email_text_input' }, 'ana', words.notEmail],
    [{ type: 'email_text_input' }, 'ana@x.example', null],
    [{ type: 'url_text_input' }, 'x.example', words.notUrl],
    [{ type: 'url_text_input' }, 'https://x.example', null],
  ])('%j with %j', (element, value, expected) => {
    expect(problem(element, value)).toBe(expected);
  });

  test('an optional input may stay empty', () => {
    expect(problem({ type: 'plain_text_input' }, null, true)).toBeNull();
  });
});

describe('rich text lists', () => {
  const list = (style: 'bullet' | 'ordered', indent: number, count: number, offset?: number): RichPart => ({
    type: 'rich_text_list',
    style,
    indent,
    ...(offset === undefined ? {} : { offset }),
    elements: Array.from({ length: count }, () => ({ type: 'rich_text_section', elements: [] })),
  });

  test('an outer list goes on counting after an inner one; a paragraph begins anew', () => {
    const parts = [list('ordered', 0, 2), list('bullet', 1, 3), list('ordered', 0, 1), list('ordered', 1, 1)];
    expect(numberLists(parts)).toEqual([0, 0, 2, 0]);
    const paragraph: RichPart = { type: 'rich_text_section', elements: [] };
    expect(numberLists([list('ordered', 0, 2), paragraph, list('ordered', 0, 1)])).toEqual([0, 0, 0]);
    expect(numberLists([list('ordered', 0, 2, 4)])).toEqual([4]);
  });

  test('markers by depth', () => {
    expect([0, 1, 2].map((indent) => marker({ style: 'ordered', indent }, 3))).toEqual(['4.', 'd.', 'iv.']);
    expect([0, 1, 2, 3].map((indent) => marker({ style: 'bullet', indent }, 0))).toEqual([
      '•',
      '◦',
      '▪',
      '•',
    ]);
  });
});
