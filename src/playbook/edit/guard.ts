import { isDeepStrictEqual } from 'node:util';
import { dependsOn, type MetricDefinition } from '../../kpi/metric.ts';
import type { Usage } from '../choose/merge.ts';
import type { MetricInfo } from '../playbook.ts';
import type { Field, Problem } from './problem.ts';
import { comparable, type FullProcess, type FullType, filtersOf, typesWithin } from './process.ts';

/** What a metric counts; its nature and its names may change at any time. */
function counted(definition: MetricDefinition): unknown {
  const { nature: _, ...rest } = definition;
  return comparable(rest);
}

/** Metrics with a past: those with a target, those that read something logged, and the parts of either. */
export function metricsInUse(
  { types, metrics }: Pick<FullProcess, 'metrics'> & { types: readonly Pick<FullType, 'key' | 'stage'>[] },
  usage: Usage,
): Set<string> {
  const logged = types.filter((type) => usage.types.has(type.key));
  const reads = ({ definition }: MetricInfo) =>
    filtersOf(definition).some((filter) => typesWithin(filter, logged).length > 0);
  const used = new Set(
    metrics.filter((one) => usage.metrics.has(one.key) || reads(one)).map(({ key }) => key),
  );
  // What is made of others has a past once all of them have, and gives them one; chains are short.
  for (let step = 0; step < 3; step += 1)
    for (const { key, definition } of metrics) {
      const parts = dependsOn(definition);
      if (parts.length > 0 && parts.every((part) => used.has(part))) used.add(key);
      if (used.has(key)) for (const part of parts) used.add(part);
    }
  return used;
}

/** Fields of a type that would change figures of the past. */
function countedFields(before: FullType, after: FullType, book: FullProcess): Field[] {
  const byStage = book.metrics.some(({ definition }) =>
    filtersOf(definition).some(
      ({ stage = [] }) => stage.includes(before.stage) || stage.includes(after.stage),
    ),
  );
  return [
    ...(before.points === after.points ? [] : (['points'] as const)),
    ...(before.ratingScale === after.ratingScale ? [] : (['scale'] as const)),
    ...(before.stage !== after.stage && byStage ? (['stage'] as const) : []),
  ];
}

/**
 * What stands against a change because it has a past: a definition in use can be retired but not deleted, and keeps what it counts and what
 * it is worth, so that neither closed dates nor past figures ever change.
 */
export function pastProblems(before: FullProcess, after: FullProcess, usage: Usage): Problem[] {
  const used = { type: usage.types, metric: metricsInUse(before, usage) };
  const inUse = (thing: 'type' | 'metric', key: string, field: Field): Problem => {
    return { thing, key, field, trouble: { kind: 'in use' } };
  };
  const types = before.types.filter(({ key }) => used.type.has(key));
  const metrics = before.metrics.filter(({ key }) => used.metric.has(key));
  return [
    ...types.flatMap((old) => {
      const fresh = after.types.find(({ key }) => key === old.key);
      if (fresh === undefined) return [inUse('type', old.key, 'state')];
      return countedFields(old, fresh, before).map((field) => inUse('type', old.key, field));
    }),
    ...metrics.flatMap((old) => {
      const fresh = after.metrics.find(({ key }) => key === old.key);
      if (fresh === undefined) return [inUse('metric', old.key, 'state')];
      const isSame = isDeepStrictEqual(counted(old.definition), counted(fresh.definition));
      return isSame ? [] : [inUse('metric', old.key, 'kind')];
    }),
  ];
}
