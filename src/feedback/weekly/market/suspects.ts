import type { MetricInfo } from '../../../playbook/playbook.ts';
import { hasAsk } from '../hold.ts';
import type { RepWeek } from '../week.ts';

/** C-02: the metrics that hold back at least half of those of whom they are asked. Pure. */
export const suspectsAmong = (metrics: readonly MetricInfo[], weeks: readonly RepWeek[]): MetricInfo[] =>
  metrics.filter(({ key }) => {
    const asked = weeks.filter(({ rows }) => rows.some((row) => row.metric.key === key && hasAsk(row)));
    const short = asked.filter(({ hold }) => 'gap' in hold && hold.gap.metricKey === key);
    return short.length > 0 && short.length * 2 >= asked.length;
  });
