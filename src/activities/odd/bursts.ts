import { periodOf, rangeOf } from '../../kpi/period.ts';
import type { Temporal } from '../../kpi/time.ts';
import { byTime, isTyped, minutesOver, type Odd, type OddFact } from './odd.ts';

/** A whole week entered at once, just before it is reported. Pure. */

export const BURST_MINUTES = 15;
/** Before the report is due. */
export const BEFORE_HOURS = 24;
export const FEWEST_ENTRIES = 8;
export const FEWEST_DATES = 4;
/** Of the entries of that week, in per cent. */
export const MOST_OF_WEEK = 80;

/** `deadlines`: when the weekly reports were or are due. */
export function findBursts(facts: readonly OddFact[], deadlines: readonly Temporal.Instant[]): Odd[] {
  const weeks = Map.groupBy(facts.filter(isTyped).toSorted(byTime), ({ localDate }) =>
    periodOf('week', localDate),
  );
  return [...weeks].flatMap(([week, all]): Odd[] => {
    const burst = deadlines
      .map((due) => burstOf(all, due))
      .find((found) => found.length * 100 >= all.length * MOST_OF_WEEK && isWhole(found));
    if (burst === undefined) return [];
    const { from: date } = rangeOf(week);
    const ids = burst.map(({ id }) => id);
    const [kind, minutes] = ['burst' as const, minutesOver(burst)];
    return [{ key: `burst:${week}`, kind, typeKey: '', date, facts: ids, outOf: all.length, minutes }];
  });
}

const isWhole = (facts: readonly OddFact[]): boolean =>
  facts.length >= FEWEST_ENTRIES && new Set(facts.map(({ localDate }) => localDate)).size >= FEWEST_DATES;

/** The most that was entered within the minutes, in the hours before an instant. */
function burstOf(facts: readonly OddFact[], due: Temporal.Instant): OddFact[] {
  const end = due.epochMilliseconds;
  const near = facts.filter(
    ({ recordedAt: { epochMilliseconds: at } }) => at < end && at >= end - BEFORE_HOURS * 3_600_000,
  );
  return near.reduce<OddFact[]>((best, { recordedAt }, index) => {
    const until = recordedAt.epochMilliseconds + BURST_MINUTES * 60_000;
    const run = near.slice(index).filter((fact) => fact.recordedAt.epochMilliseconds <= until);
    return run.length > best.length ? run : best;
  }, []);
}
