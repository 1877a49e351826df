import type { Direction, Unit } from '../../kpi/metric.ts';
import type { Band } from '../../kpi/score.ts';
import type { BadgeKind } from '../../recognition/badges/badge.ts';
import type { FractionText, MinorText, PlanRules } from '../plan/plan.ts';

/** B-05: what a payout run is computed from, as plain data: exactly this is frozen, so that anyone can recompute every amount. */

/** Changes whenever the same inputs would give other amounts. */
export const PAY_RULE = 'B/1';

/** What all statements of a run share. */
export interface RunInputs {
  readonly rule: typeof PAY_RULE;
  readonly cycleId: string;
  readonly period: { readonly key: string; readonly from: string; readonly to: string };
  /** Of the workspace's metrics (M-05). */
  readonly currency: string;
  readonly plans: readonly FrozenPlan[];
  /** M-05: of plans in another currency: units of the workspace's currency for one of the plan's, in force on the period's last day. */
  readonly rates: readonly {
    readonly currency: string;
    readonly rate: FractionText;
    readonly source: string;
  }[];
}

export interface FrozenPlan {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly rules: PlanRules;
  /** The date on which somebody decided this version: later than the period's first day, every statement says so. */
  readonly decided?: string;
}

/** A KPI of a closed evaluation, as far as plans read it. */
export interface PaidKpi {
  readonly metric: string;
  readonly unit: Unit;
  readonly direction: Direction;
  /** Null: no data. */
  readonly value: FractionText | null;
  /** In force; null: no official target. */
  readonly target: FractionText | null;
}

/** A badge that a plan pays, as it stood: granted once (its key), and paid once by a plan. */
export interface PaidBadge {
  readonly plan: string;
  readonly key: string;
  readonly badge: BadgeKind;
  /** The date on which it was earned. */
  readonly on: string;
  /** What is told of it (recognition/badges/detail.ts). */
  readonly detail: { readonly kind: BadgeKind } & Readonly<Record<string, string | number>>;
}

/** One person's part; `memberKey` is the closed evaluation's, random, and names nobody by itself (S-07). */
export interface PersonInputs {
  readonly memberKey: string;
  /** The snapshot that it comes from. */
  readonly evaluation: { readonly seq: number; readonly sha256: string };
  readonly presence: { readonly present: FractionText; readonly working: FractionText };
  readonly total: FractionText | null;
  readonly band: Band | null;
  /** Why there is no score. */
  readonly unrated: string | null;
  /** Team of the period (P-06); null: none. */
  readonly team: string | null;
  readonly kpis: readonly PaidKpi[];
  /** Badges that their plans pay, by plan, date and key; absent where no plan of theirs does. */
  readonly badges?: readonly PaidBadge[];
  /** Ids of the plans that they are in. */
  readonly plans: readonly string[];
  /** B-11: what is still to be taken back, oldest first. */
  readonly recoveries: readonly {
    readonly id: string;
    readonly plan: string;
    readonly currency: string;
    readonly minor: MinorText;
  }[];
}

/** Whether a plan's terms were decided after the period that they pay had begun. */
export const isDecidedLate = (
  { decided }: Pick<FrozenPlan, 'decided'>,
  { period }: Pick<RunInputs, 'period'>,
): boolean => decided !== undefined && decided > period.from;
