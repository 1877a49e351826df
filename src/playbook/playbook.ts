import { dependsOn, type MetricDefinition, type MetricFilter } from '../kpi/metric.ts';
import type { Locale } from '../platform/words.ts';
import type { Rubric } from './rubric.ts';
import type { StageInfo } from './stages.ts';

/** Display names by language; English has a singular and a plural. */
export interface Names {
  en: { one: string; other: string };
  zh: { other: string };
}

/** What can be logged. */
export interface ActivityTypeInfo {
  key: string;
  stage: string;
  names: Names;
  /** Words that name it when typed, lower case, both languages, singular and plural. */
  aliases: readonly string[];
  amount: 'none' | 'optional' | 'required';
  customer: 'none' | 'optional' | 'required';
  /** M-01: whether it is rated; absent: none. */
  rating?: 'none' | 'optional' | 'required';
  /** The highest grade of its ratings; absent: 5. */
  ratingScale?: number;
  /** M-01: how raters grade it afterwards; absent: nobody does. */
  rubric?: Rubric;
  /** M-07: whether its amounts need confirmation where the workspace asks for it; absent: they do. */
  confirmed?: boolean;
  /** Activity points (L-02), hundredths. */
  points: number;
  isRetired: boolean;
}

/** What is measured: the definition of M-01 with its words. */
export interface MetricInfo {
  key: string;
  names: Names;
  aliases: readonly string[];
  definition: MetricDefinition;
  isRetired: boolean;
}

/** The process of a workspace at one version. */
export interface Playbook {
  version: number;
  /** The workspace's own stages in their order; none: the ready-made ones (`stagesOf`). */
  stages?: readonly StageInfo[];
  types: readonly ActivityTypeInfo[];
  metrics: readonly MetricInfo[];
}

/** The type that a typed word names, or undefined. The word is compared lower-case. */
export function findType(playbook: Playbook, word: string): ActivityTypeInfo | undefined {
  const key = word.toLowerCase();
  return playbook.types.find((type) => !type.isRetired && (type.key === key || type.aliases.includes(key)));
}

/** The metric that a typed word names, or undefined. */
export function findMetric(playbook: Playbook, word: string): MetricInfo | undefined {
  const key = word.toLowerCase();
  return playbook.metrics.find(
    (metric) => !metric.isRetired && (metric.key === key || metric.aliases.includes(key)),
  );
}

/** The name for `hundredths` of it in a language: 1 call, 3 calls, 电话. */
export function nameOf(of: { names: Names }, locale: Locale, hundredths = 0n): string {
  if (locale === 'zh') return of.names.zh.other;
  return hundredths === 100n ? of.names.en.one : of.names.en.other;
}

/** M-01: whether anything that can be logged now moves a metric: false once all its activities are retired. */
export function canMove({ types, metrics }: Playbook, key: string, depth = 3): boolean {
  const definition = metrics.find((metric) => metric.key === key)?.definition;
  if (definition === undefined) return false;
  const isFed = ({ activityType }: MetricFilter): boolean =>
    types.some((type) => !type.isRetired && (activityType?.includes(type.key) ?? true));
  if (definition.kind === 'elapsed') return isFed(definition.start) && isFed(definition.end);
  if ('source' in definition) return isFed(definition.source.filter);
  return (
    depth > 0 &&
    dependsOn(definition).every((part) => canMove({ version: 0, types, metrics }, part, depth - 1))
  );
}
