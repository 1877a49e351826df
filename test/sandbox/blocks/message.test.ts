import { describe, expect, test } from 'vitest';
import { checkMessageBlocks } from '../../../sandbox/blocks/check.ts';
import {
  a,
  actions,
  address,
  button,
  type Case,
  empty,
  image,
  isFile,
  longer,
  many,
  messageProblems,
  more,
  plain,
  section,
  table,
} from './build.ts';

const MESSAGES: Case[] = [
  ['50 blocks', many(50, () => section()), many(51, () => section()), more(50, '/blocks')],
  [
    'block_id',
    [section({ block_id: a(255) })],
    [section({ block_id: a(256) })],
    longer(255, '/blocks/0/block_id'),
  ],
  ['empty block_id', [section({ block_id: 'x' })], [section({ block_id: '' })], empty('/blocks/0/block_id')],
  [
    'block_id once',
    [section({ block_id: 'x' }), section({ block_id: 'y' })],
    [section({ block_id: 'x' }), section({ block_id: 'x' })],
    '`block_id` "x" already exists [json-pointer:/blocks/1/block_id]',
  ],
  [
    'action_id',
    [actions(button({ action_id: a(255) }))],
    [actions(button({ action_id: a(256) }))],
    longer(255, '/blocks/0/elements/0/action_id'),
  ],
  [
    'action_id once in a block',
    [actions(button()), actions(button())],
    [actions(button(), button())],
    '`action_id` "b" already exists [json-pointer:/blocks/0/elements/1/action_id]',
  ],
  [
    'section text',
    [section({ text: plain(a(3000)) })],
    [section({ text: plain(a(3001)) })],
    longer(3000, '/blocks/0/text/text'),
  ],
  [
    'empty text',
    [section({ text: plain('x') })],
    [section({ text: plain('') })],
    empty('/blocks/0/text/text'),
  ],
  [
    '10 fields',
    [section({ fields: many(10, () => plain('f')) })],
    [section({ fields: many(11, () => plain('f')) })],
    more(10, '/blocks/0/fields'),
  ],
  [
    'field text',
    [section({ fields: [plain(a(2000))] })],
    [section({ fields: [plain(a(2001))] })],
    longer(2000, '/blocks/0/fields/0/text'),
  ],
  [
    'a section needs text or fields',
    [{ type: 'section', fields: [plain('f')] }],
    [{ type: 'section' }],
    'missing required field: text [json-pointer:/blocks/0]',
  ],
  [
    'header',
    [{ type: 'header', text: plain(a(150)) }],
    [{ type: 'header', text: plain(a(151)) }],
    longer(150, '/blocks/0/text/text'),
  ],
  [
    'header in plain text',
    [{ type: 'header', text: plain('x') }],
    [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }],
    'unsupported type: mrkdwn [json-pointer:/blocks/0/text]',
  ],
  [
    'context',
    [{ type: 'context', elements: many(10, () => plain('x')) }],
    [{ type: 'context', elements: many(11, () => plain('x')) }],
    more(10, '/blocks/0/elements'),
  ],
  [
    'actions',
    [actions(...many(25, (i) => button({ action_id: `b${i}` })))],
    [actions(...many(26, (i) => button({ action_id: `b${i}` })))],
    more(25, '/blocks/0/elements'),
  ],
  [
    'no empty actions',
    [actions(button())],
    [actions()],
    'no fewer than 1 items allowed [json-pointer:/blocks/0/elements]',
  ],
  [
    'image alt',
    [image({ alt_text: a(2000) })],
    [image({ alt_text: a(2001) })],
    longer(2000, '/blocks/0/alt_text'),
  ],
  [
    'image title',
    [image({ title: plain(a(2000)) })],
    [image({ title: plain(a(2001)) })],
    longer(2000, '/blocks/0/title/text'),
  ],
  [
    'image url',
    [image({ image_url: address(3000) })],
    [image({ image_url: address(3001) })],
    longer(3000, '/blocks/0/image_url'),
  ],
  [
    'image url of the web',
    [image()],
    [image({ image_url: 'file:///etc/hosts' })],
    'invalid url [json-pointer:/blocks/0/image_url]',
  ],
  [
    'one source for an image',
    [{ type: 'image', alt_text: 'x', slack_file: { id: 'F1' } }],
    [image({ slack_file: { id: 'F1' } })],
    'failed to match all allowed schemas [json-pointer:/blocks/0]',
  ],
  [
    'a file that is there',
    [{ type: 'image', alt_text: 'x', slack_file: { id: 'F1' } }],
    [{ type: 'image', alt_text: 'x', slack_file: { id: 'F2' } }],
    'invalid slack file [json-pointer:/blocks/0/slack_file]',
  ],
  [
    'markdown',
    [{ type: 'markdown', text: a(12_000) }],
    [{ type: 'markdown', text: a(12_001) }],
    longer(12_000, '/blocks/0/text'),
  ],
  [
    'markdown in all',
    [
      { type: 'markdown', text: a(6_000) },
      { type: 'markdown', text: a(6_000) },
    ],
    [
      { type: 'markdown', text: a(6_000) },
      { type: 'markdown', text: a(6_001) },
    ],
    longer(12_000, '/blocks'),
  ],
  ['table rows', [table(100, 1)], [table(101, 1)], more(100, '/blocks/0/rows')],
  ['table cells', [table(1, 20)], [table(1, 21)], more(20, '/blocks/0/rows/0')],
  ['table text', [table(1, 8, a(1_250))], [table(1, 1, a(10_001))], longer(10_000, '/blocks/0/rows')],
  [
    'one table',
    [table(1, 1)],
    [table(1, 1), table(1, 1)],
    'only one table is allowed [json-pointer:/blocks]',
  ],
  [
    'unknown property',
    [section()],
    [section({ colour: 'red' })],
    'invalid additional property: colour [json-pointer:/blocks/0]',
  ],
  [
    'null',
    [section()],
    [section({ accessory: null })],
    'must provide an object [json-pointer:/blocks/0/accessory]',
  ],
  [
    'unknown block',
    [{ type: 'divider' }],
    [{ type: 'ruler' }],
    'unsupported type: ruler [json-pointer:/blocks/0]',
  ],
  ['no type', [{ type: 'divider' }], [{}], 'missing required field: type [json-pointer:/blocks/0]'],
  [
    'element of an input',
    [section({ accessory: button() })],
    [section({ accessory: { type: 'plain_text_input' } })],
    'unsupported type: plain_text_input [json-pointer:/blocks/0/accessory]',
  ],
  [
    'rich text',
    [
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'x' }] }],
      },
    ],
    [
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'txt', text: 'x' }] }],
      },
    ],
    'unsupported type: txt [json-pointer:/blocks/0/elements/0/elements/0]',
  ],
  [
    'text of all blocks',
    many(6, () => section({ text: plain(a(2200)) })),
    many(7, () => section({ text: plain(a(2200)) })),
    'msg_blocks_too_long',
  ],
];

describe('blocks of a message', () => {
  test.each(MESSAGES)('%s', (_name, inside, outside, problem) => {
    expect(messageProblems(...inside)).toEqual([]);
    expect(messageProblems(...outside)).toEqual([problem]);
  });
});

test('what came without ids gets them', () => {
  const result = checkMessageBlocks([actions({ type: 'button', text: plain('Go') })], isFile);
  expect(result).toMatchObject({ ok: true, blocks: [{ block_id: expect.stringMatching(/.{5}/) }] });
  expect(JSON.stringify(result)).toContain('"action_id"');
});
