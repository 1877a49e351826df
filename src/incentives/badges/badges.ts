import type { LocalDate } from '../../kpi/localDate.ts';
import type { Temporal } from '../../kpi/time.ts';
import { type Badge, earnedOn } from '../../recognition/badges/badge.ts';
import { detailText } from '../../recognition/badges/detail.ts';
import type { PaidBadge, PersonInputs } from '../pay/inputs.ts';
import type { BadgeTerms, Plan } from '../plan/plan.ts';

/** A fixed reward for each badge: which badges a run pays, and what each is worth. Pure. */

/** What an approved run of a plan covered, of one person. */
export interface Covered {
  memberId: string;
  planId: string;
  period: { from: string; to: string };
  /** When it was computed: a badge that was granted later is in none of its lines. */
  at: Temporal.Instant;
}

/** A badge that an approved run paid. */
export interface Paid {
  memberId: string;
  planId: string;
  key: string;
}

export interface BadgesGiven {
  /** Badges that stand. */
  badges: readonly Badge[];
  paid: readonly Paid[];
  covered: readonly Covered[];
}

export const NO_BADGES: BadgesGiven = { badges: [], paid: [], covered: [] };

/**
 * P-05: badges of the period that stand and were not paid yet, and those of a period paid before that were granted only after it was computed: they
 * follow in this run. By plan, date and key.
 */
export function badgesFor(
  memberId: string,
  plans: readonly Plan[],
  period: { from: LocalDate; to: LocalDate },
  { badges, paid, covered }: BadgesGiven,
): PaidBadge[] {
  const own = badges.filter((one) => one.memberId === memberId && one.withdrawnAt === null);
  return plans.flatMap(({ id: planId, rules: { terms } }) => {
    if (terms.kind !== 'badges') return [];
    const kinds = new Set(terms.rewards.map(({ badge }) => badge));
    const isMine = (one: { memberId: string; planId: string }) =>
      one.memberId === memberId && one.planId === planId;
    const known = new Set(paid.filter(isMine).map(({ key }) => key));
    const before = covered.filter(isMine);
    return own
      .filter((badge) => kinds.has(badge.detail.kind) && !known.has(badge.key))
      .filter((badge) => isIn(badge, period) || before.some((one) => isLate(badge, one, period)))
      .map((badge) => paidBadge(planId, badge))
      .toSorted((a, b) => (a.on === b.on ? (a.key < b.key ? -1 : 1) : a.on < b.on ? -1 : 1));
  });
}

const isIn = (badge: Badge, { from, to }: { from: string; to: string }): boolean =>
  earnedOn(badge) >= from && earnedOn(badge) < to;

const isLate = (badge: Badge, { period, at }: Covered, { from }: { from: string }): boolean =>
  earnedOn(badge) < from && isIn(badge, period) && badge.grantedAt.epochMilliseconds > at.epochMilliseconds;

const paidBadge = (plan: string, badge: Badge): PaidBadge => ({
  ...{ plan, key: badge.key, badge: badge.detail.kind, on: earnedOn(badge) },
  detail: JSON.parse(detailText(badge.detail)) as PaidBadge['detail'],
});

/** What each badge of a plan pays: a fixed amount in minor units of the plan's currency (M-05). */
export function badgeParts(
  { rewards }: BadgeTerms,
  planId: string,
  { badges = [] }: Pick<PersonInputs, 'badges'>,
): { key: string; pay: string }[] {
  return badges
    .filter(({ plan }) => plan === planId)
    .flatMap(({ key, badge }) => {
      const pay = rewards.find((one) => one.badge === badge)?.amount;
      return pay === undefined ? [] : [{ key, pay }];
    });
}

/** Which badges a run pays; those that the database keeps so that no plan pays one twice. */
export const paidOf = (rows: readonly { memberId: string; inputs: Pick<PersonInputs, 'badges'> }[]): Paid[] =>
  rows.flatMap(({ memberId, inputs: { badges = [] } }) =>
    badges.map(({ plan, key }) => ({ memberId, planId: plan, key })),
  );

/** Whether all badges that a run would pay still stand. */
export function allStand(paid: readonly Paid[], standing: readonly Badge[]): boolean {
  const keys = new Set(standing.map(({ memberId, key }) => `${memberId} ${key}`));
  return paid.every(({ memberId, key }) => keys.has(`${memberId} ${key}`));
}
