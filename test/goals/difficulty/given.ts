import type { Chapter, History } from '../../../src/goals/difficulty/evidence.ts';
import { type Asked, type Judgement, judge } from '../../../src/goals/difficulty/judge.ts';
import { lookbackOf, stretchesOf } from '../../../src/goals/difficulty/lookback.ts';
import type { Subject } from '../../../src/goals/target.ts';
import type { WorkCalendar } from '../../../src/kpi/calendar.ts';
import { DEFAULT_DIFFICULTY } from '../../../src/kpi/difficulty.ts';
import { currency } from '../../../src/kpi/money.ts';
import { type CalendarPeriodKind, rangeOf } from '../../../src/kpi/period.ts';
import type { RollupRow } from '../../../src/kpi/tally.ts';
import type { Person, TeamInfo } from '../../../src/people/person.ts';
import type { CountedStay } from '../../../src/people/tree.ts';
import { calls, day, key, metrics, row } from '../given.ts';

/** A small company whose past is judged, as of Wednesday of 2026-W48: the last complete week is W47 (16 to 22 November). */

export const today = day('2026-11-25');

export function person(memberId: string, more: Partial<Person> = {}): Person {
  return {
    ...{ memberId, slackUserId: `U-${memberId}`, name: memberId, email: null, locale: 'en', tz: 'UTC' },
    ...{ isActive: true, hidesFromBoards: false, role: 'rep', teamId: 'west', region: null },
    ...{ firstDay: null, lastDay: null },
    ...more,
  };
}

export function stay(memberId: string, from: string, more: Partial<CountedStay> = {}): CountedStay {
  const place = { teamId: 'west', role: 'rep', region: null, under: ['west'] } as const;
  return { memberId, from: day(from), to: null, ...place, ...more };
}

export const team = (id: string, more: Partial<TeamInfo> = {}): TeamInfo => ({
  ...{ id, name: id, region: null, tz: null, channelId: null, leadIds: [], parentId: null },
  ...more,
});

interface Given {
  people: readonly Person[];
  stays: readonly CountedStay[];
  rows: readonly RollupRow[];
  teams?: readonly TeamInfo[];
  calendars?: Record<string, WorkCalendar>;
  /** First date of logging; without it the beginning of the stay. */
  began?: Record<string, string>;
}

export function historyOf(given: Given, kinds: readonly CalendarPeriodKind[] = ['week']): History {
  const { people, stays, rows, teams = [team('west')], calendars = {} } = given;
  const chapters = kinds.map((kind): [CalendarPeriodKind, Chapter] => {
    const lookback = lookbackOf(kind, today, {}, true);
    return [kind, { lookback, stretches: stretchesOf(stays, lookback, {}), rows }];
  });
  const began = stays
    .toReversed()
    .map((one) => [one.memberId, given.began?.[one.memberId] ?? one.from] as const);
  return {
    ...{ metrics, periods: {}, people, teams, stays, chapters: new Map(chapters) },
    calendars: new Map(Object.entries(calendars)),
    began: new Map(began.map(([memberId, date]) => [memberId, day(date)])),
  };
}

export function judged(history: History, more: Partial<Asked> & { subject?: Subject } = {}): Judgement {
  const asked: Asked = {
    ...{ subject: { kind: 'member', id: 'ana' }, metric: calls, value: 5000n, on: today },
    shape: { periodKind: 'week', periodKey: null },
    ...more,
  };
  const [found] = judge(history, [asked], DEFAULT_DIFFICULTY, currency('USD'));
  if (found === undefined) throw new Error('nothing was judged');
  return found;
}

/** So many activities of a member in each of these periods, on its first day. */
export function did(
  memberId: string,
  counts: Record<string, number>,
  activityType = 'call',
  amount = 0,
): RollupRow[] {
  return Object.entries(counts).map(([period, count]) =>
    row(rangeOf(key(period)).from, count, activityType, amount * count, memberId),
  );
}
