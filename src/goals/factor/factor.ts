/** A target times a factor: "x1.1", "110%", "+10 %", "1.1倍". Exact, rounded to the metric's step once. Pure. */
import { add, type Exact, exact, isLess, isZero, multiply, ONE, toDecimal } from '../../kpi/exact.ts';
import { parseNumber } from '../../kpi/number.ts';
import { fail, ok, type Result } from '../../kpi/result.ts';
import { checkAll, type LevelRule } from '../levels/levels.ts';
import { scaledValue } from '../levels/scale.ts';
import { EXTRA_LEVELS, type ExtraLevel, type ExtraLevels } from '../target.ts';

/** Ten times what it was is a slip of the finger, not a target. */
export const LARGEST_FACTOR = exact(10);

export type FactorProblem =
  | { readonly kind: 'not a factor'; readonly text: string }
  | { readonly kind: 'not positive'; readonly text: string }
  | { readonly kind: 'too large'; readonly text: string };

const TIMES = /^(?:[x×*]\s*(?<after>\S+)|(?<before>\S+?)\s*(?:[x×*]|倍))$/iu;
const CHANGE = /^(?<sign>[+-])\s*(?<percent>[\d.,]+)\s*%$/u;
const PERCENT = /^(?<percent>[\d.,]+)\s*%$/u;

/** Whether a word is written as a factor, so that it is no value: `x1.1`, `1.1x`, `1.1倍`, `+10%`; `110%` where per cent are no values. */
export function looksLikeFactor(text: string, percentIsValue: boolean): boolean {
  const bare = text.normalize('NFKC').replace('−', '-').trim();
  return (
    (TIMES.test(bare) && /^[x×*]?\s*[-\d]/iu.test(bare)) ||
    CHANGE.test(bare) ||
    (!percentIsValue && PERCENT.test(bare))
  );
}

/** A factor as typed: `1.1`, `x1.1`, `110%`, `+10%`, `-5 %`, `1.1倍`; above 0 and at most 10. */
export function parseFactor(text: string): Result<Exact, FactorProblem> {
  const bare = text.normalize('NFKC').replace('−', '-').trim();
  const factor = readFactor(bare);
  if (factor === undefined) return fail({ kind: 'not a factor', text });
  if (isZero(factor) || factor.n < 0n) return fail({ kind: 'not positive', text });
  return isLess(LARGEST_FACTOR, factor) ? fail({ kind: 'too large', text }) : ok(factor);
}

function readFactor(text: string): Exact | undefined {
  const change = CHANGE.exec(text)?.groups;
  if (change !== undefined) {
    const percent = numberIn(change['percent'] ?? '');
    if (percent === undefined) return undefined;
    const part = multiply(percent, exact(change['sign'] === '-' ? -1 : 1, 100));
    return add(ONE, part);
  }
  const times = TIMES.exec(text)?.groups;
  const number = times?.['after'] ?? times?.['before'] ?? text;
  const percent = PERCENT.exec(number)?.groups?.['percent'];
  if (percent === undefined) return numberIn(number);
  const read = numberIn(percent);
  return read === undefined ? undefined : multiply(read, exact(1, 100));
}

function numberIn(text: string): Exact | undefined {
  const read = parseNumber(text);
  if (read.ok) return read.value;
  // 1.125 is a factor, not a thousand.
  return read.problem.kind === 'ambiguous' ? read.problem.readings[0] : undefined;
}

/** A value times a factor, in whole steps of the metric; what is not 0 does not become 0, and times 1 nothing changes. */
export function timesFactor(value: bigint, factor: Exact, step: bigint): bigint {
  return factor.n === factor.d ? value : scaledValue(value, factor, step);
}

/** What a target becomes, with its other levels. `lost`: levels that do not fit beside it any more (T-08) and are left out. */
export interface Scaled {
  readonly value: bigint;
  readonly levels: ExtraLevels;
  readonly lost: readonly ExtraLevel[];
}

interface Held {
  readonly value: bigint;
  readonly levels?: ExtraLevels | undefined;
}

/** T-08: value and levels times a factor. Where rounding puts levels out of order, those that do not fit any more are left out. */
export function scaled(
  { value, levels = {} }: Held,
  factor: Exact,
  { rule, step }: { readonly rule: LevelRule; readonly step: bigint },
): Scaled {
  const times = EXTRA_LEVELS.flatMap((level): [ExtraLevel, bigint][] => {
    const held = levels[level];
    if (held === undefined) return [];
    // A band keeps its width: it says how much may differ, not how much is asked.
    return [[level, level === 'tolerance' ? held : timesFactor(held, factor, step)]];
  });
  return fitting({ value: timesFactor(value, factor, step), levels: Object.fromEntries(times) }, rule);
}

/** T-08: of the levels those that make sense beside the value, as many as do. */
export function fitting({ value, levels = {} }: Held, rule: LevelRule): Scaled {
  const lost: ExtraLevel[] = [];
  let kept: ExtraLevels = {};
  // A baseline and the width of a band are what attainment rests on; they come before commit and stretch.
  for (const level of EXTRA_LEVELS) {
    if (levels[level] === undefined) continue;
    const tried = { ...kept, [level]: levels[level] };
    const checked = checkAll(rule, value, tried);
    if (checked.ok || checked.problem.kind === 'baseline needed') kept = tried;
    else lost.push(level);
  }
  return { value, levels: kept, lost };
}

/** "1.1", "0.955". */
export function factorText(factor: Exact): string {
  return toDecimal(factor, 4).replace(/\.?0+$/, '');
}
