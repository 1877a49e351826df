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

/** T-05: what a workspace has that chose nothing. */
export const DEFAULT_RAMP: readonly number[] = [50, 75, 100];

/** T-05: "50/75/100" by month as whole per cent from 0 to 100, at most twelve of them; "off" is none (null); undefined for anything else. */
export function parseRamp(text: string): readonly number[] | null | undefined {
  const bare = text.normalize('NFKC').trim().toLowerCase();
  if (['off', '关', '关闭', '不用'].includes(bare)) return null;
  const parts = bare.split(/\s*[/,、]\s*/u).map((part) => part.replace(/\s*%$/, ''));
  const areFine = parts.length <= 12 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 100);
  return areFine ? parts.map(Number) : undefined;
}

/** T-05: a newcomer's ramp as far as it still asks for less on a date or later; undefined where it is over. */
export function rampFrom(
  firstDay: LocalDate,
  percents: readonly number[],
  from: LocalDate,
): Ramp | undefined {
  const ramp = rampByMonths(firstDay, percents);
  const last = ramp.at(-1);
  return last === undefined || (last.percent === 100 && last.from <= from) ? undefined : ramp;
}

/** T-05: the per cent of the target that is asked for on a date. */
export function percentOn(ramp: Ramp | undefined, date: LocalDate): number {
  let percent = 100;
  for (const step of ramp ?? []) if (step.from <= date) percent = step.percent;
  return percent;
}
