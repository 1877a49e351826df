import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PersonInputs } from '../../src/incentives/pay/inputs.ts';
import { payout } from '../../src/incentives/pay/payout.ts';
import { flawsOf, runHash, statementHash } from '../../src/incentives/pay/seal.ts';
import { tiersProblem } from '../../src/incentives/plan/check.ts';
import {
  type Plan,
  type PlanRules,
  type PlanState,
  plansFor,
  type Terms,
} from '../../src/incentives/plan/plan.ts';
import { USUAL_CURVE } from '../../src/incentives/plan/typed.ts';
import { accelerator, count, personOf, revenue, rulesOf, runOf } from './given.ts';

/** Amounts of each person, in minor units, by key. */
function paid(rules: PlanRules, people: readonly PersonInputs[], more = {}): Record<string, number> {
  const all = payout(runOf(rules, more), people);
  return Object.fromEntries(
    all.map(({ memberKey, lines }) => [memberKey, lines.reduce((sum, one) => sum + Number(one.amount), 0)]),
  );
}
const one = (rules: PlanRules, person: Partial<PersonInputs>, more = {}): number =>
  paid(rules, [personOf('a', person)], more)['a'] ?? Number.NaN;
const bonus = (amount: string): Terms => ({ kind: 'bonus', amount, curve: USUAL_CURVE });
const share = (bp: number) => ({ kind: 'share', bp }) as const;
const each = (minor: string) => ({ kind: 'each', minor }) as const;

describe('statements worked by hand: amounts in cents', () => {
  test.each([
    // 50,000 × 2 % + 50,000 × 4 % + 30,000 × 6 % = 1,000 + 2,000 + 1,800
    [
      'B-01 an accelerator: 130 % of 100,000',
      rulesOf(accelerator),
      { kpis: [revenue(130_000, 100_000)] },
      480_000,
    ],
    // 30,000 × 2 % (exactly on no threshold)
    ['B-01 in the first tier', rulesOf(accelerator), { kpis: [revenue(30_000, 100_000)] }, 60_000],
    // 50,000 × 2 %
    ['B-01 exactly on a threshold', rulesOf(accelerator), { kpis: [revenue(50_000, 100_000)] }, 100_000],
    // Everything at 6 %: 130,000 × 6 %
    [
      'B-01 the whole base, chosen',
      rulesOf({ ...accelerator, mode: 'whole' }),
      { kpis: [revenue(130_000, 100_000)] },
      780_000,
    ],
    // Exactly 100 % has reached the third tier: 100,000 × 6 %
    [
      'B-01 the whole base, exactly on a threshold',
      rulesOf({ ...accelerator, mode: 'whole' }),
      { kpis: [revenue(100_000, 100_000)] },
      600_000,
    ],
    // B-02 60 points: halfway between 0 and 0.5 → 0.25 × 2,000
    ['B-02 a score of 60', rulesOf(bonus('200000')), { total: '60' }, 50_000],
    // 110: halfway between 1.0 and 1.5 → 1.25 × 2,000
    ['B-02 a score of 110', rulesOf(bonus('200000')), { total: '110' }, 250_000],
    // 87.5: 0.5 + 17.5/30 × 0.5 = 19/24; 2,000 × 19/24 = 1,583.333… → 1,583.33
    ['B-02, B-03 a score of 87.5, rounded once', rulesOf(bonus('200000')), { total: '175/2' }, 158_333],
    // 40 lies before the curve
    ['B-02 below the curve', rulesOf(bonus('200000')), { total: '40' }, 0],
    // Started in mid-quarter: 33 of 66 days → half of 2,000
    [
      'B-02, T-04 a half-quarter starter',
      rulesOf(bonus('200000')),
      { presence: { present: '33', working: '66' } },
      100_000,
    ],
    [
      'T-04 the same where the plan does not prorate',
      rulesOf(bonus('200000'), { isProrated: false }),
      { presence: { present: '33', working: '66' } },
      200_000,
    ],
    // 0.5 cents round to the even 0, 1.5 to 2
    ['B-03 half a cent rounds to the even one', rulesOf(bonus('1'), {}), { total: '70' }, 0],
    ['B-03 one and a half cents round to two', rulesOf(bonus('3'), {}), { total: '70' }, 2],
    [
      'B-02 not rated: nothing',
      rulesOf(bonus('200000'), { guarantee: '50000' }),
      { total: null, unrated: 'coverage' },
      0,
    ],
    // Guarantee 500 × 33/66
    [
      'B-02 not rated: the prorated guarantee, where the plan says so',
      rulesOf(bonus('200000'), { guarantee: '50000', unrated: 'guarantee' }),
      { total: null, presence: { present: '33', working: '66' } },
      25_000,
    ],
    // A draw: earned 30,000 × 2 % = 600, guaranteed 1,500
    [
      'B-10 a guarantee above what was earned',
      rulesOf(accelerator, { guarantee: '150000' }),
      { kpis: [revenue(30_000, 100_000)] },
      150_000,
    ],
    [
      'B-10 a guarantee below what was earned',
      rulesOf(accelerator, { guarantee: '50000' }),
      { kpis: [revenue(30_000, 100_000)] },
      60_000,
    ],
    // 4,800 earned, at most 4,000
    [
      'a cap for one person',
      rulesOf(accelerator, { cap: '400000' }),
      { kpis: [revenue(130_000, 100_000)] },
      400_000,
    ],
    ['a target of 0 has no automatic line', rulesOf(accelerator), { kpis: [revenue(130_000, 0)] }, 0],
    [
      'M-03 no data is not a zero, and pays nothing by itself',
      rulesOf(accelerator),
      { kpis: [revenue(null, 100_000)] },
      0,
    ],
    // 12 demos: 10 × $20 + 2 × $30
    [
      'B-01 money for each unit, a metric that is no money',
      rulesOf({
        ...accelerator,
        metric: 'demos',
        on: 'amount',
        tiers: [
          { from: '0', to: '1000', rate: each('2000') },
          { from: '1000', to: null, rate: each('3000') },
        ],
      }),
      { kpis: [count('demos', 12)] },
      26_000,
    ],
    // A decelerator: 100,000 at 5 % + 50,000 at 1 %
    [
      'B-01 a decelerator',
      rulesOf({
        ...accelerator,
        tiers: [
          { from: '0', to: '1', rate: share(500) },
          { from: '1', to: null, rate: share(100) },
        ],
      }),
      { kpis: [revenue(150_000, 100_000)] },
      550_000,
    ],
    // Half of a deal of 20,000 is credited (M-04): 10,000 × 10 %
    [
      'M-04 a split deal pays for the own share',
      rulesOf({ ...accelerator, on: 'amount', tiers: [{ from: '0', to: null, rate: share(1000) }] }),
      { kpis: [revenue(10_000)] },
      100_000,
    ],
    // Rating 4.1 is under 4.2: nothing
    [
      'a failed quality gate pays nothing',
      rulesOf(accelerator, { gate: { metric: 'csat', floor: '4200' } }),
      { kpis: [revenue(130_000, 100_000), { ...count('csat', 41), unit: 'rating', value: '4100' }] },
      0,
    ],
    [
      'a gate without data holds nothing back',
      rulesOf(accelerator, { gate: { metric: 'csat', floor: '4200' } }),
      { kpis: [revenue(30_000, 100_000)] },
      60_000,
    ],
    [
      'a band’s fixed reward',
      rulesOf({ kind: 'bands', rewards: [{ band: 'exceeds', amount: '30000' }] }),
      { band: 'exceeds' },
      30_000,
    ],
    [
      'another band than the plan rewards',
      rulesOf({ kind: 'bands', rewards: [{ band: 'exceeds', amount: '30000' }] }),
      { band: 'meets' },
      0,
    ],
  ] as const)('%s', (_, rules, person, expected) => {
    expect(one(rules, person as Partial<PersonInputs>)).toBe(expected);
  });

  test('M-05 a plan in yen of a metric in dollars, and one in dinars with three decimals', () => {
    const flat = {
      ...accelerator,
      on: 'amount',
      tiers: [{ from: '0', to: null, rate: share(100) }],
    } as const;
    const person = { kpis: [revenue(12_345)] };
    // 1 % of $12,345 = $123.45; 1 JPY = 0.0066 USD → 123.45 ÷ 0.0066 = 18,704.54… → ¥18,705
    const yen = { rates: [{ currency: 'JPY', rate: '33/5000', source: 'ECB' }] };
    expect(one(rulesOf(flat, { currency: 'JPY' }), person, yen)).toBe(18_705);
    // 1 KWD = 3.25 USD → 123.45 ÷ 3.25 = 37.98461… → 37.985 KWD
    const dinar = { rates: [{ currency: 'KWD', rate: '13/4', source: 'ECB' }] };
    expect(one(rulesOf(flat, { currency: 'KWD' }), person, dinar)).toBe(37_985);
  });

  test('B-09 a pool of 1,000 over weights 1 : 1 : 1 → 333.34, 333.33, 333.33', () => {
    const pool = {
      kind: 'pool',
      per: 'all',
      fund: { kind: 'amount', minor: '100000' },
      weight: 'equal',
      metric: null,
    } as const;
    expect(paid(rulesOf(pool), [personOf('a'), personOf('b'), personOf('c')])).toEqual({
      a: 33_334,
      b: 33_333,
      c: 33_333,
    });
  });

  test('B-09 each team its own pool: 2 % of what it sold, by what each sold', () => {
    const pool = {
      kind: 'pool',
      per: 'team',
      fund: { kind: 'share', metric: 'revenue', bp: 200 },
      weight: 'metric',
      metric: 'revenue',
    } as const;
    const people = [
      personOf('a', { kpis: [revenue(30_000)] }),
      personOf('b', { kpis: [revenue(10_000)] }),
      personOf('c', { team: 'east', kpis: [revenue(5_000)] }),
    ];
    // West: 2 % of 40,000 = 800, over 3 : 1 → 600, 200. East: 2 % of 5,000 = 100.
    expect(paid(rulesOf(pool), people)).toEqual({ a: 60_000, b: 20_000, c: 10_000 });
  });

  test('B-12 two who tie for the first place share the first two prizes', () => {
    const ranks = { kind: 'ranks', metric: null, prizes: ['100000', '50000', '20000'] } as const;
    const people = [
      personOf('a', { total: '110' }),
      personOf('b', { total: '110' }),
      personOf('c', { total: '90' }),
      personOf('d', { total: '80' }),
    ];
    // (1,000 + 500) ÷ 2 = 750 each; the third place follows, the fourth has none.
    expect(paid(rulesOf(ranks), people)).toEqual({ a: 75_000, b: 75_000, c: 20_000, d: 0 });
  });

  test('B-04 a budget of 3,000 against 6,000 earned: everybody gets half', () => {
    const people = [
      personOf('a', { total: '100' }),
      personOf('b', { total: '100' }),
      personOf('c', { total: '100' }),
    ];
    const all = payout(runOf(rulesOf(bonus('200000'), { budget: '300000' })), people);
    expect(all.map(({ lines }) => [lines[0]?.amount, lines[0]?.limits.budgetFactor])).toEqual([
      ['100000', '1/2'],
      ['100000', '1/2'],
      ['100000', '1/2'],
    ]);
  });

  test('B-11 what is taken back never exceeds what the run pays; the rest waits', () => {
    const owed = (minor: string) => ({ id: 'x', plan: 'p1', currency: 'USD', minor });
    expect(one(rulesOf(bonus('200000')), { recoveries: [owed('30000')] })).toBe(170_000);
    expect(one(rulesOf(bonus('200000')), { recoveries: [owed('300000')] })).toBe(0);
  });
});

test('B-05 the plans of a period stand by name, each in the version that held on its first day', () => {
  const plan = (id: string, name: string, version: number, from: string, state: PlanState): Plan => ({
    ...{ id, name, version, from, state, rules: rulesOf(accelerator) },
    who: { role: 'any', teamIds: [], memberIds: [] },
  });
  const versions = [
    plan('a', 'Quota', 1, '2026-01-01', 'active'),
    plan('a', 'Yearly quota', 2, '2026-07-01', 'active'),
    plan('b', 'Badges', 1, '2026-01-01', 'active'),
    plan('c', 'A draft', 1, '2026-01-01', 'draft'),
    plan('d', 'At an end', 1, '2026-01-01', 'active'),
    plan('d', 'At an end', 2, '2026-06-01', 'ended'),
  ];
  const names = (on: string) => plansFor(versions, on).map(({ name }) => name);
  expect(names('2026-02-01')).toEqual(['At an end', 'Badges', 'Quota']);
  expect(names('2026-10-01')).toEqual(['Badges', 'Yearly quota']);
});

describe('B-01 tables that are refused', () => {
  const table = (...edges: (readonly [string, string | null, number])[]) =>
    edges.map(([from, to, bp]) => ({ from, to, rate: share(bp) }));
  test.each([
    ['a gap', table(['0', '1/2', 200], ['3/5', null, 400]), 'marginal', 'gap'],
    ['an overlap', table(['0', '1/2', 200], ['2/5', null, 400]), 'marginal', 'overlap'],
    ['not from zero', table(['1/10', null, 200]), 'marginal', 'not from zero'],
    ['an end', table(['0', '1', 200]), 'marginal', 'ends'],
    ['falling total pay', table(['0', '1', 400], ['1', null, 200]), 'whole', 'falling'],
  ] as const)('%s', (_, tiers, mode, kind) => {
    expect(tiersProblem({ tiers, mode })?.kind).toBe(kind);
  });
  test('a lower rate for the part above takes nothing away, so it is fine', () => {
    expect(
      tiersProblem({ tiers: table(['0', '1', 400], ['1', null, 200]), mode: 'marginal' }),
    ).toBeUndefined();
  });
});

const scores = fc.array(fc.integer({ min: 0, max: 1200 }), { minLength: 1, maxLength: 30 });
const teamOf = (points: readonly number[]): PersonInputs[] =>
  points.map((tenths, index) => personOf(`m${String(index).padStart(3, '0')}`, { total: `${tenths}/10` }));
const sumOf = (amounts: Record<string, number>): number => Object.values(amounts).reduce((a, b) => a + b, 0);

describe('whatever the figures', () => {
  test('B-09 the parts of a pool sum to it', () => {
    fc.assert(
      fc.property(scores, fc.integer({ min: 0, max: 10_000_000 }), (points, fund) => {
        const pool = {
          kind: 'pool',
          per: 'all',
          fund: { kind: 'amount', minor: `${fund}` },
          weight: 'score',
          metric: null,
        } as const;
        const total = sumOf(paid(rulesOf(pool), teamOf(points)));
        expect(total).toBe(points.some((one) => one > 0) ? fund : 0);
      }),
    );
  });

  test('B-12 prizes are given out whole, however people tie', () => {
    fc.assert(
      fc.property(scores, (points) => {
        const prizes = ['1001', '502', '203'];
        const ranks = { kind: 'ranks', metric: null, prizes } as const;
        const given = prizes.slice(0, points.length).reduce((a, b) => a + Number(b), 0);
        expect(sumOf(paid(rulesOf(ranks), teamOf(points)))).toBe(given);
      }),
    );
  });

  test('B-01 more never pays less, in either mode', () => {
    fc.assert(
      fc.property(
        fc.nat(300_000),
        fc.nat(100_000),
        fc.constantFrom('marginal', 'whole'),
        (value, more, mode) => {
          const rules = rulesOf({ ...accelerator, mode });
          const less = one(rules, { kpis: [revenue(value, 100_000)] });
          expect(one(rules, { kpis: [revenue(value + more, 100_000)] })).toBeGreaterThanOrEqual(less);
        },
      ),
    );
  });

  test('B-01 whatever the table: one that is accepted never pays less for more, one that would is refused', () => {
    const steps = fc.array(fc.record({ width: fc.integer({ min: 1, max: 40 }), bp: fc.nat(2_000) }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        steps,
        fc.constantFrom('marginal', 'whole'),
        fc.nat(300),
        fc.nat(100),
        (given, mode, at, more) => {
          const edges = [0];
          for (const { width } of given) edges.push((edges.at(-1) ?? 0) + width);
          const tiers = given.map(({ bp }, index) => ({
            ...{ from: `${edges[index] ?? 0}/100`, rate: share(bp) },
            to: index === given.length - 1 ? null : `${edges[index + 1] ?? 0}/100`,
          }));
          const falls = given.some(({ bp }, index) => bp < (given[index - 1]?.bp ?? 0));
          expect(tiersProblem({ tiers, mode })?.kind).toBe(mode === 'whole' && falls ? 'falling' : undefined);
          if (mode === 'whole' && falls) return;
          const rules = rulesOf({ ...accelerator, mode, tiers });
          const less = one(rules, { kpis: [revenue(at * 1_000, 100_000)] });
          expect(one(rules, { kpis: [revenue((at + more) * 1_000, 100_000)] })).toBeGreaterThanOrEqual(less);
        },
      ),
    );
  });

  test('B-04 a budget is met to the cent, and nobody is scaled otherwise than by one unit', () => {
    fc.assert(
      fc.property(scores, fc.integer({ min: 1, max: 500_000 }), (points, budget) => {
        const people = teamOf(points);
        const before = paid(rulesOf(bonus('200000')), people);
        const after = paid(rulesOf(bonus('200000'), { budget: `${budget}` }), people);
        const asked = sumOf(before);
        expect(sumOf(after)).toBe(Math.min(asked, budget));
        if (asked > budget)
          for (const [key, amount] of Object.entries(after))
            expect(Math.abs(amount - ((before[key] ?? 0) * budget) / asked)).toBeLessThan(1);
      }),
    );
  });

  test('the order in which people come is irrelevant, and computing twice changes nothing', () => {
    fc.assert(
      fc.property(scores, (points) => {
        const run = runOf(rulesOf({ kind: 'ranks', metric: null, prizes: ['1001', '502', '203'] }));
        const people = teamOf(points);
        expect(payout(run, people.toReversed())).toEqual(payout(run, people));
        expect(payout(run, people)).toEqual(payout(run, people));
      }),
    );
  });
});

describe('B-05 a sealed run', () => {
  const run = { id: 'r1', inputs: runOf(rulesOf(accelerator)) };
  const people = [
    personOf('a', { kpis: [revenue(130_000, 100_000)] }),
    personOf('b', { kpis: [revenue(1, 2)] }),
  ];
  const statements = payout(run.inputs, people).map((result, index) => {
    const inputs = people[index] ?? personOf('x');
    return { memberKey: result.memberKey, inputs, result, sha256: statementHash(run.id, inputs, result) };
  });
  const sealed = { ...run, sha256: runHash(run.id, run.inputs, statements) };

  test('is reproduced from its inputs', () => expect(flawsOf(sealed, statements)).toEqual([]));

  test('shows an amount that was changed, and a plan that was changed', () => {
    const [first, ...rest] = statements;
    if (first === undefined) throw new Error('no statement');
    const line = { ...first.result.lines[0], amount: '1' } as (typeof first.result.lines)[number];
    const touched = { ...first, result: { ...first.result, lines: [line] } };
    expect(flawsOf(sealed, [touched, ...rest]).map(({ kind }) => kind)).toEqual(['hash', 'amounts']);
    const other = { ...sealed, inputs: runOf(rulesOf({ ...accelerator, mode: 'whole' })) };
    expect(flawsOf(other, statements).map(({ kind }) => kind)).toEqual([
      'hash of the run',
      'amounts',
      'amounts',
    ]);
  });
});
