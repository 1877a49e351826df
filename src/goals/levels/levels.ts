/** T-08, A-01, A-02: the levels of a target beside its value: merged with what holds, and refused where they make no sense. Pure. */
import { type Direction, isAdditive, type MetricDefinition, type Unit } from '../../kpi/metric.ts';
import { fail, ok, type Result } from '../../kpi/result.ts';
import { checkLevels, type Levels } from '../../kpi/target.ts';
import { EXTRA_LEVELS, type ExtraLevel, type ExtraLevels } from '../target.ts';

/** What was said of each level: a value in smallest units, null to take it away; what was not said stays as it is. */
export type LevelsWish = { readonly [level in ExtraLevel]?: bigint | null };

/** What of a metric decides which levels it may have. */
export interface LevelRule {
  readonly direction: Direction;
  readonly unit: Unit;
  /** Counts and sums: not below 0, and they accrue by day (T-03). */
  readonly isAdditive: boolean;
  /** Growth, for instance, may be asked for below 0. */
  readonly mayBeNegative: boolean;
}

export function ruleOf(metric: MetricDefinition): LevelRule {
  const { direction, unit, kind } = metric;
  const additive = isAdditive(metric);
  return {
    ...{ direction, unit, isAdditive: additive },
    mayBeNegative: kind === 'growth' || (kind === 'manual' && !additive),
  };
}

export type LevelsTrouble =
  /** T-08: two neighbours that are not in order; `value` is the target itself. */
  | { readonly kind: 'out of order'; readonly lower: keyof Levels; readonly upper: keyof Levels }
  /** 0 % has no place without it. */
  | { readonly kind: 'baseline needed' }
  /** a band has a width. */
  | { readonly kind: 'tolerance needed' }
  /** A band has nothing but a tolerance; all others have none. */
  | { readonly kind: 'not for this metric'; readonly level: ExtraLevel }
  | { readonly kind: 'negative' };

/** What holds from then on: what was said, and what was there of the rest. */
export function merged(before: ExtraLevels, wish: LevelsWish): ExtraLevels {
  const levels: { -readonly [level in ExtraLevel]?: bigint } = {};
  for (const level of EXTRA_LEVELS) {
    const said = wish[level];
    const value = said === undefined ? before[level] : said;
    if (value !== undefined && value !== null) levels[level] = value;
  }
  return levels;
}

/** T-08, A-01, A-02: all levels of one version, or what is wrong with them. */
export function checkAll(rule: LevelRule, value: bigint, levels: ExtraLevels): Result<Levels, LevelsTrouble> {
  const foreign = EXTRA_LEVELS.find(
    (level) => levels[level] !== undefined && (level === 'tolerance') !== (rule.direction === 'maintain'),
  );
  if (foreign !== undefined) return fail({ kind: 'not for this metric', level: foreign });
  const checked = checkLevels(rule.direction, { value, ...levels }, rule.isAdditive);
  if (!checked.ok) {
    const { problem } = checked;
    if (problem.kind === 'levels out of order')
      return fail({ kind: 'out of order', lower: problem.lower, upper: problem.upper });
    return fail({ kind: problem.kind === 'tolerance needed' ? 'tolerance needed' : 'negative' });
  }
  return needsBaseline(rule, value, levels) ? fail({ kind: 'baseline needed' }) : checked;
}

/** T-08: what can be said of the levels alone, before it is known what holds already. */
export function checkSaid(rule: LevelRule, value: bigint, wish: LevelsWish): Result<null, LevelsTrouble> {
  const checked = checkAll(rule, value, merged({}, wish));
  if (checked.ok) return ok(null);
  const { kind } = checked.problem;
  return kind === 'baseline needed' || kind === 'tolerance needed' ? ok(null) : checked;
}

/** the usual baseline (0, or twice the target) does not lie on the worse side of it. Lower with a target of 0 needs none. */
function needsBaseline({ direction }: LevelRule, value: bigint, { baseline }: ExtraLevels): boolean {
  if (baseline !== undefined || direction === 'maintain') return false;
  return direction === 'higher' ? value <= 0n : value < 0n;
}

/** The level at whose field a trouble is said; `value` where it is about the target itself. */
export function placeOf(trouble: LevelsTrouble): keyof Levels {
  switch (trouble.kind) {
    case 'out of order':
      return trouble.upper === 'value' ? trouble.lower : trouble.upper;
    case 'baseline needed':
      return 'baseline';
    case 'tolerance needed':
      return 'tolerance';
    case 'not for this metric':
      return trouble.level;
    case 'negative':
      return 'value';
  }
}

/** Whether two versions say the same beside their value. */
export function sameLevels(a: ExtraLevels, b: ExtraLevels): boolean {
  return EXTRA_LEVELS.every((level) => a[level] === b[level]);
}
