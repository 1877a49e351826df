import { describe, expect, test } from 'vitest';
import { type Answer, pressValue, readPress, sureOf } from '../../../src/feedback/checkin/answer.ts';
import { type Judgement, judge, type Outcome, outcomesOf } from '../../../src/feedback/checkin/judge.ts';
import { choiceOf, openQuestions, questionId, questionsOf } from '../../../src/feedback/checkin/question.ts';
import { historyReply, saidBy, unsureLines } from '../../../src/feedback/checkin/shown.ts';
import { tellerFor } from '../../../src/feedback/figures.ts';
import { asOfEnd } from '../../../src/goals/asOf.ts';
import { type Facts, standingIn, standingsOf } from '../../../src/goals/standing.ts';
import { workCalendar } from '../../../src/kpi/calendar.ts';
import { toDecimal } from '../../../src/kpi/exact.ts';
import { rangeOf } from '../../../src/kpi/period.ts';
import type { Locale } from '../../../src/platform/words.ts';
import { calls, complaints, day, facts, key, metrics, revenue, row, target } from '../../goals/given.ts';
import { textsOf } from '../../support/office.ts';

const monthly = target({ metric: revenue, kind: 'month', steps: [['2026-01-01', 1000]] });
const quarterly = target({ metric: revenue, kind: 'quarter', steps: [['2026-01-01', 3000]] });
const weekly = target({ steps: [['2026-01-01', 50]] });
const asked = (some: Partial<Facts>, chosen: readonly string[] = []) =>
  questionsOf(standingsOf(facts(some)), { metrics: chosen }).map(
    ({ metricKey, periodKey }) => `${metricKey} ${periodKey}`,
  );

describe('what is asked', () => {
  const callsMonthly = target({ kind: 'month', steps: [['2026-01-01', 200]] });

  test('without a choice one question: the result of a month or longer that ends first', () => {
    expect(asked({ targets: [weekly, callsMonthly, quarterly, monthly] })).toEqual(['revenue 2026-11']);
    expect(asked({ targets: [weekly, callsMonthly] })).toEqual(['calls 2026-11']);
    expect(asked({ targets: [weekly] })).toEqual([]);
    expect(asked({})).toEqual([]);
  });

  test('the chosen metrics in their order; of a week where there is nothing longer', () => {
    const targets = [weekly, monthly, quarterly];
    expect(asked({ targets }, ['calls', 'revenue'])).toEqual(['calls 2026-W48', 'revenue 2026-11']);
    expect(asked({ targets }, ['visits'])).toEqual([]);
  });

  test('K-08, K-04, T-04 not what is reached, lost for good, or not asked of who is away', () => {
    expect(asked({ targets: [monthly], rows: [row('2026-11-03', 1, 'deal', 1000)] })).toEqual([]);
    const few = target({ metric: complaints, kind: 'month', steps: [['2026-01-01', 1]] });
    expect(asked({ targets: [few], rows: [row('2026-11-03', 2, 'complaint')] })).toEqual([]);
    expect(asked({ targets: [few] })).toEqual(['complaints 2026-11']);
    expect(asked({ targets: [monthly], calendar: workCalendar({ firstDay: day('2026-12-01') }) })).toEqual(
      [],
    );
  });

  test('either a team or a person may end the question; a person’s metrics come before the team’s', () => {
    const all = { isOff: false, metrics: ['calls'] };
    expect(choiceOf(undefined, undefined)).toEqual({ isOff: false, metrics: [] });
    expect(choiceOf(all, { isOff: true, metrics: [] })).toEqual({ isOff: true, metrics: ['calls'] });
    expect(choiceOf({ ...all, isOff: true }, { isOff: false, metrics: ['revenue'] })).toEqual({
      ...{ isOff: true, metrics: ['revenue'] },
    });
  });

  test('a press names week, question and number, and nothing else is one', () => {
    const [question] = openQuestions(standingsOf(facts({ targets: [monthly] })));
    const value = pressValue('2026-W48', question?.id ?? '', 10);
    expect(readPress(value)).toEqual({
      ...{ week: '2026-W48', questionId: questionId('revenue', '2026-11'), sure: 10 },
    });
    expect(value.length).toBeLessThan(75);
    for (const wrong of ['', '2026-W48', 'a b 11', 'a b -1', 'a b x', 'a b 5 6'])
      expect(readPress(wrong)).toBeUndefined();
    expect(['0', '10', '11', '05', '', '1.5'].map(sureOf)).toEqual([0, 10, ...Array(4).fill(undefined)]);
  });
});

const answer = (week: string, period: string, sure: number, way = ''): Answer => ({
  ...{ memberId: 'ana', week: key(week), metricKey: 'revenue', periodKey: key(period), sure, way },
});
/** The months in which 1,000 were reached. */
const rowsOf = (reached: readonly string[]) => reached.map((month) => row(`${month}-10`, 1, 'deal', 1000));
function outcomes(answers: readonly Answer[], reached: readonly string[]): Outcome[] {
  const read = facts({ targets: [monthly], rows: rowsOf(reached) });
  return outcomesOf(answers, metrics, (metric, periodKey) =>
    standingIn({ ...read, asOf: asOfEnd(rangeOf(periodKey)) }, metric, periodKey),
  );
}
const figures = (found: Judgement | undefined) =>
  found && [
    found.count,
    found.reached,
    toDecimal(found.meanSaid, 2),
    toDecimal(found.score, 4),
    found.verdict,
  ];
const months = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'];
/** One answer in each of so many months. */
const said = (...numbers: number[]): Answer[] =>
  numbers.map((sure, index) => answer(`2026-W0${index + 1}`, months[index] ?? '', sure));

describe('how well somebody judges (K-08)', () => {
  test('8 six times, 3 of 6 reached: mean 8, score (3 × 0.2² + 3 × 0.8²) ÷ 6 = 0.34, too sure', () => {
    const found = judge(outcomes(said(8, 8, 8, 8, 8, 8), ['2026-01', '2026-02', '2026-03']));
    expect(figures(found)).toEqual([6, 3, '8.00', '0.3400', 'too sure']);
  });

  test('5 every time: score 0.25, whatever comes out', () => {
    expect(figures(judge(outcomes(said(5, 5, 5, 5, 5, 5), months.slice(0, 3))))).toEqual([
      ...[6, 3, '5.00', '0.2500', 'close'],
    ]);
  });

  test('always right: 10 where it was reached and 0 where not: score 0', () => {
    const found = judge(outcomes(said(10, 10, 0, 0, 10), ['2026-01', '2026-02', '2026-05']));
    expect(figures(found)).toEqual([5, 3, '6.00', '0.0000', 'close']);
  });

  test('3 on average where 4 of 5 came true: score (4 × 0.7² + 0.3²) ÷ 5 = 0.41, too careful', () => {
    const found = judge(outcomes(said(3, 3, 3, 3, 3), months.slice(0, 4)));
    expect(figures(found)).toEqual([5, 4, '3.00', '0.4100', 'too careful']);
  });

  test('a difference of 0.15 is close, more is not: 9.5 on average where 4 of 5 came true', () => {
    expect(judge(outcomes(said(9, 10, 9, 10, 9), months.slice(0, 4)))?.verdict).toBe('close');
    expect(judge(outcomes(said(10, 10, 10, 10, 10), months.slice(0, 4)))?.verdict).toBe('too sure');
  });

  test('no judgement under five answers about complete periods; every week of a period counts', () => {
    expect(judge(outcomes(said(8, 8, 8, 8), []))).toBeUndefined();
    const twice = [...said(8, 8, 8, 8), answer('2026-W06', '2026-01', 6)];
    expect(judge(outcomes(twice, []))?.count).toBe(5);
    expect(outcomes(twice, [])[0]?.said).toEqual([8, 6]);
  });

  test('M-03, T-04 a period that came to nothing says nothing: away all month, or no target then', () => {
    const read = facts({
      targets: [target({ metric: revenue, kind: 'month', steps: [['2026-04-01', 1000]] })],
    });
    const found = outcomesOf(said(8, 8, 8, 8, 8, 8), metrics, (metric, periodKey) =>
      standingIn({ ...read, asOf: asOfEnd(rangeOf(periodKey)) }, metric, periodKey),
    );
    expect(judge(found)).toBeUndefined();
    expect(found.filter(({ standing }) => standing.state === 'no target')).toHaveLength(3);
  });
});

describe.each<Locale>(['en', 'zh'])('the words (%s)', (locale) => {
  const teller = tellerFor(locale, 'USD');
  test('the history says what was said and what came of it, and the score in plain words', () => {
    const found = outcomes(said(8, 8, 8, 8, 8, 8), ['2026-01', '2026-02', '2026-03']);
    const text = textsOf(historyReply(found, undefined, teller, 1).blocks ?? []);
    expect(text).toMatch(locale === 'en' ? /\*8 of 10\*.*\*3 of 6\*/ : /\*8 \/ 10\*.*6 次中有 3 次/);
    expect(text).toContain('0.34');
    expect(text).not.toMatch(/\{\{|undefined|NaN/);
  });

  test('one answer, none, and a period still open', () => {
    const few = textsOf(historyReply(outcomes(said(7), []), undefined, teller, 1).blocks ?? []);
    expect(few).toMatch(locale === 'en' ? /One answer/ : /1 次/);
    expect(textsOf(historyReply([], 'Ana', teller, 1).blocks ?? [])).toMatch(/No period|还没有/);
  });

  test('only who is unsure is named, the least sure first, with what is in the way', () => {
    const names = new Map([
      ['ana', 'Ana <b>'],
      ['bo', 'Bo'],
      ['cy', 'Cy'],
    ]);
    const answers = [
      answer('2026-W48', '2026-11', 4, 'two *deals* slipped\n<!channel>'),
      { ...answer('2026-W48', '2026-11', 2), memberId: 'bo' },
      { ...answer('2026-W48', '2026-11', 5), memberId: 'cy' },
      { ...answer('2026-W48', '2026-11', 0), memberId: 'gone' },
    ];
    const lines = unsureLines(saidBy(answers, names, metrics), teller, {
      ...{ today: day('2026-11-25'), fiscalYearStart: 1 },
    });
    expect(lines).toHaveLength(3);
    expect(lines[1]).toMatch(/Bo/);
    expect(lines[2]).toMatch(/Ana &lt;b&gt;.*&lt;!channel&gt;/);
    expect(unsureLines([], teller, { today: day('2026-11-25'), fiscalYearStart: 1 })).toEqual([]);
  });
});

test('the metric of an answer that is no longer measured is left out', () => {
  expect(saidBy([answer('2026-W48', '2026-11', 3)], new Map([['ana', 'Ana']]), [calls])).toEqual([]);
});
