/** C-02: what the one in the middle did week by week, in words and as a picture. Pure. */

import { toNumber } from '../../../kpi/exact.ts';
import { median } from '../../../kpi/market.ts';
import { isAdditive } from '../../../kpi/metric.ts';
import { rangeOf } from '../../../kpi/period.ts';
import type { TrendSpec } from '../../../platform/charts/spec.ts';
import { formatDate } from '../../../platform/format.ts';
import { plainInMrkdwn } from '../../../platform/mrkdwn.ts';
import { metricName, type Reader, roughFigure } from '../../phrases.ts';
import type { CohortWeek } from '../market.ts';
import type { Review } from '../review.ts';
import { type Around, metricOf } from '../told.ts';
import { reviewWords } from '../words.ts';
import { walkWords } from './words.ts';

/** So many metrics of a strategy are shown by their weeks. */
const MOST_METRICS = 3;

export interface CohortShown {
  readonly metricKey: string;
  readonly role: 'rep' | 'manager';
  readonly weeks: readonly CohortWeek[];
}

/** Whose weeks tell what happened: of the market its own, of anything else those of the metrics that it concerns. */
export function cohortsOf(
  { event, lines }: Review,
  around: Around,
): Pick<CohortShown, 'metricKey' | 'role'>[] {
  if (event.kind === 'market') return [{ metricKey: event.metricKey, role: event.role }];
  const keys = [...new Set(lines.map((line) => line.metricKey))].filter((key) => {
    const metric = metricOf(around, key);
    return metric !== undefined && isAdditive(metric.definition);
  });
  return keys.slice(0, MOST_METRICS).map((metricKey) => ({ metricKey, role: 'rep' }));
}

const hasData = ({ weeks }: CohortShown): boolean => weeks.some(({ median: one }) => one !== null);

/** A line for each metric, and the span of the weeks. */
export function cohortLines(cohort: readonly CohortShown[], around: Around, reader: Reader): string[] {
  const say = walkWords(reader.locale);
  const lines = cohort.filter(hasData).flatMap(({ metricKey, role, weeks }) => {
    const metric = metricOf(around, metricKey);
    if (metric === undefined) return [];
    const values = weeks.map(({ median: one }) =>
      one === null ? say('weeks_none') : roughFigure(metric, one, reader),
    );
    const named = {
      metric: plainInMrkdwn(metricName(metric, reader)),
      role: reviewWords(reader.locale)(`role_${role}`),
    };
    return [say('weeks', { ...named, values: values.join(say('weeks_join')) })];
  });
  const [first, last] = [cohort[0]?.weeks[0], cohort[0]?.weeks.at(-1)];
  if (lines.length === 0 || first === undefined || last === undefined) return [];
  const date = ({ week }: CohortWeek): string => formatDate(rangeOf(week).from, reader.locale);
  return [...lines, say('weeks_span', { from: date(first), to: date(last) })];
}

/** The first of them as a picture; nothing where there is nothing to see. */
export function cohortChart(
  cohort: readonly CohortShown[],
  around: Around,
  reader: Reader,
): TrendSpec | undefined {
  const shown = cohort.find(hasData);
  const metric = shown === undefined ? undefined : metricOf(around, shown.metricKey);
  if (shown === undefined || metric === undefined) return undefined;
  const say = walkWords(reader.locale);
  const earlier = shown.weeks.slice(0, -1).flatMap(({ median: one }) => one ?? []);
  const usual = median(earlier);
  return {
    kind: 'trend',
    title: say('chart_title', {
      metric: metricName(metric, reader),
      role: reviewWords(reader.locale)(`role_${shown.role}`),
    }),
    subtitle: say('chart_subtitle'),
    empty: say('chart_empty'),
    legend: { value: say('chart_value'), target: say('chart_usual') },
    ...(usual === undefined ? {} : { targetLabel: roughFigure(metric, usual, reader) }),
    points: shown.weeks.map(({ week, median: one }) => ({
      at: formatDate(rangeOf(week).from, reader.locale).replace(/^\w+, /, ''),
      value: one === null ? null : toNumber(one),
      label: one === null ? '' : roughFigure(metric, one, reader),
      target: usual === undefined ? null : toNumber(usual),
    })),
  };
}
