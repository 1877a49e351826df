import { compare, type Exact } from '../../kpi/exact.ts';
import type { Temporal } from '../../kpi/time.ts';
import type { Campaign } from '../campaign.ts';
import { areApart, type Figures, type Rate } from '../report/figures.ts';

/** which part of a budget would do more elsewhere. Pure. */

/** At most so much of a budget moves at once. */
export const MOST_MOVED = 15n;
const WHOLE = 100n;

/** A campaign with a budget, and what came of it. */
export interface Side {
  readonly campaign: Campaign & { readonly budget: bigint };
  readonly figures: Figures;
  readonly overall: Rate;
  /** Minor units a customer; null where what was spent won nobody, which is dearer than anything. */
  readonly cost: Exact | null;
}

/** a proposal to move some of one budget to another. */
export interface Move {
  readonly from: Side;
  readonly to: Side;
  /** Minor units. */
  readonly amount: bigint;
}

/** What was decided before about the same two, and on which figures. */
export interface Decision {
  readonly id: string;
  readonly fromId: string;
  readonly toId: string;
  readonly kind: 'accepted' | 'declined';
  readonly from: Pick<Rate, 'hits' | 'total'>;
  readonly to: Pick<Rate, 'hits' | 'total'>;
}

/** A decision as somebody reads it later: by whom, when, how much, and why. */
export interface PastDecision extends Decision {
  /** Minor units: what was moved, or was to be. */
  readonly amount: bigint;
  readonly reason: string;
  readonly actorId: string;
  readonly at: Temporal.Instant;
}

/** the most that may leave a budget: 15 % of it, rounded down, and never what was spent already. */
export function mostMoved({ campaign, figures }: Side): bigint {
  const share = (campaign.budget * MOST_MOVED) / WHOLE;
  const left = campaign.budget - (figures.spend ?? 0n);
  return left < share ? left : share;
}

/** only what has a budget, recorded spend and leads can be compared. */
export function sideOf(campaign: Campaign, figures: Figures): Side | undefined {
  const { overall, costPerCustomer: cost, spend } = figures;
  const { budget } = campaign;
  if (budget === null || overall === null || spend === null) return undefined;
  return { campaign: { ...campaign, budget }, figures, overall, cost };
}

/**
 * at most 15 % of a budget, only where there are 30 leads on both sides, the intervals of their conversions do not overlap, and the better
 * one's customers cost no more. Each campaign is in one proposal: the worst gives to the best, the next worse to the next best.
 */
export function movesOf(sides: readonly Side[], decided: readonly Decision[]): Move[] {
  const byRate = sides.toSorted(
    (a, b) => compare(b.overall.share, a.overall.share) || (a.campaign.id < b.campaign.id ? -1 : 1),
  );
  const used = new Set<string>();
  const moves: Move[] = [];
  for (const from of byRate.toReversed()) {
    if (used.has(from.campaign.id)) continue;
    const to = byRate.find(
      (side) => !used.has(side.campaign.id) && isBetter(side, from) && !isSettled(from, side, decided),
    );
    const amount = mostMoved(from);
    if (to === undefined || amount <= 0n) continue;
    used.add(from.campaign.id).add(to.campaign.id);
    moves.push({ from, to, amount });
  }
  return moves;
}

function isBetter(a: Side, b: Side): boolean {
  if (a.campaign.id === b.campaign.id) return false;
  const isHigher = compare(a.overall.share, b.overall.share) > 0;
  const isDearer = a.cost === null || (b.cost !== null && compare(a.cost, b.cost) > 0);
  return isHigher && !isDearer && areApart(a.overall, b.overall);
}

/**
 * what was decided does not come back unless the figures changed materially since: a conversion left the interval of now, or half as many
 * leads again came in on either side.
 */
export function isSettled(from: Side, to: Side, decided: readonly Decision[]): boolean {
  return decided.some(
    (one) =>
      one.fromId === from.campaign.id &&
      one.toId === to.campaign.id &&
      !hasChanged(one.from, from.overall) &&
      !hasChanged(one.to, to.overall),
  );
}

/** So much more than before is new evidence, in per cent. */
const NEWS = 150n;

export function hasChanged(then: Pick<Rate, 'hits' | 'total'>, now: Rate): boolean {
  if (now.total * WHOLE >= then.total * NEWS || then.total * WHOLE >= now.total * NEWS) return true;
  if (now.interval === null || then.total === 0n) return true;
  const before = Number(then.hits) / Number(then.total);
  return before < now.interval[0] || before > now.interval[1];
}

/** how two budgets stand after an amount moved. */
export const afterMove = (
  { from, to }: Pick<Move, 'from' | 'to'>,
  amount: bigint,
): readonly [Campaign, Campaign] => [
  { ...from.campaign, budget: from.campaign.budget - amount, original: null },
  { ...to.campaign, budget: to.campaign.budget + amount, original: null },
];
