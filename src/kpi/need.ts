/** K-06: what is needed per remaining working day. */
import { divide, type Exact, exact, isLess, isZero, subtract } from './exact.ts';

export type Need =
  /** Nothing: reached, not higher is better, or no target. */
  | { readonly kind: 'none' }
  /** So much a day, over so many days (today's rest counted). */
  | { readonly kind: 'rate'; readonly perDay: Exact; readonly rest: Exact; readonly remainingDays: Exact }
  /** Less than half a day left: the rest and no rate. */
  | { readonly kind: 'rest'; readonly rest: Exact; readonly remainingDays: Exact };

/** K-06: max(0, in force − actual) ÷ remaining working days; with less than half a day left only the rest. */
export function needOf(inForce: Exact, actual: Exact, remainingDays: Exact): Need {
  const rest = subtract(inForce, actual);
  if (rest.n <= 0n) return { kind: 'none' };
  if (isZero(remainingDays) || isLess(remainingDays, exact(1, 2)))
    return { kind: 'rest', rest, remainingDays };
  return { kind: 'rate', perDay: divide(rest, remainingDays), rest, remainingDays };
}
