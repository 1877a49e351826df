import type { Band } from '../../kpi/score.ts';
import type { Temporal } from '../../kpi/time.ts';
import type { BadgeKind } from '../../recognition/badges/badge.ts';

/**
 * B-01…B-12: what a bonus plan says. Plain data in texts and whole numbers, so that a version can be kept, frozen and hashed as it is. Money is
 * in minor units of the plan's currency, fractions are texts ("1/2").
 */

export const PLAN_KINDS = ['tiers', 'bonus', 'ranks', 'bands', 'badges', 'pool'] as const;
export type PlanKind = (typeof PLAN_KINDS)[number];

export type MinorText = string;
export type FractionText = string;

/** B-03: a share of a money metric in basis points, or so much money for each whole unit of any other metric. */
export type Rate =
  | { readonly kind: 'share'; readonly bp: number }
  | { readonly kind: 'each'; readonly minor: MinorText };

/** B-01: half-open from … to; thresholds are shares of the target, or smallest units of the metric. `to` null: no end. */
export interface Tier {
  readonly from: FractionText;
  readonly to: FractionText | null;
  readonly rate: Rate;
}

/** B-01: achievement is measured in shares of the own target, or in the metric itself. */
export const TIER_BASES = ['attainment', 'amount'] as const;
/** B-01: each tier's rate for its own part alone, or (chosen) the reached tier's rate for everything. */
export const TIER_MODES = ['marginal', 'whole'] as const;

export interface TierTerms {
  readonly kind: 'tiers';
  readonly metric: string;
  readonly on: (typeof TIER_BASES)[number];
  readonly mode: (typeof TIER_MODES)[number];
  readonly tiers: readonly Tier[];
}

/** B-02: points of the score and the multiplier that they earn; linear between, flat beyond. */
export interface CurvePoint {
  readonly points: FractionText;
  readonly multiplier: FractionText;
}

export interface BonusTerms {
  readonly kind: 'bonus';
  readonly amount: MinorText;
  readonly curve: readonly CurvePoint[];
}

/** B-12: prizes of the places, by the score or by a metric (`metric` null: the score). */
export interface RankTerms {
  readonly kind: 'ranks';
  readonly metric: string | null;
  readonly prizes: readonly MinorText[];
}

/** A fixed reward for each band of the evaluation (S-05). */
export interface BandTerms {
  readonly kind: 'bands';
  readonly rewards: readonly { readonly band: Band; readonly amount: MinorText }[];
}

/** A fixed reward for each badge of a kind; whole, whatever the presence: it was earned or it was not. */
export interface BadgeTerms {
  readonly kind: 'badges';
  readonly rewards: readonly { readonly badge: BadgeKind; readonly amount: MinorText }[];
}

export const POOL_WEIGHTS = ['equal', 'presence', 'score', 'metric'] as const;
export type PoolWeight = (typeof POOL_WEIGHTS)[number];
export const POOL_GROUPS = ['team', 'all'] as const;

/** B-09: a pool is split by stated weights; it is an amount, or a share of what the group achieved in a money metric. */
export interface PoolTerms {
  readonly kind: 'pool';
  readonly per: (typeof POOL_GROUPS)[number];
  readonly fund:
    | { readonly kind: 'amount'; readonly minor: MinorText }
    | { readonly kind: 'share'; readonly metric: string; readonly bp: number };
  readonly weight: PoolWeight;
  /** Where `weight` is "metric". */
  readonly metric: string | null;
}

export type Terms = TierTerms | BonusTerms | RankTerms | BandTerms | BadgeTerms | PoolTerms;

export const PLAN_ROLES = ['any', 'rep', 'manager'] as const;
export type PlanRole = (typeof PLAN_ROLES)[number];

/** Whom a plan is for: who fulfils all that is named; nothing named means everybody. */
export interface Who {
  readonly role: PlanRole;
  readonly teamIds: readonly string[];
  readonly memberIds: readonly string[];
}

/** B-02: what somebody gets who has no score, or no target: nothing, or the prorated guarantee. */
export const UNRATED_POLICIES = ['nothing', 'guarantee'] as const;

/** What decides about money; frozen with a payout run, without names of people. */
export interface PlanRules {
  readonly currency: string;
  readonly terms: Terms;
  /** On-target bonus, fixed rewards, guarantee and pool weights follow the share of the days that somebody was there (T-04). */
  readonly isProrated: boolean;
  readonly unrated: (typeof UNRATED_POLICIES)[number];
  /** B-10. */
  readonly guarantee: MinorText | null;
  /** The most for one person. */
  readonly cap: MinorText | null;
  /** B-04: the most for all together. */
  readonly budget: MinorText | null;
  /** No pay under a quality floor, in smallest units of the metric. */
  readonly gate: { readonly metric: string; readonly floor: FractionText } | null;
  /** B-11: so many days after the approval, at most so many per cent of the line. */
  readonly clawback: { readonly days: number; readonly percent: number } | null;
}

export interface PlanWish {
  readonly name: string;
  readonly rules: PlanRules;
  readonly who: Who;
}

/** draft: shown and tried, never paid · active: pays periods that begin on its date or later · ended: pays no more from its date on. */
export const PLAN_STATES = ['draft', 'active', 'ended'] as const;
export type PlanState = (typeof PLAN_STATES)[number];

/** One version; versions are appended and never changed. */
export interface Plan extends PlanWish {
  readonly id: string;
  readonly version: number;
  readonly state: PlanState;
  /** First date for which it holds. */
  readonly from: string;
  /** When somebody decided this version; absent where it is tried unsaved. */
  readonly at?: Temporal.Instant;
}

/** The plans that pay a period, each in its version, by name as they are listed: so do the lines of statements follow each other. */
export const plansFor = (versions: readonly Plan[], periodFrom: string): Plan[] =>
  [...Map.groupBy(versions, ({ id }) => id).values()]
    .flatMap((own) => versionFor(own, periodFrom) ?? [])
    .toSorted((a, b) => Number(a.name > b.name) - Number(a.name < b.name));

/** The version that pays a period: the newest decided one that held on the period's first day; none where that one ended it. */
function versionFor(versions: readonly Plan[], periodFrom: string): Plan | undefined {
  const decided = versions.filter(({ state, from }) => state !== 'draft' && from <= periodFrom);
  const latest = decided.toSorted((a, b) =>
    a.from === b.from ? a.version - b.version : a.from < b.from ? -1 : 1,
  );
  const found = latest.at(-1);
  return found?.state === 'active' ? found : undefined;
}

/** Metrics that a plan reads. */
export function metricsOf({ terms, gate }: PlanRules): string[] {
  const own = {
    tiers: () => (terms.kind === 'tiers' ? [terms.metric] : []),
    bonus: () => [],
    ranks: () => (terms.kind === 'ranks' && terms.metric !== null ? [terms.metric] : []),
    bands: () => [],
    badges: () => [],
    pool: () =>
      terms.kind === 'pool'
        ? [terms.metric, terms.fund.kind === 'share' ? terms.fund.metric : null].filter((key) => key !== null)
        : [],
  }[terms.kind]();
  return [...new Set([...own, ...(gate === null ? [] : [gate.metric])])];
}

/** Whether somebody is among those whom a plan is for, by role and teams of the period (P-06). `teamIds`: the own team and those above it. */
export function isFor(
  who: Who,
  person: { memberId: string; role: string; teamIds: readonly string[] },
): boolean {
  if (who.role !== 'any' && who.role !== person.role) return false;
  if (who.teamIds.length > 0 && !who.teamIds.some((id) => person.teamIds.includes(id))) return false;
  return who.memberIds.length === 0 || who.memberIds.includes(person.memberId);
}
