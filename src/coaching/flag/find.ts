/**
 * C-01, C-02: whom a flag is raised for: the same KPI missed in three complete weeks running, each beyond noise; at least 15 points below the
 * median of the others of the role; no long absence; and not where everybody of the role fell. Pure.
 */

import { measure } from '../../goals/measure.ts';
import { awayIn } from '../../goals/review/absence.ts';
import { begunOn, type MarketEvent, marketEvents } from '../../goals/review/market.ts';
import type { Facts } from '../../goals/standing.ts';
import type { WorkCalendar } from '../../kpi/calendar.ts';
import { type Exact, exact, isAtLeast, subtract } from '../../kpi/exact.ts';
import { addDays, type DateRange } from '../../kpi/localDate.ts';
import { MARKET_WEEKS, marketShift, median } from '../../kpi/market.ts';
import { isAdditive } from '../../kpi/metric.ts';
import { type PeriodKey, periodsBefore, rangeOf } from '../../kpi/period.ts';
import type { Person } from '../../people/person.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import { type Evidence, FEWEST_OTHERS, FLAG_WEEKS, type Found, WORSE_POINTS } from './flag.ts';
import { type Judged, judge, type Span } from './judged.ts';

/** Somebody with what they did. */
export interface Seen {
  readonly person: Person;
  readonly facts: Facts;
}

export interface Company {
  /** The last complete week. */
  readonly week: PeriodKey;
  readonly metrics: readonly MetricInfo[];
  readonly seen: readonly Seen[];
}

/** The weeks that are judged, the oldest first. */
export const weeksOf = (week: PeriodKey): PeriodKey[] => [...periodsBefore(week, FLAG_WEEKS - 1), week];

/** The dates that are read for a week: C-02 looks eight weeks back from each of the three. */
export function flagRange(week: PeriodKey): DateRange {
  const [first = week] = periodsBefore(week, FLAG_WEEKS - 1 + MARKET_WEEKS);
  return { from: rangeOf(first).from, to: rangeOf(week).to };
}

export function findFlags(company: Company): Found[] {
  const metrics = company.metrics.filter(({ definition, isRetired }) => {
    // A week's growth says nothing, and what somebody reads off is no week's work.
    return !isRetired && definition.kind !== 'growth' && definition.kind !== 'manual';
  });
  const events = weeksOf(company.week).flatMap((week) => marketOf(company, week));
  return (['rep', 'manager'] as const).flatMap((role) => {
    const cohort = company.seen.filter(({ person }) => person.isActive && person.role === role);
    return metrics.flatMap((metric) => {
      const found = flagsIn(cohort, metric, company.week);
      return found.length > 0 && isMarket(cohort, metric, role, company.week, events) ? [] : found;
    });
  });
}

function marketOf({ metrics, seen }: Company, week: PeriodKey): MarketEvent[] {
  const people = seen.map(({ person }) => person);
  const calendars = new Map(seen.map(({ person, facts }) => [person.memberId, facts.calendar]));
  const { to } = rangeOf(week);
  const rows = seen.flatMap(({ facts }) => facts.rows.filter((row) => row.date < to));
  return marketEvents({ week, metrics, people, calendars, rows, begun: begunOn(rows) });
}

/** C-01, before anybody asks whether it is the market. */
function flagsIn(cohort: readonly Seen[], metric: MetricInfo, week: PeriodKey): Found[] {
  const range = { from: rangeOf(weeksOf(week)[0] ?? week).from, to: rangeOf(week).to };
  const together: Span = { range, week };
  const judged = cohort.flatMap((seen) => {
    if (!isThere(seen.facts, range)) return [];
    const all = judge(seen.facts, metric, together);
    return all === undefined ? [] : [{ seen, all }];
  });
  return judged.flatMap(({ seen, all }): Found[] => {
    const { memberId } = seen.person;
    const others = judged.filter((one) => one.seen !== seen).map((one) => one.all.attainment);
    const usual = median(others);
    if (usual === undefined || others.length < FEWEST_OTHERS || !isWorse(all.attainment, usual)) return [];
    if (hasLongAbsence(seen.facts.calendar, range)) return [];
    const weeks = missedWeeks(seen.facts, metric, week);
    if (weeks === undefined) return [];
    const evidence = { weeks, own: all.attainment, median: usual, others: others.length };
    return [{ memberId, metricKey: metric.key, week, evidence }];
  });
}

/** C-01: each of the weeks, where all of them were missed beyond noise. */
function missedWeeks(facts: Facts, metric: MetricInfo, last: PeriodKey): Evidence['weeks'] | undefined {
  const weeks: Evidence['weeks'] = [];
  for (const week of weeksOf(last)) {
    const judged: Judged | undefined = judge(facts, metric, { range: rangeOf(week), week });
    if (judged === undefined || !judged.isMissed) return undefined;
    const { actual, target, attainment } = judged;
    weeks.push({ week, actual, target, attainment });
  }
  return weeks;
}

export function isWorse(own: Exact, usual: Exact): boolean {
  return isAtLeast(subtract(usual, own), exact(WORSE_POINTS, 100));
}

/** Weeks before somebody began to log say nothing; nor does one who was there for less than half of them (L-03). */
function isThere({ rows, calendar }: Facts, range: DateRange): boolean {
  const begun = rows.some(({ date }) => date < addDays(range.from, 7));
  return begun && !isMostlyAway(calendar, range);
}

/** C-01: away for more than half of the weeks, or of the four before: whoever comes back needs time. */
export function hasLongAbsence(calendar: WorkCalendar, range: DateRange): boolean {
  return (
    isMostlyAway(calendar, range) ||
    isMostlyAway(calendar, { from: addDays(range.from, -28), to: range.from })
  );
}

function isMostlyAway(calendar: WorkCalendar, range: DateRange): boolean {
  const { awayHalves, ofHalves } = awayIn(calendar, range);
  return awayHalves * 2 > ofHalves;
}

/** C-02: whether everybody of the role fell in one of the weeks. What is no sum of activities is compared as it was measured. */
function isMarket(
  cohort: readonly Seen[],
  metric: MetricInfo,
  role: 'rep' | 'manager',
  week: PeriodKey,
  events: readonly MarketEvent[],
): boolean {
  const { definition, key } = metric;
  if (isAdditive(definition) && definition.direction === 'higher')
    return events.some((one) => one.metricKey === key && one.role === role && one.direction === 'fell');
  if (definition.direction === 'maintain') return false;
  const bad = definition.direction === 'lower' ? 'rose' : 'fell';
  return weeksOf(week).some((one) => {
    const [now = [], ...before] = [one, ...periodsBefore(one, MARKET_WEEKS)].map((each) =>
      cohort.flatMap(({ facts }): Exact[] => {
        const measured = measure(facts, definition, rangeOf(each), each);
        return measured.state === 'value' ? [measured.value] : [];
      }),
    );
    return now.length >= FEWEST_OTHERS && marketShift(now, before.toReversed()).kind === bad;
  });
}
