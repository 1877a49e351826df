import {
  add,
  compare,
  divide,
  type Exact,
  exact,
  isAtLeast,
  isLess,
  isZero,
  max,
  min,
  multiply,
  subtract,
  ZERO,
} from '../../kpi/exact.ts';
import { DECIMALS, type Unit } from '../../kpi/metric.ts';
import { currency, exponentOf } from '../../kpi/money.ts';
import { readFraction } from '../fraction.ts';
import type { BonusTerms, CurvePoint, Rate, Tier, TierTerms } from '../plan/plan.ts';
import type { PaidKpi } from './inputs.ts';

/** B-01, B-02: what one person earns by tiers and by a multiplier. Exact, in minor units of the plan's currency, before any limit and rounding. */

/** M-05: how minor units of the workspace's currency become minor units of the plan's. */
export type Exchange = Exact;

/** M-05: units of `own` for one unit of `of`, as the factor from minor units of `own` to those of `of`. */
export function exchange(own: string, of: string, rate: Exact | undefined): Exchange {
  if (own === of || rate === undefined) return exact(1n);
  const scale = exact(10n ** BigInt(exponentOf(currency(of))), 10n ** BigInt(exponentOf(currency(own))));
  return divide(scale, rate);
}

/** Why a line has no automatic amount (B-02): none of these is a zero that somebody earned. */
export type Silence = 'not rated' | 'no data' | 'no target';

/** B-01: where a person stands in a table of tiers. */
export interface Reached {
  /** Shares of the target, or smallest units of the metric. */
  readonly at: Exact;
  /** What one of `at` is worth in smallest units of the metric: the target, or 1. */
  readonly base: Exact;
}

/** B-01: how far in the table; `why` where there is no value, or no target to compare it with (a target of 0 is none). */
export function reachedOf(kpi: PaidKpi | undefined, on: TierTerms['on']): Reached | { why: Silence } {
  if (kpi === undefined || kpi.value === null) return { why: 'no data' };
  const value = readFraction(kpi.value);
  if (on === 'amount') return { at: value, base: exact(1n) };
  const target = kpi.target === null ? ZERO : readFraction(kpi.target);
  return isLess(ZERO, target) ? { at: divide(value, target), base: target } : { why: 'no target' };
}

/** What a rate pays for so many smallest units of a metric. */
function paidBy(rate: Rate, amount: Exact, unit: Unit, change: Exchange): Exact {
  if (rate.kind === 'share') return multiply(multiply(amount, exact(BigInt(rate.bp), 10_000n)), change);
  const one = unit === 'money' ? 1n : 10n ** BigInt(DECIMALS[unit]);
  return multiply(amount, exact(BigInt(rate.minor), one));
}

/** The part of one tier, as a statement shows it. */
export interface TierPart {
  readonly tier: number;
  /** Smallest units of the metric that fall into it. */
  readonly amount: Exact;
  readonly pay: Exact;
}

/** B-01: part by part, or everything at the rate of the tier that was reached (who stands exactly on a threshold has reached it). */
export function tierParts(terms: TierTerms, reached: Reached, unit: Unit, change: Exchange): TierPart[] {
  const { at, base } = reached;
  if (!isLess(ZERO, at)) return [];
  const pay = (tier: Tier, amount: Exact): Exact => paidBy(tier.rate, amount, unit, change);
  if (terms.mode === 'whole') {
    const index = terms.tiers.findLastIndex(({ from }) => isAtLeast(at, readFraction(from)));
    const tier = terms.tiers[index];
    const amount = multiply(at, base);
    return tier === undefined ? [] : [{ tier: index, amount, pay: pay(tier, amount) }];
  }
  return terms.tiers.flatMap((tier, index) => {
    const from = readFraction(tier.from);
    if (!isLess(from, at)) return [];
    const to = tier.to === null ? at : min(at, readFraction(tier.to));
    const amount = multiply(subtract(to, from), base);
    return [{ tier: index, amount, pay: pay(tier, amount) }];
  });
}

export const sumOfParts = (parts: readonly TierPart[]): Exact =>
  parts.reduce((all, { pay }) => add(all, pay), ZERO);

/** B-02: the multiplier of a score: linear between the curve's points, as the first before them and as the last beyond. */
export function multiplierOf(curve: readonly CurvePoint[], points: Exact): Exact {
  const corners = curve.map((one) => ({
    at: readFraction(one.points),
    by: readFraction(one.multiplier),
  }));
  const [first] = corners;
  const next = corners.findIndex(({ at }) => compare(points, at) <= 0);
  if (first === undefined) return ZERO;
  if (next === 0) return first.by;
  const [from, to] = [corners[next - 1], corners[next]];
  if (from === undefined || to === undefined) return corners.at(-1)?.by ?? ZERO;
  const share = divide(subtract(points, from.at), subtract(to.at, from.at));
  return add(from.by, multiply(share, subtract(to.by, from.by)));
}

/** B-02: on-target bonus × multiplier × presence. */
export function bonusOf({ amount, curve }: BonusTerms, points: Exact, presence: Exact): Exact {
  return multiply(multiply(exact(BigInt(amount)), multiplierOf(curve, points)), presence);
}

/** T-04: the share of the working days on which somebody was there, never above 1; a period without working days counts whole. */
export function presenceShare(presence: { present: string; working: string }): Exact {
  const working = readFraction(presence.working);
  if (isZero(working)) return exact(1n);
  return min(exact(1n), max(ZERO, divide(readFraction(presence.present), working)));
}
