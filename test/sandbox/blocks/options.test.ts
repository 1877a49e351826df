import { describe, expect, test } from 'vitest';
import { optionProblems } from '../../../sandbox/blocks/options.ts';
import type { JsonObject } from '../../../sandbox/json.ts';
import { a, empty, longer, many, more, option, options, plain } from './build.ts';

const group = (extra: JsonObject = {}): JsonObject => ({ label: plain('g'), options: options(1), ...extra });
const groups = (count: number): JsonObject => ({ option_groups: many(count, () => group()) });

const ANSWERS: [name: string, inside: JsonObject, outside: JsonObject, problem: string][] = [
  ['options', { options: options(100) }, { options: options(101) }, more(100, '/options')],
  ['groups', groups(100), groups(101), more(100, '/option_groups')],
  [
    'options of a group',
    { option_groups: [group({ options: options(100) })] },
    { option_groups: [group({ options: options(101) })] },
    more(100, '/option_groups/0/options'),
  ],
  [
    'group label',
    { option_groups: [group({ label: plain(a(75)) })] },
    { option_groups: [group({ label: plain(a(76)) })] },
    longer(75, '/option_groups/0/label/text'),
  ],
  [
    'text',
    { options: [option(1, { text: plain(a(75)) })] },
    { options: [option(1, { text: plain(a(76)) })] },
    longer(75, '/options/0/text/text'),
  ],
  [
    'no empty text',
    { options: [option(1, { text: plain('x') })] },
    { options: [option(1, { text: plain('') })] },
    empty('/options/0/text/text'),
  ],
  [
    'value',
    { options: [option(1, { value: a(75) })] },
    { options: [option(1, { value: a(76) })] },
    longer(75, '/options/0/value'),
  ],
  [
    'description',
    { options: [option(1, { description: plain(a(75)) })] },
    { options: [option(1, { description: plain(a(76)) })] },
    longer(75, '/options/0/description/text'),
  ],
  [
    'one list',
    { options: options(1) },
    { options: options(1), option_groups: [group()] },
    'failed to match all allowed schemas [json-pointer:]',
  ],
  ['null', { options: [] }, { options: null }, 'must provide an array [json-pointer:/options]'],
  ['unknown property', {}, { options: [], more: true }, 'invalid additional property: more [json-pointer:]'],
];

describe('what an external select is answered', () => {
  test.each(ANSWERS)('%s', (_name, inside, outside, problem) => {
    expect(optionProblems(inside)).toEqual([]);
    expect(optionProblems(outside)).toEqual([problem]);
  });
});
