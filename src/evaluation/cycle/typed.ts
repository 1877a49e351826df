import { addDays, type DateRange, isLocalDate, type LocalDate } from '../../kpi/localDate.ts';
import type { PeriodKey, PeriodOptions } from '../../kpi/period.ts';
import { parsePeriodWords } from '../../kpi/periodWords.ts';

const TWO_DATES =
  /^(?<first>\d{4}-\d{2}-\d{2})\s*(?:to|until|till|\.\.|[-–—~至到]|\s)\s*(?<last>\d{4}-\d{2}-\d{2})$/i;

/** P-01: what stands behind `/review new`: a period, or any two dates, both included. Undefined where it is neither. */
export function typedPeriod(
  text: string,
  today: LocalDate,
  periods: PeriodOptions,
): PeriodKey | DateRange | undefined {
  const { first = '', last = '' } = TWO_DATES.exec(text.trim())?.groups ?? {};
  if (isLocalDate(first) && isLocalDate(last) && first <= last) return { from: first, to: addDays(last, 1) };
  const read = parsePeriodWords(text, today, periods);
  return read.ok ? read.value : undefined;
}
