import { measure } from '../../goals/measure.ts';
import { accruing, type Facts, type Standing } from '../../goals/standing.ts';
import { accrualByDay } from '../../kpi/accrual.ts';
import { add, type Exact, exact, toNumber, ZERO } from '../../kpi/exact.ts';
import { dateFormat } from '../../kpi/intl.ts';
import { addDays, daysOf, intersect, type LocalDate } from '../../kpi/localDate.ts';
import { isAdditive } from '../../kpi/metric.ts';
import { PACE_LIMITS } from '../../kpi/pace.ts';
import { tallyByDate } from '../../kpi/tally.ts';
import type { PaceSpec } from '../../platform/charts/spec.ts';
import { formatPeriod, languageTag } from '../../platform/format.ts';
import type { Locale } from '../../platform/words.ts';
import { forecastText, type Teller } from '../figures.ts';
import { isDrawable } from './button.ts';
import { words } from './words.ts';

/** Whose chart it is, and who looks at it when. */
export interface ChartOf {
  name: string;
  today: LocalDate;
}

/** Beyond so many days the axis names months. */
const MOST_DAYS_NAMED = 62;

/**
 * The picture of a target's period: what accrues day by day (T-03) beside what is there, and where it will end (K-07). A ratio or an average, which
 * expects nothing (K-05), is its figure so far beside the target. Undefined where there is nothing to draw (`isDrawable`).
 */
export function paceChart(
  facts: Facts,
  standing: Standing,
  teller: Teller,
  of: ChartOf,
): PaceSpec | undefined {
  const { metric, inForce, range } = standing;
  if (!isDrawable(standing) || inForce === null) return undefined;
  const say = words(teller.locale);
  const isLimit = metric.definition.direction === 'lower';
  const { locale } = teller;
  const dates = formatPeriod(standing.periodKey, locale, facts.periods ?? {});
  return {
    kind: 'pace',
    title: say('title', {
      name: teller.plainName(metric),
      period: teller.period(standing.periodKey, of.today),
    }),
    subtitle: say('subtitle', { who: of.name, dates, state: teller.state(standing.state) }),
    empty: say('empty'),
    legend: {
      actual: say('actual'),
      expected: say('expected'),
      target: say(isLimit ? 'limit' : 'target'),
    },
    days:
      standing.actual.state === 'no data'
        ? []
        : daysIn(facts, standing, namerOf(locale, [...daysOf(range)].length)),
    target: {
      value: toNumber(inForce),
      label: say(isLimit ? 'limitLabel' : 'targetLabel', { value: teller.asked(metric, inForce) }),
    },
    ...nowIn(facts, standing),
    ...forecastOf(standing, teller),
    actualLabel: teller.measured(metric, standing.actual),
    expectedLabel:
      standing.expected === null || !isAdditive(metric.definition)
        ? ''
        : teller.asked(metric, standing.expected),
  };
}

type DaySpec = PaceSpec['days'][number];

function daysIn(facts: Facts, standing: Standing, nameOf: (date: LocalDate) => string): DaySpec[] {
  const { metric, range } = standing;
  const actual = isAdditive(metric.definition) ? sumsOf(facts, standing) : figuresOf(facts, standing);
  const expected = expectedOf(facts, standing);
  return [...daysOf(range)].map((date) => ({
    at: nameOf(date),
    expected: expected.get(date) ?? null,
    actual: date > facts.asOf.lastDate ? null : (actual.get(date) ?? null),
  }));
}

/** T-03: the expected value at the end of each day; empty where nothing accrues. */
function expectedOf(facts: Facts, { metric, target, range }: Standing): Map<LocalDate, number> {
  const { definition } = metric;
  if (!isAdditive(definition)) return new Map();
  const input = {
    metric: definition,
    target: accruing(target),
    calendar: facts.calendar,
    range,
    periods: facts.periods,
  };
  const byDay = accrualByDay(input);
  let sum: Exact = ZERO;
  return new Map(
    [...daysOf(range)].map((date) => {
      sum = add(sum, byDay.get(date) ?? ZERO);
      return [date, toNumber(sum)];
    }),
  );
}

/** What was there at the end of each day so far, from where the target counts. */
function sumsOf(facts: Facts, { metric, range, countsFrom }: Standing): Map<LocalDate, number> {
  const { definition } = metric;
  if (!isAdditive(definition)) return new Map();
  const seen = { from: countsFrom ?? range.from, to: addDays(facts.asOf.lastDate, 1) };
  const byDate = tallyByDate(definition, facts.rows, { range: intersect(seen, range) ?? seen });
  let sum = 0n;
  return new Map(
    [...daysOf(range)].map((date) => {
      sum += byDate.get(date) ?? 0n;
      return [date, toNumber(exact(sum))];
    }),
  );
}

/** The figure so far at the end of each day of what is a mean or a share (M-02); it begins where there are data enough to speak of (K-05). */
function figuresOf(facts: Facts, { metric, range, periodKey }: Standing): Map<LocalDate, number> {
  const figures = new Map<LocalDate, number>();
  for (const date of daysOf(range)) {
    if (date > facts.asOf.lastDate) break;
    const upTo = { from: range.from, to: addDays(date, 1) };
    const measured = measure(facts, metric.definition, upTo, periodKey);
    if (measured.state === 'no data') continue;
    const isEnough = (measured.samples?.total ?? PACE_LIMITS.minSamples) >= PACE_LIMITS.minSamples;
    if (isEnough || date === facts.asOf.lastDate) figures.set(date, toNumber(measured.value));
  }
  return figures;
}

function nowIn({ asOf }: Facts, { metric, expected, isComplete }: Standing): Pick<PaceSpec, 'now'> {
  if (isComplete || asOf.moment.date !== asOf.lastDate) return {};
  const at = isAdditive(metric.definition) && expected !== null ? toNumber(expected) : null;
  return { now: { fraction: toNumber(asOf.moment.fraction), expected: at } };
}

function forecastOf(standing: Standing, teller: Teller): Pick<PaceSpec, 'forecast'> {
  const { forecast } = standing;
  if (forecast === null) return {};
  const [low, high] = forecast.interval ?? [forecast.value, forecast.value];
  return { forecast: { low, value: forecast.value, high, label: forecastText(standing, teller) } };
}

/** Dates of a short period; of a long one the months, at their first days. */
function namerOf(locale: Locale, days: number): (date: LocalDate) => string {
  const parts =
    days > MOST_DAYS_NAMED ? ({ month: 'short' } as const) : ({ month: 'short', day: 'numeric' } as const);
  const format = dateFormat(languageTag(locale), { timeZone: 'UTC', ...parts });
  return (date) =>
    days > MOST_DAYS_NAMED && !date.endsWith('-01') ? '' : format.format(new Date(`${date}T00:00:00Z`));
}
