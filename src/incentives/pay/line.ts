import type { FractionText, MinorText } from '../plan/plan.ts';
import type { Silence } from './earn.ts';

/** One line of a statement: what a plan pays one person, with every step between the figure and the amount (B-05). */

/** What stands between what was earned and what is paid, in the order in which it is applied. */
export interface Limits {
  /** The quality gate: under its floor nothing was earned; without data it cannot hold anything back, which is shown. */
  readonly gate: 'held' | 'under' | 'no data' | null;
  readonly isCapped: boolean;
  /** B-10: the guarantee was more than what was earned. */
  readonly isGuaranteed: boolean;
  /** B-04: paid ÷ asked for, of all lines of the plan; null: the budget was enough. */
  readonly budgetFactor: FractionText | null;
}

export type Way =
  | {
      readonly kind: 'tiers';
      readonly metric: string;
      readonly value: FractionText;
      readonly target: FractionText | null;
      readonly parts: readonly {
        readonly tier: number;
        readonly amount: FractionText;
        readonly pay: FractionText;
      }[];
    }
  | { readonly kind: 'bonus'; readonly points: FractionText; readonly multiplier: FractionText }
  | {
      readonly kind: 'ranks';
      readonly rank: number;
      readonly tied: number;
      readonly value: FractionText;
    }
  | { readonly kind: 'bands'; readonly band: string }
  /** Keys of the badges that were earned, and what each pays. */
  | { readonly kind: 'badges'; readonly parts: readonly { readonly key: string; readonly pay: MinorText }[] }
  | {
      readonly kind: 'pool';
      readonly fund: MinorText;
      readonly weight: FractionText;
      readonly weights: FractionText;
      readonly people: number;
    }
  /** B-02: no automatic amount; the plan's policy decided. */
  | { readonly kind: 'policy'; readonly why: Silence }
  /** B-11: a negative line. */
  | { readonly kind: 'recovery'; readonly id: string };

export interface Line {
  readonly plan: string;
  readonly version: number;
  readonly currency: string;
  readonly way: Way;
  /** T-04: the share of the working days that counted; "1" where the plan does not prorate. */
  readonly presence: FractionText;
  /** Before limits and rounding, in minor units. */
  readonly earned: FractionText;
  readonly limits: Limits;
  /** B-03: rounded half to even once, or a part by the largest remainder. */
  readonly amount: MinorText;
}

export interface Statement {
  readonly memberKey: string;
  readonly lines: readonly Line[];
  /** By currency, in its order; plans may be in several. */
  readonly totals: readonly { readonly currency: string; readonly minor: MinorText }[];
}
