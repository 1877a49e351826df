import { samplesNeeded } from '../../../activities/samples/need.ts';
import { readSamples } from '../../../activities/samples/store.ts';
import { readRollup } from '../../../activities/store.ts';
import { type AsOf, asOfEnd } from '../../../goals/asOf.ts';
import { definitionsBehind, withBases } from '../../../goals/behind.ts';
import { targetsOf } from '../../../goals/store.ts';
import { STREAK_WEEKS, type Streak, streaksIn } from '../../../goals/streak.ts';
import type { Subject, Target } from '../../../goals/target.ts';
import { workCalendar } from '../../../kpi/calendar.ts';
import { ZERO } from '../../../kpi/exact.ts';
import { addDays, type DateRange, type LocalDate } from '../../../kpi/localDate.ts';
import { asksByDimension } from '../../../kpi/metric.ts';
import { periodOf, rangeOf } from '../../../kpi/period.ts';
import { calendarsOf } from '../../../people/store.ts';
import type { Db } from '../../../platform/db/index.ts';
import type { WorkspaceInfo } from '../../../platform/slice.ts';
import type { Playbook } from '../../../playbook/playbook.ts';

/** Whose streaks a board tells, and up to which week. */
export interface StreaksOf {
  /** Who stands in the shown places. */
  memberIds: readonly string[];
  /** Of the board's period. */
  range: DateRange;
  /** The reader's own date; for a report the day after the period. */
  today: LocalDate;
}

/**
 * L-07, T-06: the longest streak of each of some people in a target that a manager set or accepted, up to the board's last day, or today. A few
 * queries over twelve weeks, whatever their number; none at all where nobody has a target of the week or the day.
 */
export async function readStreaks(
  db: Db,
  workspace: WorkspaceInfo,
  { metrics: all }: Playbook,
  { memberIds, range, today }: StreaksOf,
): Promise<ReadonlyMap<string, Streak>> {
  const periods = { fiscalYearStart: workspace.fiscalYearStart };
  const metrics = all.filter((metric) => !metric.isRetired);
  const asOf = asOfIn(range, today);
  const week = periodOf('week', asOf.lastDate);
  const weeks = { from: addDays(rangeOf(week).from, -7 * (STREAK_WEEKS - 1)), to: rangeOf(week).to };
  const subjects = memberIds.map((id): Subject => ({ kind: 'member', id }));
  const targets = memberIds.length === 0 ? [] : await targetsOf(db, workspace.id, { subjects });
  const short = Map.groupBy(targets.filter(isShort), ({ subject }) => subject.id);
  if (short.size === 0) return new Map();
  const own = [...short.values()].flat().map((target) => target.metricKey);
  const definitions = definitionsBehind(metrics, own);
  const first = asOfEnd({ from: weeks.from, to: addDays(weeks.from, 7) });
  const dates = withBases(weeks, definitions, { kinds: ['week'], asOf: first, periods });
  const query = { range: dates, memberIds: [...short.keys()] };
  const need = samplesNeeded(definitions);
  const [calendars, rollup, samples] = await Promise.all([
    calendarsOf(db, workspace.id, query.memberIds, dates),
    readRollup(db, workspace.id, { ...query, byDimension: definitions.some(asksByDimension) }),
    need === undefined ? [] : readSamples(db, workspace.id, need, query),
  ]);
  const rows = Map.groupBy([...rollup, ...samples], (row) => row.memberId);
  const found = [...short].flatMap(([id, ownTargets]): [string, Streak][] => {
    const facts = {
      ...{ subject: { kind: 'member', id } as const, metrics, targets: ownTargets, asOf, periods },
      ...{ calendar: calendars.get(id) ?? workCalendar(), rows: rows.get(id) ?? [] },
      purpose: 'official' as const,
    };
    const [longest] = streaksIn(facts, week);
    return longest === undefined ? [] : [[id, longest]];
  });
  return new Map(found);
}

const isShort = ({ layer, periodKind }: Target): boolean =>
  layer === 'official' && (periodKind === 'week' || periodKind === 'day');

/** K-08: a period that is over speaks as of its end. */
function asOfIn(range: DateRange, today: LocalDate): AsOf {
  if (range.to <= today) return asOfEnd(range);
  return { moment: { date: today, fraction: ZERO }, lastDate: today };
}
