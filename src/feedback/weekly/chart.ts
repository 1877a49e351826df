import type { Standing } from '../../goals/standing.ts';
import { exact, toNumber } from '../../kpi/exact.ts';
import { addDays } from '../../kpi/localDate.ts';
import type { PeriodOptions } from '../../kpi/period.ts';
import { rangeOf } from '../../kpi/period.ts';
import type { AttainmentBar, ChartSpec, KpiWeekSpec, TrendSpec } from '../../platform/charts/spec.ts';
import { languageTag } from '../../platform/format.ts';
import { isEarly, type Teller } from '../figures.ts';
import type { RepWeek, WeekRow } from './week.ts';
import { words } from './words.ts';

/** The picture of a week: KPIs against target where there are targets, else the trend of eight weeks; nothing where nothing was. */
export function chartOf(
  week: RepWeek,
  teller: Teller,
  subtitle: string,
  periods: PeriodOptions,
): ChartSpec | undefined {
  const rows = week.rows.filter((row) => standingShown(row).target !== undefined);
  if (rows.length > 0) return kpiWeek(rows, teller, subtitle);
  return week.trend === null ? undefined : trend(week.trend, teller, subtitle, periods);
}

/** The standing that a row is judged by: the week's own target, else the longer one. */
export function standingShown(row: WeekRow): Standing {
  return row.week.target === undefined && row.longer !== undefined ? row.longer : row.week;
}

function kpiWeek(rows: readonly WeekRow[], teller: Teller, subtitle: string): KpiWeekSpec {
  const say = words(teller.locale);
  return {
    kind: 'kpiWeek',
    title: say('chartTitle'),
    subtitle,
    empty: say('chartEmpty'),
    legend: { now: say('legendNow'), before: say('legendBefore'), target: say('legendTarget') },
    rows: rows.map((row) => {
      const shown = standingShown(row);
      const isLonger = shown !== row.week;
      return {
        name: isLonger
          ? `${teller.plainName(row.metric)} (${teller.period(shown.periodKey, addDays(row.week.range.to, -1))})`
          : teller.plainName(row.metric),
        reached: shown.state === 'reached',
        now: bar(shown, teller),
        before: isLonger ? { percent: null, label: '–' } : bar(row.before, teller),
      };
    }),
  };
}

function bar(standing: Standing, teller: Teller): AttainmentBar {
  const say = words(teller.locale);
  if (standing.attainment === null || standing.inForce === null || standing.target === undefined)
    return {
      percent: null,
      label: `${teller.measured(standing.metric, standing.inPeriod)} · ${say('chartNoTarget')}`,
    };
  if (isEarly(standing.state))
    return { percent: null, label: `${briefly(standing, teller)} · ${teller.state(standing.state)}` };
  return {
    percent: Math.max(0, toNumber(standing.attainment) * 100),
    label: say('chartOf', {
      actual: briefly(standing, teller),
      target:
        standing.metric.definition.unit === 'money'
          ? teller.short(standing.metric, standing.inForce)
          : teller.asked(standing.metric, standing.inForce),
      percent: teller.percent(standing.attainment),
    }),
  };
}

/** Money short enough to stand beside a bar; counts as they are. */
function briefly({ metric, actual }: Standing, teller: Teller): string {
  return actual.state === 'value' && metric.definition.unit === 'money'
    ? teller.short(metric, actual.value)
    : teller.measured(metric, actual);
}

function trend(
  { metric, weeks }: NonNullable<RepWeek['trend']>,
  teller: Teller,
  subtitle: string,
  periods: PeriodOptions,
): TrendSpec {
  const say = words(teller.locale);
  const day = new Intl.DateTimeFormat(languageTag(teller.locale), {
    timeZone: 'UTC',
    month: 'numeric',
    day: 'numeric',
  });
  const wanted = weeks.at(-1)?.target ?? null;
  return {
    kind: 'trend',
    title: say('trendTitle', { name: teller.plainName(metric) }),
    subtitle,
    empty: say('chartEmpty'),
    legend: { value: teller.plainName(metric), target: say('legendGoal') },
    points: weeks.map(({ key, value, target }) => ({
      at: day.format(new Date(`${rangeOf(key, periods).from}T00:00:00Z`)),
      value: Number(value),
      label: teller.short(metric, exact(value)),
      target: target === null ? null : toNumber(target),
    })),
    ...(wanted === null ? {} : { targetLabel: teller.short(metric, wanted) }),
  };
}
