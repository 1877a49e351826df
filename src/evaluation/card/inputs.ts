/**
 * What an evaluation is computed from, as plain data: exactly this is kept when a cycle closes (S-07), so that anyone can recompute it. Fractions
 * are texts ("400/3") in smallest units of the metric; free texts and names are not in it.
 */
import type { Direction, Nature, Unit } from '../../kpi/metric.ts';

/** S-07: changes whenever the same inputs would give another result. */
export const RULE_VERSION = 'S/1';

/** Why a KPI has no points: none of these is a zero (M-03). */
export const SILENCES = ['no data', 'no target', 'away', 'baseline needed'] as const;
export type Silence = (typeof SILENCES)[number];

/** "3", "-1/3": an exact fraction as text. */
export type FractionText = string;

export type LevelTexts = {
  readonly target: FractionText;
  readonly baseline?: FractionText;
  readonly commit?: FractionText;
  readonly stretch?: FractionText;
  readonly tolerance?: FractionText;
};

export type KpiInput = {
  readonly metric: string;
  readonly unit: Unit;
  readonly direction: Direction;
  readonly nature: Nature;
  readonly weight: number;
  /** S-04: a gate's floor; null: no gate. */
  readonly floor: FractionText | null;
  /** M-07: confirmed facts only; null: no data. */
  readonly value: FractionText | null;
  /** T-03, T-04, T-08: in force, as presence, holidays and versions made it; null: no official target. */
  readonly levels: LevelTexts | null;
  /** Which target and which of its versions (T-06). */
  readonly target: { readonly id: string; readonly versions: readonly number[] } | null;
  readonly silence: Silence | null;
};

/** S-06: a review that the template gives weight; points null: it was not handed in, and its weight is shared out. */
export type PartInput = {
  readonly kind: 'self' | 'peers';
  readonly weight: number;
  readonly points: number | null;
};

export type CardInputs = {
  readonly rule: typeof RULE_VERSION;
  /** Template id and version. */
  readonly template: { readonly id: string; readonly version: number };
  readonly period: { readonly key: string; readonly from: string; readonly to: string };
  readonly currency: string;
  /** P-04: days of presence and working days of the period, as decimals in halves. */
  readonly presence: { readonly present: FractionText; readonly working: FractionText };
  readonly kpis: readonly KpiInput[];
  readonly parts: readonly PartInput[];
  /** S-03. */
  readonly mayBeOneSided: boolean;
  /** S-06: confirmed whole points; the reason's hash stands for its text. */
  readonly adjustment: { readonly points: number; readonly reasonHash: string } | null;
};
