/** T-08: the other levels of a target whose value changes: they keep their place beside it. Pure. */

import { divide, type Exact, exact, multiply, roundHalfEven } from '../../kpi/exact.ts';
import type { LocalDate } from '../../kpi/localDate.ts';
import { EXTRA_LEVELS, type ExtraLevels, type Versioned, versionOn } from '../target.ts';
import { checkAll, type LevelRule, type LevelsWish } from './levels.ts';

/** A value of so much, to the nearest whole step (a call, a unit of money); what is above 0 stays so. */
export function scaledValue(value: bigint, factor: Exact, step: bigint): bigint {
  const scaled = roundHalfEven(divide(multiply(exact(value), factor), exact(step))) * step;
  return value > 0n && factor.n > 0n && scaled === 0n ? step : scaled;
}

/** The levels in the same proportion to the new value as to the old; where rounding puts them out of order there are none. */
export function scaledLevels(
  held: { readonly value: bigint; readonly levels: ExtraLevels },
  value: bigint,
  rule: LevelRule,
  step: bigint,
): ExtraLevels {
  const { levels } = held;
  // A band keeps its width: it says how much may differ, not how much is asked.
  if (rule.direction === 'maintain' || held.value === value) return levels;
  if (held.value === 0n) return checkAll(rule, value, levels).ok ? levels : {};
  const factor = exact(value, held.value);
  const entries = EXTRA_LEVELS.flatMap((level) => {
    const known = levels[level];
    return known === undefined ? [] : [[level, scaledValue(known, factor, step)]];
  });
  const scaled: ExtraLevels = Object.fromEntries(entries);
  return checkAll(rule, value, scaled).ok ? scaled : {};
}

/** T-08: what to say of the other levels where a target gets another value: they keep their place, all of them are said. */
export function levelsBeside(
  known: Versioned | undefined,
  on: LocalDate,
  value: bigint,
  rule: LevelRule,
  step: bigint,
): { said: LevelsWish; rule: LevelRule } {
  const version = known === undefined ? undefined : versionOn(known, on);
  const levels =
    version === undefined || version.value === null
      ? {}
      : scaledLevels({ value: version.value, levels: version.levels ?? {} }, value, rule, step);
  return { said: allLevels(levels), rule };
}

/** Levels as the whole of what is said: what is not among them is taken away. */
export function allLevels(levels: ExtraLevels): LevelsWish {
  return Object.fromEntries(EXTRA_LEVELS.map((level) => [level, levels[level] ?? null]));
}
