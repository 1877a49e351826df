import { describe, expect, test } from 'vitest';
import { asOfEnd } from '../../src/goals/asOf.ts';
import { rangeOf } from '../../src/kpi/period.ts';
import type { RollupRow } from '../../src/kpi/tally.ts';
import type { MetricInfo } from '../../src/playbook/playbook.ts';
import { parseChange } from '../../src/retro/forms.ts';
import { parseRetro } from '../../src/retro/parse.ts';
import { variancesIn } from '../../src/retro/variance.ts';
import { calls, complaints, day, facts, key, leads, row as rowOn, target, visits } from '../goals/given.ts';

const october = key('2026-10');
const row = (date: string, type: string, count: number): RollupRow => rowOn(date, count, type);
const monthly = (metric: MetricInfo, value: number) =>
  target({ metric, named: '2026-10', kind: 'month', steps: [['2026-01-01', value]] });
const given = (targets: ReturnType<typeof target>[], rows: ReturnType<typeof row>[]) =>
  variancesIn(facts({ targets, rows, asOf: asOfEnd(rangeOf(october)) }), october);

describe('K-03 variances of a period, beyond chance, in both directions', () => {
  test('K-03 70 of 100 calls and 15 of 8 visits are told, the farthest first; 95 of 100 are chance', () => {
    const { variances, hasTargets } = given(
      [monthly(calls, 100), monthly(visits, 8), monthly(leads, 100)],
      [row('2026-10-07', 'call', 70), row('2026-10-07', 'visit', 15), row('2026-10-07', 'lead', 95)],
    );
    expect(hasTargets).toBe(true);
    expect(variances.map(({ metricKey, isGood }) => [metricKey, isGood])).toEqual([
      ['visits', true],
      ['calls', false],
    ]);
  });

  test('A-01 fewer complaints than asked are good, more are not', () => {
    const of = (count: number) =>
      given([monthly(complaints, 20)], [row('2026-10-07', 'complaint', count)]).variances;
    expect(of(5).map(({ isGood }) => isGood)).toEqual([true]);
    expect(of(40).map(({ isGood }) => isGood)).toEqual([false]);
    expect(of(21)).toEqual([]);
  });

  test('M-03 a team without targets has nothing to compare', () => {
    expect(given([], [row('2026-10-07', 'call', 70)])).toEqual({ variances: [], hasTargets: false });
  });
});

describe('what is typed', () => {
  const west = { id: 't1', name: 'West', region: null, tz: null, channelId: null, leadIds: [] };
  const east = { ...west, id: 't2', name: '华东' };
  const frame = { teams: [west, east], today: day('2026-11-04') };
  test.each([
    ['', { kind: 'show' }],
    ['start', { kind: 'start', team: undefined, period: '2026-10' }],
    ['start last quarter', { kind: 'start', team: undefined, period: '2026-Q3' }],
    ['start team West last month', { kind: 'start', team: west, period: '2026-10' }],
    ['start west 2026-09', { kind: 'start', team: west, period: '2026-09' }],
    ['发起 华东 上月', { kind: 'start', team: east, period: '2026-10' }],
    ['发起 团队 华东', { kind: 'start', team: east, period: '2026-10' }],
    ['archive trade fair', { kind: 'archive', words: 'trade fair' }],
    ['归档 展会', { kind: 'archive', words: '展会' }],
    ['start Mars', { kind: 'unknown', typed: 'Mars' }],
    ['dance', { kind: 'unknown', typed: 'dance' }],
  ])('/pace retro %s', (line, command) => {
    expect(parseRetro(line, frame)).toEqual(command);
  });
  test.each([
    ['+10 %', 1_000],
    ['-5.5%', -550],
    ['＋10％', 1_000],
    ['10', 1_000],
    ['−3', -300],
    ['0', undefined],
    ['a lot', undefined],
    ['+1000000', undefined],
  ])('an expected change: %s', (text, expected) => {
    expect(parseChange(text)).toBe(expected);
  });
});
