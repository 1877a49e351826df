/**
 * What a target asks of somebody in a period (T-03…T-05), worked out once for all who have the same working days there. A value that
 * held all of a period asks in proportion to itself, so that of a thousand values only the share of the days is summed up. Pure.
 */
import { inForce, type LevelsInForce } from '../kpi/accrual.ts';
import { calendarKey, type Memory, once, targetKey } from '../kpi/alike.ts';
import { absenceMap, presentHalves, type WorkCalendar, workingDays } from '../kpi/calendar.ts';
import { type Exact, exact, multiply } from '../kpi/exact.ts';
import type { MetricDefinition } from '../kpi/metric.ts';
import type { DateRange, PeriodOptions } from '../kpi/period.ts';
import type { Levels, Target } from '../kpi/target.ts';

/** What is asked of those with a calendar in a period. */
export interface Alike {
  readonly presentDays: Exact;
  /** L-03: on which they would have been there but for absences. */
  readonly workingDays: Exact;
  /** Undefined where no version is in force on any day. */
  asked(target: Target): LevelsInForce | undefined;
}

export interface Asking {
  of(calendar: WorkCalendar, range: DateRange): Alike;
}

/** The memory of one replay. */
export function askingOf(metric: MetricDefinition, periods: PeriodOptions): Asking {
  const groups: Memory<Alike> = new Map();
  const keys = new WeakMap<WorkCalendar, string>();
  return {
    of(calendar, range) {
      const whole = keys.get(calendar) ?? calendarKey({ ...calendar, absences: new Map() });
      keys.set(calendar, whole);
      const own = within(calendar, range);
      const key = `${range.from} ${range.to} ${whole} ${[...own.absences].join(',')}`;
      return once(groups, key, () => alike(metric, periods, own, range));
    },
  };
}

/** Absences of other periods do not tell people apart in this one. */
function within(calendar: WorkCalendar, range: DateRange): WorkCalendar {
  if (calendar.absences.size === 0) return calendar;
  const here = [...calendar.absences].filter(([date]) => range.from <= date && date < range.to);
  return { ...calendar, absences: absenceMap(here.map(([date, part]) => ({ date, part }))) };
}

function alike(
  metric: MetricDefinition,
  periods: PeriodOptions,
  calendar: WorkCalendar,
  range: DateRange,
): Alike {
  const known: Memory<LevelsInForce | undefined> = new Map();
  const whole = (target: Target) =>
    once(known, targetKey(target), () => inForce({ metric, target, calendar, range, periods }));
  return {
    presentDays: exact(presentHalves(calendar, range), 2),
    workingDays: exact(workingDays(calendar, range)),
    asked(target) {
      const only = onlyVersion(target, range);
      if (only === undefined || target.shape === 'named') return whole(target);
      const one = whole({ ...target, versions: [{ from: range.from, value: 1n }] });
      return one && shareOf(only, one.value);
    },
  };
}

/** The one version that holds on all days of a range, if there is such a one. Versions stand in the order of their dates. */
function onlyVersion({ versions }: Target, range: DateRange): Levels | undefined {
  const changes = versions.some(({ from }) => range.from < from && from < range.to);
  const last = versions.findLast(({ from }) => from <= range.from);
  return changes || last === undefined || last.value === null ? undefined : last;
}

/** All levels accrue by the same days (T-04), so each is in proportion. */
function shareOf({ value, baseline, commit, stretch, tolerance }: Levels, share: Exact): LevelsInForce {
  const times = (level: bigint): Exact => multiply(exact(level), share);
  return {
    value: times(value),
    ...(baseline === undefined ? {} : { baseline: times(baseline) }),
    ...(commit === undefined ? {} : { commit: times(commit) }),
    ...(stretch === undefined ? {} : { stretch: times(stretch) }),
    ...(tolerance === undefined ? {} : { tolerance: times(tolerance) }),
  };
}
