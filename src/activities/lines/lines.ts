import { type DateRange, isLocalDate } from '../../kpi/localDate.ts';
import { dependsOn, type MetricFilter, matches } from '../../kpi/metric.ts';
import type { Membership } from '../../people/person.ts';
import type { Playbook } from '../../playbook/playbook.ts';
import type { NewActivity, RecordedActivity } from '../activity.ts';

/** M-06: the log lines behind a metric, as a button asks for them: whose, of which metric, when, and after which that were shown. */
export interface LinesWanted {
  metricKey: string;
  /** A region by its name; the company's id says nothing. */
  subject: { kind: (typeof KINDS)[number]; id: string };
  range: DateRange;
  /** How many were shown before. */
  after: number;
  /** The fact that was shown last; '' on the first page. */
  cursor: string;
}

const KINDS = ['member', 'team', 'region', 'company'] as const;

/** The value of a button that asks for them; a region's name may hold spaces, so it comes last. */
export function linesValue({
  metricKey,
  subject,
  range,
  after = 0,
  cursor = '',
}: {
  metricKey: string;
  subject: LinesWanted['subject'];
  range: { from: string; to: string };
  after?: number;
  cursor?: string;
}): string {
  const place = cursor === '' ? '0' : `${after}@${cursor}`;
  return [metricKey, range.from, range.to, place, subject.kind, subject.id].join(' ');
}

/** A hint for what to read, never a proof of a right. */
export function readWanted(value: string): LinesWanted | undefined {
  const [metricKey = '', from = '', to = '', place = '', word = '', ...id] = value.split(' ');
  // Without the fact that was shown last it is the first page.
  const [, after = '0', cursor = ''] = /^(\d{1,6})@(.+)$/.exec(place) ?? [];
  const kind = KINDS.find((known) => known === word);
  if (kind === undefined || !isLocalDate(from) || !isLocalDate(to)) return undefined;
  const subject = { kind, id: id.join(' ') };
  return { metricKey, subject, range: { from, to }, after: Number(after), cursor };
}

/** P-06: a time for which somebody counts. */
export interface Stay extends Pick<Membership, 'memberId' | 'from' | 'to'> {}

/** Whether one of the people whom a fact is credited to counted on its date. */
export function isOf(
  stays: ReadonlyMap<string, readonly Stay[]>,
  fact: Pick<RecordedActivity, 'memberId' | 'shares' | 'localDate'>,
): boolean {
  const credited = fact.shares === null ? [fact.memberId] : Object.keys(fact.shares);
  return credited.some((memberId) =>
    (stays.get(memberId) ?? []).some(
      ({ from, to }) => from <= fact.localDate && (to === null || fact.localDate < to),
    ),
  );
}

/** M-01: what a metric reads, itself and through what it is computed of. */
export function filtersBehind(
  { metrics }: Pick<Playbook, 'metrics'>,
  key: string,
  depth = 3,
): MetricFilter[] {
  const definition = metrics.find((metric) => metric.key === key)?.definition;
  if (definition === undefined) return [];
  if (definition.kind === 'elapsed') return [definition.start, definition.end];
  if ('source' in definition) return [definition.source.filter];
  return depth === 0
    ? []
    : dependsOn(definition).flatMap((part) => filtersBehind({ metrics }, part, depth - 1));
}

/** The activity types that any of the filters names; undefined where one names none. */
export function typesOf(filters: readonly MetricFilter[]): string[] | undefined {
  const named = filters.map((filter) => filter.activityType);
  return named.some((types) => types === undefined)
    ? undefined
    : [...new Set(named.flatMap((types) => types ?? []))];
}

/** Whether any of the filters takes the fact. */
export const isBehind = (filters: readonly MetricFilter[], fact: NewActivity): boolean => {
  const { typeKey: activityType, channel, campaign, region, product, segment } = fact;
  return filters.some((filter) =>
    matches(filter, { activityType, channel, campaign, region, product, segment }),
  );
};
