import { describe, expect, test } from 'vitest';
import { locales } from '../../src/platform/words.ts';
import { rounds } from '../support/rounds.ts';
import { allBuilt } from './built/index.ts';
import { refusals } from './built/refusals.ts';
import type { World } from './built/world.ts';

/** The words that people type longest: each is repeated up to what its field takes. */
const typed = {
  'signs that are escaped': '<&> & <!channel> ',
  'emoji of two units': '🏆👩‍💼',
  'Chinese names': '业绩冠军李雷与韩梅梅',
  'signs of formats': '*_~`',
  'plain letters': 'Wholesale ',
};

const large = (word: string, locale: World['locale']): World => ({
  locale,
  typed: (limit) => cutAt(word.repeat(Math.ceil(limit / word.length)), limit),
  ...{ teams: 100, people: 200, targets: 60, facts: 20, types: 40, metrics: 40, entries: 60 },
});

/** Never between the two halves of an emoji: Slack does not send such. */
function cutAt(text: string, limit: number): string {
  const short = text.slice(0, limit);
  return short.isWellFormed() ? short : short.slice(0, -1);
}

/** Half an emoji, where a text was cut within one. */
const halves = (built: object): string[] =>
  /\\ud[89a-f]/i.test(JSON.stringify(built)) ? ['half an emoji'] : [];

/** Fields that are filled with more than was typed: a form that is handed in as it stands must change nothing. */
const cutFields = (built: object): string[] =>
  [...JSON.stringify(built).matchAll(/"initial_value":"[^"]*…"/g)].map(([field]) => `filled with ${field}`);

/** The first two, each in one language; in the long suite all of them in both. */
const wordsIn = (locale: World['locale']): [string, string][] =>
  Object.entries(typed).filter(
    (_, place) => rounds(place, locales.indexOf(locale)) === locales.indexOf(locale),
  );

describe.each(locales)('with the largest data, in %s', (locale) => {
  test.each(wordsIn(locale))(
    '%s: Slack takes everything that is built, no emoji is cut in half',
    (_, word) => {
      const refused = allBuilt(large(word, locale)).flatMap((built) => {
        const problems = [...refusals(built), ...halves(built), ...cutFields(built)];
        return problems.length === 0 ? [] : [`${built.what}: ${problems.slice(0, 3).join('; ')}`];
      });
      expect(refused).toEqual([]);
    },
  );
});
