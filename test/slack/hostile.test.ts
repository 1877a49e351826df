import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cut, escapeText, plain, plainInMrkdwn } from '../../src/platform/mrkdwn.ts';
import { locales } from '../../src/platform/words.ts';
import { rounds } from '../support/rounds.ts';
import { allBuilt } from './built/index.ts';
import { refusals } from './built/refusals.ts';
import type { Built, World } from './built/world.ts';

/** slack.md § 5: whatever people type, wherever it is shown, nobody is pinged by it and nothing reads as something else. */

const nasty = [
  ...[
    '<!channel>',
    '<!here|here>',
    '<@U1>',
    '<@U1|ana>',
    '<#C9>',
    '<https://evil.example|Acme>',
    '<',
    '>',
    '&',
  ],
  ...[
    '&lt;!channel&gt;',
    '&amp;lt;!channel&amp;gt;',
    '＜!channel＞',
    '<!chan',
    'nel>',
    '<!date^1^{date}^x|y>',
  ],
  ...[
    '*',
    '_',
    '~',
    '`',
    '```',
    '> ',
    '\n',
    '\t',
    '{{name}}',
    '$t(more)',
    '\u202e',
    '\u2066',
    '\u200f',
    '\u061c',
  ],
  ...['🏆', '👩‍💼', '\u0000', '\ufeff', '李雷', 'Ana', ' ', '"', '“', 'note:', '1.234', '@', '|', '\u2028'],
];
const bidi = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
/** The one channel that the app itself names, by the id that a form handed in. */
const ownLink = /<#C0123456789>/g;

/** Any text at all, most often made of what does harm. */
const text = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .array(fc.constantFrom(...nasty), { minLength: 1, maxLength: 12 })
      .map((all) => all.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.constantFrom(...nasty).map((one) => one.repeat(600)) },
);

/** A small workspace in which each place takes the next of a few texts. */
function worldOf(texts: readonly string[], locale: World['locale']): World {
  let at = 0;
  return {
    locale,
    typed(limit) {
      at += 1;
      const next = cut(texts[at % texts.length] ?? '', limit);
      return next.length > limit ? next.slice(0, limit - 1) : next;
    },
    ...{ teams: 2, people: 3, targets: 3, facts: 2, types: 3, metrics: 3, entries: 2 },
  };
}

interface Shown {
  /** Texts in which Slack reads `<…>`. */
  mrkdwn: string[];
  plain: string[];
}

function shownIn(built: Built): Shown {
  const shown: Shown = { mrkdwn: 'reply' in built ? [built.reply.text] : [], plain: [] };
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) walk(item);
    else if (typeof value === 'object' && value !== null) {
      if ('text' in value && typeof value.text === 'string' && 'type' in value)
        shown[value.type === 'mrkdwn' ? 'mrkdwn' : 'plain'].push(value.text);
      for (const inner of Object.values(value)) walk(inner);
    }
  };
  walk(built);
  return shown;
}

/** What is wrong with a thing that is shown, in words. */
function harms(built: Built): string[] {
  const { mrkdwn, plain: texts } = shownIn(built);
  const raw = mrkdwn.filter((one) => one.replace(ownLink, '').includes('<'));
  return [
    ...raw.map((one) => `${built.what} has a raw "<": ${one.slice(0, 200)}`),
    ...[...mrkdwn, ...texts]
      .filter((one) => bidi.test(one) || !one.isWellFormed())
      .map((one) => `${built.what} has a control or half an emoji: ${JSON.stringify(one.slice(0, 200))}`),
  ];
}

describe.each(locales)('whatever people type, in %s', (locale) => {
  test('it pings nobody, links nowhere, turns no text around, and Slack takes it', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (texts) => {
        for (const built of allBuilt(worldOf(texts, locale)))
          expect([...harms(built), ...refusals(built).map((one) => `${built.what}: ${one}`)]).toEqual([]);
      }),
      { numRuns: rounds(5, 60), examples: [[['\u0000'.repeat(600), '<!channel>']]] },
    );
  });

  test.each(['<!channel>', '＜!channel＞', '&lt;!channel&gt;', '<@U1>', '<#C9>', '\u202e<!here>', 'C9'])(
    '%j in every place',
    (typed) => {
      expect(allBuilt(worldOf([typed], locale)).flatMap(harms)).toEqual([]);
    },
  );
});

describe('the one place where text becomes safe', () => {
  test('escaped text has no sign that Slack reads, and says the same', () => {
    fc.assert(
      fc.property(text, (typed) => {
        const safe = escapeText(typed);
        expect(safe).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
        const back = safe.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
        expect(back).toBe(plain(typed));
      }),
    );
  });

  test('cut after escaping, no entity, link or emoji is left in halves', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 80 }), (typed, limit) => {
        const short = cut(plainInMrkdwn(typed), limit);
        expect(short.length).toBeLessThanOrEqual(limit);
        expect(short).not.toMatch(/<|&(?!amp;|lt;|gt;)/);
        expect(short.isWellFormed()).toBe(true);
      }),
    );
  });

  test('half an emoji from elsewhere is made whole', () => {
    for (const make of [escapeText, plain, plainInMrkdwn]) expect(make('a\ud83c').isWellFormed()).toBe(true);
  });
});
