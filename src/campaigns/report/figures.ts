import { divide, type Exact, exact, ONE, subtract } from '../../kpi/exact.ts';
import { wilson, Z_95 } from '../../kpi/statistics.ts';
import { customerKey, type Funnel } from './funnel.ts';

/** what came of a channel, a campaign or a region. Pure. */

/** What was counted there. */
export interface Tally {
  /** Hundredths, by activity. */
  counts: ReadonlyMap<string, bigint>;
  /** Minor units; null where nothing was recorded, which is not 0. */
  spend: bigint | null;
  revenue: bigint;
}

/** A conversion: of so many, so many went on; hundredths (M-04: credit can be split). */
export interface Rate {
  readonly hits: bigint;
  readonly total: bigint;
  readonly share: Exact;
  /** The 95 % Wilson interval; null where more went on than came in, as happens where they came in before the period. */
  readonly interval: readonly [low: number, high: number] | null;
}

export interface Step {
  readonly key: string;
  /** The step before; null for the first one. */
  readonly fromKey: string | null;
  readonly count: bigint;
  /** From the step before; null for the first one, and without anything there (M-03). */
  readonly rate: Rate | null;
}

export interface Figures {
  readonly spend: bigint | null;
  readonly leads: bigint;
  readonly customers: bigint;
  readonly revenue: bigint;
  readonly steps: readonly Step[];
  /** Leads that became customers. */
  readonly overall: Rate | null;
  /** Minor units; null without spend, or without what it is divided by. */
  readonly costPerLead: Exact | null;
  readonly costPerCustomer: Exact | null;
  /** Revenue ÷ spend. */
  readonly ratio: Exact | null;
  /** (revenue − spend) ÷ spend. */
  readonly gain: Exact | null;
  /** Fewer leads than say anything. */
  readonly isFew: boolean;
  /** Costs and return are of a part: of what has spend recorded. */
  readonly isPart?: boolean;
}

/** From so many on, a conversion says something. */
export const ENOUGH = 30;
const WHOLE = 100n;

/** a conversion with its interval; null without anything that could go on (M-03). */
export function rateOf(hits: bigint, total: bigint): Rate | null {
  if (total <= 0n || hits < 0n) return null;
  const share = exact(hits, total);
  // Credit of a part of somebody's lead is no sample of its own.
  const [reached, of] = [Number(hits) / 100, Number(total) / 100];
  return { hits, total, share, interval: hits > total ? null : wilson(reached, of, Z_95) };
}

export const hasEnough = (total: bigint): boolean => total >= BigInt(ENOUGH) * WHOLE;

/** the figures of one row. */
export function figuresOf({ counts, spend, revenue }: Tally, funnel: Funnel): Figures {
  const countOf = (key: string): bigint => counts.get(key) ?? 0n;
  const [leads, customers] = [countOf(funnel.leadKey), countOf(customerKey(funnel))];
  const steps = walked(funnel, countOf).map((key, index, all): Step => {
    const fromKey = all[index - 1] ?? null;
    const rate = fromKey === null ? null : rateOf(countOf(key), countOf(fromKey));
    return { key, fromKey, count: countOf(key), rate };
  });
  const cost = (count: bigint): Exact | null =>
    spend === null || count <= 0n ? null : divide(exact(spend), exact(count, WHOLE));
  const ratio = spend === null || spend <= 0n ? null : exact(revenue, spend);
  return {
    ...{ spend, leads, customers, revenue, steps, ratio },
    ...{ overall: rateOf(customers, leads), costPerLead: cost(leads), costPerCustomer: cost(customers) },
    gain: ratio === null ? null : subtract(ratio, ONE),
    isFew: !hasEnough(leads),
  };
}

/** what names nothing was neither spent on one thing nor won by it: its spend is told, its return is not. */
export const withoutReturn = (figures: Figures): Figures => ({
  ...{ ...figures, costPerLead: null, costPerCustomer: null, ratio: null, gain: null },
});

/** of all together, costs and return rest on what has spend recorded: revenue that cost nothing anybody wrote down is no return. */
export function withReturnOf(whole: Figures, spent: Figures): Figures {
  const { costPerLead, costPerCustomer, ratio, gain } = spent;
  const isPart =
    whole.leads !== spent.leads || whole.revenue !== spent.revenue || whole.spend !== spent.spend;
  return { ...whole, costPerLead, costPerCustomer, ratio, gain, ...(isPart ? { isPart } : {}) };
}

/** a step that nobody logged although later ones were reached is none of this row's: it would say that nobody got there. */
function walked({ steps }: Funnel, countOf: (key: string) => bigint): string[] {
  const keys = steps.map(({ key }) => key);
  const last = keys.findLastIndex((key) => countOf(key) > 0n);
  return keys.filter((key, index) => index === 0 || index >= last || countOf(key) > 0n);
}

/** whether two conversions differ beyond chance: enough on both sides, and intervals that do not overlap. */
export function areApart(a: Rate | null, b: Rate | null): boolean {
  if (a?.interval == null || b?.interval == null) return false;
  if (!hasEnough(a.total) || !hasEnough(b.total)) return false;
  return a.interval[0] > b.interval[1] || b.interval[0] > a.interval[1];
}
