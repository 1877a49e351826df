/** Exact chances of counts, in whole numbers: no rounding decides what somebody is asked. Pure. */

/** So rare must something be: one in a thousand. */
export const RARE = 1_000n;

/** P(X ≥ hits) ≤ 1 ÷ RARE for a binomial of `total` trials, each with the chance `part` ÷ `whole`; exact. */
export function isBeyondChance(hits: number, total: number, part: bigint, whole: bigint): boolean {
  let tail = 0n;
  // C(n, n) = 1, then C(n, i − 1) = C(n, i) · i ÷ (n − i + 1): always whole.
  let ways = 1n;
  for (let i = total; i >= hits; i -= 1) {
    tail += ways * part ** BigInt(i) * (whole - part) ** BigInt(total - i);
    ways = (ways * BigInt(i)) / BigInt(total - i + 1);
  }
  return tail * RARE <= whole ** BigInt(total);
}
