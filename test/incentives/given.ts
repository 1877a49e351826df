import type { PersonInputs, RunInputs } from '../../src/incentives/pay/inputs.ts';
import type { PlanRules, Terms } from '../../src/incentives/plan/plan.ts';

/** Inputs of payouts for tests: each gives what it is about, the rest is plain. */

export const rulesOf = (terms: Terms, more: Partial<PlanRules> = {}): PlanRules => ({
  ...{
    currency: 'USD',
    terms,
    isProrated: true,
    unrated: 'nothing',
    guarantee: null,
    cap: null,
    budget: null,
  },
  ...{ gate: null, clawback: null },
  ...more,
});

export const runOf = (rules: PlanRules | readonly PlanRules[], more: Partial<RunInputs> = {}): RunInputs => ({
  ...{ rule: 'B/1', cycleId: 'c1', currency: 'USD', rates: [] },
  period: { key: '2026-Q3', from: '2026-07-01', to: '2026-10-01' },
  plans: ('terms' in rules ? [rules] : rules).map((own, index) => {
    return { id: `p${index + 1}`, version: 1, name: `Plan ${index + 1}`, rules: own };
  }),
  ...more,
});

export const personOf = (memberKey: string, more: Partial<PersonInputs> = {}): PersonInputs => ({
  ...{ memberKey, evaluation: { seq: 1, sha256: 'x' }, presence: { present: '66', working: '66' } },
  ...{ total: '100', band: 'meets', unrated: null, team: 'west', kpis: [], plans: ['p1'], recoveries: [] },
  ...more,
});

/** A money metric in whole units of a currency with two decimals. */
export const revenue = (value: number | null, target: number | null = null) => ({
  ...({ metric: 'revenue', unit: 'money', direction: 'higher' } as const),
  ...{ value: value === null ? null : `${value * 100}`, target: target === null ? null : `${target * 100}` },
});

/** A count, in hundredths. */
export const count = (metric: string, value: number | null, target: number | null = null) => ({
  ...({ metric, unit: 'count', direction: 'higher' } as const),
  ...{ value: value === null ? null : `${value * 100}`, target: target === null ? null : `${target * 100}` },
});

const share = (bp: number) => ({ kind: 'share', bp }) as const;

/** B-01's own example: 0–50 % at 2 %, 50–100 % at 4 %, above at 6 %. */
export const accelerator = {
  ...({ kind: 'tiers', metric: 'revenue', on: 'attainment', mode: 'marginal' } as const),
  tiers: [
    { from: '0', to: '1/2', rate: share(200) },
    { from: '1/2', to: '1', rate: share(400) },
    { from: '1', to: null, rate: share(600) },
  ],
} satisfies Terms;
