import type { LocalDate } from '../../kpi/localDate.ts';
import { isBeyondChance } from './chance.ts';
import { byTime, isTyped, type Odd, type OddFact } from './odd.ts';

/** Far more round amounts than somebody's own past and their team's, beyond chance. Pure. */

/** So many amounts say something of the last weeks, and so many of a past. */
export const FEWEST_NOW = 8;
export const FEWEST_BEFORE = 20;
/** Whole per cents above what is usual. */
export const FAR_ABOVE = 30;

/** An amount of at least 100 with no more than two digits before its zeros: 12,000 is round, 12,500 is not. `unit`: minor units of one. */
export function isRound(amount: bigint, unit: bigint): boolean {
  if (amount < 100n * unit) return false;
  const digits = String(amount).length;
  return amount % 10n ** BigInt(digits - 2) === 0n;
}

/** `now`: the facts of the last weeks; the amounts of the person's own past and of the team's. `from`: where the last weeks begin. */
export function findRound(
  now: readonly OddFact[],
  usual: { own: readonly bigint[]; team: readonly bigint[] },
  { from, unit }: { from: LocalDate; unit: bigint },
): Odd[] {
  const facts = now.filter((fact) => isTyped(fact) && fact.amount !== null).toSorted(byTime);
  const round = facts.filter(({ amount }) => isRound(amount ?? 0n, unit));
  const pasts = [usual.own, usual.team].filter((amounts) => amounts.length >= FEWEST_BEFORE);
  if (facts.length < FEWEST_NOW || pasts.length === 0) return [];
  const [hits, total] = [round.length, facts.length];
  // One is added to either side (Laplace), so that a past without a single one does not make the first impossible.
  const isOdd = pasts.every((amounts) => {
    const part = BigInt(amounts.filter((amount) => isRound(amount, unit)).length + 1);
    const whole = BigInt(amounts.length + 2);
    const isFar = BigInt(hits) * whole * 100n >= (part * 100n + whole * BigInt(FAR_ABOVE)) * BigInt(total);
    return isFar && isBeyondChance(hits, total, part, whole);
  });
  if (!isOdd) return [];
  const ids = round.map(({ id }) => id);
  return [
    { key: `round:${from}`, kind: 'round', typeKey: '', date: from, facts: ids, outOf: total, minutes: 0 },
  ];
}
