import { stringify } from 'yaml';
import type { MetricDefinition, MetricFilter } from '../../kpi/metric.ts';
import type { Process } from '../choose/merge.ts';
import { furtherWords } from '../edit/naming.ts';
import { type FullType, full } from '../edit/process.ts';
import type { MetricInfo } from '../playbook.ts';
import type { Rubric } from '../rubric.ts';
import type { StageInfo } from '../stages.ts';
import { type FileFilter, type FileMetric, FORMAT, type PlaybookFile } from './schema.ts';

/** A playbook as its file. Reading it again changes nothing. */
export function playbookYaml(book: Process): string {
  return stringify(fileOf(book), { lineWidth: 110, flowCollectionPadding: false });
}

function fileOf(book: Process): PlaybookFile {
  const { stages, types, metrics } = full(book);
  return {
    format: FORMAT,
    stages: stages.map(stageIn),
    activities: types.map(activityIn),
    metrics: metrics.map(metricIn),
  };
}

const retired = (isRetired: boolean) => (isRetired ? { retired: true } : {});
const wordsIn = (of: Parameters<typeof furtherWords>[0]) => {
  const words = furtherWords(of);
  return words.length === 0 ? {} : { words };
};

const stageIn = ({ key, names, isRetired }: StageInfo) => ({
  key,
  name: { ...names },
  ...retired(isRetired),
});

function activityIn(type: FullType): PlaybookFile['activities'][number] {
  const { key, names, stage, customer, amount, rating } = type;
  return {
    key,
    name: { en: { ...names.en }, zh: names.zh.other },
    ...wordsIn(type),
    ...{ stage, customer, amount },
    ...(type.confirmed ? {} : { confirmation: false }),
    ...(rating === 'none' ? {} : { rating }),
    ...(type.ratingScale === 5 ? {} : { best_rating: type.ratingScale }),
    ...(type.rubric === undefined ? {} : { rubric: rubricIn(type.rubric) }),
    points: type.points / 100,
    ...retired(type.isRetired),
  };
}

const rubricIn = ({ criteria, grades, raters }: Rubric) => ({
  criteria: criteria.map((one) => ({ ...one })),
  grades: grades.map((one) => ({ ...one })),
  raters,
});

function metricIn(metric: MetricInfo): FileMetric {
  const { key, names, definition, isRetired } = metric;
  const { unit, direction, nature, prorated } = definition;
  const head = { key, name: { en: { ...names.en }, zh: names.zh.other }, ...wordsIn(metric) };
  return { ...head, ...countedIn(definition), unit, direction, nature, prorated, ...retired(isRetired) };
}

function countedIn(definition: MetricDefinition) {
  switch (definition.kind) {
    case 'count':
    case 'average':
    case 'distinct':
      return { kind: definition.kind, ...ofIn(definition.source.filter) };
    case 'sum':
      return { kind: definition.kind, field: definition.source.field, ...ofIn(definition.source.filter) };
    case 'manual': {
      const { kind, additive, source } = definition;
      return { kind, field: source.field, additive, ...ofIn(source.filter) };
    }
    case 'ratio': {
      const { kind, numerator, denominator } = definition;
      return { kind, numerator, denominator };
    }
    case 'growth':
      return { kind: definition.kind, of: definition.of };
    case 'elapsed':
      return { kind: definition.kind, from: filterIn(definition.start), to: filterIn(definition.end) };
  }
}

function ofIn(filter: MetricFilter): { of?: FileFilter } {
  const of = filterIn(filter);
  return Object.keys(of).length === 0 ? {} : { of };
}

const NAMES = {
  activityType: 'activities',
  stage: 'stages',
  channel: 'channels',
  campaign: 'campaigns',
  region: 'regions',
  product: 'products',
  segment: 'segments',
} as const;

/** The dimensions of a filter under the names that they bear in the file, and back. */
export function filterIn(filter: MetricFilter): FileFilter {
  const dimensions = Object.keys(NAMES) as (keyof typeof NAMES)[];
  const named = dimensions.flatMap((dimension) => {
    const values = filter[dimension];
    return values === undefined ? [] : [[NAMES[dimension], [...values]] as const];
  });
  return Object.fromEntries(named);
}

export function filterOut(filter: FileFilter | undefined): MetricFilter {
  const dimensions = Object.keys(NAMES) as (keyof typeof NAMES)[];
  const named = dimensions.flatMap((dimension) => {
    const values = filter?.[NAMES[dimension]];
    return values === undefined ? [] : [[dimension, values] as const];
  });
  return Object.fromEntries(named);
}
