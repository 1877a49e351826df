/** T-05: a newcomer's ramp, for example 50 / 75 / 100 % by month, multiplies the target. */
import { addMonths, type LocalDate } from './localDate.ts';

/** Whole per cent of the target from a date on. */
export type RampStep = { readonly from: LocalDate; readonly percent: number };

/** Steps in the order of their dates; before the first and without any step it is 100 %. */
export type Ramp = readonly RampStep[];

/** T-05: a ramp by months of work: `rampByMonths('2026-11-09', [50, 75, 100])` steps on the 9th of each month. */
export function rampByMonths(firstDay: LocalDate, percents: readonly number[]): Ramp {
  return percents.map((percent, months) => ({ from: addMonths(firstDay, months), percent }));
}

/** T-05: the per cent of the target that is asked for on a date. */
export function percentOn(ramp: Ramp | undefined, date: LocalDate): number {
  let percent = 100;
  for (const step of ramp ?? []) if (step.from <= date) percent = step.percent;
  return percent;
}
