import { describe, expect, it } from 'vitest';
import { cardInputs } from '../../src/evaluation/card/card.ts';
import { resultOf } from '../../src/evaluation/card/result.ts';
import {
  canonicalJson,
  flawOf,
  hashOf,
  type Sealed,
  sealOf,
} from '../../src/evaluation/snapshot/canonical.ts';
import type { CardKpi } from '../../src/evaluation/template/template.ts';
import { asOfEnd } from '../../src/goals/asOf.ts';
import type { Facts } from '../../src/goals/standing.ts';
import { absenceMap, workCalendar } from '../../src/kpi/calendar.ts';
import { rangeOf } from '../../src/kpi/period.ts';
import { calls, complaints, conversion, day, facts, key, revenue, row, target } from '../goals/given.ts';

const month = key('2026-11');
const range = rangeOf(month);
const kpi = (metricKey: string, weight: number, floor: bigint | null = null): CardKpi => ({
  metricKey,
  weight,
  floor,
});
const kpis = [kpi('revenue', 50), kpi('calls', 30), kpi('complaints', 20)];
const frame = (given: readonly CardKpi[] = kpis, oneSidedReason = '') => ({
  template: { id: 't1', version: 1, kpis: given, oneSidedReason },
  ...{ periodKey: month, range, currency: 'USD' },
});

const sold = target({ metric: revenue, kind: 'month', named: '2026-11', steps: [['2026-10-01', 10_000]] });
const called = target({ metric: calls, steps: [['2026-10-05', 50]] });
const few = target({ metric: complaints, kind: 'month', steps: [['2026-10-01', 4]] });
const november = (given: Partial<Facts>): Facts =>
  facts({ asOf: asOfEnd(range), purpose: 'official', ...given });
const card = (given: Partial<Facts>, of = kpis, reason = '') =>
  cardInputs(november(given), frame(of, reason));

describe('a scorecard', () => {
  const rows = [
    row('2026-11-03', 1, 'deal', 11_000),
    row('2026-11-10', 168), // of 210: 50 a week over the 21 working days of November 2026
    row('2026-11-12', 5, 'complaint'),
  ];

  it('S-01, S-02 points of each KPI against the targets in force, and their weighted mean', () => {
    const inputs = card({ targets: [sold, called, few], rows });
    expect(inputs.kpis.map(({ value, levels }) => [value, levels?.target])).toEqual([
      ['1100000', '1000000'],
      ['16800', '21000'],
      ['500', '400'],
    ]);
    const result = resultOf(inputs);
    // 110; 80; 100 × (8 − 5) ÷ (8 − 4) = 75. (50 × 110 + 30 × 80 + 20 × 75) ÷ 100 = 94.
    expect(result.kpis.map(({ points }) => points)).toEqual(['110', '80', '75']);
    expect(result).toMatchObject({ total: '94', coverage: '1', band: 'meets', unrated: null });
    expect(result.byNature).toEqual({ result: '110', process: '80', quality: '75' });
  });

  it('T-04 presence is taken into account: two weeks away ask for half as many calls', () => {
    const away = ['02', '03', '04', '05', '06', '09', '10', '11', '12', '13'];
    const absences = absenceMap(
      away.map((date) => ({ date: day(`2026-11-${date}`), part: 'full' as const })),
    );
    const inputs = card({ targets: [called], calendar: workCalendar({ absences }) }, [kpi('calls', 100)]);
    expect(inputs.kpis[0]?.levels?.target).toBe('11000'); // 11 of 21 days: 10 a day
    expect(inputs.presence).toEqual({ present: '11', working: '21' });
  });

  it('T-04 away for the whole period: not rated, not zero', () => {
    const calendar = workCalendar({ firstDay: day('2027-01-01') });
    expect(resultOf(card({ targets: [sold, called], calendar }))).toMatchObject({
      unrated: 'away',
      total: null,
      band: null,
    });
  });

  it('S-02, M-03 without a target or without data a KPI leaves its weight out, and the card says which', () => {
    const inputs = card({ targets: [sold, called], rows }, [
      kpi('revenue', 50),
      kpi('calls', 30),
      kpi('conversion', 20),
    ]);
    expect(inputs.kpis.map(({ silence }) => silence)).toEqual([null, null, 'no target']);
    // (50 × 110 + 30 × 80) ÷ 80 at 80 %, as in the rule’s own example.
    expect(resultOf(inputs)).toMatchObject({ total: '395/4', coverage: '4/5' });
    const rate = target({ metric: conversion, kind: 'month', steps: [['2026-10-01', 25]] });
    const asked = card({ targets: [sold, called, rate], rows: rows.slice(1) }, [kpi('conversion', 100)]);
    expect(asked.kpis[0]).toMatchObject({ silence: 'no data', value: null });
  });

  it('T-06 a rep’s own target is no measure of an evaluation', () => {
    const own = target({ metric: calls, layer: 'own', steps: [['2026-10-05', 10]] });
    expect(card({ targets: [own], rows }, [kpi('calls', 100)]).kpis[0]).toMatchObject({
      silence: 'no target',
      target: null,
    });
  });

  it('T-06, S-07 names the versions that held in the period', () => {
    const changed = target({
      metric: calls,
      steps: [
        ['2026-10-05', 50],
        ['2026-11-16', 60],
        ['2026-12-07', 70],
      ],
    });
    expect(card({ targets: [changed], rows }, [kpi('calls', 100)]).kpis[0]?.target?.versions).toEqual([1, 2]);
  });

  it('S-04 a gate under its floor caps, in the metric’s direction', () => {
    const gated = [kpi('revenue', 60), kpi('calls', 20), kpi('complaints', 20, 300n)];
    const result = resultOf(
      card({ targets: [sold, called, few], rows: [...rows, row('2026-11-11', 100)] }, gated),
    );
    expect(result.kpis[2]?.gate).toBe('under'); // 5 complaints, at most 3
    expect(result).toMatchObject({ total: '79', isCapped: true, band: 'partly meets' });
  });

  it('S-06 an adjustment is added; a review that was not handed in has its weight shared out', () => {
    const base = card({ targets: [sold, called, few], rows });
    expect(resultOf({ ...base, adjustment: { points: -5, reasonHash: 'x' } }).total).toBe('89');
    const parts = [
      { kind: 'self', weight: 10, points: null },
      { kind: 'peers', weight: 10, points: 110 },
    ] as const;
    expect(resultOf({ ...base, parts }).total).toBe('1050/11'); // (9400 + 10 × 110) ÷ 110
  });

  it('S-06 reviews do not make a card that has no data', () => {
    const empty = card({ targets: [] });
    const parts = [{ kind: 'self', weight: 20, points: 120 }] as const;
    expect(resultOf({ ...empty, parts })).toMatchObject({ unrated: 'no data', total: null });
  });

  it('S-02 does not depend on the order of the facts', () => {
    const again = card({ targets: [few, called, sold], rows: rows.toReversed() });
    expect(canonicalJson(again)).toBe(canonicalJson(card({ targets: [sold, called, few], rows })));
  });
});

describe('S-07 a snapshot', () => {
  const inputs = card({
    targets: [sold, called, few],
    rows: [row('2026-11-03', 1, 'deal', 11_000), row('2026-11-10', 168)],
  });
  const sealed: Sealed = { cycleId: 'c1', memberKey: 'k1', seq: 1, inputs, result: resultOf(inputs) };
  const seal = sealOf(sealed);

  it('S-07 reproduces every figure from its own inputs, also after a journey through JSON', () => {
    expect(flawOf(JSON.parse(JSON.stringify(sealed)) as Sealed, seal)).toBeUndefined();
  });

  it('S-07 whatever is changed afterwards is found', () => {
    const better = { ...sealed, result: { ...sealed.result, total: '120' } };
    expect(flawOf(better, seal)).toBe('hash');
    expect(flawOf(better, sealOf(better))).toBe('result');
    expect(flawOf({ ...sealed, memberKey: 'k2' }, seal)).toBe('hash');
    const spoilt = {
      ...sealed,
      inputs: { ...inputs, kpis: inputs.kpis.map((one) => ({ ...one, value: 'much' })) },
    };
    expect(flawOf(spoilt, sealOf(spoilt))).toBe('unreadable');
  });

  it('S-07 one value has one text, whatever the order of its keys', () => {
    expect(hashOf({ b: 1, a: ['x', null] })).toBe(hashOf({ a: ['x', null], b: 1 }));
    expect(canonicalJson({ b: 1, a: undefined, c: '中' })).toBe('{"b":1,"c":"中"}');
    expect(() => canonicalJson(0.1)).toThrow('whole numbers');
  });
});
