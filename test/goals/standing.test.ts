import { describe, expect, it } from 'vitest';
import { asOfEnd, asOfNow, rangeFor } from '../../src/goals/asOf.ts';
import { standing, standingIn, standingsOf } from '../../src/goals/standing.ts';
import { rowsOfTeam, teamCalendar } from '../../src/goals/team.ts';
import { absenceMap, workCalendar } from '../../src/kpi/calendar.ts';
import { exact, toDecimal } from '../../src/kpi/exact.ts';
import { rangeOf } from '../../src/kpi/period.ts';
import { Temporal } from '../../src/kpi/time.ts';
import type { Membership } from '../../src/people/person.ts';
import {
  calls,
  conversion,
  day,
  endOfDay,
  facts,
  key,
  leads,
  revenue,
  row,
  target,
  visits,
} from './given.ts';

/** A figure in whole units, for reading. */
const whole = (figure: { n: bigint; d: bigint } | null): string | null =>
  figure === null ? null : toDecimal({ n: figure.n, d: figure.d * 100n }, 2).replace(/\.?0+$/, '');
const thanksgiving = workCalendar({ holidays: new Set([day('2026-11-26')]) });
const fifty = target({ steps: [['2026-10-05', 50]] });

describe('what is in force', () => {
  it('T-03 50 a week with one holiday is 40', () => {
    const [found] = standingsOf(facts({ targets: [fifty], calendar: thanksgiving }));
    expect(whole(found?.inForce ?? null)).toBe('40');
    expect(found?.nominal).toBe(5000n);
    expect(found?.periodKey).toBe('2026-W48');
  });

  it('T-04 50 a week, 2 of 5 days away is 30', () => {
    const absences = absenceMap([
      { date: day('2026-11-23'), part: 'full' },
      { date: day('2026-11-24'), part: 'full' },
    ]);
    const [found] = standingsOf(facts({ targets: [fifty], calendar: workCalendar({ absences }) }));
    expect(whole(found?.inForce ?? null)).toBe('30');
  });

  it('T-04 half a day away of five is 45', () => {
    const absences = absenceMap([{ date: day('2026-11-27'), part: 'pm' }]);
    const [found] = standingsOf(facts({ targets: [fifty], calendar: workCalendar({ absences }) }));
    expect(whole(found?.inForce ?? null)).toBe('45');
  });

  it('T-04 away for the whole week is not rated, not zero', () => {
    const absences = absenceMap(
      ['23', '24', '25', '26', '27'].map((d) => ({ date: day(`2026-11-${d}`), part: 'full' as const })),
    );
    const [found] = standingsOf(facts({ targets: [fifty], calendar: workCalendar({ absences }) }));
    expect(found?.state).toBe('not rated');
  });

  it('T-05 who begins on Wednesday has three fifths of the week', () => {
    const calendar = workCalendar({ firstDay: day('2026-11-25') });
    const [found] = standingsOf(facts({ targets: [fifty], calendar }));
    expect(whole(found?.inForce ?? null)).toBe('30');
  });

  it('T-03 a value that changes in the middle counts by its days', () => {
    const changed = target({
      steps: [
        ['2026-10-05', 50],
        ['2026-11-25', 100],
      ],
    });
    const [found] = standingsOf(facts({ targets: [changed] }));
    expect(whole(found?.inForce ?? null)).toBe('80');
    expect(found?.countsFrom).toBe(null);
  });

  it('T-03 a named period: 20 working days, 100 for the first ten and 60 after, is 80, and 50 is expected after day ten', () => {
    const february = target({
      named: '2027-02',
      kind: 'month',
      steps: [
        ['2027-02-01', 100],
        ['2027-02-15', 60],
      ],
    });
    const [found] = standingsOf(facts({ targets: [february], asOf: endOfDay('2027-02-12') }));
    expect(whole(found?.expected ?? null)).toBe('50');
    const [later] = standingsOf(facts({ targets: [february], asOf: endOfDay('2027-02-15') }));
    expect(whole(later?.inForce ?? null)).toBe('80');
  });

  it('T-03 a named period that gets its target in the middle is meant whole', () => {
    const november = target({
      metric: revenue,
      named: '2026-11',
      kind: 'month',
      steps: [['2026-11-23', 120_000]],
    });
    const rows = [row('2026-11-03', 1, 'deal', 40_000)];
    const [found] = standingsOf(facts({ targets: [november], rows }));
    expect(whole(found?.inForce ?? null)).toBe('120000');
    expect(whole(found?.actual.state === 'value' ? found.actual.value : null)).toBe('40000');
  });

  it('T-06 a recurring target that begins on Wednesday asks for its days, and counts from there', () => {
    const late = target({ layer: 'own', steps: [['2026-11-25', 50]] });
    const rows = [row('2026-11-23', 20), row('2026-11-25', 8)];
    const [found] = standingsOf(facts({ targets: [late], rows }));
    expect(whole(found?.inForce ?? null)).toBe('30');
    expect(found?.countsFrom).toBe('2026-11-25');
    expect(found?.actual).toMatchObject({ value: exact(800) });
    expect(found?.inPeriod).toMatchObject({ value: exact(2800) });
  });
});

describe('pace and need', () => {
  it('K-01 before one working day is over it is too early', () => {
    const now = Temporal.Instant.from('2026-11-23T10:00:00+01:00');
    const [found] = standingsOf(facts({ targets: [fifty], asOf: asOfNow(now, 'Europe/Berlin') }));
    expect(found?.state).toBe('too early');
  });

  it.each([
    [32, 'ahead'],
    [30, 'on pace'],
    [25, 'at risk'],
    [15, 'behind'],
    [50, 'reached'],
  ])('K-02 %i of 50 calls at the end of Wednesday is %s', (count, state) => {
    const [found] = standingsOf(facts({ targets: [fifty], rows: [row('2026-11-24', count)] }));
    expect(found?.state).toBe(state);
  });

  it('K-03 2 expected and 1 done is at risk, not behind', () => {
    const two = target({ steps: [['2026-10-05', 5]] });
    const asOf = endOfDay('2026-11-24');
    const [found] = standingsOf(facts({ targets: [two], rows: [row('2026-11-24', 1)], asOf }));
    expect(found?.state).toBe('at risk');
  });

  it('K-03 a sum without history is never behind before the middle', () => {
    const monthly = target({ metric: revenue, kind: 'month', steps: [['2026-10-01', 100_000]] });
    const early = standingsOf(facts({ targets: [monthly], asOf: endOfDay('2026-11-10') }))[0];
    const late = standingsOf(facts({ targets: [monthly], asOf: endOfDay('2026-11-20') }))[0];
    expect([early?.state, late?.state]).toEqual(['at risk', 'behind']);
  });

  it('K-03 a sum is judged by the own days of the last 8 weeks: one big deal a fortnight is no reason for alarm', () => {
    const monthly = target({ metric: revenue, kind: 'month', steps: [['2026-08-01', 100_000]] });
    const rows = ['2026-10-02', '2026-10-16', '2026-10-30'].map((date) => row(date, 1, 'deal', 50_000));
    const [found] = standingsOf(facts({ targets: [monthly], rows, asOf: endOfDay('2026-11-18') }));
    expect(found?.state).toBe('at risk');
  });

  it('K-06 18 of 40 by Wednesday evening before a holiday: 22 more on the one day left', () => {
    const [found] = standingsOf(
      facts({ targets: [fifty], calendar: thanksgiving, rows: [row('2026-11-24', 18)] }),
    );
    expect(whole(found?.needPerDay ?? null)).toBe('22');
    expect(found?.remainingDays).toEqual(exact(1));
  });

  it('K-06 with less than half a day left there is a rest and no rate', () => {
    const now = Temporal.Instant.from('2026-11-27T15:00:00Z');
    const [found] = standingsOf(
      facts({ targets: [fifty], rows: [row('2026-11-24', 45)], asOf: asOfNow(now, 'UTC') }),
    );
    expect([found?.needPerDay, whole(found?.rest ?? null)]).toEqual([null, '5']);
  });

  it('K-08 the weekly feedback speaks as of the end of its week: reached or missed for weeks, pace for months', () => {
    const monthly = target({ metric: revenue, kind: 'month', steps: [['2026-10-01', 84_000]] });
    const asOf = asOfEnd(rangeOf(key('2026-W47')));
    const rows = [
      row('2026-11-18', 47),
      row('2026-11-18', 1, 'deal', 70_000),
      row('2026-11-23', 9),
      row('2026-11-24', 1, 'deal', 50_000),
    ];
    const [week, month] = standingsOf(facts({ targets: [monthly, fifty], rows, asOf }));
    expect([week?.periodKey, week?.state, week?.isComplete]).toEqual(['2026-W47', 'close', true]);
    expect([month?.periodKey, month?.state, month?.isComplete]).toEqual(['2026-11', 'ahead', false]);
    expect(month?.actual).toMatchObject({ value: exact(7_000_000) });
  });
});

describe('which targets stand', () => {
  it('T-06 official before own for pace; own alone where nothing is official', () => {
    const own = target({ layer: 'own', steps: [['2026-10-05', 30]] });
    const ownVisits = target({ layer: 'own', metric: visits, steps: [['2026-10-05', 5]] });
    const found = standingsOf(facts({ targets: [own, fifty, ownVisits] }));
    expect(found.map((one) => [one.metricKey, one.target?.layer])).toEqual([
      ['calls', 'official'],
      ['visits', 'own'],
    ]);
  });

  it('T-06 boards and evaluations read the official layer only', () => {
    const own = target({ layer: 'own', steps: [['2026-10-05', 30]] });
    expect(standingsOf(facts({ targets: [own], purpose: 'official' }))).toEqual([]);
  });

  it('T-06 weekly and monthly targets of one metric stand side by side, the shorter first', () => {
    const monthly = target({ kind: 'month', steps: [['2026-10-01', 200]] });
    const found = standingsOf(facts({ targets: [monthly, fifty] }));
    expect(found.map((one) => one.periodKey)).toEqual(['2026-W48', '2026-11']);
  });

  it('M-03 a metric without a target has its actual alone', () => {
    const found = standing(facts({ rows: [row('2026-11-23', 3)] }), calls, key('2026-W48'), undefined);
    expect(found).toMatchObject({ state: 'no target', inForce: null, attainment: null, needPerDay: null });
    expect(found.actual).toMatchObject({ value: exact(300) });
  });

  it('M-02 a ratio is the sum of its parts, and without a denominator it has no data', () => {
    const rows = [row('2026-11-23', 4, 'lead'), row('2026-11-24', 1, 'deal')];
    const found = standing(facts({ rows }), conversion, key('2026-W48'), undefined);
    expect(found.actual).toMatchObject({ value: exact(2500) });
    expect(standing(facts({}), conversion, key('2026-W48'), undefined).state).toBe('no target');
    expect(standing(facts({}), conversion, key('2026-W48'), undefined).actual.state).toBe('no data');
  });

  it('T-03 a weekly target answers for a month by its days', () => {
    const found = standingIn(facts({ targets: [fifty] }), calls, key('2026-11'));
    expect([found.isDerived, whole(found.inForce)]).toEqual([true, '210']);
    expect(standingIn(facts({ targets: [fifty] }), leads, key('2026-11')).target).toBeUndefined();
  });

  it('K-08 a past period is told by the target that held then', () => {
    const raised = target({
      steps: [
        ['2026-10-05', 40],
        ['2026-11-23', 80],
      ],
    });
    const rows = [row('2026-11-17', 40)];
    const found = standingIn(facts({ targets: [raised], rows }), calls, key('2026-W47'));
    expect([found.state, whole(found.inForce), found.nominal]).toEqual(['reached', '40', 4000n]);
  });

  it('T-06 a target that has ended does not stand any more', () => {
    const ended = target({
      steps: [
        ['2026-10-05', 50],
        ['2026-11-24', null],
      ],
    });
    expect(standingsOf(facts({ targets: [ended] }))).toEqual([]);
  });
});

describe('teams', () => {
  const stay = (memberId: string, teamId: string, from: string, to: string | null = null): Membership => ({
    memberId,
    teamId,
    role: 'rep',
    region: null,
    from: day(from),
    to: to === null ? null : day(to),
  });
  const stays = [
    stay('ana', 'west', '2026-01-01', '2026-11-24'),
    stay('ana', 'east', '2026-11-24'),
    stay('bo', 'west', '2026-01-01'),
  ];
  const rows = [
    row('2026-11-23', 10, 'call', 0, 'ana'),
    row('2026-11-24', 10, 'call', 0, 'ana'),
    row('2026-11-24', 5, 'call', 0, 'bo'),
  ];

  it('P-06 a row belongs to the team in which its person was on its date', () => {
    expect(rowsOfTeam(rows, stays, 'west')).toEqual([rows[0], rows[2]]);
    expect(rowsOfTeam(rows, stays, 'east')).toEqual([rows[1]]);
  });

  it("A-03 a team's attainment comes from its own sum and target", () => {
    const west = target({ team: 'west', steps: [['2026-10-05', 100]] });
    const subject = { kind: 'team', id: 'west' } as const;
    const [found] = standingsOf(
      facts({
        subject,
        targets: [west, fifty],
        rows: rowsOfTeam(rows, stays, 'west'),
        calendar: teamCalendar([]),
      }),
    );
    expect(found?.attainment).toEqual(exact(15, 100));
  });

  it("A-03 a holiday of all lowers the team's target, a member's absence does not", () => {
    const shared = { holidays: new Set([day('2026-11-26')]) };
    const away = workCalendar({
      ...shared,
      absences: absenceMap([{ date: day('2026-11-25'), part: 'full' }]),
    });
    const other = workCalendar({ holidays: new Set([day('2026-11-26'), day('2026-11-27')]) });
    const calendar = teamCalendar([away, other]);
    expect([...calendar.holidays]).toEqual(['2026-11-26']);
    expect(calendar.absences.size).toBe(0);
    const west = target({ team: 'west', steps: [['2026-10-05', 100]] });
    const [found] = standingsOf(facts({ subject: west.subject, targets: [west], calendar }));
    expect(whole(found?.inForce ?? null)).toBe('80');
  });
});

it('K-03 what must be read reaches over the periods and eight weeks back', () => {
  expect(rangeFor(endOfDay('2026-11-25'), ['week', 'month'])).toEqual({
    from: '2026-09-28',
    to: '2026-12-01',
  });
  expect(rangeFor(endOfDay('2026-11-25'), ['quarter'])).toEqual({ from: '2026-09-28', to: '2027-01-01' });
  expect(rangeFor(endOfDay('2026-11-25'), ['year']).from).toBe('2026-01-01');
});
