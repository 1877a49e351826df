/** T-07: how hard a target is, from what was read. Pure. */
import { isReduced } from '../../kpi/accrual.ts';
import { type Difficulty, type DifficultySettings, difficultyAmong } from '../../kpi/difficulty.ts';
import { exact } from '../../kpi/exact.ts';
import type { LocalDate } from '../../kpi/localDate.ts';
import type { Unit } from '../../kpi/metric.ts';
import type { CurrencyCode } from '../../kpi/money.ts';
import { decimalsOf } from '../../kpi/value.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import { rampOn } from '../standing.ts';
import { openProposal, plannedAfter, type Target, type TargetVersion, versionOn } from '../target.ts';
import { type Cohort, cohortOf } from './cohort.ts';
import { evidenceFrom, type History, type Question } from './evidence.ts';
import { calendarOf } from './lookback.ts';

/** A value that is to be judged. */
export interface Asked extends Question {
  /** Smallest units, for a whole period. */
  readonly value: bigint;
  /** of a band. */
  readonly tolerance?: bigint | undefined;
  /** The date on which it holds: whether a ramp still lowers it then. */
  readonly on: LocalDate;
}

export interface Judgement {
  readonly asked: Asked;
  readonly cohort: Cohort;
  readonly difficulty: Difficulty;
  /** T-05: the part that is asked of a newcomer on the date; null: all of it. */
  readonly rampPercent: number | null;
  /** Whether periods with fewer days of work were brought to a whole one. */
  readonly isScaled: boolean;
  /** The thresholds by which it was judged. */
  readonly settings: DifficultySettings;
}

/** Judges values, in their order; all of them rest on the same history. */
export function judge(
  history: History,
  asked: readonly Asked[],
  settings: DifficultySettings,
  currency: CurrencyCode,
): Judgement[] {
  const evidence = evidenceFrom(history);
  return asked.map((one) => {
    const { subject, metric, value, tolerance, on } = one;
    const { definition } = metric;
    const cohort = cohortOf(subject, definition, history);
    const judged = {
      direction: definition.direction,
      target: exact(value),
      ...(tolerance === undefined ? {} : { tolerance: exact(tolerance) }),
      isScaled: isReduced(definition),
      step: stepFor(definition.unit, currency),
    };
    // The ramp multiplies the target anyway (T-05), so value and suggestion are compared before it, and shown with it.
    const rampPercent =
      subject.kind === 'member' ? rampOn(metric, calendarOf(history, subject.id), on) : null;
    const difficulty = difficultyAmong(judged, evidence(one, cohort), settings);
    return { asked: one, cohort, difficulty, rampPercent, isScaled: judged.isScaled, settings };
  });
}

/** Whole counts and units of money, tenths of everything else. */
function stepFor(unit: Unit, currency: CurrencyCode): bigint {
  const whole = 10n ** BigInt(decimalsOf(unit, currency));
  return unit === 'count' || unit === 'money' ? whole : whole / 10n;
}

/** The version of a target that is judged: what holds, what will hold first, or what is proposed; undefined where nothing is. */
export function judgedVersion(target: Target, today: LocalDate): TargetVersion | undefined {
  const now = versionOn(target, today);
  if (now !== undefined && now.value !== null) return now;
  return plannedAfter(target, today).find((step) => step.value !== null) ?? openProposal(target);
}

/** A version of a target as a question; undefined where it ends the target, or the metric is no longer in use. */
export function askedOf(
  target: Target,
  metric: MetricInfo,
  version: TargetVersion | undefined,
  today: LocalDate,
) {
  if (version === undefined || version.value === null || metric.isRetired) return undefined;
  const { subject, periodKind, periodKey } = target;
  const asked: Asked = {
    ...{ subject, metric, shape: { periodKind, periodKey }, value: version.value },
    ...{ tolerance: version.levels?.tolerance, on: version.from > today ? version.from : today },
  };
  return asked;
}
