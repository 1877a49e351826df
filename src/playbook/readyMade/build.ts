import type { Direction, MetricDefinition, Nature } from '../../kpi/metric.ts';
import { type Named, wordsOf } from '../aliases.ts';
import type { ActivityTypeInfo, MetricInfo } from '../playbook.ts';
import type { Stage } from '../stages.ts';

/** What the ready-made playbooks are written with. */

type Needs = Partial<
  Pick<ActivityTypeInfo, 'amount' | 'customer' | 'rating' | 'ratingScale' | 'confirmed' | 'rubric'>
>;

/**
 * An activity that can be logged. `named`: singular, plural, Chinese; each is an alias by itself, and so is every further word of `words` (with
 * hyphens where it has spaces). `points`: whole activity points (L-02).
 */
export function activity(
  stage: Stage,
  key: string,
  named: Named,
  points: number,
  words: string,
  {
    amount = 'none',
    customer = 'optional',
    rating = 'none',
    ratingScale = 5,
    confirmed = true,
    rubric,
  }: Needs = {},
): ActivityTypeInfo {
  const { names, aliases } = wordsOf(key, named, words);
  const graded = rubric === undefined ? {} : { rubric };
  const needs = { amount, customer, rating, ratingScale, confirmed, ...graded };
  return { key, stage, names, aliases, ...needs, points: points * 100, isRetired: false };
}

function metric(definition: MetricDefinition, named: Named, words: string): MetricInfo {
  const { key } = definition;
  return { key, ...wordsOf(key, named, words), definition, isRetired: false };
}

/** M-01: how often one activity, or any of several, happened. */
export function count(
  key: string,
  activityType: string | readonly string[],
  named: Named,
  nature: Nature,
  words: string,
  direction: Direction = 'higher',
): MetricInfo {
  const types = typeof activityType === 'string' ? [activityType] : [...activityType];
  const source = { filter: { activityType: types } };
  return metric(
    { kind: 'count', key, unit: 'count', direction, nature, prorated: true, source },
    named,
    words,
  );
}

/** M-01, M-05: what an activity's amounts add up to, in the workspace's currency. */
export function amount(
  key: string,
  activityType: string,
  named: Named,
  nature: Nature,
  words: string,
  direction: Direction = 'higher',
): MetricInfo {
  const source = { filter: { activityType: [activityType] }, field: 'amount' as const };
  const common = { key, unit: 'money', direction, nature, prorated: true } as const;
  return metric({ kind: 'sum', ...common, source }, named, words);
}

/** M-02: one metric ÷ another, in per cent; both are additive metrics of the same playbook. */
export function rate(
  key: string,
  [numerator, denominator]: readonly [numerator: string, denominator: string],
  named: Named,
  words: string,
  direction: Direction = 'higher',
): MetricInfo {
  const common = { key, unit: 'percent', direction, nature: 'quality', prorated: false } as const;
  return metric({ kind: 'ratio', ...common, numerator, denominator }, named, words);
}

/** T-04: a metric whose target an absence does not lower: a budget is spent whoever is away. */
export const notProrated = (info: MetricInfo): MetricInfo => ({
  ...info,
  definition: { ...info.definition, prorated: false },
});

/** M-02: an amount for each one of something: spend ÷ leads, in the workspace's currency; lower is better. */
export function cost(
  key: string,
  [numerator, denominator]: readonly [numerator: string, denominator: string],
  named: Named,
  words: string,
): MetricInfo {
  const common = { key, unit: 'money', direction: 'lower', nature: 'quality', prorated: false } as const;
  return metric({ kind: 'ratio', ...common, numerator, denominator }, named, words);
}

/** M-01: against the period before, in per cent. */
export function growth(key: string, of: string, named: Named, words: string): MetricInfo {
  const common = { key, unit: 'percent', direction: 'higher', nature: 'result', prorated: false } as const;
  return metric({ kind: 'growth', ...common, of }, named, words);
}

/** M-01: how many customers had one of these activities, each counted once. */
export function customers(key: string, types: readonly string[], named: Named, words: string): MetricInfo {
  const source = { filter: { activityType: [...types] } };
  const common = { key, unit: 'count', direction: 'higher', nature: 'result', prorated: true } as const;
  return metric({ kind: 'distinct', ...common, source }, named, words);
}

/** M-01: days from one activity to another of the same customer; lower is better. */
export function elapsed(
  key: string,
  [start, end]: readonly [start: string, end: string],
  named: Named,
  words: string,
): MetricInfo {
  const common = { key, unit: 'days', direction: 'lower', nature: 'quality', prorated: false } as const;
  const [from, to] = [{ activityType: [start] }, { activityType: [end] }];
  return metric({ kind: 'elapsed', ...common, start: from, end: to }, named, words);
}

/** M-01, M-03: the mean of an activity's ratings; people see it as a grade. */
export function average(key: string, activityType: string, named: Named, words: string): MetricInfo {
  const source = { filter: { activityType: [activityType] } };
  const common = { key, unit: 'rating', direction: 'higher', nature: 'quality', prorated: false } as const;
  return metric({ kind: 'average', ...common, source }, named, words);
}

/** What another playbook has already, by key and in that order: the same key means the same thing in all of them. */
export function taken<T extends { readonly key: string }>(from: readonly T[], keys: string): T[] {
  return keys.split(' ').map((key) => {
    const found = from.find((one) => one.key === key);
    if (found === undefined) throw new Error(`no "${key}" to take`);
    return found;
  });
}

/** The same activities in a stage of another process. */
export function staged(stage: Stage, types: readonly ActivityTypeInfo[]): ActivityTypeInfo[] {
  return types.map((type) => ({ ...type, stage }));
}

/** The same thing under the name that it bears in another trade: what it counts, and what is paid for it, stay. */
export function renamed<T extends ActivityTypeInfo | MetricInfo>(thing: T, named: Named, words: string): T {
  return { ...thing, ...wordsOf(thing.key, named, words) };
}
