/**
 * T-03: an additive target accrues by day: version in force × share × ramp × presence. The target in force is the sum
 * over the period, the expected value the sum up to now. Ratios, averages and bands are the mean of their versions.
 */
import { isWorkingDay, nominalDays, presence, type WorkCalendar, workingDays } from './calendar.ts';
import { add, divide, type Exact, exact, isZero, multiply, ZERO } from './exact.ts';
import { intersect, lengthOf } from './localDate.ts';
import { isAdditive, type MetricDefinition } from './metric.ts';
import { type DateRange, daysOf, type LocalDate, type PeriodOptions, periodOf, rangeOf } from './period.ts';
import { endOf, type Moment, passedOf } from './progress.ts';
import { percentOn, type Ramp } from './ramp.ts';
import { type Levels, type Target, versionOn } from './target.ts';

export type AccrualInput = {
  readonly metric: MetricDefinition;
  readonly target: Target;
  readonly calendar: WorkCalendar;
  /** The period that is looked at. It need not be the target's own: a weekly target over a month sums by day. */
  readonly range: DateRange;
  /** T-05: instead of the calendar's own. */
  readonly ramp?: Ramp | undefined;
  readonly periods?: PeriodOptions | undefined;
};

/** A target's levels in force, exact, in smallest units of the metric. A level is there when every version has it. */
export type LevelsInForce = {
  readonly value: Exact;
  readonly baseline?: Exact;
  readonly commit?: Exact;
  readonly stretch?: Exact;
  readonly tolerance?: Exact;
};

export type Accrual = {
  /** T-03, T-04: what the target is for this person in this period. */
  readonly inForce: LevelsInForce;
  /** T-03: what it should be by now; for ratios, averages and elapsed days it has no meaning (K-05). */
  readonly expected: Exact;
  /** K-01: e = expected ÷ in force, 0 to 1; by working days for what does not accrue or is 0. */
  readonly elapsed: Exact;
};

/** Days of the same version, divisor and ramp, taken together so that the sum has few fractions. */
type Stretch = {
  readonly levels: Levels;
  readonly divisor: number;
  readonly percent: number;
  halves: number;
  passed: Exact;
};

/**
 * T-03, T-04, T-05: the target in force over the range and what is expected at a moment. Undefined when no version is
 * in force on any day of the range.
 */
export function accrue(input: AccrualInput, at: Moment): Accrual | undefined {
  const stretches = stretchesOf(input, at);
  if (stretches.length === 0) return undefined;
  const additive = isAdditive(input.metric);
  const amounts = additive ? stretches : asMean(stretches);
  const value = total(amounts, 'value', 'halves') ?? ZERO;
  const expected = total(amounts, 'value', 'passed') ?? ZERO;
  const elapsed = additive && !isZero(value) ? divide(expected, value) : elapsedByDays(stretches);
  return { inForce: { value, ...otherLevels(amounts) }, expected, elapsed };
}

/** T-03, T-04: the target in force over the whole range. */
export function inForce(input: AccrualInput): LevelsInForce | undefined {
  return accrue(input, endOf(input.range))?.inForce;
}

/** T-03: what an additive target expects at a moment. */
export function expectedAt(input: AccrualInput, at: Moment): Exact | undefined {
  return accrue(input, at)?.expected;
}

/**
 * T-04: whether absences, holidays and a ramp lower the target. Not for what is not prorated (spend, budgets), and not
 * for bands, ratios and averages, which are "not reduced" (T-03).
 */
export function isReduced(metric: MetricDefinition): boolean {
  return isAdditive(metric) && metric.prorated && metric.direction !== 'maintain';
}

function stretchesOf(input: AccrualInput, at: Moment): Stretch[] {
  const stretches = new Map<string, Stretch>();
  for (const { date, levels, divisor, percent, halves } of partsOf(input)) {
    const key = `${levels.from} ${divisor} ${percent}`;
    const stretch = stretches.get(key) ?? { levels, divisor, percent, halves: 0, passed: ZERO };
    stretches.set(key, stretch);
    stretch.halves += halves;
    if (halves > 0 && date <= at.date) {
      stretch.passed = add(stretch.passed, multiply(exact(halves), passedOf(date, at)));
    }
  }
  return [...stretches.values()];
}

/** What the target is on one day: its version, and the day's part of it. */
type DayPart = Pick<Stretch, 'divisor' | 'percent' | 'halves'> & {
  readonly date: LocalDate;
  readonly levels: Levels & { readonly from: LocalDate };
};

function* partsOf(input: AccrualInput): Generator<DayPart> {
  const reduced = isReduced(input.metric);
  let share: Share | undefined;
  for (const date of daysSeen(input)) {
    const levels = levelsOn(input.target, date);
    if (levels === undefined) continue;
    if (share === undefined || date >= share.period.to) share = shareOf(input, date, reduced);
    const percent = reduced ? percentOn(input.ramp ?? input.calendar.ramp, date) : 100;
    const halves = share.everyDay
      ? 2
      : reduced
        ? presence(input.calendar, date)
        : workedHalves(input.calendar, date);
    yield { date, levels, divisor: share.divisor, percent, halves };
  }
}

/**
 * T-03: what an additive target asks for on each day of the range, by date; days on which nothing is in force are missing. Together they are the
 * target in force, and those up to a date what is expected at its end.
 */
export function accrualByDay(input: AccrualInput): Map<LocalDate, Exact> {
  return new Map(
    [...partsOf(input)].map(({ date, levels, divisor, percent, halves }) => [
      date,
      exact(levels.value * BigInt(percent) * BigInt(halves), BigInt(divisor) * 200n),
    ]),
  );
}

/** One day's share of a target is 1 ÷ `divisor` of the target's own period that holds the day. */
type Share = { readonly period: DateRange; readonly divisor: number; readonly everyDay: boolean };

function shareOf({ target, calendar, periods }: AccrualInput, date: LocalDate, reduced: boolean): Share {
  const key = target.shape === 'named' ? target.period : periodOf(target.kind, date, periods);
  const period = rangeOf(key, periods);
  const nominal = reduced && target.shape === 'recurring';
  const divisor = nominal ? nominalDays(calendar, period) : workingDays(calendar, period);
  if (divisor > 0) return { period, divisor, everyDay: false };
  // Without a working day a budget or a band still holds: it spreads over all days. A reduced target stays 0.
  return { period, divisor: lengthOf(period), everyDay: !reduced };
}

function daysSeen({ target, range, periods }: AccrualInput): Iterable<LocalDate> {
  if (target.shape === 'recurring') return daysOf(range);
  const shared = intersect(range, rangeOf(target.period, periods));
  return shared === undefined ? [] : daysOf(shared);
}

/** A named target set in the middle of its period is for all of it: its first version reaches back to the start. */
function levelsOn(target: Target, date: LocalDate): (Levels & { readonly from: LocalDate }) | undefined {
  const found = versionOn(target.versions, date);
  if (found !== undefined || target.shape === 'recurring') return found;
  const first = target.versions.map((version) => version.from).sort()[0];
  return first !== undefined && date < first ? versionOn(target.versions, first) : undefined;
}

function workedHalves(calendar: WorkCalendar, date: LocalDate): 0 | 2 {
  return isWorkingDay(calendar, date) ? 2 : 0;
}

/** T-03: weights that make the total a mean: each stretch counts by its working days, divided by all of them. */
function asMean(stretches: readonly Stretch[]): Stretch[] {
  const halves = stretches.reduce((sum, stretch) => sum + stretch.halves, 0);
  if (halves > 0) return stretches.map((stretch) => ({ ...stretch, divisor: halves / 2, percent: 100 }));
  // A range without a working day (a Sunday): the last version of it.
  return stretches.slice(-1).map((stretch) => ({ ...stretch, divisor: 1, percent: 100, halves: 2 }));
}

/** Σ level × halves ÷ 2 × percent ÷ 100 ÷ divisor; undefined where a version lacks the level. */
function total(
  stretches: readonly Stretch[],
  level: keyof Levels,
  which: 'halves' | 'passed',
): Exact | undefined {
  let sum = ZERO;
  for (const { levels, divisor, percent, halves, passed } of stretches) {
    const value = levels[level];
    if (value === undefined) return undefined;
    const perHalf = exact(value * BigInt(percent), BigInt(divisor) * 200n);
    sum = add(sum, multiply(perHalf, which === 'halves' ? exact(halves) : passed));
  }
  return sum;
}

/** T-04: baseline, commit and stretch scale as the target does, because they accrue by the same days. */
function otherLevels(stretches: readonly Stretch[]): Omit<LevelsInForce, 'value'> {
  const levels: { -readonly [name in keyof Omit<LevelsInForce, 'value'>]: Exact } = {};
  for (const name of ['baseline', 'commit', 'stretch', 'tolerance'] as const) {
    const level = total(stretches, name, 'halves');
    if (level !== undefined) levels[name] = level;
  }
  return levels;
}

function elapsedByDays(stretches: readonly Stretch[]): Exact {
  const halves = stretches.reduce((sum, stretch) => sum + stretch.halves, 0);
  const passed = stretches.reduce((sum, stretch) => add(sum, stretch.passed), ZERO);
  return halves === 0 ? ZERO : divide(passed, exact(halves));
}
