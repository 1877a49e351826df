import { typesOf } from '../../../activities/lines/lines.ts';
import { sumWeeks } from '../../../activities/lookback/store.ts';
import {
  type MarketEvent,
  marketEvents,
  marketRange,
  SMALLEST_COHORT,
} from '../../../goals/review/market.ts';
import type { LocalDate } from '../../../kpi/localDate.ts';
import { asksByDimension, isAdditive } from '../../../kpi/metric.ts';
import type { PeriodKey } from '../../../kpi/period.ts';
import { calendarsOf, listPeople } from '../../../people/store.ts';
import { onceIn, type Pass } from '../../../platform/pass.ts';
import type { MetricInfo } from '../../../playbook/playbook.ts';
import type { Frame } from '../../reading/index.ts';
import type { RepWeek } from '../week.ts';
import { suspectsAmong } from './suspects.ts';

/**
 * C-02: what fell in a week for all reps of the workspace, beyond what chance does. The workspace is read only for that in which at least half
 * of the team's reps fall short: a fall of everybody shows there, and a team that is well costs nothing.
 */
export async function readMarket(
  { db, workspace, playbook }: Frame,
  week: PeriodKey,
  lastDate: LocalDate,
  weeks: readonly RepWeek[],
  pass?: Pass,
): Promise<MarketEvent[]> {
  const metrics = suspectsAmong(playbook.metrics, weeks);
  if (metrics.length === 0) return [];
  const read = () => readEvents({ db, workspace }, week, lastDate, metrics);
  const key = [workspace.id, workspace.playbookVersion, week, lastDate, ...metrics.map((one) => one.key)];
  const events = await onceIn(pass, 'C-02', key, read);
  return events.filter(({ direction }) => direction === 'fell');
}

async function readEvents(
  { db, workspace }: Pick<Frame, 'db' | 'workspace'>,
  week: PeriodKey,
  lastDate: LocalDate,
  metrics: readonly MetricInfo[],
): Promise<readonly MarketEvent[]> {
  const people = await listPeople(db, workspace.id, lastDate);
  const reps = people.filter(({ isActive, role }) => isActive && role === 'rep');
  if (reps.length < SMALLEST_COHORT) return [];
  const range = marketRange(week);
  const memberIds = reps.map(({ memberId }) => memberId);
  const byDimension = metrics.some(({ definition }) => asksByDimension(definition));
  const sources = typesOf(
    metrics.flatMap(({ definition }) => (isAdditive(definition) ? [definition.source.filter] : [])),
  );
  const [weeks, calendars] = await Promise.all([
    sumWeeks(db, workspace.id, { range, memberIds, sources, byDimension }),
    calendarsOf(db, workspace.id, memberIds, range),
  ]);
  return marketEvents({ week, metrics, people: reps, calendars, ...weeks });
}
