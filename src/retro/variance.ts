import { type Facts, type Standing, standingIn } from '../goals/standing.ts';
import { presence } from '../kpi/calendar.ts';
import {
  absolute,
  add,
  compare,
  divide,
  type Exact,
  exact,
  isLess,
  isZero,
  ONE,
  roundHalfEven,
  subtract,
  ZERO,
} from '../kpi/exact.ts';
import { type DateRange, daysOf } from '../kpi/localDate.ts';
import { type AdditiveMetric, isAdditive } from '../kpi/metric.ts';
import { type BadSide, isCountBeyondNoise, isSampleBeyondNoise, MIN_HISTORY_DAYS } from '../kpi/noise.ts';
import type { PeriodKey } from '../kpi/period.ts';
import { tallyByDate } from '../kpi/tally.ts';

/** How far a team's figure ended from its target, as it stood when the retrospective was opened. In smallest units of the metric. */
export interface Variance {
  metricKey: string;
  actual: string;
  target: string;
  /** A-01, in hundredths of a percent. */
  attainment: number;
  /** Whether it is better than asked for. */
  isGood: boolean;
}

/** So many are looked at: more is a report. */
export const MOST_VARIANCES = 5;

/** A-03, K-03: where the team ended beyond noise from its own targets, better or worse, the farthest first. */
export function variancesIn(
  facts: Facts,
  periodKey: PeriodKey,
): { variances: Variance[]; hasTargets: boolean } {
  const standings = facts.metrics
    .map((metric) => standingIn(facts, metric, periodKey))
    .filter(({ inForce }) => inForce !== null && !isZero(inForce));
  const found = standings.flatMap((one) => {
    const { attainment } = one;
    return attainment !== null && isBeyondNoise(one, facts) ? [{ one, attainment }] : [];
  });
  const farthest = found.toSorted(
    (a, b) =>
      compare(distance(b.attainment), distance(a.attainment)) || (a.one.metricKey < b.one.metricKey ? -1 : 1),
  );
  return {
    variances: farthest.slice(0, MOST_VARIANCES).map(({ one, attainment }) => varianceOf(one, attainment)),
    hasTargets: standings.length > 0,
  };
}

const distance = (attainment: Exact): Exact => absolute(subtract(attainment, ONE));

function varianceOf({ metricKey, metric, actual, inForce }: Standing, attainment: Exact): Variance {
  return {
    metricKey,
    actual: String(actual.state === 'value' ? roundHalfEven(actual.value) : 0n),
    target: String(roundHalfEven(inForce ?? ZERO)),
    attainment: Number(roundHalfEven({ n: attainment.n * 10_000n, d: attainment.d })),
    isGood: metric.definition.direction !== 'maintain' && !isLess(attainment, ONE),
  };
}

/** K-03, in both directions: whether a complete period ended so far from its target that chance does not explain it. */
function isBeyondNoise({ metric: { definition }, actual, pace, range }: Standing, facts: Facts): boolean {
  if (actual.state !== 'value' || pace.accrual === undefined) return false;
  const { value: target, tolerance = ZERO } = pace.accrual.inForce;
  const side: BadSide = isLess(actual.value, target) ? 'below' : 'above';
  const band = definition.direction === 'maintain' ? tolerance : ZERO;
  const edge = side === 'below' ? subtract(target, band) : add(target, band);
  if (side === 'below' ? !isLess(actual.value, edge) : !isLess(edge, actual.value)) return false;
  if (definition.kind === 'count') return isCountBeyondNoise(actual.value, edge, side);
  if (!isAdditive(definition)) return isSampleBeyondNoise(actual.samples, edge, side);
  const values = dailyValuesIn(definition, facts, range);
  if (values.length < MIN_HISTORY_DAYS) return false;
  // The days that made the sum, drawn again and again: does their spread reach the target?
  const perDay = divide(edge, exact(values.length));
  return isSampleBeyondNoise({ total: values.length, values }, perDay, side);
}

/** What each working day of the dates brought, in smallest units; 0 where nothing was done. */
export function dailyValuesIn(
  metric: AdditiveMetric,
  { rows, calendar }: Pick<Facts, 'rows' | 'calendar'>,
  range: DateRange,
): number[] {
  const byDate = tallyByDate(metric, rows, { range });
  const days = [...daysOf(range)].filter((date) => presence(calendar, date) > 0 || byDate.has(date));
  return days.map((date) => Number(byDate.get(date) ?? 0n));
}
