import type { LocalDate } from '../kpi/localDate.ts';
import { nameKey } from '../people/names.ts';
import type { Person } from '../people/person.ts';
import { may } from '../people/rights.ts';
import type { Actor } from '../platform/slice.ts';

/** Something that is done over a while to win customers, with what may be spent on it. */
export interface Campaign {
  id: string;
  name: string;
  /** Other names by which people log it: in another language, misspelt, shorter. */
  aliases: readonly string[];
  /** '' where it belongs to none. */
  channel: string;
  region: string;
  from: LocalDate;
  /** First date after it; null while its end is open. */
  to: LocalDate | null;
  /** Minor units of the workspace's currency (M-05); null without a budget. */
  budget: bigint | null;
  /** As it was given, where that was in another currency. */
  original: { minor: bigint; currency: string } | null;
  ownerId: string;
  expectedLeads: number | null;
}

export const LONGEST_NAME = 80;
export const MOST_ALIASES = 20;

/** A campaign's name made comparable: two that are alike in it are one. */
export const campaignKey = (name: string): string => nameKey(name);

export const STATES = ['running', 'planned', 'over'] as const;
export type CampaignState = (typeof STATES)[number];

export function stateOf({ from, to }: Pick<Campaign, 'from' | 'to'>, today: LocalDate): CampaignState {
  if (from > today) return 'planned';
  return to !== null && to <= today ? 'over' : 'running';
}

/**
 * reliability.md § 7: a campaign is changed by its owner while they lead anybody, by whoever leads the owner's team, and by administrators.
 * `owner`: as of today; undefined where they are gone.
 */
export function mayChange(
  actor: Actor,
  { ownerId }: Pick<Campaign, 'ownerId'>,
  owner: Person | undefined,
): boolean {
  const isOwner = ownerId === actor.memberId && actor.leads.length > 0;
  return isOwner || may(actor, 'set-target', { memberId: null, teamId: owner?.teamId ?? null });
}
