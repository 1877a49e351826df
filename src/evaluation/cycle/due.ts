import { addDays, isLocalDate, type LocalDate, localDate } from '../../kpi/localDate.ts';
import type { ViewValues } from '../../platform/slice.ts';

/** The deadlines of a cycle: last dates, one after the other. */

export const DUES = ['self', 'manager', 'calibration', 'answer'] as const;
export type Due = (typeof DUES)[number];
export type Dues = Record<Due, LocalDate>;

/** A week for each step after the end of the period; never in the past. */
export function suggestedDues(end: LocalDate, today: LocalDate): Dues {
  const from = end > today ? end : today;
  return {
    self: addDays(from, 7),
    manager: addDays(from, 14),
    calibration: addDays(from, 21),
    answer: addDays(from, 28),
  };
}

/** The dates as a form has them; undefined where one is missing. */
export function readDues(values: ViewValues): Dues | undefined {
  const read = (due: Due): LocalDate | undefined => {
    const text = values[due] ?? '';
    return isLocalDate(text) ? localDate(text) : undefined;
  };
  const [self, manager, calibration, answer] = DUES.map(read);
  if (self === undefined || manager === undefined || calibration === undefined || answer === undefined)
    return undefined;
  return { self, manager, calibration, answer };
}

/** The first deadline that lies before the one it follows; undefined where they are in order. */
export function outOfOrder(dues: Dues): Due | undefined {
  return DUES.find((due, index) => {
    const before = DUES[index - 1];
    return before !== undefined && dues[due] < dues[before];
  });
}
