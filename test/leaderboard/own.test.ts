import { describe, expect, test } from 'vitest';
import { exact } from '../../src/kpi/exact.ts';
import { boardOf, type Candidate } from '../../src/leaderboard/board.ts';
import { tellerFor } from '../../src/leaderboard/figures.ts';
import { ownWeekText } from '../../src/leaderboard/report/own.ts';
import type { Locale } from '../../src/platform/words.ts';
import { calls } from '../goals/given.ts';
import { candidate, higher } from './given.ts';

/** L-06: one's own place of the week, for the private weekly feedback. */

// By calls: Fay 12, Ana and Bo 9 each, Cy none; Di was there on one day of five; Eve, with the most of all, opted out.
const people: readonly Candidate[] = [
  candidate('Fay', 12),
  candidate('Ana', 9),
  candidate('Bo', 9),
  candidate('Cy', 0),
  candidate('Di', 4, { presentDays: exact(1) }),
  candidate('Eve', 30, { isOptedOut: true }),
];

function textOf(
  id: string,
  locale: Locale,
  candidates: readonly Candidate[] = people,
  isRanked = true,
): string | undefined {
  const board = boardOf(candidates, null, { ...higher, isRanked });
  return ownWeekText(
    { measure: { kind: 'value', metric: calls }, candidates, board },
    id,
    tellerFor(locale, 'USD'),
  );
}

describe('one’s own place in the weekly feedback', () => {
  const cases: [string, string, Record<Locale, string>][] = [
    [
      'L-06 first, with the one who follows',
      'fay',
      {
        en: 'Your place in the team this week: 1 of 3 (Calls). Beside you: 2. Ana 9. Only you see this.',
        zh: '你本周在团队排第 1 名，共 3 人上榜（电话）。前后是：2. Ana 9。只有你能看到。',
      },
    ],
    [
      'L-01, L-06 the second of two who share a place has the same place',
      'bo',
      {
        en: 'Your place in the team this week: 2 of 3 (Calls). Beside you: 2. Ana 9. Only you see this.',
        zh: '你本周在团队排第 2 名，共 3 人上榜（电话）。前后是：2. Ana 9。只有你能看到。',
      },
    ],
    [
      'L-06 neighbours on both sides, Eve not among them, who would stand first (L-03)',
      'ana',
      {
        en: 'Your place in the team this week: 2 of 3 (Calls). Beside you: 1. Fay 12; 2. Bo 9. Only you see this.',
        zh: '你本周在团队排第 2 名，共 3 人上榜（电话）。前后是：1. Fay 12；2. Bo 9。只有你能看到。',
      },
    ],
    [
      'L-03 below the line: nothing counted',
      'cy',
      {
        en: 'Your place in the team this week: none, because nothing counted (Calls).',
        zh: '你本周在团队没有名次：没有计入的记录（电话）。',
      },
    ],
    [
      'L-03 unranked: there on one day of five, less than half',
      'di',
      {
        en: 'Your place in the team this week: none, there for less than half of the working days (Calls).',
        zh: '你本周在团队没有名次：出勤不足工作日的一半（电话）。',
      },
    ],
  ];
  for (const locale of ['en', 'zh'] as const)
    test.each(cases)(`%s (${locale})`, (_, id, wanted) => {
      expect(textOf(id, locale)).toBe(wanted[locale]);
    });

  test('L-03 whoever opted out reads nothing of places, nor does whoever the board is not about', () => {
    for (const locale of ['en', 'zh'] as const)
      expect(['eve', 'maya'].map((id) => textOf(id, locale))).toEqual([undefined, undefined]);
  });

  test('alone on the board, and nothing where the board is empty', () => {
    expect(textOf('ana', 'en', [candidate('Ana', 3)])).toBe(
      'Your place in the team this week: the only one on the board (Calls).',
    );
    expect(textOf('ana', 'zh', [candidate('Ana', 3)])).toBe('你本周在团队排第 1 名，共 1 人上榜（电话）。');
    expect(textOf('cy', 'en', [candidate('Cy', 0), candidate('Di', 0)])).toBeUndefined();
  });

  test('K-04 where less is better nobody has a place before the period is over', () => {
    expect(textOf('ana', 'en', people, false)).toBe(
      'Your place in the team this week: none, ranked when the period is over (Calls).',
    );
  });

  test('a name cannot break out of the text', () => {
    expect(textOf('ana', 'en', [candidate('Ana', 3), candidate('<!channel> & *Bo*', 9)])).toContain(
      '&lt;!channel&gt; &amp;',
    );
  });
});
