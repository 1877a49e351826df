import { describe, expect, test } from 'vitest';
import { reduction, tellerFor } from '../../src/feedback/figures.ts';
import { holdText, weekReply } from '../../src/feedback/weekly/blocks.ts';
import { chartOf } from '../../src/feedback/weekly/chart.ts';
import { decideWeek, type RepWeek } from '../../src/feedback/weekly/week.ts';
import { words } from '../../src/feedback/weekly/words.ts';
import { asOfEnd } from '../../src/goals/asOf.ts';
import { type Facts, standingsOf } from '../../src/goals/standing.ts';
import { absenceMap, workCalendar } from '../../src/kpi/calendar.ts';
import { toDecimal } from '../../src/kpi/exact.ts';
import { rangeOf } from '../../src/kpi/period.ts';
import type { Locale } from '../../src/platform/words.ts';
import { day, facts, key, revenue, row, target, visits } from '../goals/given.ts';
import { textsOf } from '../support/office.ts';

/** W47 is Monday 16 to Sunday 22 November 2026. */
const week = key('2026-W47');
const sunday = asOfEnd(rangeOf(week));
const given = (some: Partial<Facts>): Facts => facts({ asOf: sunday, ...some });
const decide = (some: Partial<Facts>): RepWeek => decideWeek(given(some), week);
const fifty = target({ steps: [['2026-10-05', 50]] });
const tenVisits = target({ metric: visits, steps: [['2026-10-05', 10]] });

describe('the one thing that holds somebody back', () => {
  test('the process KPI with the widest gap comes first: 30 of 50 calls before 8 of 10 visits', () => {
    const { hold } = decide({
      targets: [fifty, tenVisits],
      rows: [row('2026-11-17', 30), row('2026-11-18', 8, 'visit')],
    });
    expect(hold).toMatchObject({ kind: 'volume', row: { metric: { key: 'calls' } } });
  });

  test('A-01 close is not a gap: 46 of 50 holds nobody back', () => {
    expect(decide({ targets: [fifty], rows: [row('2026-11-17', 46)] }).hold).toEqual({ kind: 'none' });
  });

  test('the activity was there and the result is not: it is the result', () => {
    const money = target({ metric: revenue, kind: 'week', steps: [['2026-10-05', 10_000]] });
    const { hold } = decide({
      targets: [fifty, money],
      rows: [row('2026-11-17', 55), row('2026-11-18', 1, 'deal', 2_000)],
    });
    expect(hold).toMatchObject({ kind: 'result', row: { metric: { key: 'revenue' } } });
  });

  test('T-04 away all week is not judged, and asks for nothing', () => {
    const absences = absenceMap(
      ['16', '17', '18', '19', '20'].map((d) => ({ date: day(`2026-11-${d}`), part: 'full' as const })),
    );
    const decided = decide({ targets: [fifty], calendar: workCalendar({ absences }) });
    expect(decided.hold).toEqual({ kind: 'away' });
  });

  test('M-03 nothing logged is said as that, with how long it has been so', () => {
    expect(decide({ targets: [fifty] }).hold).toMatchObject({ kind: 'nothing logged', sinceWeeks: 8 });
    expect(decide({ targets: [fifty], rows: [row('2026-11-10', 4)] }).hold).toEqual({
      kind: 'nothing logged',
      sinceWeeks: 1,
      enterFor: '2026-11-20',
    });
  });

  test('without a target a first one is suggested from the weeks since they began: 12 + 4 calls in 5 weeks → 4 a week', () => {
    const { hold } = decide({ rows: [row('2026-11-17', 4), row('2026-10-20', 12)] });
    expect(hold).toMatchObject({ kind: 'no target', suggestion: { metric: { key: 'calls' }, value: 400n } });
  });

  test('K-08 a month is judged by its pace at the end of the week', () => {
    const money = target({ metric: revenue, kind: 'month', steps: [['2026-10-01', 21_000]] });
    const rows = [row('2026-11-03', 1, 'deal', 9_000), row('2026-11-18', 1, 'deal', 6_500)];
    const decided = decide({ targets: [money], rows });
    // 21 working days in November, 15 gone by the 22nd: 15,000 expected, 15,500 there.
    expect(decided.rows[0]?.longer?.state).toBe('on pace');
    expect(toDecimal(decided.rows[0]?.longer?.expected ?? { n: 0n, d: 1n }, 0)).toBe('1500000');
    expect(decided.hold).toEqual({ kind: 'none' });
  });
});

describe('what comes next', () => {
  test('T-03 the next week asks for what is in force after its holiday: 50 with Thanksgiving → 40 over 4 days, 10 a day', () => {
    const calendar = workCalendar({ holidays: new Set([day('2026-11-26')]) });
    const { next } = decide({ targets: [fifty], rows: [row('2026-11-17', 30)], calendar });
    expect(toDecimal(next.target?.value ?? { n: 0n, d: 1n }, 0)).toBe('4000');
    expect(toDecimal(next.target?.perDay ?? { n: 0n, d: 1n }, 0)).toBe('1000');
  });

  test('K-06 a month that ends in the next week asks only for what is missing: 1,000 on its one last day, not 5 × 1,000', () => {
    const money = target({ metric: revenue, kind: 'month', steps: [['2026-10-01', 21_000]] });
    const last = key('2026-W48');
    const rows = [row('2026-11-25', 1, 'deal', 20_000)];
    const { next } = decideWeek(facts({ asOf: asOfEnd(rangeOf(last)), targets: [money], rows }), last);
    expect(toDecimal(next.target?.value ?? { n: 0n, d: 1n }, 0)).toBe('100000');
    expect(toDecimal(next.target?.days ?? { n: 0n, d: 1n }, 0)).toBe('1');
  });

  test('T-04 away all next week, a month asks for nothing in it', () => {
    const money = target({ metric: revenue, kind: 'month', steps: [['2026-10-01', 21_000]] });
    const away = ['23', '24', '25', '26', '27'].map((d) => day(`2026-11-${d}`));
    const absences = absenceMap(away.map((date) => ({ date, part: 'full' as const })));
    const rows = [row('2026-11-18', 1, 'deal', 9_000)];
    const { next } = decide({ targets: [money], rows, calendar: workCalendar({ absences }) });
    expect(next.target?.perDay).toBeNull();
  });

  test('what went well: a reached target first, else what rose most', () => {
    expect(decide({ targets: [fifty], rows: [row('2026-11-17', 52)] }).best).toMatchObject({
      why: 'reached',
    });
    const rose = decide({
      rows: [
        row('2026-11-17', 6),
        row('2026-11-11', 3),
        row('2026-11-18', 1, 'visit'),
        row('2026-11-12', 1, 'visit'),
      ],
    });
    expect(rose.best).toMatchObject({ why: 'rose', row: { metric: { key: 'calls' } } });
  });

  test('the trend is eight weeks, this one last', () => {
    const { trend } = decide({ targets: [fifty], rows: [row('2026-11-17', 52), row('2026-09-29', 7)] });
    expect(trend?.weeks.map(({ value }) => value)).toEqual([700n, 0n, 0n, 0n, 0n, 0n, 0n, 5200n]);
    expect(trend?.weeks.at(-1)?.key).toBe(week);
  });
});

describe.each<Locale>(['en', 'zh'])('the words (%s)', (locale) => {
  const teller = tellerFor(locale, 'USD');
  const about = { weekName: 'W47', types: [] };
  const cases: [string, Partial<Facts>][] = [
    [
      'volume',
      { targets: [fifty, tenVisits], rows: [row('2026-11-17', 30), row('2026-11-18', 12, 'visit')] },
    ],
    ['nothing logged', { targets: [fifty] }],
    ['no target', { rows: [row('2026-11-17', 9)] }],
    ['none', { targets: [fifty], rows: [row('2026-11-17', 52)] }],
    ['away', { targets: [fifty], calendar: workCalendar({ firstDay: day('2026-12-01') }) }],
  ];
  test.each(cases)(
    '%s: every placeholder is filled, and nothing is called 0% or red without data',
    (_, some) => {
      const decided = decide(some);
      const reply = weekReply(decided, teller, about);
      const text = textsOf(reply.blocks ?? []);
      expect(text).not.toMatch(/\{\{|undefined|NaN|null/);
      expect(text).toContain(holdText(decided.hold, teller, words(locale)));
      expect((reply.blocks ?? []).length).toBeLessThanOrEqual(50);
    },
  );

  test('picture and text say the same figures', () => {
    const decided = decide({
      targets: [fifty, tenVisits],
      rows: [row('2026-11-17', 30), row('2026-11-18', 12, 'visit')],
    });
    const chart = chartOf(decided, teller, 'Ana', {});
    expect(chart?.kind).toBe('kpiWeek');
    const labels = chart?.kind === 'kpiWeek' ? chart.rows.map((line) => line.now.label) : [];
    const text = textsOf(weekReply(decided, teller, about).blocks ?? []);
    for (const figure of ['30', '50', '12', '10']) {
      expect(labels.join(' ')).toContain(figure);
      expect(text).toContain(figure);
    }
  });
});

test('metrics without any target or entry stay out of the picture', () => {
  expect(chartOf(decide({ targets: [] }), tellerFor('en', 'USD'), 'Ana', {})).toBeUndefined();
});

test('T-03 a target that began in mid-week is not said to be lowered for days off', () => {
  const wednesday = target({ steps: [['2026-11-18', 50]] });
  const [young] = standingsOf(given({ targets: [wednesday], rows: [row('2026-11-19', 12)] }));
  const [old] = standingsOf(
    given({ targets: [fifty], calendar: workCalendar({ holidays: new Set([day('2026-11-18')]) }) }),
  );
  if (young === undefined || old === undefined) throw new Error('no standing');
  expect(reduction(young)).toBeNull();
  expect(reduction(old)).not.toBeNull();
});
