import { describe, expect, it } from 'vitest';
import { findFlags, hasLongAbsence, type Seen } from '../../src/coaching/flag/find.ts';
import { judge } from '../../src/coaching/flag/judged.ts';
import { isForLead } from '../../src/coaching/flag/telling.ts';
import type { Target } from '../../src/goals/target.ts';
import { absenceMap, workCalendar } from '../../src/kpi/calendar.ts';
import { exact } from '../../src/kpi/exact.ts';
import { addDays, daysOf } from '../../src/kpi/localDate.ts';
import { periodsBefore, rangeOf } from '../../src/kpi/period.ts';
import type { RollupRow } from '../../src/kpi/tally.ts';
import type { Person } from '../../src/people/person.ts';
import {
  calls,
  complaints,
  day,
  facts,
  type GivenTarget,
  key,
  metrics,
  row,
  target,
} from '../goals/given.ts';

/** Hand-worked flags. The weeks are W45, W46 and W47 of 2026 (Mondays 2, 9 and 16 November). */
const last = key('2026-W47');
const weeks = [...periodsBefore(last, 10), last];

interface Given {
  /** What was done in each of the last weeks, the last of them W47. */
  did: readonly number[];
  goal?: Partial<GivenTarget> | null;
  /** First and last day away. */
  away?: readonly [string, string];
  role?: Person['role'];
  type?: string;
}

function seen(id: string, { did, goal, away, role = 'rep', type = 'call' }: Given): Seen {
  const own = weeks.slice(-did.length);
  const rows = did.flatMap((count, index): RollupRow[] => {
    const { from } = rangeOf(own[index] ?? last);
    return count === 0 ? [] : [row(addDays(from, 1), count, type, 0, id)];
  });
  const range = away === undefined ? undefined : { from: day(away[0]), to: addDays(day(away[1]), 1) };
  const days = range === undefined ? [] : [...daysOf(range)];
  const calendar = workCalendar({ absences: absenceMap(days.map((date) => ({ date, part: 'full' }))) });
  const targets: Target[] = goal === null ? [] : [target({ of: id, steps: [['2026-01-01', 50]], ...goal })];
  const person: Person = {
    ...{ memberId: id, slackUserId: id, name: id, email: null, locale: 'en', tz: 'UTC', isActive: true },
    ...{ hidesFromBoards: false, role, teamId: 'west', region: null, firstDay: null, lastDay: null },
  };
  return { person, facts: facts({ subject: { kind: 'member', id }, rows, calendar, targets }) };
}

const flagged = (all: Record<string, Given>, week = last) =>
  findFlags({ week, metrics, seen: Object.entries(all).map(([id, given]) => seen(id, given)) });
const who = (all: Record<string, Given>): string[] => flagged(all).map(({ memberId }) => memberId);

const of100 = (did: number[]): Given => ({ did, goal: { steps: [['2026-01-01', 100]] } });

/** Three others at 45, 44 and 46 of 50 a week. */
const others = { bo: { did: [45, 45, 45] }, cy: { did: [44, 44, 44] }, di: { did: [46, 46, 46] } };

describe('C-01 a flag', () => {
  it('C-01 20, 22 and 18 of 50 in three weeks, the others at 88, 90 and 92 %: 60 of 150 is 40 %, the median 90 %', () => {
    const [flag, ...more] = flagged({ ana: { did: [20, 22, 18] }, ...others });
    expect(more).toEqual([]);
    expect(flag).toMatchObject({ memberId: 'ana', metricKey: 'calls', week: last });
    expect(flag?.evidence).toMatchObject({ own: exact(2, 5), median: exact(9, 10), others: 3 });
    expect(flag?.evidence.weeks.map(({ week, actual, target: asked }) => [week, actual, asked])).toEqual([
      ['2026-W45', exact(2000), exact(5000)],
      ['2026-W46', exact(2200), exact(5000)],
      ['2026-W47', exact(1800), exact(5000)],
    ]);
  });

  it.each<[string, Record<string, Given>, string[]]>([
    ['two weeks missed and one that was close (46 of 50)', { ana: { did: [46, 20, 18] }, ...others }, []],
    ['the last of the three reached', { ana: { did: [10, 10, 50] }, ...others }, []],
    // P(X ≤ 1) for a mean of 3 is 0.199.
    [
      'K-03 1 of 3 a week may be chance',
      { ana: { did: [1, 1, 1], goal: { steps: [['2026-01-01', 3]] } }, ...others },
      [],
    ],
    [
      'exactly 15 points below the median (40 and 55 %)',
      { ana: of100([40, 40, 40]), bo: of100([55, 55, 55]), cy: of100([55, 55, 55]), di: of100([55, 55, 55]) },
      ['ana'],
    ],
    ['14 points below (40 and 54 %)', { ana: { did: [20, 20, 20] }, ...all3([27, 27, 27]) }, []],
    [
      'only two others',
      { ana: { did: [20, 20, 20] }, bo: { did: [45, 45, 45] }, cy: { did: [44, 44, 44] } },
      [],
    ],
    [
      'others of another role are no cohort',
      { ana: { did: [20, 20, 20] }, ...others, di: { did: [46, 46, 46], role: 'manager' } },
      [],
    ],
    [
      'others without such a target are no cohort',
      { ana: { did: [20, 20, 20] }, ...others, di: { did: [46], goal: null } },
      [],
    ],
    [
      'T-06 a target of one’s own is nobody else’s business',
      { ana: { did: [9, 9, 9], goal: { layer: 'own' } }, ...others },
      [],
    ],
    ['whoever had not begun to log', { ana: { did: [0, 20] }, ...others }, []],
  ])('C-01 %s', (_, given, expected) => {
    expect(who(given)).toEqual(expected);
  });

  it('C-01 lower is better: 9 complaints a week where 4 are the limit, the others at 4', () => {
    const goal: GivenTarget = { metric: complaints, steps: [['2026-01-01', 4]] };
    const few = { did: [4, 4, 4], goal, type: 'complaint' };
    const found = flagged({ ana: { did: [9, 9, 9], goal, type: 'complaint' }, bo: few, cy: few, di: few });
    // (9 − 8) ÷ (4 − 8) = −25 %, shown as 0 %.
    expect(found).toMatchObject([{ memberId: 'ana', evidence: { own: exact(0), median: exact(1) } }]);
  });

  it('C-01 no long absence: more than half of the three weeks, or of the four before', () => {
    const range = { from: day('2026-11-02'), to: day('2026-11-23') };
    const away = (from: string, to: string) =>
      hasLongAbsence(seen('ana', { did: [], away: [from, to] }).facts.calendar, range);
    // 7 and 8 of 15 working days.
    expect(away('2026-11-02', '2026-11-10')).toBe(false);
    expect(away('2026-11-02', '2026-11-11')).toBe(true);
    // 10 and 11 of the 20 working days from 5 October on.
    expect(away('2026-10-05', '2026-10-16')).toBe(false);
    expect(away('2026-10-05', '2026-10-19')).toBe(true);
    const back = { did: [...Array(8).fill(45), 20, 20, 20], away: ['2026-10-05', '2026-10-30'] } as const;
    expect(who({ ana: back, ...others })).toEqual([]);
  });
});

function all3(did: number[]): Record<string, Given> {
  return { bo: { did }, cy: { did }, di: { did } };
}

describe('C-02 the market', () => {
  const steady = Array<number>(8).fill(45);
  it('C-02 the others fell from 45 to 34, by 24 %: the flag is held; where they were always there, it is raised', () => {
    const ana = { did: [...steady, 20, 20, 20] };
    const fell = { did: [...steady, 34, 34, 34] };
    const always = { did: Array<number>(11).fill(34) };
    expect(who({ ana, bo: fell, cy: fell, di: fell })).toEqual([]);
    expect(who({ ana, bo: always, cy: always, di: always })).toEqual(['ana']);
  });

  it('C-02 where less is better the market is bad when all rise', () => {
    const goal: GivenTarget = { metric: complaints, steps: [['2026-01-01', 4]] };
    const given = (did: number[]) => ({ did, goal, type: 'complaint' });
    const rose = given([...Array<number>(8).fill(3), 4, 4, 4]);
    // 3 → 4 is +33 %.
    expect(who({ ana: given([...Array<number>(8).fill(3), 9, 9, 9]), bo: rose, cy: rose, di: rose })).toEqual(
      [],
    );
  });
});

describe('T-03 what a week asks for of a target of a longer period', () => {
  const judged = (week: string, ...given: Partial<GivenTarget>[]) => {
    const one = seen('ana', { did: [20, 20, 20] });
    const targets = given.map((each) => target({ steps: [['2026-01-01', 210]], ...each }));
    return judge({ ...one.facts, targets }, calls, { range: rangeOf(key(week)), week: key(week) })?.target;
  };

  it('T-03 210 a month: 10 on each of the 21 working days of November, 50 a week', () => {
    expect(judged('2026-W47', { kind: 'month' })).toEqual(exact(5000));
  });

  it('T-03 a week with days of two named months has a part of both: 3 × 220 ÷ 22 + 2 × 440 ÷ 22 = 70', () => {
    const september: GivenTarget = { kind: 'month', named: '2026-09', steps: [['2026-01-01', 220]] };
    const october: GivenTarget = { kind: 'month', named: '2026-10', steps: [['2026-01-01', 440]] };
    expect(judged('2026-W40', september, october)).toEqual(exact(7000));
    expect(judged('2026-W40', september)).toBeUndefined();
  });

  it('T-03 a target that began within the week does not judge it', () => {
    expect(judged('2026-W47', { steps: [['2026-11-17', 50]] })).toBeUndefined();
  });
});

describe('C-01 who sees a flag when', () => {
  // Raised on Tuesday, 24 November.
  const flag = { raisedOn: day('2026-11-24'), seenAt: null };
  const calendar = workCalendar();

  it('C-01 whoever leads sees it once the rep has, or after two working days of theirs', () => {
    expect(isForLead(flag, calendar, day('2026-11-26'))).toBe(false);
    expect(isForLead(flag, calendar, day('2026-11-27'))).toBe(true);
    const away = workCalendar({ absences: absenceMap([{ date: day('2026-11-26'), part: 'full' }]) });
    expect(isForLead(flag, away, day('2026-11-27'))).toBe(false);
    expect(isForLead({ ...flag, seenAt: new Date(0) }, calendar, day('2026-11-24'))).toBe(true);
  });

  it('C-01 after four weeks nobody sees it', () => {
    expect(isForLead(flag, calendar, day('2026-12-21'))).toBe(true);
    expect(isForLead(flag, calendar, day('2026-12-22'))).toBe(false);
  });
});
