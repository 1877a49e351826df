import { isDeepStrictEqual } from 'node:util';
import { dependsOn, isAdditive, type MetricDefinition, type MetricFilter } from '../../kpi/metric.ts';
import { suggest } from '../../platform/suggest.ts';
import type { MetricInfo } from '../playbook.ts';
import { FILTER_FIELDS, type Field, type Problem, type Trouble } from './problem.ts';
import { comparable, type FullProcess, filtersOf, type Known, typesWithin } from './process.ts';

/** M-01, M-02: what is wrong with what a metric counts. */
export function checkDefinition(metric: MetricInfo, book: FullProcess, known: Known): Problem[] {
  const { definition } = metric;
  const found =
    'source' in definition
      ? sourceTroubles(definition, book, known)
      : definition.kind === 'elapsed'
        ? elapsedTroubles(definition, book)
        : partTroubles(metric, book);
  return found.map((one) => ({ thing: 'metric', key: metric.key, ...one }));
}

type Found = { field: Field; trouble: Trouble };

function sourceTroubles(
  definition: Extract<MetricDefinition, { source: unknown }>,
  book: FullProcess,
  known: Known,
): Found[] {
  const { filter } = definition.source;
  const found = [
    ...unknownTypes(filter, 'types', book),
    ...unknownStages(filter, book),
    ...unknownValues(filter, known),
  ];
  if (found.length > 0) return found;
  const types = typesWithin(filter, book.types);
  if (types.length === 0)
    return [{ field: filter.stage === undefined ? 'types' : 'stages', trouble: { kind: 'nothing' } }];
  const asksAmount = 'field' in definition.source && definition.source.field === 'amount';
  if (asksAmount && types.every((type) => type.amount === 'none'))
    return [{ field: 'types', trouble: { kind: 'no amount' } }];
  if (
    definition.kind === 'average' &&
    types.every((type) => type.rating === 'none' && type.rubric === undefined)
  )
    return [{ field: 'types', trouble: { kind: 'no rating' } }];
  return [];
}

function unknownTypes({ activityType = [] }: MetricFilter, field: Field, { types }: FullProcess): Found[] {
  const strangers = activityType.filter((key) => !types.some((type) => type.key === key));
  return strangers.slice(0, 1).map((value) => {
    const near = suggest(value, types, ({ key, aliases }) => [key, ...aliases]).map(({ key }) => key);
    return { field, trouble: { kind: 'unknown', value, near } };
  });
}

function unknownStages({ stage = [] }: MetricFilter, { stages }: FullProcess): Found[] {
  const strangers = stage.filter((key) => !stages.some((one) => one.key === key));
  return strangers.slice(0, 1).map((value) => {
    const near = suggest(value, stages, ({ key, names }) => [key, names.en, names.zh]).map(({ key }) => key);
    return { field: 'stages', trouble: { kind: 'unknown', value, near } };
  });
}

/** Where nobody used any value so far there is nothing to compare with. */
function unknownValues(filter: MetricFilter, known: Known): Found[] {
  return FILTER_FIELDS.flatMap((field): Found[] => {
    const values = known[field];
    const value = filter[field]?.find((one) => !values.includes(one));
    if (value === undefined || values.length === 0) return [];
    return [{ field, trouble: { kind: 'unknown', value, near: suggest(value, values, (one) => [one]) } }];
  });
}

function elapsedTroubles(
  definition: Extract<MetricDefinition, { kind: 'elapsed' }>,
  book: FullProcess,
): Found[] {
  return (['start', 'end'] as const).flatMap((field): Found[] => {
    const filter = definition[field];
    const unknown = unknownTypes(filter, field, book);
    if (unknown.length > 0) return unknown;
    if ((filter.activityType ?? []).length === 0 && filter.stage === undefined)
      return [{ field, trouble: { kind: 'missing' } }];
    const same = filtersOf(definition).map(({ activityType = [] }) => activityType.toSorted().join());
    return field === 'end' && same[0] === same[1] ? [{ field, trouble: { kind: 'itself' } }] : [];
  });
}

/** The parts of a ratio or a growth: there, in use, not the metric itself, and in no circle. */
function partTroubles({ key, definition }: MetricInfo, { metrics }: FullProcess): Found[] {
  const fields: Field[] = definition.kind === 'ratio' ? ['numerator', 'denominator'] : ['of'];
  const parts = dependsOn(definition);
  const found = fields.flatMap((field, at): Found[] => {
    const value = parts[at] ?? '';
    if (value === '') return [{ field, trouble: { kind: 'missing' } }];
    if (value === key || (at === 1 && value === parts[0])) return [{ field, trouble: { kind: 'itself' } }];
    const part = metrics.find((one) => one.key === value && !one.isRetired);
    if (part === undefined) {
      const inUse = metrics.filter((one) => !one.isRetired && one.key !== key);
      const near = suggest(value, inUse, (one) => [one.key, ...one.aliases]).map((one) => one.key);
      return [{ field, trouble: { kind: 'unknown', value, near } }];
    }
    if (definition.kind === 'ratio' && !isAdditive(part.definition))
      return [{ field, trouble: { kind: 'not additive', value } }];
    return [];
  });
  if (found.length > 0) return found;
  if (isByItself(parts, metrics)) return [{ field: 'denominator', trouble: { kind: 'itself' } }];
  const path = circleFrom(key, metrics);
  return path === undefined ? [] : [{ field: fields[0] ?? 'of', trouble: { kind: 'circle', path } }];
}

/** M-02: whether both parts count the very same under two names, so that the ratio would always be 100 %. */
function isByItself(parts: readonly string[], metrics: readonly MetricInfo[]): boolean {
  const [above, below] = parts.map((key) => metrics.find((one) => one.key === key)?.definition);
  if (above === undefined || below === undefined || !('source' in above) || !('source' in below))
    return false;
  return above.kind === below.kind && isDeepStrictEqual(comparable(above.source), comparable(below.source));
}

/** The way from a metric back to itself, where there is one. */
function circleFrom(key: string, metrics: readonly MetricInfo[]): string[] | undefined {
  const seen = new Set<string>();
  const search = (at: string, path: string[]): string[] | undefined => {
    if (path.length > 0 && at === key) return [...path, at];
    if (seen.has(at)) return undefined;
    seen.add(at);
    const definition = metrics.find((one) => one.key === at)?.definition;
    const parts = definition === undefined ? [] : dependsOn(definition);
    for (const part of parts) {
      const found = search(part, [...path, at]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return search(key, []);
}
