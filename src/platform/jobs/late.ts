import type { Temporal } from '../../kpi/time.ts';

/** What is late, and what follows from it (reliability.md § 3). */

/** So late a report still goes out by itself; later it is offered to those who lead the team. */
export const lateHours = 12;
/** From here on a report says that it is late. */
export const lateMinutes = 15;

/** A report that was due before this goes out only if somebody wants it. */
export const tooLateBefore = (now: Temporal.Instant): Temporal.Instant => now.subtract({ hours: lateHours });

/** A report that was due before this says that it is late. */
export const lateBefore = (now: Temporal.Instant): Temporal.Instant => now.subtract({ minutes: lateMinutes });
