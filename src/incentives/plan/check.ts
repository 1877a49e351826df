import { compare, type Exact, exact, isLess, ZERO } from '../../kpi/exact.ts';
import type { Direction, Unit } from '../../kpi/metric.ts';
import { fail, ok, type Result } from '../../kpi/result.ts';
import { readFraction } from '../fraction.ts';
import type { CurvePoint, PlanRules, PlanWish, Rate, TierTerms } from './plan.ts';

/** What can be wrong with a plan, each said at its field. */
export type PlanProblem =
  | { readonly kind: 'no name' }
  | { readonly kind: 'no metric' }
  /** B-01: rates in per cent are for money, money for each unit is for everything else. */
  | { readonly kind: 'rate of another unit'; readonly unit: Unit }
  /** Tiers and pools pay for more; of a metric where less is better they would pay for worse. */
  | { readonly kind: 'not higher' }
  | TierProblem
  | CurveProblem
  | { readonly kind: 'no prizes' }
  | { readonly kind: 'guarantee above cap' }
  | { readonly kind: 'gate of a band' };

export type TierProblem =
  | { readonly kind: 'no tiers' }
  | { readonly kind: 'not from zero' }
  | { readonly kind: 'empty tier'; readonly line: number }
  | { readonly kind: 'gap'; readonly line: number }
  | { readonly kind: 'overlap'; readonly line: number }
  | { readonly kind: 'no end'; readonly line: number }
  | { readonly kind: 'ends' }
  /** B-01: more achievement would pay less. */
  | { readonly kind: 'falling'; readonly line: number }
  | { readonly kind: 'mixed rates'; readonly line: number };

export type CurveProblem =
  | { readonly kind: 'no curve' }
  | { readonly kind: 'curve order' }
  | { readonly kind: 'curve falls' };

/** What a plan has to know of a metric. */
export interface KnownMetric {
  readonly key: string;
  readonly unit: Unit;
  readonly direction: Direction;
}

/** B-01…B-12: whether a plan can be kept, or the first thing that is wrong with it. */
export function checkPlan(wish: PlanWish, metrics: readonly KnownMetric[]): Result<PlanWish, PlanProblem> {
  if (wish.name.trim() === '') return fail({ kind: 'no name' });
  const problem = termsProblem(wish.rules, metrics) ?? limitsProblem(wish.rules, metrics);
  return problem === undefined ? ok(wish) : fail(problem);
}

function termsProblem({ terms }: PlanRules, metrics: readonly KnownMetric[]): PlanProblem | undefined {
  const find = (key: string | null) => metrics.find((metric) => metric.key === key);
  switch (terms.kind) {
    case 'tiers':
      return tiersProblem(terms) ?? metricProblem(find(terms.metric), terms.tiers[0]?.rate);
    case 'bonus':
      return curveProblem(terms.curve);
    case 'ranks':
      if (terms.metric !== null && find(terms.metric) === undefined) return { kind: 'no metric' };
      return terms.prizes.length === 0 ? { kind: 'no prizes' } : undefined;
    case 'bands':
    case 'badges':
      return terms.rewards.length === 0 ? { kind: 'no prizes' } : undefined;
    case 'pool': {
      const weights = terms.weight === 'metric' ? metricProblem(find(terms.metric)) : undefined;
      if (terms.fund.kind === 'amount') return weights;
      return weights ?? metricProblem(find(terms.fund.metric), { kind: 'share', bp: terms.fund.bp });
    }
  }
}

function metricProblem(metric: KnownMetric | undefined, rate?: Rate): PlanProblem | undefined {
  if (metric === undefined) return { kind: 'no metric' };
  if (metric.direction !== 'higher') return { kind: 'not higher' };
  if (rate !== undefined && (rate.kind === 'share') !== (metric.unit === 'money'))
    return { kind: 'rate of another unit', unit: metric.unit };
  return undefined;
}

/** B-01: from zero to no end without a gap or an overlap, and never less pay for more. `line` counts from 1. */
export function tiersProblem({ tiers, mode }: Pick<TierTerms, 'tiers' | 'mode'>): TierProblem | undefined {
  const [first] = tiers;
  if (first === undefined) return { kind: 'no tiers' };
  if (compare(readFraction(first.from), ZERO) !== 0) return { kind: 'not from zero' };
  for (const [index, tier] of tiers.entries()) {
    const line = index + 1;
    const from = readFraction(tier.from);
    if (tier.to !== null && !isLess(from, readFraction(tier.to))) return { kind: 'empty tier', line };
    const before = tiers[index - 1];
    if (before === undefined) continue;
    if (before.to === null) return { kind: 'no end', line: index };
    const side = compare(from, readFraction(before.to));
    if (side !== 0) return { kind: side > 0 ? 'gap' : 'overlap', line };
    if (before.rate.kind !== tier.rate.kind) return { kind: 'mixed rates', line };
    // Part by part, nothing that is earned is lost; a lower rate for everything would take from what was earned before.
    if (mode === 'whole' && isLess(rateOf(tier.rate), rateOf(before.rate))) return { kind: 'falling', line };
  }
  return tiers.at(-1)?.to === null ? undefined : { kind: 'ends' };
}

/** A rate as a number to compare it with others of its kind. */
const rateOf = (rate: Rate): Exact => exact(rate.kind === 'share' ? BigInt(rate.bp) : BigInt(rate.minor));

/** B-02: points that rise, multipliers that never fall. */
export function curveProblem(curve: readonly CurvePoint[]): CurveProblem | undefined {
  if (curve.length < 2) return { kind: 'no curve' };
  for (const [index, { points, multiplier }] of curve.entries()) {
    const before = curve[index - 1];
    if (before === undefined) continue;
    if (!isLess(readFraction(before.points), readFraction(points))) return { kind: 'curve order' };
    if (isLess(readFraction(multiplier), readFraction(before.multiplier))) return { kind: 'curve falls' };
  }
  return undefined;
}

function limitsProblem(
  { guarantee, cap, gate }: PlanRules,
  metrics: readonly KnownMetric[],
): PlanProblem | undefined {
  if (guarantee !== null && cap !== null && BigInt(guarantee) > BigInt(cap))
    return { kind: 'guarantee above cap' };
  if (gate === null) return undefined;
  const metric = metrics.find((one) => one.key === gate.metric);
  if (metric === undefined) return { kind: 'no metric' };
  return metric.direction === 'maintain' ? { kind: 'gate of a band' } : undefined;
}
