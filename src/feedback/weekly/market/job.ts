import { readRollup } from '../../../activities/store.ts';
import {
  type MarketEvent,
  marketEvents,
  marketRange,
  SMALLEST_COHORT,
} from '../../../goals/review/market.ts';
import type { LocalDate } from '../../../kpi/localDate.ts';
import { asksByDimension } from '../../../kpi/metric.ts';
import type { PeriodKey } from '../../../kpi/period.ts';
import { calendarsOf, listPeople } from '../../../people/store.ts';
import type { Frame } from '../../reading/index.ts';
import { hasAsk } from '../hold.ts';
import type { RepWeek } from '../week.ts';

/**
 * C-02: what fell in a week for all reps of the workspace, beyond what chance does. The workspace is read only for that in which at least half
 * of the team's reps fall short: a fall of everybody shows there, and a team that is well costs nothing.
 */
export async function readMarket(
  { db, workspace, playbook }: Frame,
  week: PeriodKey,
  lastDate: LocalDate,
  weeks: readonly RepWeek[],
): Promise<MarketEvent[]> {
  const metrics = playbook.metrics.filter(({ key }) => isSuspect(key, weeks));
  if (metrics.length === 0) return [];
  const people = await listPeople(db, workspace.id, lastDate);
  const reps = people.filter(({ isActive, role }) => isActive && role === 'rep');
  if (reps.length < SMALLEST_COHORT) return [];
  const range = marketRange(week);
  const memberIds = reps.map(({ memberId }) => memberId);
  const byDimension = metrics.some(({ definition }) => asksByDimension(definition));
  const [rows, calendars] = await Promise.all([
    readRollup(db, workspace.id, { range, memberIds, byDimension }),
    calendarsOf(db, workspace.id, memberIds, range),
  ]);
  const events = marketEvents({ week, metrics, people: reps, calendars, rows });
  return events.filter(({ direction }) => direction === 'fell');
}

/** Whether it holds back at least half of those of whom it is asked. */
function isSuspect(metricKey: string, weeks: readonly RepWeek[]): boolean {
  const asked = weeks.filter(({ rows }) => rows.some((row) => row.metric.key === metricKey && hasAsk(row)));
  const short = asked.filter(({ hold }) => 'gap' in hold && hold.gap.metricKey === metricKey);
  return short.length > 0 && short.length * 2 >= asked.length;
}
