/** What is tried: the targets that the people would have had instead. Pure. */

import { fitting, type Scaled, scaled } from '../goals/factor/factor.ts';
import type { LevelRule } from '../goals/levels/levels.ts';
import {
  type ExtraLevels,
  plannedAfter,
  type Target,
  type TargetVersion as Version,
  versionOn,
} from '../goals/target.ts';
import type { Exact } from '../kpi/exact.ts';
import type { CalendarPeriodKind, DateRange, LocalDate } from '../kpi/period.ts';
import type { Target as Accruing, TargetVersion } from '../kpi/target.ts';

export const TRIAL_KINDS = ['value', 'factor', 'each'] as const;
export type TrialKind = (typeof TRIAL_KINDS)[number];

/** One value for everybody, every target times a factor, or a value for each; values in smallest units of a whole period. */
export type Trial =
  | { readonly kind: 'value'; readonly value: bigint; readonly tolerance?: bigint | undefined }
  | { readonly kind: 'factor'; readonly factor: Exact }
  /** By member; who is missing keeps what they had. */
  | { readonly kind: 'each'; readonly values: ReadonlyMap<string, bigint> };

/** What rounds and checks a target of a metric (T-08). */
export interface Measure {
  readonly rule: LevelRule;
  readonly step: bigint;
}

/** The official recurring target of a kind that holds on a date, or is the first that is planned after it. */
export function heldOn(
  targets: readonly Target[],
  kind: CalendarPeriodKind,
  date: LocalDate,
): (Version & { readonly value: bigint }) | undefined {
  const target = targets.find(
    (one) => one.layer === 'official' && one.periodKind === kind && one.periodKey === null,
  );
  if (target === undefined) return undefined;
  const now = versionOn(target, date);
  const found = now?.value == null ? plannedAfter(target, date).find((step) => step.value !== null) : now;
  return found === undefined || found.value === null ? undefined : { ...found, value: found.value };
}

/** A value that recurs and has always held: what a period is replayed under where no other target was in force. */
export function always(
  kind: CalendarPeriodKind,
  value: bigint,
  levels: ExtraLevels,
  range: DateRange,
): Accruing {
  return { shape: 'recurring', kind, versions: [{ from: range.from, value, ...levels }] };
}

/** T-08: of a person's other levels what still makes sense beside another value; the band's width may be said anew. */
export function levelsBeside(
  value: bigint,
  held: ExtraLevels,
  { rule }: Measure,
  tolerance?: bigint,
): Scaled {
  const levels = tolerance === undefined ? held : { ...held, tolerance };
  return fitting({ value, levels }, rule);
}

/** Every version of a target times a factor, from the same dates on. */
export function timesAll(target: Accruing, factor: Exact, measure: Measure): Accruing {
  const versions = target.versions.map((version): TargetVersion => {
    if (version.value === null) return version;
    const { from, value, ...levels } = version;
    const to = scaled({ value, levels: present(levels) }, factor, measure);
    return { from, value: to.value, ...to.levels };
  });
  return { ...target, versions };
}

function present(levels: { readonly [level: string]: bigint | undefined }): ExtraLevels {
  return Object.fromEntries(Object.entries(levels).filter(([, value]) => value !== undefined));
}

/** What a person would be given: the value to set, and their other levels beside it; undefined where the trial gives them none. */
export function givenTo(
  id: string,
  held: { readonly value: bigint; readonly levels?: ExtraLevels | undefined } | undefined,
  trial: Trial,
  measure: Measure,
): Scaled | undefined {
  switch (trial.kind) {
    case 'value':
      return levelsBeside(trial.value, held?.levels ?? {}, measure, trial.tolerance);
    case 'factor':
      return held === undefined ? undefined : scaled(held, trial.factor, measure);
    case 'each': {
      const value = trial.values.get(id);
      return value === undefined ? undefined : levelsBeside(value, held?.levels ?? {}, measure);
    }
  }
}

/** those who would get a band without a width, because they have none today and none was said. */
export function withoutWidth(
  people: readonly { readonly id: string; readonly targets: readonly Target[] }[],
  trial: Trial,
  {
    kind,
    today,
    measure,
  }: { readonly kind: CalendarPeriodKind; readonly today: LocalDate; readonly measure: Measure },
): string[] {
  if (measure.rule.direction !== 'maintain') return [];
  return people.flatMap(({ id, targets }) => {
    const given = givenTo(id, heldOn(targets, kind, today), trial, measure);
    return given !== undefined && given.levels.tolerance === undefined ? [id] : [];
  });
}
