import { describe, expect, test } from 'vitest';
import { type Company, responsibleFor } from '../../src/goals/review/addressed.ts';
import {
  begunOn,
  isTold,
  type MarketEvent,
  marketEvents,
  marketLines,
} from '../../src/goals/review/market.ts';
import { absenceMap, type WorkCalendar, workCalendar } from '../../src/kpi/calendar.ts';
import { exact } from '../../src/kpi/exact.ts';
import { addDays } from '../../src/kpi/localDate.ts';
import type { Person } from '../../src/people/person.ts';
import { calls, complaints, conversion, day, key, row, target } from './given.ts';

/** C-02: movements of a cohort, worked by hand. The week that is judged is 2026-W47 (from Mon, Nov 16); the eight before begin on Sep 21. */
const week = key('2026-W47');
const usual = [20, 25, 30];

const person = (memberId: string, more: Partial<Person> = {}): Person => ({
  ...{ memberId, slackUserId: `U${memberId}`, name: memberId, email: null, locale: 'en', tz: 'UTC' },
  ...{ isActive: true, hidesFromBoards: false, role: 'rep', teamId: 'west', region: null },
  ...{ firstDay: null, lastDay: null, ...more },
});

interface Given {
  /** What each does in each of the eight weeks; then in W47. */
  before?: readonly number[] | ((week: number) => readonly number[]);
  now: readonly number[];
  calendar?: (index: number) => WorkCalendar;
  /** The first week with anything in it. */
  since?: number;
}

function events({ before = usual, now, calendar = () => workCalendar(), since = 0 }: Given): MarketEvent[] {
  const people = now.map((_, index) => person(`m${index}`));
  const rows = people.flatMap(({ memberId }, index) => [
    ...Array.from({ length: 8 }, (_, number) => number)
      .filter((number) => number >= since)
      .map((number) => {
        const values = typeof before === 'function' ? before(number) : before;
        return row(addDays(day('2026-09-22'), 7 * number), values[index] ?? 0, 'call', 0, memberId);
      }),
    row('2026-11-17', now[index] ?? 0, 'call', 0, memberId),
  ]);
  const calendars = new Map(people.map(({ memberId }, index) => [memberId, calendar(index)]));
  const begun = begunOn(rows);
  return marketEvents({ week, metrics: [calls, complaints, conversion], people, calendars, rows, begun });
}
const moved = (given: Given) => events(given).map(({ direction, change }) => [direction, change]);

describe('C-02 the market', () => {
  test('from a median of 25 to 16: (16 − 25) ÷ 25 = −36 %; of complaints and rates nothing is said', () => {
    const [event, ...more] = events({ now: [15, 16, 24] });
    expect(more).toEqual([]);
    expect(event).toMatchObject({ metricKey: 'calls', role: 'rep', direction: 'fell', people: 3 });
    expect([event?.now, event?.before, event?.change]).toEqual([exact(1600), exact(2500), exact(-9, 25)]);
  });

  test('20 % is enough, 16 % is not', () => {
    expect(moved({ now: [24, 30, 36] })).toEqual([['rose', exact(1, 5)]]);
    expect(moved({ now: [17, 21, 25] })).toEqual([]);
  });

  test('a week with a holiday is compared as a full one: 16, 20, 24 in four days are 20, 25, 30', () => {
    const calendar = () => workCalendar({ holidays: new Set([day('2026-11-20')]) });
    expect(moved({ now: [16, 20, 24], calendar })).toEqual([]);
    expect(moved({ now: [16, 20, 24] })).toEqual([['fell', exact(-1, 5)]]);
  });

  test('two are no market; who was away for more than half of the week is not in it', () => {
    expect(moved({ now: [5, 5] })).toEqual([]);
    const away = absenceMap(
      [16, 17, 18].map((date) => ({ date: day(`2026-11-${date}`), part: 'full' as const })),
    );
    const calendar = (index: number) => workCalendar(index === 0 ? { absences: away } : {});
    expect(moved({ now: [0, 12, 15], calendar })).toEqual([]);
    expect(events({ before: [20, 25, 30, 25], now: [0, 12, 15, 12], calendar })[0]?.people).toBe(3);
  });

  test('K-03 what chance does is no movement: weeks between 0 and 50', () => {
    const before = (number: number) => (number % 2 === 0 ? [0, 25, 50] : [50, 25, 0]);
    expect(moved({ before, now: [0, 18, 45] })).toEqual([]);
  });

  test('weeks before anybody had begun to log say nothing; three of them are too few for a verdict', () => {
    expect(moved({ now: [15, 16, 24], since: 4 })).toEqual([['fell', exact(-9, 25)]]);
    expect(moved({ now: [15, 16, 24], since: 5 })).toEqual([]);
  });

  test('the same movement within eight weeks is told once; the other direction is another one', () => {
    const [event] = events({ now: [15, 16, 24] });
    if (event === undefined) throw new Error('no movement');
    expect(isTold(event, [{ ...event, week: key('2026-W39') }])).toBe(true);
    expect(isTold(event, [{ ...event, week: key('2026-W38') }])).toBe(false);
    expect(isTold(event, [{ ...event, direction: 'rose' }])).toBe(false);
    expect(isTold(event, [{ ...event, metricKey: 'visits' }])).toBe(false);
  });

  test('T-06 official targets that hold follow by the same share, in whole calls; own ones, ended ones and periods to come do not', () => {
    const [event] = events({ now: [15, 16, 24] });
    if (event === undefined) throw new Error('no movement');
    const lines = marketLines(event, {
      targets: [
        target({ of: 'm0', steps: [['2026-11-02', 60]] }),
        target({ of: 'm1', layer: 'own', steps: [['2026-11-02', 60]] }),
        target({
          of: 'm2',
          steps: [
            ['2026-11-02', 60],
            ['2026-11-09', null],
          ],
        }),
        target({ of: 'm1', kind: 'month', named: '2026-12', steps: [['2026-12-01', 200]] }),
        target({ of: 'm1', kind: 'month', named: '2026-11', steps: [['2026-11-01', 200]] }),
        target({ of: 'stranger', steps: [['2026-11-02', 60]] }),
        target({ team: 'west', steps: [['2026-11-02', 1]] }),
      ],
      people: ['m0', 'm1', 'm2'].map((id) => person(id)),
      ...{ today: day('2026-11-23'), step: 100n, fiscalYearStart: 1 },
    });
    // 60 × 0.64 = 38.4 → 38; 200 × 0.64 = 128; 1 × 0.64 → 1, not 0.
    expect(
      lines.map(({ subject, periodKey, before, after }) => [subject.id, periodKey, before, after]),
    ).toEqual([
      ['m0', null, 6000n, 3800n],
      ['m1', '2026-11', 20000n, 12800n],
      ['west', null, 100n, 100n],
    ]);
  });
});

describe('reliability.md § 7 who is asked', () => {
  const team = (id: string, leadIds: string[], parentId: string | null = null) => ({
    ...{ id, name: id, region: null, tz: null, channelId: null, leadIds, parentId },
  });
  const company: Company = {
    people: [
      ...[
        person('rep'),
        person('lead'),
        person('gone', { isActive: false }),
        person('alone', { teamId: null }),
      ],
      ...[
        person('boss', { teamId: null }),
        person('admin', { teamId: null }),
        person('deep', { teamId: 'deep' }),
      ],
    ],
    teams: [team('all', ['boss']), team('west', ['lead'], 'all'), team('deep', ['gone'], 'west')],
    administrators: ['admin'],
  };
  test.each([
    ['a rep: the lead', 'member', 'rep', ['lead']],
    ['a lead: who leads the team above', 'member', 'lead', ['boss']],
    ['a team whose lead has left: the one above', 'member', 'deep', ['lead']],
    ['a team: its leads', 'team', 'west', ['lead']],
    ['who is in no team: the administrators', 'member', 'alone', ['admin']],
    ['the only administrator: themselves', 'member', 'admin', ['admin']],
  ] as const)('of %s', (_, kind, id, asked) => {
    expect(responsibleFor({ kind, id }, company)).toEqual(asked);
  });
});
