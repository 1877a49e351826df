import { fail, ok, type Result } from '../../kpi/result.ts';
import { MOST_ADJUSTMENT } from '../../kpi/score.ts';
import { textWeight } from '../../platform/normalise.ts';

/** S-06: a manager may move a score a little, with a reason that the rep reads; a second person confirms it. */

export interface Adjustment {
  id: string;
  memberId: string;
  /** Whole points, −10 to 10, not 0. */
  points: number;
  reason: string;
  actorId: string;
  confirmedById: string | null;
}

/** A reason of fewer characters says nothing (a Chinese one counts double). */
export const REASON_AT_LEAST = 10;

export type AdjustmentProblem =
  | { readonly kind: 'points'; readonly most: number }
  | { readonly kind: 'reason'; readonly least: number };

/** S-06: whole points within ±10, not 0, and a reason. */
export function checkAdjustment(
  typed: string,
  reason: string,
): Result<{ points: number; reason: string }, AdjustmentProblem> {
  const text = typed.normalize('NFKC').replace(/[−–]/g, '-').trim();
  const points = /^[+-]?\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isInteger(points) || points === 0 || Math.abs(points) > MOST_ADJUSTMENT)
    return fail({ kind: 'points', most: MOST_ADJUSTMENT });
  if (textWeight(reason) < REASON_AT_LEAST) return fail({ kind: 'reason', least: REASON_AT_LEAST });
  return ok({ points, reason: reason.trim() });
}
