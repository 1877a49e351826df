import { expect, test } from 'vitest';
import { languageOf } from '../../src/people/person.ts';

const person = (locale: 'en' | 'zh', isActive = true) => ({ locale, isActive });

test('a channel is spoken to in the language of most of its team; where they are even, in the workspace’s', () => {
  expect(languageOf([person('zh'), person('zh'), person('en')], 'en')).toBe('zh');
  expect(languageOf([person('zh'), person('en')], 'zh')).toBe('zh');
  expect(languageOf([person('zh'), person('en')], 'en')).toBe('en');
  expect(languageOf([person('zh', false), person('en')], 'zh')).toBe('en');
  expect(languageOf([], 'zh')).toBe('zh');
});
