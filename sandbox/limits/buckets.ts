/** Counts calls; each answers with the milliseconds until the next one may come, 0 where this one may. */
export interface Bucket {
  /** Whether a call at `now` may come; it is counted only by {@link Bucket.count}. */
  waitMs(now: number): number;
  count(now: number): void;
}

const MINUTE_MS = 60_000;

/** At most `most` calls in any 60 s. */
export function createWindow(most: number): Bucket {
  let times: number[] = [];
  return {
    waitMs(now) {
      // What lies ahead was counted before the clock was set back.
      times = times.filter((at) => at <= now && now - at < MINUTE_MS);
      const oldest = times[times.length - Math.max(1, Math.floor(most))];
      return oldest === undefined ? 0 : oldest + MINUTE_MS - now;
    },
    count: (now) => void times.push(now),
  };
}

/** `perSecond` calls a second, after `burst` at once. */
export function createDrip(perSecond: number, burst: number): Bucket {
  let left = burst;
  let at = Number.NEGATIVE_INFINITY;
  const refill = (now: number) => {
    const seconds = Math.max(0, now - at) / 1000;
    left = Math.min(burst, left + seconds * perSecond);
    at = now;
  };
  return {
    waitMs(now) {
      refill(now);
      return left >= 1 ? 0 : ((1 - left) / perSecond) * 1000;
    },
    count() {
      left -= 1;
    },
  };
}
