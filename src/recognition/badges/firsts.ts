import { addDays, type DateRange, type LocalDate } from '../../kpi/localDate.ts';
import type { RollupRow } from '../../kpi/tally.ts';
import type { Playbook } from '../../playbook/playbook.ts';
import { type Badge, type Earned, earned } from './badge.ts';

/** First things, from the roll-up: what is void is not in it, and shared credit is there by its share (M-04). */

/** A whole one, in hundredths. */
const WHOLE = 100n;

/** Activities that are a deal: those of the stage of deals that bring an amount somebody confirms; where there is none, all that do. */
export function dealTypes({ types }: Pick<Playbook, 'types'>): string[] {
  const paid = types.filter((type) => type.amount === 'required' && type.confirmed !== false);
  const won = paid.filter((type) => type.stage === 'deal');
  return (won.length === 0 ? paid : won).map((type) => type.key);
}

/** The first date on which something was done that stands. */
export const firstLog = (date: LocalDate | undefined): Earned[] =>
  date === undefined ? [] : [earned({ from: date, to: addDays(date, 1) }, { kind: 'first-log' })];

/** M-04: the date on which the parts of deals first make a whole one; rows that take unconfirmed ones out again count with it (M-07). */
export function firstDeal(rows: readonly RollupRow[]): Earned[] {
  let total = 0n;
  let from: LocalDate | undefined;
  for (const [date, count] of byDate(rows)) {
    if (count <= 0n) continue;
    from ??= date;
    total += count;
    if (total >= WHOLE) return [earned({ from, to: addDays(date, 1) }, { kind: 'first-deal' })];
  }
  return [];
}

function byDate(rows: readonly RollupRow[]): [LocalDate, bigint][] {
  const totals = new Map<LocalDate, bigint>();
  for (const row of rows) totals.set(row.date, (totals.get(row.date) ?? 0n) + row.count);
  return [...totals].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** Where to look for the first deal: on the dates of the badge that stands, else in all that there is up to today. */
export function datesOf(held: Badge | undefined, today: LocalDate): DateRange {
  const all = { from: addDays(today, -365 * 60), to: addDays(today, 1) };
  return held === undefined || held.withdrawnAt !== null ? all : held.range;
}
