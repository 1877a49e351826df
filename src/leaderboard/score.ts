import { asOfEnd } from '../goals/asOf.ts';
import type { Facts } from '../goals/standing.ts';
import type { LevelsInForce } from '../kpi/accrual.ts';
import type { Memory } from '../kpi/alike.ts';
import type { WorkCalendar } from '../kpi/calendar.ts';
import type { RollupRow } from '../kpi/tally.ts';
import type { MetricInfo } from '../playbook/playbook.ts';
import { type Attained, attained, type Reach } from './attainment.ts';
import type { Candidate } from './board.ts';
import { type BoardFacts, type PeriodFacts, subjectKey } from './facts.ts';

/** What a candidate has on a board of attainment. Pure. */

/** What one candidate's attainment is measured from. */
interface Own {
  subject: Facts['subject'];
  calendar: WorkCalendar;
  /** Only those that count for this board. */
  rows: readonly RollupRow[];
  /** Targets in force that were computed for others of this board already. */
  levels: Memory<LevelsInForce | undefined>;
}

/** A-01, T-06: what a person or group attained of their own official targets. */
export function attainedScore(
  { playbook, targets, periods }: BoardFacts,
  { period, range }: PeriodFacts,
  metric: MetricInfo | null,
  reach: Reach,
  { subject, calendar, rows, levels }: Own,
): Pick<Candidate, 'measured' | 'hasTarget' | 'hasFew' | 'reached' | 'asked'> {
  const found: Attained = attained(
    {
      subject,
      metrics: playbook.metrics.filter((known) => !known.isRetired),
      targets: targets.get(subjectKey(subject.kind, subject.id)) ?? [],
      calendar,
      rows,
      asOf: asOfEnd(range),
      periods,
      purpose: 'official',
    },
    period,
    { metric, reach },
    levels,
  );
  const { reached, asked } = found.kind === 'value' ? found : { reached: 0, asked: 0 };
  return {
    measured: found.kind === 'value' ? { state: 'value', value: found.value } : { state: 'no data' },
    hasTarget: found.kind !== 'no target',
    hasFew: found.kind === 'too few data',
    reached,
    asked,
  };
}
