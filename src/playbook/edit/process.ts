import { isDeepStrictEqual } from 'node:util';
import type { MetricDefinition, MetricFilter } from '../../kpi/metric.ts';
import type { Process, Usage } from '../choose/merge.ts';
import type { ActivityTypeInfo, MetricInfo } from '../playbook.ts';
import { type StageInfo, stagesOf } from '../stages.ts';
import type { FilterField } from './problem.ts';

/** A whole process with nothing left to defaults: what forms and files change. */
export interface FullProcess {
  stages: readonly StageInfo[];
  types: readonly FullType[];
  metrics: readonly MetricInfo[];
}
export type FullType = ActivityTypeInfo &
  Required<Pick<ActivityTypeInfo, 'rating' | 'ratingScale' | 'confirmed'>>;

/** Values of channel, campaign, region, product and segment that somebody used so far. */
export type Known = Readonly<Record<FilterField, readonly string[]>>;

/** What a change is decided on. */
export interface Ground {
  book: FullProcess;
  usage: Usage;
  known: Known;
}

/** What a definition belongs to. */
export const THINGS = ['stage', 'type', 'metric'] as const;
export type ThingKind = (typeof THINGS)[number];
export type Thing = StageInfo | FullType | MetricInfo;

/** The things of a kind, in their order. */
export function thingsOf(book: FullProcess, kind: ThingKind): readonly Thing[] {
  switch (kind) {
    case 'stage':
      return book.stages;
    case 'type':
      return book.types;
    case 'metric':
      return book.metrics;
  }
}

/** A process with everything said. */
export function full(book: Process): FullProcess {
  return {
    stages: stagesOf(book),
    types: book.types.map((type) => ({
      ...type,
      rating: type.rating ?? 'none',
      ratingScale: type.ratingScale ?? 5,
      confirmed: type.confirmed ?? true,
    })),
    metrics: book.metrics,
  };
}

/** The process as it is stored: stages that are the ready-made ones anyway are not. */
export function stored({ stages, types, metrics }: FullProcess): Process {
  const isReadyMade = isDeepStrictEqual(stages, stagesOf({ types }));
  return { types, metrics, ...(isReadyMade ? {} : { stages }) };
}

/** A value in which the order of listed words says nothing, though that of listed things does. */
export function comparable(value: unknown): unknown {
  if (Array.isArray(value) && value.some((one) => typeof one === 'object')) return value.map(comparable);
  if (Array.isArray(value)) return value.map(String).toSorted((a, b) => (a < b ? -1 : 1));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.map(([key, inner]) => [key, comparable(inner)]));
}

/** Every filter by which a metric reads facts; none for those that are made of other metrics. */
export function filtersOf(definition: MetricDefinition): MetricFilter[] {
  if ('source' in definition) return [definition.source.filter];
  return definition.kind === 'elapsed' ? [definition.start, definition.end] : [];
}

/** The types that a filter lets through, by activity and by stage. */
export function typesWithin<T extends Pick<ActivityTypeInfo, 'key' | 'stage'>>(
  { activityType, stage }: MetricFilter,
  types: readonly T[],
): T[] {
  return types.filter(
    (type) => (activityType?.includes(type.key) ?? true) && (stage?.includes(type.stage) ?? true),
  );
}
