import { describe, expect, test } from 'vitest';
import type { Json } from '../../../sandbox/contract.ts';
import type { JsonObject } from '../../../sandbox/json.ts';
import {
  a,
  button,
  home,
  input,
  longer,
  many,
  modal,
  more,
  option,
  options,
  plain,
  section,
  select,
  table,
  viewProblems,
} from './build.ts';

type ViewCase = [name: string, inside: JsonObject, outside: JsonObject, problem: string];
const text = (extra: JsonObject = {}): JsonObject => ({ type: 'plain_text_input', ...extra });
const form = (...blocks: Json[]): JsonObject => modal({ submit: plain('Save'), blocks });

const VIEWS: ViewCase[] = [
  [
    '100 blocks in a modal',
    modal({ blocks: many(100, () => section()) }),
    modal({ blocks: many(101, () => section()) }),
    more(100, '/view/blocks'),
  ],
  [
    '100 blocks in Home',
    home(many(100, () => section())),
    home(many(101, () => section())),
    more(100, '/view/blocks'),
  ],
  ['title', modal({ title: plain(a(24)) }), modal({ title: plain(a(25)) }), longer(24, '/view/title/text')],
  [
    'submit',
    modal({ submit: plain(a(24)) }),
    modal({ submit: plain(a(25)) }),
    longer(24, '/view/submit/text'),
  ],
  ['close', modal({ close: plain(a(24)) }), modal({ close: plain(a(25)) }), longer(24, '/view/close/text')],
  [
    'private_metadata',
    modal({ private_metadata: a(3000) }),
    modal({ private_metadata: a(3001) }),
    longer(3000, '/view/private_metadata'),
  ],
  [
    'callback_id',
    modal({ callback_id: a(255) }),
    modal({ callback_id: a(256) }),
    longer(255, '/view/callback_id'),
  ],
  [
    'input without submit',
    form(input(text())),
    modal({ blocks: [input(text())] }),
    'must define `submit` to use an `input` block in modals [json-pointer:/view]',
  ],
  [
    'label',
    form(input(text(), { label: plain(a(2000)) })),
    form(input(text(), { label: plain(a(2001)) })),
    longer(2000, '/view/blocks/0/label/text'),
  ],
  [
    'hint',
    form(input(text(), { hint: plain(a(2000)) })),
    form(input(text(), { hint: plain(a(2001)) })),
    longer(2000, '/view/blocks/0/hint/text'),
  ],
  [
    'max_length',
    form(input(text({ max_length: 3000 }))),
    form(input(text({ max_length: 3001 }))),
    'must be less than 3001 [json-pointer:/view/blocks/0/element/max_length]',
  ],
  [
    'max_length of 1',
    form(input(text({ max_length: 1 }))),
    form(input(text({ max_length: 0 }))),
    'must be greater than 0 [json-pointer:/view/blocks/0/element/max_length]',
  ],
  [
    'numbers are strings',
    form(input({ type: 'number_input', is_decimal_allowed: true, min_value: '0' })),
    form(input({ type: 'number_input', is_decimal_allowed: true, min_value: 0 })),
    'must be a number written as a string [json-pointer:/view/blocks/0/element/min_value]',
  ],
  [
    'no button in an input',
    form(input(select())),
    form(input(button())),
    'unsupported type: button [json-pointer:/view/blocks/0/element]',
  ],
  [
    'no markdown in a modal',
    modal(),
    modal({ blocks: [{ type: 'markdown', text: 'x' }] }),
    'unsupported type: markdown [json-pointer:/view/blocks/0]',
  ],
  [
    'no table in Home',
    home([]),
    home([table(1, 1)]),
    'unsupported type: table [json-pointer:/view/blocks/0]',
  ],
  [
    'title needed',
    modal(),
    { type: 'modal', blocks: [] },
    'missing required field: title [json-pointer:/view]',
  ],
  ['null', modal(), modal({ submit: null }), 'must provide an object [json-pointer:/view/submit]'],
];

describe('views', () => {
  test.each(VIEWS)('%s', (_name, inside, outside, problem) => {
    expect(viewProblems(inside)).toEqual([]);
    expect(viewProblems(outside)).toEqual([problem]);
  });

  test('250 KB', () => {
    const full = (count: number) =>
      home(many(100, () => section({ fields: many(count, () => plain(a(490))) })));
    expect(viewProblems(full(4))).toEqual([]);
    expect(viewProblems(full(5))).toEqual(['view_too_large']);
  });
});

const PICKERS = [
  'users_select',
  'multi_users_select',
  'conversations_select',
  'channels_select',
  'external_select',
];
const INPUTS: JsonObject[] = [
  ...PICKERS.map((type) => ({ type })),
  { type: 'multi_static_select', options: options(3), initial_options: [option(2)], max_selected_items: 2 },
  { type: 'checkboxes', options: [{ text: { type: 'mrkdwn', text: '*b*' }, value: '1' }] },
  { type: 'radio_buttons', options: options(2), initial_option: option(0) },
  { type: 'email_text_input' },
  { type: 'url_text_input' },
  { type: 'datepicker' },
  { type: 'timepicker' },
  { type: 'datetimepicker', initial_date_time: 1_700_000_000 },
  { type: 'file_input', filetypes: ['csv'], max_files: 1 },
];

test.each(INPUTS)('a modal may ask with $type', (element) => {
  expect(viewProblems(form(input(element)))).toEqual([]);
});
