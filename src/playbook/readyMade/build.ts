import type { Direction, MetricDefinition, Nature } from '../../kpi/metric.ts';
import { type Named, wordsOf } from '../aliases.ts';
import type { ActivityTypeInfo, MetricInfo } from '../playbook.ts';
import type { Stage } from '../stages.ts';

/** What the ready-made playbooks are written with. */

type Needs = Partial<Pick<ActivityTypeInfo, 'amount' | 'customer' | 'rating' | 'ratingScale'>>;

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
  { amount = 'none', customer = 'optional', rating = 'none', ratingScale = 5 }: Needs = {},
): ActivityTypeInfo {
  const { names, aliases } = wordsOf(key, named, words);
  const needs = { amount, customer, rating, ratingScale, confirmed: true };
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
