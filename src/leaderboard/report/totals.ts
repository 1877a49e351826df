import { rowsOfTeam } from '../../goals/team.ts';
import { exact } from '../../kpi/exact.ts';
import { contains, type PeriodKey, type PeriodOptions, previous, rangeOf } from '../../kpi/period.ts';
import { type RollupRow, tally } from '../../kpi/tally.ts';
import type { Membership } from '../../people/person.ts';
import type { MetricInfo, Playbook } from '../../playbook/playbook.ts';
import { additiveOf, mainMetric } from '../measure.ts';
import type { PostedBoard } from './blocks.ts';

/** How many of a team's totals the channel sees. */
const MOST_TOTALS = 4;

/** What a team did, whoever has a place for it. */
export type TeamPeriod = Pick<PostedBoard, 'totals' | 'isQuiet'>;

/**
 * A-03, P-06: a team's own sums in a period and the one before, of whoever was in it on each date: the main metric first, then those in which
 * most was done, in the playbook's order of metrics where they are equal.
 */
export function teamPeriodOf(
  read: { rows: readonly RollupRow[]; memberships: readonly Membership[]; playbook: Playbook },
  teamId: string,
  key: PeriodKey,
  periods: PeriodOptions,
): TeamPeriod {
  const { playbook } = read;
  const rows = rowsOfTeam(read.rows, read.memberships, teamId);
  const range = rangeOf(key, periods);
  const pastRange = rangeOf(previous(key, periods), periods);
  const main = mainMetric(playbook);
  const all = playbook.metrics.flatMap((metric) => {
    const definition = metric.isRetired ? undefined : additiveOf(metric);
    if (definition === undefined || definition.direction !== 'higher') return [];
    const value = tally(definition, rows, { range });
    return [{ metric, value, before: tally(definition, rows, { range: pastRange }) }];
  });
  const first = all.filter(({ metric }) => metric === main);
  const others = all.filter(({ metric, value }) => metric !== main && value > 0n && isCount(metric));
  const most = others.toSorted((a, b) => (a.value === b.value ? 0 : a.value < b.value ? 1 : -1));
  return {
    isQuiet: !rows.some((row) => contains(range, row.date)),
    totals: [...first, ...most].slice(0, MOST_TOTALS).map(({ metric, value, before }) => ({
      measure: { kind: 'value', metric },
      value: exact(value),
      before: exact(before),
    })),
  };
}

const isCount = ({ definition }: MetricInfo): boolean => definition.unit === 'count';
