import { dependsOn } from '../../kpi/metric.ts';
import type { ActivityTypeInfo, MetricInfo, Playbook } from '../playbook.ts';
import { READY_MADE_KEYS, type ReadyMadeKey, readyMadeOf } from '../readyMade/all.ts';
import { stagesOf } from '../stages.ts';

/** Stages, types and metrics, without a version. */
export type Process = Pick<Playbook, 'stages' | 'types' | 'metrics'>;

/** What has a past: types that were logged, and metrics that targets are set for. */
export interface Usage {
  types: ReadonlySet<string>;
  metrics: ReadonlySet<string>;
}

/** What becomes of a playbook when another one is chosen. */
export interface Merged extends Process {
  /** Keys that the chosen one lacks and that stay, since they have a past. */
  keptTypes: readonly string[];
  keptMetrics: readonly string[];
  /** Keys of both that nobody used: they go where nothing at all was logged, else they are retired. */
  dropped: readonly string[];
}

type Thing = ActivityTypeInfo | MetricInfo;

/**
 * The chosen playbook in place of the present one. What was logged, and what is measured of it or has a target, stays and keeps what it
 * counts and what it is worth, so that no past figure changes; it only gives up words that the chosen one needs. What nobody used goes.
 */
export function mergePlaybook(
  present: Process,
  chosen: Pick<Process, 'types' | 'metrics'>,
  usage: Usage,
): Merged {
  const used = { types: usage.types, metrics: usedMetrics(present, usage) };
  const hasPast = usage.types.size + usage.metrics.size > 0;
  const types = merge(present.types, chosen.types, used.types, hasPast, (old, fresh) => ({
    ...fresh,
    points: old.points,
  }));
  const metrics = merge(present.metrics, chosen.metrics, used.metrics, hasPast, (old, fresh) => ({
    ...fresh,
    definition: old.definition,
  }));
  const stages = present.stages ?? [];
  return {
    // Who made stages of their own keeps them; what the chosen one needs beside them comes behind.
    stages: stages.length === 0 ? [] : stagesOf({ stages, types: types.all }),
    ...{ types: types.all, keptTypes: types.kept, metrics: metrics.all, keptMetrics: metrics.kept },
    dropped: [...types.dropped, ...metrics.dropped],
  };
}

function merge<T extends Thing>(
  present: readonly T[],
  chosen: readonly T[],
  used: ReadonlySet<string>,
  hasPast: boolean,
  keepPast: (old: T, fresh: T) => T,
): { all: T[]; kept: string[]; dropped: string[] } {
  const keys = new Set(chosen.map((one) => one.key));
  const claimed = new Set(chosen.flatMap((one) => [one.key, ...one.aliases]));
  const first = chosen.map((fresh) => {
    const old = present.find((one) => one.key === fresh.key);
    return old !== undefined && used.has(old.key) ? keepPast(old, fresh) : fresh;
  });
  const others = present.filter((one) => !keys.has(one.key));
  const kept = others
    .filter((one) => used.has(one.key) && !one.isRetired)
    .map((one) => ({ ...one, aliases: one.aliases.filter((word) => !claimed.has(word)) }));
  const rest = others.filter((one) => !kept.some((other) => other.key === one.key));
  // A row with a past is never taken away: its name is still needed where the past is shown.
  const retired = hasPast ? rest.map((one) => ({ ...one, isRetired: true })) : [];
  const dropped = rest.filter((one) => !one.isRetired).map((one) => one.key);
  return { all: [...first, ...kept, ...retired], kept: kept.map((one) => one.key), dropped };
}

/** Metrics with a target, those that read what was logged, and those of which such a metric is computed. */
function usedMetrics(present: Process, usage: Usage): ReadonlySet<string> {
  const used = new Set(usage.metrics);
  for (const { key, definition } of present.metrics) {
    const types = 'source' in definition ? (definition.source.filter.activityType ?? []) : [];
    if (types.some((type) => usage.types.has(type))) used.add(key);
  }
  for (const { key, definition } of present.metrics)
    if (used.has(key)) for (const part of dependsOn(definition)) used.add(part);
  return used;
}

/** Which of the ready-made playbooks is in force: the largest of those of which everything is there. */
export function readyMadeIn(playbook: Process): ReadyMadeKey | undefined {
  const active = new Set(playbook.types.filter((type) => !type.isRetired).map((type) => type.key));
  const measured = new Set(
    playbook.metrics.filter((metric) => !metric.isRetired).map((metric) => metric.key),
  );
  const whole = READY_MADE_KEYS.map(readyMadeOf).filter(
    ({ types, metrics }) =>
      types.every(({ key }) => active.has(key)) && metrics.every(({ key }) => measured.has(key)),
  );
  return whole.toSorted((a, b) => b.types.length - a.types.length)[0]?.key;
}

/** Keys of what a later playbook can log and measure and an earlier one could not. */
export function additions(before: Process, after: Process): { types: string[]; metrics: string[] } {
  const fresh = (earlier: readonly Thing[], later: readonly Thing[]): string[] => {
    const known = new Set(earlier.filter((one) => !one.isRetired).map((one) => one.key));
    return later.filter((one) => !one.isRetired && !known.has(one.key)).map((one) => one.key);
  };
  return { types: fresh(before.types, after.types), metrics: fresh(before.metrics, after.metrics) };
}
