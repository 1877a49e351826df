import { presentHalves, type WorkCalendar } from '../../kpi/calendar.ts';
import { type Exact, exact, isLess } from '../../kpi/exact.ts';
import { addDays, type DateRange } from '../../kpi/localDate.ts';
import { type AdditiveMetric, isAdditive, matches } from '../../kpi/metric.ts';
import { type RollupRow, tally } from '../../kpi/tally.ts';
import type { ActivityTypeInfo, MetricInfo } from '../../playbook/playbook.ts';
import { type Cause, causeOf, isKnown, scaled, type Tallied } from './cause.ts';

/** The way to a result through the stages of a process: which activities are its links, and what they came to. Pure. */

/** Whose rows and days say what is usual in the team: all of its reps', the person's own among them. */
export interface Cohort {
  people: number;
  rows: readonly RollupRow[];
  calendars: readonly WorkCalendar[];
}

/** A cause with the activities it speaks of, the widest first. */
export interface Explained {
  cause: Cause;
  links: readonly ActivityTypeInfo[];
}

/** Days before the window from which the usual is read: 8 weeks. */
export const USUAL_DAYS = 56;
/** A longer period is looked at in its last 4 weeks. */
export const WINDOW_DAYS = 28;
/** How far back a week's explanation reads: a month, and its usual before it. */
export const REACH_DAYS = 31 + USUAL_DAYS;
/** A link happened at least once a week. */
const fewestOfLink = exact(800);
/** Fewer people would be told of one another. */
const fewestPeople = 4;

/** What comes before there is anybody to sell to: it is no part of what becomes of whom. */
const groundwork: readonly string[] = ['research', 'targeting', 'strategy', 'planning', 'store', 'listing'];
const met: readonly string[] = ['meeting', 'visit', 'demo'];
/** Meeting somebody is a link of its own, after reaching them. */
const linkOf = (type: ActivityTypeInfo): string => (met.includes(type.key) ? 'meeting' : type.stage);

/** What the explanation of a shortfall is read from. */
export interface Explaining {
  metric: MetricInfo;
  /** What should have been reached in the window, smallest units. */
  goal: Exact;
  window: DateRange;
  rows: readonly RollupRow[];
  calendar: WorkCalendar;
  types: readonly ActivityTypeInfo[];
  cohort: Cohort | undefined;
}

/** Why a result is short; undefined where its metric has no way, or nothing usual is known of it. */
export function explain(given: Explaining): Explained | undefined {
  const { metric, window, rows, calendar, types, cohort, goal } = given;
  const { definition } = metric;
  if (!isAdditive(definition) || definition.direction !== 'higher') return undefined;
  const success = types.find((type) => definition.source.filter.activityType?.includes(type.key));
  if (success === undefined) return undefined;
  const usual = { from: addDays(window.from, -USUAL_DAYS), to: window.from };
  const isTeam = cohort !== undefined && cohort.people >= fewestPeople;
  const before = linksBefore(success, types, { rows, usual });
  const links =
    before.length > 0 || !isTeam ? before : linksBefore(success, types, { rows: cohort.rows, usual });
  if (links.length === 0) return undefined;
  const read = (from: readonly RollupRow[], range: DateRange) => tallied(definition, links, from, range);
  const days = (of: WorkCalendar, range: DateRange) => exact(presentHalves(of, range), 2);
  const windowDays = days(calendar, window);
  const usualOf = (from: readonly RollupRow[], all: readonly WorkCalendar[]): Tallied | undefined => {
    const known = read(from, usual);
    const halves = all.reduce((total, one) => total + presentHalves(one, usual), 0);
    return isKnown(known) ? scaled(known, exact(halves, 2), windowDays) : undefined;
  };
  const cause = causeOf(read(rows, window), goal, {
    own: usualOf(rows, [calendar]),
    team: isTeam ? usualOf(cohort.rows, cohort.calendars) : undefined,
  });
  return cause === undefined ? undefined : { cause, links: [...links, success] };
}

/** Of each stage before the success the activity that is usual there; the way begins where it is widest. */
function linksBefore(
  success: ActivityTypeInfo,
  types: readonly ActivityTypeInfo[],
  { rows, usual }: { rows: readonly RollupRow[]; usual: DateRange },
): ActivityTypeInfo[] {
  const totals = new Map<string, bigint>();
  for (const row of rows)
    if (row.date >= usual.from && row.date < usual.to)
      totals.set(row.activityType, (totals.get(row.activityType) ?? 0n) + row.count);
  const totalOf = (type: ActivityTypeInfo): bigint => totals.get(type.key) ?? 0n;
  const best = new Map<string, ActivityTypeInfo>();
  for (const type of types.slice(0, types.indexOf(success))) {
    if (type.isRetired || type.amount === 'required' || groundwork.includes(type.stage)) continue;
    if (isLess(exact(totalOf(type)), fewestOfLink)) continue;
    const rival = best.get(linkOf(type));
    if (rival === undefined || totalOf(type) > totalOf(rival)) best.set(linkOf(type), type);
  }
  const links = types.filter((type) => best.get(linkOf(type)) === type);
  const widest = links.reduce(
    (most, type, at) => (totalOf(type) > totalOf(links[most] ?? type) ? at : most),
    0,
  );
  return links.slice(widest);
}

function tallied(
  definition: AdditiveMetric,
  links: readonly ActivityTypeInfo[],
  rows: readonly RollupRow[],
  { from, to }: DateRange,
): Tallied {
  const inside = rows.filter((row) => from <= row.date && row.date < to);
  const countOf = (isIt: (row: RollupRow) => boolean): Exact =>
    exact(inside.reduce((total, row) => (isIt(row) ? total + row.count : total), 0n));
  const counts = links.map((link) => countOf((row) => row.activityType === link.key));
  const successes = countOf((row) => matches(definition.source.filter, row));
  const isAmount = definition.kind !== 'count' && definition.source.field === 'amount';
  return {
    counts: [...counts, successes],
    amount: isAmount ? exact(tally(definition, inside)) : null,
  };
}
