import { describe, expect, test } from 'vitest';
import { words } from '../../src/feedback/weekly/words.ts';
import { goldenCases, saidOf, toldOf } from './golden.ts';

/** K-08: what people are told about real weeks, as somebody worked it out by hand. Nothing writes these files but people. */
describe.each(goldenCases())('%s', (name) => {
  const told = toldOf(name);

  test('says why it matters and how its figures come about', () => {
    expect(told.why).not.toBe('');
    expect(told.figures).not.toBe('');
  });

  test.each(['en', 'zh'] as const)('K-08 the words (%s)', (locale) => {
    const said = saidOf(name, locale);
    expect(said.body).toBe(told[locale]);
    expect(said.footer).toBe(words(locale)('footer'));
  });

  test('is read in 20 seconds', () => {
    // 240 words a minute are 80 in 20 seconds of sentences; figures in a list are scanned. 400 Chinese characters a minute.
    expect(told.en.split(/\s+/).length).toBeLessThanOrEqual(130);
    expect(told.zh.replace(/\s/g, '').length).toBeLessThanOrEqual(400);
  });
});

test('there are golden weeks to read', () => {
  expect(goldenCases().length).toBeGreaterThanOrEqual(30);
});
