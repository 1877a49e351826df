import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { slices } from '../src/slices.ts';
import { isSlice, knownFolder, sourcesOfTheApp, violations } from './support/house.ts';

/** The violations of one invented file among the real rules. */
const wrong = (path: string, source: string): string[] => violations(new Map([[path, source]]));

describe('the house stands', () => {
  test('no source of the app breaks a rule of src/README.md', () => {
    expect(violations(sourcesOfTheApp())).toEqual([]);
  });

  test('every folder of src has its tier, and every slice stands in the list of slices', () => {
    const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map((entry) => entry.name).filter((name) => !knownFolder(name))).toEqual([]);
    const onDisk = folders.map((entry) => entry.name).filter(isSlice);
    expect(slices.map((slice) => slice.name).toSorted()).toEqual(onDisk.toSorted());
  });
});

describe('the rules can fail', () => {
  test('an arrow that points up', () => {
    expect(wrong('src/kpi/pace.ts', `import { x } from '../goals/target.ts';`)[0]).toContain('never up');
    expect(wrong('src/people/slack.ts', `import { x } from '../feedback/standing.ts';`)[0]).toContain(
      'never up',
    );
    expect(wrong('src/platform/once.ts', `import { x } from '../main.ts';`)[0]).toContain('never up');
  });
  test('two judgements that see each other', () => {
    expect(wrong('src/leaderboard/job.ts', `import type { X } from '../feedback/week.ts';`)[0]).toContain(
      'judgements',
    );
  });
  test("a reach into another slice's private file", () => {
    for (const file of ['slack.ts', 'job.ts', 'blocks.ts', 'words.ts', 'index.ts'])
      expect(wrong('src/feedback/slack.ts', `import { x } from '../goals/${file}';`)[0]).toContain(
        'reaches into',
      );
    expect(wrong('src/feedback/slack.ts', `import { x } from '../goals/store.ts';`)).toEqual([]);
  });
  test('a store that imports another slice', () => {
    expect(wrong('src/goals/store.ts', `import { x } from '../people/store.ts';`)[0]).toContain(
      'no other slice',
    );
  });
  test('the app importing the sandbox', () => {
    expect(wrong('src/main.ts', `import { x } from '../sandbox/server.ts';`)[0]).toContain('never does');
  });
  test('I/O in a pure file: async, await, the clock, the environment, chance, the network', () => {
    const deeds: [string, string][] = [
      ['export async function f() {}', 'async'],
      ['export const f = async () => 1;', 'async'],
      ['export const now = () => new Date();', 'clock'],
      ['export const now = () => Date.now();', 'clock'],
      [`import { Temporal } from '../kpi/time.ts'; export const f = () => Temporal.Now.instant();`, 'clock'],
      ['export const f = () => process.env;', 'environment'],
      ['export const f = () => Math.random();', 'chance'],
      [`export const f = () => fetch('http://x');`, 'fetch'],
    ];
    for (const [source, word] of deeds) {
      expect(wrong('src/goals/parse.ts', source)[0], source).toContain(word);
      expect(wrong('src/goals/slack.ts', source), source).toEqual([]);
    }
  });
  test('a pure file that imports an adapter, a client or a store as a value', () => {
    for (const from of [
      'node:fs',
      '@slack/web-api',
      'pg',
      '../platform/db/index.ts',
      '../platform/slack.ts',
      './store.ts',
    ])
      expect(wrong('src/goals/blocks.ts', `import { x } from '${from}';`)[0], from).toContain(
        'is pure, but imports',
      );
    expect(wrong('src/goals/blocks.ts', `import type { Deps } from '../platform/slice.ts';`)).toEqual([]);
  });
});
