/** A stream of chance that is the same for the same seed on every machine: integers only. */
export interface Chance {
  /** A whole number from 0 up to, and without, `limit`. */
  below(limit: number): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** True in `permille` of a thousand cases. */
  happens(permille: number): boolean;
  /** How often something happens that does so `meanMilli` thousandths of a time on average: a whole number that scatters like real counts. */
  times(meanMilli: number): number;
  /** One of a list that is not empty. */
  oneOf<T>(list: readonly T[]): T;
}

/** Mulberry32, seeded by a text. */
export function chanceOf(seed: string): Chance {
  let state = hashOf(seed);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (limit: number): number => next() % limit;
  const happens = (permille: number): boolean => below(1_000) < permille;
  return {
    below,
    happens,
    between: (low, high) => low + below(high - low + 1),
    times(meanMilli) {
      const trials = Math.max(4, Math.ceil((meanMilli * 3) / 1_000));
      let count = 0;
      for (let trial = 0; trial < trials; trial += 1) if (below(trials * 1_000) < meanMilli) count += 1;
      return count;
    },
    oneOf<T>(list: readonly T[]): T {
      const found = list[below(list.length)];
      if (found === undefined) throw new RangeError('oneOf() needs a list that is not empty');
      return found;
    },
  };
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
