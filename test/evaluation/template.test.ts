import { describe, expect, it } from 'vitest';
import {
  type CardKpi,
  checkTemplate,
  suggestedKpis,
  type TemplateWish,
} from '../../src/evaluation/template/template.ts';
import { calls, complaints, metrics, revenue } from '../goals/given.ts';

const wish = (kpis: readonly CardKpi[], more: Partial<TemplateWish> = {}): TemplateWish => ({
  ...{ name: 'Reps', role: 'rep', kpis, oneSidedReason: '', selfWeight: 0, peerWeight: 0, peerQuestions: [] },
  ...more,
});
const kpi = (metricKey: string, weight: number, floor: bigint | null = null): CardKpi => ({
  metricKey,
  weight,
  floor,
});
const problem = (given: TemplateWish) => {
  const checked = checkTemplate(given, metrics);
  return checked.ok ? undefined : checked.problem;
};

describe('a scorecard template', () => {
  it('S-03 with two natures of a fifth of the weight each is fine', () => {
    expect(problem(wish([kpi('revenue', 80), kpi('calls', 20)]))).toBeUndefined();
  });

  it('S-03 revenue alone is one-sided, unless there is a reason', () => {
    expect(problem(wish([kpi('revenue', 100)]))).toMatchObject({
      kind: 'one-sided',
      balance: { result: 100n },
    });
    expect(
      problem(wish([kpi('revenue', 100)], { oneSidedReason: 'a sales agency, paid by turnover' })),
    ).toBeUndefined();
  });

  it('weights total 100 with the reviews’, and are whole', () => {
    expect(problem(wish([kpi('revenue', 60), kpi('calls', 30)]))).toEqual({ kind: 'total', total: 90 });
    expect(problem(wish([kpi('revenue', 60), kpi('calls', 30)], { selfWeight: 10 }))).toBeUndefined();
    expect(problem(wish([kpi('revenue', 60.5), kpi('calls', 39.5)]))).toEqual({
      kind: 'weight',
      metricKey: 'revenue',
    });
    expect(problem(wish([kpi('revenue', 0), kpi('calls', 100)]))).toEqual({
      kind: 'weight',
      metricKey: 'revenue',
    });
  });

  it('S-06 reviews cannot outweigh what was measured', () => {
    const given = wish([kpi('revenue', 40), kpi('calls', 20)], { selfWeight: 20, peerWeight: 20 });
    expect(problem(given)).toEqual({ kind: 'reviews too heavy', weight: 40 });
  });

  it('is refused without a name, without KPIs, with unknown ones', () => {
    expect(problem(wish([kpi('revenue', 100)], { name: ' ' }))?.kind).toBe('no name');
    expect(problem(wish([]))?.kind).toBe('no kpi');
    expect(problem(wish([kpi('steps', 100)]))).toEqual({ kind: 'unknown metric', metricKey: 'steps' });
  });

  it('S-03 suggests process and quality beside the result: 50 / 30 / 20', () => {
    expect(suggestedKpis([revenue, calls, complaints], new Set())).toEqual([
      kpi('revenue', 50),
      kpi('calls', 30),
      kpi('complaints', 20),
    ]);
  });

  it('S-03 what a playbook lacks is shared among the others, and the whole is 100', () => {
    const suggested = suggestedKpis([revenue, calls], new Set(['calls']));
    expect(suggested).toEqual([kpi('revenue', 63), kpi('calls', 37)]);
    expect(problem(wish(suggested))).toBeUndefined();
    expect(suggestedKpis([], new Set())).toEqual([]);
  });
});
