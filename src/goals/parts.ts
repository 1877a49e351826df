/** T-01, T-02: the parts of a target: in which steps its value is divided, and its other levels beside them. Pure. */
import { distribute } from '../kpi/distribute.ts';
import { isAdditive, type MetricDefinition } from '../kpi/metric.ts';
import type { CurrencyCode } from '../kpi/money.ts';
import { decimalsOf } from '../kpi/value.ts';
import { checkAll, type LevelRule } from './levels/levels.ts';
import { EXTRA_LEVELS, type ExtraLevel, type ExtraLevels } from './target.ts';

/** T-01: only what adds up over days and people is divided; ratios, averages and bands are inherited as they are. */
export function isDivided(metric: MetricDefinition): boolean {
  return isAdditive(metric) && metric.direction !== 'maintain';
}

/** Whole calls, whole units of money: parts are multiples of this as far as the whole is one. */
export function stepOf(metric: MetricDefinition, currency: CurrencyCode): bigint {
  return 10n ** BigInt(decimalsOf(metric.unit, currency));
}

/** The other levels of each part, divided as the value is; where rounding puts them out of order (T-08) the part has none. */
export function levelsOfParts(
  whole: { readonly value: bigint; readonly levels: ExtraLevels },
  parts: readonly bigint[],
  rule: LevelRule,
  step: bigint,
): ExtraLevels[] {
  // What is not assigned keeps its share of the levels too.
  const rest = whole.value - parts.reduce((sum, part) => sum + part, 0n);
  const weights = [...parts, rest > 0n ? rest : 0n];
  const isEmpty = weights.every((weight) => weight === 0n);
  const divided = EXTRA_LEVELS.flatMap((level): [ExtraLevel, bigint[]][] => {
    const value = whole.levels[level];
    return value === undefined || isEmpty ? [] : [[level, distribute(value, weights, step)]];
  });
  return parts.map((part, index) => {
    const levels: ExtraLevels = Object.fromEntries(
      divided.map(([level, values]) => [level, values[index] ?? 0n]),
    );
    return checkAll(rule, part, levels).ok ? levels : {};
  });
}
