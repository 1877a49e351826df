import { describe, expect, test } from 'vitest';
import { copiesOf, destinationsOf, namedSources, restsOf, type Wanted } from '../../src/goals/copy/copy.ts';
import { fitting, looksLikeFactor, parseFactor, scaled } from '../../src/goals/factor/factor.ts';
import { parseGoal } from '../../src/goals/grammar/parse.ts';
import { ruleOf } from '../../src/goals/levels/levels.ts';
import type { Target } from '../../src/goals/target.ts';
import { exact } from '../../src/kpi/exact.ts';
import { currency } from '../../src/kpi/money.ts';
import { calls, complaints, day, key, metrics, playbook, revenue, target } from './given.ts';

const frame = { today: day('2026-11-25'), currency: currency('USD'), fiscalYearStart: 1 };

describe('a factor', () => {
  test.each([
    ['1.1', exact(11, 10)],
    ['x1.1', exact(11, 10)],
    ['×1.1', exact(11, 10)],
    ['1.1x', exact(11, 10)],
    ['1.1倍', exact(11, 10)],
    ['110%', exact(11, 10)],
    ['１１０％', exact(11, 10)],
    ['+10%', exact(11, 10)],
    ['-12.5 %', exact(7, 8)],
    ['1.125', exact(9, 8)],
    ['10', exact(10)],
  ])('%s is exact', (text, factor) => {
    expect(parseFactor(text)).toEqual({ ok: true, value: factor });
  });
  test.each([
    ['0', 'not positive'],
    ['-1', 'not positive'],
    ['-100%', 'not positive'],
    ['10.01', 'too large'],
    ['1001%', 'too large'],
    ['abc', 'not a factor'],
    ['', 'not a factor'],
  ])('%s is none', (text, kind) => {
    expect(parseFactor(text)).toMatchObject({ ok: false, problem: { kind } });
  });
  test('25% is a value where per cent are values', () => {
    expect([
      looksLikeFactor('25%', true),
      looksLikeFactor('25%', false),
      looksLikeFactor('60', false),
    ]).toEqual([...[false, true, false]]);
  });
});

describe('T-08 levels go with the value', () => {
  const by = { rule: ruleOf(calls.definition), step: 100n };
  test('commit 40, target 50, stretch 60 × 1.1 = 44, 55, 66', () => {
    const to = scaled({ value: 5000n, levels: { commit: 4000n, stretch: 6000n } }, exact(11, 10), by);
    expect(to).toEqual({ value: 5500n, levels: { commit: 4400n, stretch: 6600n }, lost: [] });
  });
  test('3 × 0.5 = 1.5 → 2: a stretch of 4 becomes 2 and is dropped, a commit of 2 becomes 1 and stays', () => {
    const to = scaled({ value: 300n, levels: { commit: 200n, stretch: 400n } }, exact(1, 2), by);
    expect(to).toEqual({ value: 200n, levels: { commit: 100n }, lost: ['stretch'] });
  });
  test('what is not 0 does not become 0, and × 1 nothing changes', () => {
    expect(scaled({ value: 100n }, exact(1, 10), by).value).toBe(100n);
    expect(scaled({ value: 1234n, levels: { commit: 1n } }, exact(1), by)).toMatchObject({
      value: 1234n,
      levels: { commit: 1n },
    });
  });
  test('lower is better: the order is turned', () => {
    const rule = ruleOf(complaints.definition);
    expect(fitting({ value: 400n, levels: { commit: 500n, stretch: 450n } }, rule).lost).toEqual(['stretch']);
  });
});

describe('what is copied', () => {
  const october = target({
    kind: 'month',
    named: '2026-10',
    metric: revenue,
    steps: [['2026-10-12', 100_000]],
  });
  const december = target({
    kind: 'month',
    named: '2026-12',
    metric: revenue,
    steps: [['2026-11-02', 90_000]],
  });
  const weekly = target({
    steps: [
      ['2026-01-01', 50],
      ['2026-12-07', 60],
    ],
  });
  const ended = target({
    metric: complaints,
    steps: [
      ['2026-01-01', 4],
      ['2026-11-01', null],
    ],
  });
  const all: Target[] = [october, december, weekly, ended];
  const want = (wanted: Partial<Wanted>) =>
    copiesOf(
      all,
      metrics,
      { source: 'recurring', to: 'next', factor: exact(11, 10), metrics: [], ...wanted },
      frame,
    ).map(({ metric, value, held, after, wish, shape }) => ({
      ...{ metric: metric.key, value, held, after, from: wish.from, period: shape.periodKey },
    }));

  test('a named period into the next, beside what stands there already', () => {
    expect(namedSources(all, frame)).toEqual(['2026-10']);
    // November has begun; October's next is November, then comes December.
    expect(destinationsOf(key('2026-10'), frame)).toEqual(['2026-11', '2026-12']);
    expect(want({ source: key('2026-10'), to: key('2026-11') })).toEqual([
      {
        metric: 'revenue',
        value: 10_000_000n,
        held: null,
        after: 11_000_000n,
        from: null,
        period: '2026-11',
      },
    ]);
    expect(want({ source: key('2026-10'), to: key('2026-12') })[0]).toMatchObject({
      held: 9_000_000n,
      after: 11_000_000n,
    });
  });
  test('recurring ones from the next period of their own kind on; what has ended is not copied', () => {
    expect(want({})).toEqual([
      { metric: 'calls', value: 5000n, held: 5000n, after: 5500n, from: '2026-11-30', period: null },
    ]);
    expect(want({ to: 'now' })[0]).toMatchObject({ from: null });
    expect(want({ metrics: ['revenue'] })).toEqual([]);
  });
  test('a period that is over long ago goes into the current one and the next', () => {
    expect(destinationsOf(key('2026-Q1'), frame)).toEqual(['2026-Q4', '2027-Q1']);
  });
  test('T-06 a rep’s own wish is not copied to where a manager’s target speaks', () => {
    const own = target({ layer: 'own', steps: [['2026-01-01', 40]] });
    const copy = (targets: Target[]) =>
      copiesOf(
        targets,
        metrics,
        { source: 'recurring', to: 'next', factor: exact(2), metrics: [] },
        frame,
      ).map(({ wish }) => [wish.layer, wish.value]);
    expect(copy([own])).toEqual([['own', 8000n]]);
    expect(copy([own, weekly])).toEqual([['official', 10_000n]]);
  });
  test('T-01 what a team’s people do not take up is told: 101 × 1.1 = 111, 51 and 50 → 56 and 55', () => {
    const of = (whole: number, who: object) =>
      target({ kind: 'month', steps: [['2026-01-01', whole]], ...who });
    const targets = [
      of(101, { team: 'west' }),
      of(51, { of: 'ana' }),
      of(45, { of: 'bo' }),
      of(9, { of: 'cy' }),
    ];
    const copies = copiesOf(
      targets,
      metrics,
      { source: 'recurring', to: 'next', factor: exact(11, 10), metrics: [] },
      frame,
    );
    // 45 × 1.1 = 49.5 → 50: 111 − 56 − 50 = 5; Cy is of another team.
    const rests = restsOf(
      copies,
      () => true,
      () => new Set(['ana', 'bo']),
    );
    expect(rests.map(({ unassigned }) => unassigned)).toEqual([500n]);
  });
});

describe('what is typed', () => {
  const typed = (line: string) =>
    parseGoal(line, {
      ...frame,
      playbook,
      teams: [
        { id: 'west', name: 'West' },
        { id: 'hd', name: '华东' },
      ],
    });
  test.each([
    ['copy last month x1.1', { who: { kind: 'self' }, period: '2026-10', factor: 'x1.1', metrics: [] }],
    [
      'copy team West from last month 110% calls and revenue',
      { who: { id: 'west' }, period: '2026-10', factor: '110%', metrics: [calls, revenue] },
    ],
    ['team West copy x 1.1', { who: { id: 'west' }, period: null, factor: '1.1' }],
    ['copy everybody -5%', { who: { kind: 'company' }, factor: '-5%' }],
    ['复制 上月 1.1倍', { who: { kind: 'self' }, period: '2026-10', factor: '1.1倍' }],
    ['沿用 团队 华东 上季度 110% 电话', { who: { id: 'hd' }, period: '2026-Q3', metrics: [calls] }],
    ['copy', { period: null, factor: '', metrics: [] }],
  ])('%s', (line, wanted) => {
    expect(typed(line)).toMatchObject({ ok: true, value: { kind: 'copy', ...wanted } });
  });
  test.each([
    ['copy x0', 'not-a-factor'],
    ['copy -2', 'not-a-factor'],
    ['copy x11', 'not-a-factor'],
    ['copy last month abc', 'unknown-word'],
    ['copy team Nowhere x2', 'unknown-team'],
  ])('%s is pointed at', (line, kind) => {
    expect(typed(line)).toMatchObject({ ok: false, problem: { kind } });
  });
});
