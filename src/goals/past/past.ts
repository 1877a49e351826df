/** P-06, A-03: which rows of the roll-up count for a subject: those of whoever belonged to it on the row's date. Pure. */
import { addMonths, type DateRange } from '../../kpi/localDate.ts';
import type { RollupRow } from '../../kpi/tally.ts';
import type { CountedStay } from '../../people/tree.ts';
import type { Subject } from '../target.ts';

/** The same dates a year before. */
export function yearBefore({ from, to }: DateRange): DateRange {
  return { from: addMonths(from, -12), to: addMonths(to, -12) };
}

export interface Past {
  readonly rows: readonly RollupRow[];
  readonly stays: readonly CountedStay[];
}

/** The rows of one subject. */
export function rowsOf({ rows, stays }: Past, { kind, id }: Subject): readonly RollupRow[] {
  if (kind === 'company') return rows;
  if (kind === 'member') return rows.filter((row) => row.memberId === id);
  const counts = (stay: CountedStay): boolean =>
    kind === 'team' ? stay.under.includes(id) : stay.region === id;
  const within = new Map<string, CountedStay[]>();
  for (const stay of stays)
    if (counts(stay)) within.set(stay.memberId, [...(within.get(stay.memberId) ?? []), stay]);
  return rows.filter((row) =>
    within
      .get(row.memberId)
      ?.some((stay) => stay.from <= row.date && (stay.to === null || row.date < stay.to)),
  );
}
