/** K-01, K-06: how far a person is through a period, in their own working days. */
import { presence, type WorkCalendar } from './calendar.ts';
import { add, type Exact, exact, multiply, ONE, subtract, ZERO } from './exact.ts';
import { type DateRange, daysOf, type LocalDate } from './period.ts';

/** A point in a person's time: their own date, and how much of its working hours has passed (0 to 1, see `dayFraction`). */
export type Moment = { readonly date: LocalDate; readonly fraction: Exact };

/** The end of a period as a moment: the morning of the day after it. */
export function endOf(range: DateRange): Moment {
  return { date: range.to, fraction: ZERO };
}

/** How much of one day is over at a moment: 0, 1, or today's part. */
export function passedOf(date: LocalDate, at: Moment): Exact {
  if (date < at.date) return ONE;
  return date === at.date ? at.fraction : ZERO;
}

export type Progress = {
  /** Days of presence in the whole period; halves count as ½ (P-04). */
  readonly presentDays: Exact;
  /** Days of presence up to the moment, today's part included. */
  readonly elapsedDays: Exact;
  /** Days of presence still to come, today's rest included (K-06). */
  readonly remainingDays: Exact;
  /** K-08: the period lies wholly in the past. */
  readonly isComplete: boolean;
};

/** K-01, K-06: a person's progress through a range at a moment. */
export function progressOf(calendar: WorkCalendar, range: DateRange, at: Moment): Progress {
  let halves = 0;
  let before = 0;
  let today = ZERO;
  for (const date of daysOf(range)) {
    const present = presence(calendar, date);
    halves += present;
    if (date < at.date) before += present;
    if (date === at.date) today = multiply(exact(present, 2), at.fraction);
  }
  const presentDays = exact(halves, 2);
  const elapsedDays = add(exact(before, 2), today);
  return {
    presentDays,
    elapsedDays,
    remainingDays: subtract(presentDays, elapsedDays),
    isComplete: at.date >= range.to,
  };
}
