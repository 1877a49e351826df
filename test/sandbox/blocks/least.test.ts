import { describe, expect, test } from 'vitest';
import type { Json } from '../../../sandbox/contract.ts';
import type { JsonObject } from '../../../sandbox/json.ts';
import {
  a,
  actions,
  address,
  button,
  type Case,
  confirm,
  empty,
  home,
  image,
  input,
  longer,
  many,
  messageProblems,
  modal,
  more,
  option,
  options,
  plain,
  section,
  select,
  viewProblems,
} from './build.ts';

/** The smallest that a limit allows, text just full, and properties that nobody knows. */
const fewer = (pointer: string) => `no fewer than 1 items allowed [json-pointer:${pointer}]`;
const unknown = (key: string, pointer: string) =>
  `invalid additional property: ${key} [json-pointer:${pointer}]`;
const group = (extra: JsonObject = {}): JsonObject => ({ label: plain('g'), options: options(1), ...extra });
const groups = (...option_groups: Json[]): JsonObject => ({ type: 'static_select', option_groups });
const first = '/blocks/0/elements/0';

const LEAST: Case[] = [
  ['action_id', [actions(button())], [actions(button({ action_id: '' }))], empty(`${first}/action_id`)],
  ['fields', [section({ fields: [plain('f')] })], [section({ fields: [] })], fewer('/blocks/0/fields')],
  [
    'context elements',
    [{ type: 'context', elements: [plain('x')] }],
    [{ type: 'context', elements: [] }],
    fewer('/blocks/0/elements'),
  ],
  [
    'options of a select',
    [actions(select({ options: options(1) }))],
    [actions(select({ options: [] }))],
    fewer(`${first}/options`),
  ],
  ['groups', [actions(groups(group()))], [actions(groups())], fewer(`${first}/option_groups`)],
  [
    'options of a group',
    [actions(groups(group()))],
    [actions(groups(group({ options: [] })))],
    fewer(`${first}/option_groups/0/options`),
  ],
  [
    'options of a menu',
    [actions({ type: 'overflow', options: options(1) })],
    [actions({ type: 'overflow', options: [] })],
    fewer(`${first}/options`),
  ],
  [
    'checkboxes',
    [actions({ type: 'checkboxes', options: options(1) })],
    [actions({ type: 'checkboxes', options: [] })],
    fewer(`${first}/options`),
  ],
  [
    'radio buttons',
    [actions({ type: 'radio_buttons', options: options(1) })],
    [actions({ type: 'radio_buttons', options: [] })],
    fewer(`${first}/options`),
  ],
  ['alt text', [image()], [image({ alt_text: '' })], empty('/blocks/0/alt_text')],
  [
    'header',
    [{ type: 'header', text: plain('x') }],
    [{ type: 'header', text: plain('') }],
    empty('/blocks/0/text/text'),
  ],
  ['button text', [actions(button())], [actions(button({ text: plain('') }))], empty(`${first}/text/text`)],
  [
    'a source for an image',
    [image()],
    [{ type: 'image', alt_text: 'x' }],
    'missing required field: image_url [json-pointer:/blocks/0]',
  ],
  [
    'options or groups',
    [actions(select())],
    [actions({ type: 'static_select' })],
    `missing required field: options [json-pointer:${first}]`,
  ],
];

const MOST: Case[] = [
  [
    'context text',
    [{ type: 'context', elements: [plain(a(3000))] }],
    [{ type: 'context', elements: [plain(a(3001))] }],
    longer(3000, '/blocks/0/elements/0/text'),
  ],
  [
    'options of a group',
    [actions(groups(group({ options: options(100) })))],
    [actions(groups(group({ options: options(101) })))],
    more(100, `${first}/option_groups/0/options`),
  ],
  [
    'group label',
    [actions(groups(group({ label: plain(a(75)) })))],
    [actions(groups(group({ label: plain(a(76)) })))],
    longer(75, `${first}/option_groups/0/label/text`),
  ],
  [
    'address in a menu',
    [actions({ type: 'overflow', options: [option(1, { url: address(3000) })] })],
    [actions({ type: 'overflow', options: [option(1, { url: address(3001) })] })],
    longer(3000, `${first}/options/0/url`),
  ],
  [
    'yes of a confirmation',
    [actions(button({ confirm: confirm({ confirm: plain(a(30)) }) }))],
    [actions(button({ confirm: confirm({ confirm: plain(a(31)) }) }))],
    longer(30, `${first}/confirm/confirm/text`),
  ],
  [
    'characters of all blocks',
    [...many(4, () => section({ text: plain(a(3000)) })), section({ text: plain(a(1200)) })],
    [...many(4, () => section({ text: plain(a(3000)) })), section({ text: plain(a(1201)) })],
    'msg_blocks_too_long',
  ],
];

const UNKNOWN: Case[] = [
  ['of an element', [actions(button())], [actions(button({ size: 'big' }))], unknown('size', first)],
  [
    'of a text',
    [section({ text: plain('x') })],
    [section({ text: { ...plain('x'), bold: true } })],
    unknown('bold', '/blocks/0/text'),
  ],
  [
    'of an option',
    [actions(select({ options: [option(1)] }))],
    [actions(select({ options: [option(1, { icon: 'x' })] }))],
    unknown('icon', `${first}/options/0`),
  ],
  [
    'of a confirmation',
    [actions(button({ confirm: confirm() }))],
    [actions(button({ confirm: confirm({ hint: plain('x') }) }))],
    unknown('hint', `${first}/confirm`),
  ],
  [
    'null in an element',
    [actions(button({ value: 'v' }))],
    [actions(button({ value: null }))],
    `must provide a string [json-pointer:${first}/value]`,
  ],
  ['null for a block', [section()], [section(), null], 'must provide an object [json-pointer:/blocks/1]'],
];

describe.each([
  ['the least', LEAST],
  ['the most', MOST],
  ['unknown properties', UNKNOWN],
])('%s in a message', (_title, cases) => {
  test.each(cases)('%s', (_name, inside, outside, problem) => {
    expect(messageProblems(...inside)).toEqual([]);
    expect(messageProblems(...outside)).toEqual([problem]);
  });
});

type ViewCase = [name: string, inside: JsonObject, outside: JsonObject, problem: string];
const text = (extra: JsonObject = {}): JsonObject => ({ type: 'plain_text_input', ...extra });
const form = (...blocks: Json[]): JsonObject => modal({ submit: plain('Save'), blocks });
const field = '/view/blocks/0/element';
const filled = (length: number): JsonObject =>
  home(many(100, () => section({ fields: many(2, () => plain(a(length))) })));

const VIEWS: ViewCase[] = [
  [
    'external_id',
    modal({ external_id: a(255) }),
    modal({ external_id: a(256) }),
    longer(255, '/view/external_id'),
  ],
  ['title', modal({ title: plain('T') }), modal({ title: plain('') }), empty('/view/title/text')],
  ['submit', modal({ submit: plain('S') }), modal({ submit: plain('') }), empty('/view/submit/text')],
  [
    'block_id once in a view',
    modal({ blocks: [section({ block_id: 'x' }), section({ block_id: 'y' })] }),
    modal({ blocks: [section({ block_id: 'x' }), section({ block_id: 'x' })] }),
    '`block_id` "x" already exists [json-pointer:/view/blocks/1/block_id]',
  ],
  [
    'label',
    form(input(text())),
    form(input(text(), { label: plain('') })),
    empty('/view/blocks/0/label/text'),
  ],
  [
    'initial value',
    form(input(text({ initial_value: a(3000) }))),
    form(input(text({ initial_value: a(3001) }))),
    longer(3000, `${field}/initial_value`),
  ],
  [
    'placeholder',
    form(input(text({ placeholder: plain(a(150)) }))),
    form(input(text({ placeholder: plain(a(151)) }))),
    longer(150, `${field}/placeholder/text`),
  ],
  [
    'files of a form',
    form(input({ type: 'file_input', max_files: 10 })),
    form(input({ type: 'file_input', max_files: 11 })),
    `must be less than 11 [json-pointer:${field}/max_files]`,
  ],
  [
    'a whole number without a fraction allowed or not',
    form(input({ type: 'number_input', is_decimal_allowed: false })),
    form(input({ type: 'number_input' })),
    `missing required field: is_decimal_allowed [json-pointer:${field}]`,
  ],
  [
    'initial value within max_length',
    form(input(text({ max_length: 5, initial_value: a(5) }))),
    form(input(text({ max_length: 5, initial_value: a(6) }))),
    longer(5, `${field}/initial_value`),
  ],
  [
    'min_length within max_length',
    form(input(text({ min_length: 5, max_length: 5 }))),
    form(input(text({ min_length: 6, max_length: 5 }))),
    `must be less than 6 [json-pointer:${field}/min_length]`,
  ],
  ...['markdown', 'table', 'data_visualization', 'file'].map(
    (type): ViewCase => [`no ${type} in a modal`, modal(), modal({ blocks: [{ type }] }), unsupported(type)],
  ),
  ...['markdown', 'table', 'data_visualization', 'file', 'alert'].map(
    (type): ViewCase => [`no ${type} in Home`, home([]), home([{ type }]), unsupported(type)],
  ),
  ['unknown property', modal(), modal({ colour: 'red' }), unknown('colour', '/view')],
  [
    'unknown property of an input',
    form(input(text())),
    form(input(text(), { help: 'x' })),
    unknown('help', '/view/blocks/0'),
  ],
  [
    'null for the blocks',
    modal(),
    modal({ blocks: null }),
    'must provide an array [json-pointer:/view/blocks]',
  ],
  [
    'no submit for Home',
    home([]),
    { type: 'dialog', blocks: [] },
    'unsupported type: dialog [json-pointer:/view]',
  ],
];

function unsupported(type: string): string {
  return `unsupported type: ${type} [json-pointer:/view/blocks/0]`;
}

describe('the least and the most in a view', () => {
  test.each(VIEWS)('%s', (_name, inside, outside, problem) => {
    expect(viewProblems(inside)).toEqual([]);
    expect(viewProblems(outside)).toEqual([problem]);
  });

  test('250,000 bytes, counted as UTF-8', () => {
    const spare = 250_000 - Buffer.byteLength(JSON.stringify(filled(1170)));
    const metadata = (length: number) => ({ ...filled(1170), private_metadata: a(length) });
    const frame = Buffer.byteLength(',"private_metadata":""');
    expect(spare).toBeGreaterThan(frame);
    expect(spare).toBeLessThan(3000);
    expect(viewProblems(metadata(spare - frame))).toEqual([]);
    expect(viewProblems(metadata(spare - frame + 1))).toEqual(['view_too_large']);
    const chinese = '中'.repeat(Math.floor((spare - frame) / 3) + 1);
    expect(viewProblems({ ...filled(1170), private_metadata: chinese })).toEqual(['view_too_large']);
  });
});
