import type { METRIC_KINDS, MetricDefinition, Unit } from '../../kpi/metric.ts';
import { newProblems } from '../edit/check.ts';
import { type Difference, differenceOf } from '../edit/difference.ts';
import { pastProblems } from '../edit/guard.ts';
import { aliasesOf, givenUpBy, tidyWord } from '../edit/naming.ts';
import type { Problem } from '../edit/problem.ts';
import type { FullProcess, FullType, Ground } from '../edit/process.ts';
import type { MetricInfo } from '../playbook.ts';
import { LEAST_RATERS, type Rubric } from '../rubric.ts';
import type { FileMetric, FileRubric, PlaybookFile } from './schema.ts';
import { filterOut } from './write.ts';

/** What an import would do. */
export interface FilePlan {
  /** What the process would be. */
  book: FullProcess;
  difference: Difference;
  /** What the file asks for and the past stands against: this stays as it is. */
  refused: readonly Problem[];
  /** What is wrong with the file; nothing of it is taken then. */
  wrong: readonly Problem[];
  /** The process as the file has it, for the names in the problems. */
  asked: FullProcess;
}

/**
 * Compares a file with the process: what it lacks is deleted where it was never used and retired else; what has a past keeps what it counts
 * and what it is worth, and is named as refused.
 */
export function planFile(file: PlaybookFile, { book: present, usage, known }: Ground): FilePlan {
  const asked = processIn(file, present);
  const past = pastProblems(present, asked, usage);
  // Missing in the file is no mistake: it is retired.
  const refused = past.filter((problem) => problem.field !== 'state');
  const book = reconciled(present, asked, past);
  const difference = differenceOf(present, book);
  return { book, difference, refused, wrong: newProblems(present, book, known), asked };
}

function reconciled(present: FullProcess, asked: FullProcess, past: readonly Problem[]): FullProcess {
  const isKept = (thing: Problem['thing'], key: string, field: Problem['field']): boolean =>
    past.some((one) => one.thing === thing && one.key === key && one.field === field);
  const types = asked.types.map((type): FullType => {
    const old = present.types.find((one) => one.key === type.key);
    if (old === undefined) return type;
    return {
      ...type,
      ...(isKept('type', type.key, 'points') ? { points: old.points } : {}),
      ...(isKept('type', type.key, 'scale') ? { ratingScale: old.ratingScale } : {}),
      ...(isKept('type', type.key, 'stage') ? { stage: old.stage } : {}),
    };
  });
  const metrics = asked.metrics.map((metric): MetricInfo => {
    const old = present.metrics.find((one) => one.key === metric.key);
    return old !== undefined && isKept('metric', metric.key, 'kind')
      ? { ...metric, definition: old.definition }
      : metric;
  });
  const left = <T extends { key: string; isRetired: boolean }>(
    thing: Problem['thing'],
    all: readonly T[],
  ): T[] => all.filter((one) => isKept(thing, one.key, 'state')).map((one) => ({ ...one, isRetired: true }));
  const allTypes = [...types, ...left('type', present.types)];
  const needed = present.stages.filter(
    (stage) =>
      !asked.stages.some((one) => one.key === stage.key) && allTypes.some((type) => type.stage === stage.key),
  );
  const inUse = (key: string): boolean => allTypes.some((type) => type.stage === key && !type.isRetired);
  return {
    stages: [
      ...asked.stages,
      ...needed.filter(({ key }) => !inUse(key)).map((one) => ({ ...one, isRetired: true })),
    ],
    types: allTypes,
    metrics: [...metrics, ...left('metric', present.metrics)],
  };
}

/** The process that a file describes; a name that its owner gave up before stays given up. */
function processIn(file: PlaybookFile, present: FullProcess): FullProcess {
  return {
    stages: file.stages.map(({ key, name, retired = false }) => ({
      ...{ key, isRetired: retired },
      names: { en: name.en.trim(), zh: name.zh.trim() },
    })),
    types: file.activities.map((one) => typeIn(one, present)),
    metrics: file.metrics.map((one) => metricIn(one, present)),
  };
}

type Named = Pick<FileMetric, 'key' | 'name' | 'words'>;

function wordsIn(
  { key, name, words = [] }: Named,
  before: Pick<MetricInfo, 'key' | 'names' | 'aliases'> | undefined,
) {
  const names = {
    en: { one: name.en.one.trim(), other: name.en.other.trim() },
    zh: { other: name.zh.trim() },
  };
  const tidy = words.map((word) => tidyWord(word).toLowerCase()).filter(Boolean);
  return {
    names,
    aliases: aliasesOf(key, names, tidy, before === undefined ? undefined : givenUpBy(before)),
  };
}

function typeIn(one: PlaybookFile['activities'][number], { types }: FullProcess): FullType {
  const { key, stage, customer = 'optional', amount = 'none', rating = 'none', best_rating = 5 } = one;
  return {
    ...{
      key,
      stage,
      ...wordsIn(
        one,
        types.find((type) => type.key === key),
      ),
    },
    ...{ customer, amount, rating, ratingScale: best_rating, confirmed: one.confirmation ?? true },
    ...(one.rubric === undefined ? {} : { rubric: rubricOf(one.rubric) }),
    points: Math.round(one.points * 100),
    isRetired: one.retired ?? false,
  };
}

function rubricOf({ criteria, grades, raters = LEAST_RATERS }: FileRubric): Rubric {
  const trimmed = <T extends { en: string; zh: string }>(one: T): T => {
    return { ...one, en: one.en.trim(), zh: one.zh.trim() };
  };
  return { criteria: criteria.map(trimmed), grades: grades.map(trimmed), raters };
}

function metricIn(one: FileMetric, { metrics }: FullProcess): MetricInfo {
  const { key, retired = false } = one;
  const before = metrics.find((metric) => metric.key === key);
  return { key, ...wordsIn(one, before), definition: definitionIn(one), isRetired: retired };
}

const UNIT_OF: Readonly<Record<(typeof METRIC_KINDS)[number], Unit>> = {
  ...{ count: 'count', sum: 'count', average: 'rating', ratio: 'percent', growth: 'percent' },
  ...{ distinct: 'count', elapsed: 'days', manual: 'count' },
};

function definitionIn(one: FileMetric): MetricDefinition {
  const { key, direction, nature, prorated } = one;
  const isMoney = 'field' in one && one.field === 'amount';
  const common = {
    key,
    unit: one.unit ?? (isMoney ? 'money' : UNIT_OF[one.kind]),
    direction,
    nature,
    prorated,
  };
  switch (one.kind) {
    case 'count':
    case 'average':
    case 'distinct':
      return { kind: one.kind, ...common, source: { filter: filterOut(one.of) } };
    case 'sum':
      return { kind: one.kind, ...common, source: { filter: filterOut(one.of), field: one.field } };
    case 'manual': {
      const source = { filter: filterOut(one.of), field: one.field };
      return { kind: one.kind, ...common, source, additive: one.additive };
    }
    case 'ratio':
      return { kind: one.kind, ...common, numerator: one.numerator, denominator: one.denominator };
    case 'growth':
      return { kind: one.kind, ...common, of: one.of };
    case 'elapsed':
      return { kind: one.kind, ...common, start: filterOut(one.from), end: filterOut(one.to) };
  }
}
