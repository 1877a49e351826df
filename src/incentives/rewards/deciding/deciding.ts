import type { Temporal } from '../../../kpi/time.ts';
import type { TeamInfo } from '../../../people/person.ts';
import { type Approval, approvalOf, secondsFor } from '../../run/run.ts';
import type { RewardOrder } from '../reward.ts';

/** B-08, B-05: who decides about a choice. What costs money takes finance or an administrator who did not give the points. */

export interface DecidingFacts {
  order: Pick<RewardOrder, 'memberId' | 'minor' | 'state' | 'at' | 'grantedById'>;
  actorId: string;
  /** Administrator or finance. */
  isOfficer: boolean;
  /** Whether the actor may propose bonuses of the person, or approve them (reliability.md § 7): never of themselves. */
  isTheirs: boolean;
  officerIds: readonly string[];
  now: Temporal.Instant;
}

/** As a payout run is approved, where it costs money; else whoever leads the person, finance, or an administrator. */
export function decidingOf({ order, isTheirs, ...facts }: DecidingFacts): Approval {
  if (order.state !== 'waiting') return { kind: 'decided' };
  if (order.minor === 0n) return isTheirs ? { kind: 'second' } : { kind: 'no right' };
  if (order.memberId === facts.actorId && facts.isOfficer)
    return { kind: 'own pay', others: secondsOf(order, facts.officerIds) };
  const run = { state: 'draft', createdById: order.grantedById ?? '', createdAt: order.at } as const;
  return approvalOf({ ...facts, run, paidIds: new Set([order.memberId]) });
}

const secondsOf = (
  { memberId, grantedById }: DecidingFacts['order'],
  officerIds: readonly string[],
): string[] =>
  secondsFor({ officerIds, run: { createdById: grantedById ?? '' }, paidIds: new Set([memberId]) });

/** Members who are asked: the second people where it costs money; else who leads the person, the nearest team first; else the officers. */
export function decidersOf(
  order: DecidingFacts['order'],
  teamId: string | null,
  teams: readonly TeamInfo[],
  officerIds: readonly string[],
): string[] {
  const others = officerIds.filter((id) => id !== order.memberId);
  if (order.minor > 0n) {
    const seconds = secondsOf(order, officerIds);
    return seconds.length > 0 ? seconds : others;
  }
  const seen = new Set<string>();
  for (let at = teamId; at !== null && !seen.has(at); ) {
    seen.add(at);
    const team = teams.find(({ id }) => id === at);
    const leads = (team?.leadIds ?? []).filter((id) => id !== order.memberId);
    if (leads.length > 0) return leads;
    at = team?.parentId ?? null;
  }
  return others;
}
