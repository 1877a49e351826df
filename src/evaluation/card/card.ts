import { type Facts, type Standing, standing, standingIn } from '../../goals/standing.ts';
import { effectiveTargets, type Target, timeline } from '../../goals/target.ts';
import type { LevelsInForce } from '../../kpi/accrual.ts';
import { workingDays } from '../../kpi/calendar.ts';
import { exact, isZero } from '../../kpi/exact.ts';
import type { DateRange } from '../../kpi/localDate.ts';
import { isAdditive } from '../../kpi/metric.ts';
import { isCalendarKind, kindOf, type PeriodKey } from '../../kpi/period.ts';
import { progressOf } from '../../kpi/progress.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import type { CardKpi, Template } from '../template/template.ts';
import {
  type CardInputs,
  type KpiInput,
  type LevelTexts,
  type PartInput,
  RULE_VERSION,
  type Silence,
} from './inputs.ts';
import { fractionText } from './result.ts';

/** From facts to the inputs of an evaluation. The facts hold confirmed amounts alone (M-07) and official targets alone (T-06). */

/** What else a card is made of. */
export interface CardFrame {
  template: Pick<Template, 'id' | 'version' | 'kpis' | 'oneSidedReason'>;
  periodKey: PeriodKey;
  range: DateRange;
  currency: string;
  parts?: readonly PartInput[];
  adjustment?: CardInputs['adjustment'];
}

/** S-01…S-07: the inputs of one person's evaluation; `facts` as of the period's end, or of now while it runs. */
export function cardInputs(facts: Facts, frame: CardFrame): CardInputs {
  const { template, periodKey, range } = frame;
  const present = progressOf(facts.calendar, range, facts.asOf.moment).presentDays;
  return {
    rule: RULE_VERSION,
    template: { id: template.id, version: template.version },
    period: { key: periodKey, from: range.from, to: range.to },
    currency: frame.currency,
    presence: {
      present: fractionText(present),
      working: fractionText(exact(workingDays(facts.calendar, range))),
    },
    kpis: template.kpis.flatMap((kpi) => {
      const metric = facts.metrics.find((one) => one.key === kpi.metricKey);
      return metric === undefined ? [] : [kpiInput(kpi, metric, standingOf(facts, metric, periodKey))];
    }),
    parts: frame.parts ?? [],
    mayBeOneSided: template.oneSidedReason !== '',
    adjustment: frame.adjustment ?? null,
  };
}

/** A calendar period's standing; dates of one's own choice are measured against the recurring target, which adds up by day (T-03). */
function standingOf(facts: Facts, metric: MetricInfo, periodKey: PeriodKey): Standing {
  if (isCalendarKind(kindOf(periodKey))) return standingIn(facts, metric, periodKey);
  return standing(facts, metric, periodKey, recurringTarget(facts, metric.key));
}

function recurringTarget({ targets, subject, asOf, purpose }: Facts, metricKey: string): Target | undefined {
  const own = targets.filter(
    (target) =>
      target.subject.kind === subject.kind &&
      target.subject.id === subject.id &&
      target.metricKey === metricKey &&
      target.periodKey === null,
  );
  return effectiveTargets(own, asOf.lastDate, () => '' as PeriodKey, purpose)[0];
}

function kpiInput({ weight, floor }: CardKpi, metric: MetricInfo, of: Standing): KpiInput {
  const { key, unit, direction, nature } = metric.definition;
  const levels = of.pace.accrual?.inForce;
  return {
    ...{ metric: key, unit, direction, nature, weight },
    floor: floor === null ? null : floor.toString(),
    value: of.actual.state === 'value' ? fractionText(of.actual.value) : null,
    levels: levels === undefined ? null : levelTexts(levels),
    target: of.target === undefined ? null : versionsIn(of.target, of.range),
    silence: silenceOf(metric, of),
  };
}

/** Why a KPI says nothing; null where it does. What nobody could reach, since they were away, is not a zero (T-04). */
function silenceOf({ definition }: MetricInfo, of: Standing): Silence | null {
  if (of.target === undefined || of.inForce === null) return 'no target';
  if (of.actual.state === 'no data') return 'no data';
  if (isAdditive(definition) && isZero(of.inForce) && (of.nominal ?? 0n) !== 0n) return 'away';
  return of.attainment === null ? 'baseline needed' : null;
}

function levelTexts({ value, baseline, commit, stretch, tolerance }: LevelsInForce): LevelTexts {
  return {
    target: fractionText(value),
    ...(baseline === undefined ? {} : { baseline: fractionText(baseline) }),
    ...(commit === undefined ? {} : { commit: fractionText(commit) }),
    ...(stretch === undefined ? {} : { stretch: fractionText(stretch) }),
    ...(tolerance === undefined ? {} : { tolerance: fractionText(tolerance) }),
  };
}

/** T-06: the versions that held on some date of the range. */
function versionsIn(target: Target, range: DateRange): NonNullable<KpiInput['target']> {
  const steps = timeline(target.versions);
  const versions = steps.filter((step, index) => {
    const next = steps[index + 1]?.from;
    return step.from < range.to && (next === undefined || next > range.from);
  });
  return { id: target.id, versions: versions.map(({ seq }) => seq) };
}
