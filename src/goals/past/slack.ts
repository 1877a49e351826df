/** Reads what was done in an earlier range of dates, for shares by last year. */
import { readRollup } from '../../activities/store.ts';
import type { DateRange } from '../../kpi/localDate.ts';
import { isAdditive, type MetricDefinition } from '../../kpi/metric.ts';
import { countedStaysIn } from '../../people/store.ts';
import type { Input } from '../../platform/slice.ts';
import type { Past } from './past.ts';

/** What a metric reads of a range, of everybody, with who belonged where; nothing for metrics that do not add up. */
export async function readPast(
  { deps, workspace }: Input,
  metric: MetricDefinition,
  range: DateRange,
): Promise<Past> {
  if (!isAdditive(metric)) return { rows: [], stays: [] };
  const sources = metric.source.filter.activityType;
  const [rows, stays] = await Promise.all([
    readRollup(deps.db, workspace.id, { range, ...(sources === undefined ? {} : { sources }) }),
    countedStaysIn(deps.db, workspace.id, range),
  ]);
  return { rows, stays };
}
