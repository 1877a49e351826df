import { compare, type Exact, exact, isLess, multiply, subtract, ZERO } from '../../kpi/exact.ts';
import { type Figures, hasEnough, type Rate, type Step } from './figures.ts';

/** the bottleneck is the step whose conversion fell most against its last 8 weeks, weighted by the value that it lost. Pure. */

export const BASE_DAYS = 56;

export interface Bottleneck {
  /** The step that fewer reached, and the one before it. */
  readonly key: string;
  readonly fromKey: string;
  readonly now: Rate;
  readonly before: Rate;
  /** Minor units: customers that did not come of it, at what one was worth in the 8 weeks before. */
  readonly lost: Exact;
  /** Whether the rate of before still lies within the interval of now. */
  readonly mayBeChance: boolean;
}

/** undefined where no step fell, or nothing can be said: fewer than enough on either side, no revenue before. */
export function bottleneckOf(now: Figures, before: Figures): Bottleneck | undefined {
  const fallen = now.steps.flatMap((step) => fall(step, before) ?? []);
  return fallen.sort((a, b) => compare(b.lost, a.lost))[0];
}

/**
 * (rate before − rate now) × how many came in now = those who did not go on; each was worth revenue ÷ how many went on, in the 8 weeks before.
 */
function fall(step: Step, before: Figures): Bottleneck | undefined {
  const base = before.steps.find(({ key, fromKey }) => key === step.key && fromKey === step.fromKey);
  if (step.fromKey === null || step.rate === null || base?.rate == null) return undefined;
  if (!hasEnough(step.rate.total) || !hasEnough(base.rate.total) || base.count <= 0n) return undefined;
  const drop = subtract(base.rate.share, step.rate.share);
  if (!isLess(ZERO, drop)) return undefined;
  const missing = multiply(drop, exact(step.rate.total, 100n));
  const worth = exact(before.revenue * 100n, base.count);
  const high = step.rate.interval?.[1] ?? 1;
  return {
    ...{
      key: step.key,
      fromKey: step.fromKey,
      now: step.rate,
      before: base.rate,
      lost: multiply(missing, worth),
    },
    mayBeChance: Number(base.rate.hits) / Number(base.rate.total) <= high,
  };
}
