/**
 * T-06, T-08: what a target is made of. It is one of two shapes: *recurring* ("50 a week") or for one *named* period
 * ("120k for 2026-12"). Its values are versions, each from a date on; none is ever changed afterwards.
 */
import type { Direction } from './metric.ts';
import type { CalendarPeriodKind, LocalDate, PeriodKey } from './period.ts';
import { fail, ok, type Result } from './result.ts';

/** T-06: `own` is a rep's own; boards, evaluations and bonuses read `accepted` and `set`. */
export const TARGET_STATES = ['own', 'proposed', 'countered', 'accepted', 'set', 'declined'] as const;
export type TargetState = (typeof TARGET_STATES)[number];

/** T-06: whether boards, evaluations and bonuses read it. */
export function isBinding(state: TargetState): boolean {
  return state === 'accepted' || state === 'set';
}

/** T-06: whether it is a target at all: a proposal is none until somebody accepts it. Silence is not consent. */
export function hasForce(state: TargetState): boolean {
  return state === 'own' || isBinding(state);
}

/** The levels of one version, in smallest units of the metric. */
export type Levels = {
  /** The target itself. */
  readonly value: bigint;
  /** where attainment is 0. */
  readonly baseline?: bigint | undefined;
  readonly commit?: bigint | undefined;
  readonly stretch?: bigint | undefined;
  /** half the width of the band of a maintain target, above 0. */
  readonly tolerance?: bigint | undefined;
};

/** T-06: the levels from a date on; a `value` of null ends the target from that date. */
export type TargetVersion = { readonly from: LocalDate } & (Levels | { readonly value: null });

export type TargetShape =
  | { readonly shape: 'recurring'; readonly kind: CalendarPeriodKind }
  | { readonly shape: 'named'; readonly period: PeriodKey };

/** Versions stand in the order in which they were made. */
export type Target = TargetShape & { readonly versions: readonly TargetVersion[] };

/**
 * T-06: the version in force on a date: the one with the latest `from` up to it, of equal ones the one made last.
 * Undefined before the first version and after the target has ended.
 */
export function versionOn(
  versions: readonly TargetVersion[],
  date: LocalDate,
): (Levels & { readonly from: LocalDate }) | undefined {
  let found: TargetVersion | undefined;
  for (const version of versions) {
    if (version.from <= date && (found === undefined || version.from >= found.from)) found = version;
  }
  return found === undefined || found.value === null ? undefined : found;
}

export type LevelsProblem =
  | { readonly kind: 'negative target' }
  | { readonly kind: 'tolerance needed' }
  /** T-08: two neighbours among baseline, commit, target and stretch that are not in order. */
  | { readonly kind: 'levels out of order'; readonly lower: keyof Levels; readonly upper: keyof Levels };

/**
 * T-08, A-02: refuses levels that are not baseline < commit < target < stretch in the metric's direction, a maintain
 * target without a tolerance above 0, and a negative target of an additive metric.
 */
export function checkLevels(
  direction: Direction,
  levels: Levels,
  additive: boolean,
): Result<Levels, LevelsProblem> {
  if (additive && levels.value < 0n) return fail({ kind: 'negative target' });
  if (direction === 'maintain') {
    return (levels.tolerance ?? 0n) > 0n ? ok(levels) : fail({ kind: 'tolerance needed' });
  }
  const order = (['baseline', 'commit', 'value', 'stretch'] as const).flatMap((name) => {
    const level = levels[name];
    return level === undefined ? [] : [{ name, level: direction === 'lower' ? -level : level }];
  });
  for (const [index, upper] of order.entries()) {
    const lower = order[index - 1];
    if (lower !== undefined && lower.level >= upper.level) {
      return fail({ kind: 'levels out of order', lower: lower.name, upper: upper.name });
    }
  }
  return ok(levels);
}
