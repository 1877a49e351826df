import { describe, expect, test } from 'vitest';
import { goldenDigests, saidOf, toldOf } from './golden.ts';

/** K-03, T-06, T-07, M-07: what leads are told of real weeks, as somebody worked it out by hand. Nothing writes these files but people. */
describe.each(goldenDigests())('%s', (name) => {
  const told = toldOf(name);

  test('says why it matters and how its figures come about', () => {
    expect(told.why).not.toBe('');
    expect(told.figures).not.toBe('');
  });

  test.each(['en', 'zh'] as const)('K-03 the words (%s)', (locale) => {
    const said = saidOf(name, locale);
    expect(said.body).toBe(told[locale]);
  });
});

test('there are golden digests to read, the first one of a new manager among them', () => {
  expect(goldenDigests()).toEqual(expect.arrayContaining(['a-new-managers-first', 'a-quiet-week']));
});
