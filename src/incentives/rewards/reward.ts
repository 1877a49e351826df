import type { Temporal } from '../../kpi/time.ts';

/** B-08: a reward is a choice from a catalogue. Somebody is given points, with a reason, and chooses what they are worth to them. */

export const REWARD_KINDS = [
  'money',
  'time off',
  'training',
  'gift',
  'public praise',
  'quiet praise',
] as const;
export type RewardKind = (typeof REWARD_KINDS)[number];

/** Something of the catalogue. */
export interface RewardItem {
  id: string;
  name: string;
  kind: RewardKind;
  description: string;
  /** What it takes of a person's points. */
  points: number;
  /** What it costs the company, in minor units of `currency`; 0: nothing. */
  minor: bigint;
  currency: string;
  /** So many are left; null: any number. */
  stock: number | null;
  isOffered: boolean;
}

/** Points that somebody was given. */
export interface RewardGrant {
  id: string;
  memberId: string;
  points: number;
  reason: string;
  actorId: string;
  at: Temporal.Instant;
}

/** waiting → approved → given; or waiting → declined, or taken back by the person. */
export const ORDER_STATES = ['waiting', 'approved', 'given', 'declined', 'cancelled'] as const;
export type OrderState = (typeof ORDER_STATES)[number];

/** What somebody chose, as it stood in the catalogue then. */
export interface RewardOrder {
  id: string;
  memberId: string;
  itemId: string;
  name: string;
  kind: RewardKind;
  points: number;
  minor: bigint;
  currency: string;
  periodKey: string;
  state: OrderState;
  at: Temporal.Instant;
  grantedById: string | null;
  decidedById: string | null;
  reason: string;
}

/** The most points that are given, or asked for, at once. */
export const MOST_POINTS = 100_000;

/** Whether what was chosen takes points, stock and budget: all but what was declined or taken back. */
export const isHolding = ({ state }: Pick<RewardOrder, 'state'>): boolean =>
  state !== 'declined' && state !== 'cancelled';

/** B-08: money goes to payroll; all else is handed over. */
export const isForPayroll = ({ kind, minor }: Pick<RewardOrder, 'kind' | 'minor'>): boolean =>
  kind === 'money' && minor > 0n;

/** Points that are left to choose with. */
export function creditOf(
  grants: readonly Pick<RewardGrant, 'points'>[],
  orders: readonly Pick<RewardOrder, 'points' | 'state'>[],
): number {
  const given = grants.reduce((sum, { points }) => sum + points, 0);
  return orders.filter(isHolding).reduce((left, { points }) => left - points, given);
}

export type Refusal =
  | { readonly kind: 'not offered' }
  | { readonly kind: 'none left' }
  | { readonly kind: 'too few points'; readonly credit: number; readonly points: number }
  | { readonly kind: 'over budget' };

/** B-08: why somebody may not choose something; undefined where they may. `budget`: what is left of the quarter's, null where there is none. */
export function refusalOf(
  item: RewardItem,
  facts: { credit: number; budget: bigint | null; currency: string },
): Refusal | undefined {
  // A price in a currency that the workspace had before says nothing any more: somebody enters it anew.
  if (!item.isOffered || (item.minor > 0n && item.currency !== facts.currency))
    return { kind: 'not offered' };
  if (item.stock !== null && item.stock <= 0) return { kind: 'none left' };
  if (facts.credit < item.points)
    return { kind: 'too few points', credit: facts.credit, points: item.points };
  if (facts.budget !== null && item.minor > facts.budget) return { kind: 'over budget' };
  return undefined;
}

/** What remains of stock that somebody sees as `seen` and sets to `wished`, while others may have taken of it: never below 0. */
export function stockAfter(now: number | null, seen: number | null, wished: number | null): number | null {
  if (now === null || seen === null || wished === null) return wished;
  return Math.max(0, now + wished - seen);
}
