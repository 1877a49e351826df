/** L-07: streaks of working days or weeks that reach a set minimum; absences and holidays do not break them. */
import { presence, type WorkCalendar } from './calendar.ts';
import { addDays, type LocalDate } from './localDate.ts';

export const STREAK_STEPS = ['reached', 'missed', 'excused', 'open'] as const;
/** One day or week: *excused* (absence, holiday) neither counts nor breaks, *open* is the current one, not yet reached. */
export type StreakStep = (typeof STREAK_STEPS)[number];

/** L-07: how many steps in a row were reached, from the newest back. */
export function streakOf(newestFirst: Iterable<StreakStep>): number {
  let length = 0;
  for (const step of newestFirst) {
    if (step === 'missed') return length;
    if (step === 'reached') length += 1;
  }
  return length;
}

/**
 * L-07: consecutive working days up to today that reached the minimum. Today counts once it is reached and does not
 * break the streak before; at most `limit` calendar days are looked at.
 */
export function dayStreak(
  calendar: WorkCalendar,
  today: LocalDate,
  hasReached: (date: LocalDate) => boolean,
  limit = 366,
): number {
  const steps = Array.from({ length: limit }, (_, back): StreakStep => {
    const date = addDays(today, -back);
    if (hasReached(date)) return 'reached';
    if (presence(calendar, date) === 0) return 'excused';
    return back === 0 ? 'open' : 'missed';
  });
  return streakOf(steps);
}
