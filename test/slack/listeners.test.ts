import { readFileSync } from 'node:fs';
import { parseSync, Visitor } from 'oxc-parser';
import { describe, expect, test } from 'vitest';
import { registryOf } from '../../src/platform/bolt/registry.ts';
import { locales } from '../../src/platform/words.ts';
import { slices } from '../../src/slices.ts';
import { sourcesOfTheApp } from '../support/house.ts';
import { allBuilt } from './built/index.ts';
import type { World } from './built/world.ts';

/** slack.md § 1: what no listener takes is never answered over Socket Mode; so all that is emitted has one, and none is left over. */

const registry = registryOf(slices);

interface Emitted {
  /** `action_id`s that send an act when they are pressed or chosen. */
  actions: Set<string>;
  /** `action_id`s of inputs, which are read when the modal is handed in. */
  inputs: Set<string>;
  modals: Set<string>;
  /** Those of `actions` that are chosen, not pressed: nobody writes them as `button(…)`. */
  choices: Set<string>;
}
const nothing = (): Emitted => ({
  actions: new Set(),
  inputs: new Set(),
  modals: new Set(),
  choices: new Set(),
});

/** What a payload emits: elements of input blocks send nothing unless they ask for it. */
function emittedBy(payload: unknown, found: Emitted): void {
  if (Array.isArray(payload)) for (const item of payload) emittedBy(item, found);
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return;
  const isQuiet = 'type' in payload && payload.type === 'input' && !('dispatch_action' in payload);
  if ('action_id' in payload && 'type' in payload && payload.type !== 'button')
    found.choices.add(String(payload.action_id));
  for (const [key, value] of Object.entries(payload)) {
    if (key === 'callback_id') found.modals.add(String(value));
    else if (key === 'action_id') found.actions.add(String(value));
    else if (isQuiet && key === 'element') {
      const within = nothing();
      emittedBy(value, within);
      for (const id of within.actions) found.inputs.add(id);
    } else emittedBy(value, found);
  }
}

function emittedByBuilders(): Emitted {
  const found = nothing();
  for (const locale of locales) {
    const world: World = {
      ...{ locale, typed: (limit) => 'Acme West'.slice(0, limit) },
      ...{ teams: 3, people: 60, targets: 4, facts: 3, types: 4, metrics: 4, entries: 3 },
    };
    emittedBy(allBuilt(world), found);
  }
  return found;
}

/** Ids as they stand in the sources: what `button(…)` is given, and `action_id:` and `callback_id:`. */
function writtenIds(path: string, source: string): { buttons: string[]; callbacks: string[] } {
  const buttons: string[] = [];
  const callbacks: string[] = [];
  const { program } = parseSync(path, source);
  const constants = new Map<string, string>();
  const textOf = (node: { type: string; value?: unknown; name?: unknown } | undefined): string[] => {
    if (node?.type === 'Literal' && typeof node.value === 'string') return [node.value];
    return node?.type === 'Identifier' ? [constants.get(String(node.name)) ?? ''].filter(Boolean) : [];
  };
  new Visitor({
    VariableDeclarator({ id, init }) {
      if (id.type === 'Identifier' && init?.type === 'Literal' && typeof init.value === 'string')
        constants.set(id.name, init.value);
    },
    CallExpression({ callee, arguments: given }) {
      if (callee.type === 'Identifier' && callee.name === 'button') buttons.push(...textOf(given[1]));
    },
    Property({ key, value }) {
      if (key.type === 'Identifier' && key.name === 'callback_id') callbacks.push(...textOf(value));
    },
  }).visit(program);
  return { buttons, callbacks };
}

const sorted = (ids: Iterable<string>): string[] => [...new Set(ids)].toSorted();
const sources = [...sourcesOfTheApp()].map(([path, source]) => writtenIds(path, source));
const written = {
  buttons: sources.flatMap(({ buttons }) => buttons),
  callbacks: sources.flatMap(({ callbacks }) => callbacks),
};
const emitted = emittedByBuilders();

describe('everything that is emitted has a listener, and every listener is reached', () => {
  test('the ids of buttons and choices, as builders emit them', () => {
    expect(sorted(emitted.actions)).toEqual(sorted(registry.actions.keys()));
  });

  test('the ids of buttons, as the sources say them', () => {
    const pressed = [...registry.actions.keys()].filter((id) => !emitted.choices.has(id));
    expect(sorted(written.buttons)).toEqual(sorted(pressed));
  });

  test('the ids of modals', () => {
    expect(sorted(emitted.modals)).toEqual(sorted(registry.modals.keys()));
    for (const id of written.callbacks) expect(registry.modals.has(id), id).toBe(true);
  });

  test('an input of a modal is read when the modal is handed in: none has a listener of its own', () => {
    expect([...emitted.inputs].filter((id) => registry.actions.has(id))).toEqual([]);
    expect(emitted.inputs.size).toBeGreaterThan(10);
  });

  test('commands and shortcuts are those of the manifest', () => {
    const manifest = readFileSync('manifest.yml', 'utf8');
    const commands = [...manifest.matchAll(/command: (\/\S+)/g)].map((match) => match[1] ?? '');
    const shortcuts = [...manifest.matchAll(/callback_id: (\S+)/g)].map((match) => match[1] ?? '');
    expect(sorted(commands)).toEqual(sorted(['/pace', ...registry.commands.keys()]));
    expect(sorted(shortcuts)).toEqual(sorted(registry.shortcuts.keys()));
  });

  test('a command that help or an answer names is understood', () => {
    const lines = locales.flatMap((locale) => slices.flatMap((slice) => slice.help?.(locale) ?? []));
    for (const { usage } of lines) {
      const [command = '', word = ''] = usage.split(/\s+/);
      const isKnown = registry.commands.has(command) || (command === '/pace' && registry.words.has(word));
      expect(isKnown, usage).toBe(true);
    }
  });
});

describe('the test itself', () => {
  test('sees a button, a choice and a modal, in a payload and in a source', () => {
    const found = nothing();
    emittedBy(
      {
        callback_id: 'm',
        blocks: [
          { type: 'actions', elements: [{ action_id: 'b' }] },
          { type: 'input', element: { action_id: 'quiet' } },
          { type: 'input', dispatch_action: true, element: { action_id: 'loud' } },
        ],
      },
      found,
    );
    expect([[...found.actions], [...found.inputs], [...found.modals]]).toEqual([
      ['b', 'loud'],
      ['quiet'],
      ['m'],
    ]);
    const source =
      "const ID = 'a.b'; button('x', ID, ''); button(say('y'), 'c.d', ''); const v = { callback_id: 'e' };";
    expect(writtenIds('a.ts', source)).toEqual({ buttons: ['a.b', 'c.d'], callbacks: ['e'] });
  });
});
