import type { LocalDate } from '../kpi/localDate.ts';
import type { Temporal } from '../kpi/time.ts';

/** B-06: thanks from one person to another: who, for what, which value it honours, and whether it counts. */

/** So many people may be thanked by one person on one of their own days. */
export const DAILY = 5;
/** Between two people, both directions together, so many count in so many days; more are delivered and count 0. */
export const PAIR_COUNTS = 3;
export const PAIR_DAYS = 30;
/** A Chinese character counts 2. */
export const LEAST_REASON = 10;
export const LONGEST_REASON = 500;
/** So long it can be taken back. */
export const UNDO_MINUTES = 10;

/** One person's thanks to another. */
export interface Kudos {
  id: string;
  batchId: string;
  giverId: string;
  receiverId: string;
  reason: string;
  valueKey: string;
  /** Where it was told; null: to the receiver alone. */
  channel: string | null;
  /** The giver's own date. */
  localDate: LocalDate;
  at: Temporal.Instant;
  /** False beyond what counts between two people. */
  counts: boolean;
}

/** B-06: how many more people the giver may thank on this day. */
export const leftToday = (given: number): number => Math.max(0, DAILY - given);

/** B-06: whether the next thanks between two people counts, where so many of the last days counted already. */
export const countsBetween = (counted: number): boolean => counted < PAIR_COUNTS;

/** Whether it may still be taken back. */
export const mayUndo = (at: Temporal.Instant, now: Temporal.Instant): boolean =>
  now.epochMilliseconds - at.epochMilliseconds < UNDO_MINUTES * 60_000;
