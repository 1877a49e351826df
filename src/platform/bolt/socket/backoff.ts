/** Waits between attempts that failed: none before the first, then from half a second to a minute. */
const firstMs = 500;
const longestMs = 60_000;

/**
 * Milliseconds to wait after so many failures in a row; `chance` (0 to 1) spreads instances that failed together over half of it.
 *
 * @example pauseMs(0, 0.5) → 0; pauseMs(1, 1) → 500; pauseMs(20, 1) → 60000
 */
export function pauseMs(failures: number, chance: number): number {
  if (failures <= 0) return 0;
  const full = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 20));
  return Math.round(full * (0.5 + chance / 2));
}
