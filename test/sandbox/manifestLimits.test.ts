import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { isObject, type JsonObject } from '../../sandbox/json.ts';
import { manifestProblems } from '../../sandbox/manifestLimits.ts';

const a = (length: number) => 'a'.repeat(length);
const about = (extra: JsonObject): JsonObject => ({ display_information: { name: 'App', ...extra } });
const command = (extra: JsonObject): JsonObject => ({
  ...about({}),
  features: { slash_commands: [{ command: '/x', description: 'd', ...extra }] },
});
const shortcut = (extra: JsonObject): JsonObject => ({
  ...about({}),
  features: { shortcuts: [{ name: 'n', type: 'global', callback_id: 'c', description: 'd', ...extra }] },
});
const listed = (count: number): JsonObject => ({
  ...about({}),
  features: {
    slash_commands: Array.from({ length: count }, (_, index) => ({
      command: `/x${index}`,
      description: 'd',
    })),
  },
});

const LIMITS: [name: string, inside: JsonObject, outside: JsonObject, problem: string][] = [
  [
    'name',
    about({ name: a(35) }),
    about({ name: a(36) }),
    'display_information.name may have at most 35 characters.',
  ],
  ['no name', about({}), about({ name: '' }), 'display_information.name needs at least 1 characters.'],
  [
    'description',
    about({ description: a(140) }),
    about({ description: a(141) }),
    'display_information.description may have at most 140 characters.',
  ],
  [
    'long description',
    about({ long_description: a(175) }),
    about({ long_description: a(174) }),
    'display_information.long_description needs at least 175 characters.',
  ],
  [
    'longest description',
    about({ long_description: a(4000) }),
    about({ long_description: a(4001) }),
    'display_information.long_description may have at most 4000 characters.',
  ],
  [
    'command',
    command({ command: `/${a(31)}` }),
    command({ command: `/${a(32)}` }),
    'features.slash_commands[0].command may have at most 32 characters.',
  ],
  [
    'command with a slash',
    command({ command: '/log' }),
    command({ command: 'log' }),
    'features.slash_commands[0].command has to begin with a slash and to be one word.',
  ],
  [
    'command in lower case',
    command({ command: '/log' }),
    command({ command: '/Log' }),
    'features.slash_commands[0].command has to be in lower case.',
  ],
  [
    'description of a command',
    command({ description: a(2000) }),
    command({ description: a(2001) }),
    'features.slash_commands[0].description may have at most 2000 characters.',
  ],
  [
    'usage hint',
    command({ usage_hint: a(1000) }),
    command({ usage_hint: a(1001) }),
    'features.slash_commands[0].usage_hint may have at most 1000 characters.',
  ],
  ['commands', listed(50), listed(51), 'features.slash_commands may have at most 50 entries.'],
  [
    'shortcut',
    shortcut({ name: a(24) }),
    shortcut({ name: a(25) }),
    'features.shortcuts[0].name may have at most 24 characters.',
  ],
  [
    'kind of a shortcut',
    shortcut({ type: 'message' }),
    shortcut({ type: 'button' }),
    'features.shortcuts[0].type has to be one of: global, message.',
  ],
];

describe('a manifest just inside and just outside of', () => {
  test.each(LIMITS)('%s', (_name, inside, outside, problem) => {
    expect(manifestProblems(inside)).toEqual([]);
    expect(manifestProblems(outside)).toEqual([problem]);
  });
});

test('a command that is listed twice is named', () => {
  const both = { command: '/x', description: 'd' };
  const content = { ...about({}), features: { slash_commands: [both, both] } };
  expect(manifestProblems(content)).toEqual(['features.slash_commands names /x twice.']);
});

test('Slack would take the app’s own manifest', () => {
  const content: unknown = parse(readFileSync(join(import.meta.dirname, '../../manifest.yml'), 'utf8'));
  expect(isObject(content) ? manifestProblems(content) : ['not a manifest']).toEqual([]);
});
