/**
 * T-07: how hard a target is, by what comparable people have reached before: the share of person-periods that would have
 * reached it, and the value that a stated share would have reached.
 */
import {
  compare,
  type Exact,
  exact,
  floor,
  isAtLeast,
  isEqual,
  isLess,
  multiply,
  roundHalfEven,
} from './exact.ts';
import type { Direction } from './metric.ts';

/** One person in one complete period. */
export type PersonPeriod = {
  readonly memberId: string;
  readonly periodKey: string;
  /** What came out, in smallest units. */
  readonly value: Exact;
  /** Days of presence in it. */
  readonly presentDays: Exact;
  /** Nominal working days of such a period: what a target of a whole period is for. */
  readonly nominalDays: Exact;
  /** Of a ratio or an average: what it rests on; undefined for additive metrics. */
  readonly samples?: number | undefined;
};

/** T-07: the complete periods that are looked back. */
export const DIFFICULTY_PERIODS = 12;
/** T-07: fewer person-periods give no verdict. */
export const ENOUGH_PERSON_PERIODS = 8;
/** T-07: a ratio of fewer samples is no evidence. */
export const ENOUGH_SAMPLES = 5;

/** T-07: the thresholds, all of them settings; whole per cent. */
export type DifficultySettings = {
  readonly tooHardBelow: number;
  readonly tooEasyAbove: number;
  /** The share of person-periods that would have reached the suggestion. */
  readonly suggestFor: number;
};
export const DEFAULT_DIFFICULTY: DifficultySettings = { tooHardBelow: 20, tooEasyAbove: 85, suggestFor: 60 };

export type Judged = {
  readonly direction: Direction;
  /** Of a whole period, in smallest units. */
  readonly target: Exact;
  /** of a maintain target. */
  readonly tolerance?: Exact | undefined;
  /** Whether a shorter period makes a smaller value (T-03); ratios and averages are not scaled. */
  readonly isScaled: boolean;
  /** The smallest step in which a target is said: 100n for whole counts, 1n for money's minor units. */
  readonly step: bigint;
  /** T-05: per cent of the target that is asked of this person; 100 without a ramp. */
  readonly rampPercent?: number | undefined;
};

export const VERDICTS = ['too hard', 'fair', 'too easy', 'not enough history'] as const;
export type Verdict = (typeof VERDICTS)[number];

export type Difficulty = {
  readonly verdict: Verdict;
  /** Person-periods that would have reached it, and all of them. */
  readonly reached: number;
  readonly of: number;
  /** What `suggestFor` per cent would have reached, rounded to the step so that they still do; undefined without enough history and for bands. */
  readonly suggestion: bigint | undefined;
  /** The history it rests on, scaled to a whole period, best first. */
  readonly history: readonly Scaled[];
};

/** A person-period as it is compared: what would have come out of a whole period. */
export type Scaled = PersonPeriod & { readonly scaled: Exact };

/**
 * T-07: judges a target by the history of comparable people. Periods without presence are no evidence, nor are ratios of
 * fewer than 5 samples; a period with fewer days of presence counts as if it had been whole.
 */
export function difficultyOf(
  judged: Judged,
  history: readonly PersonPeriod[],
  settings: DifficultySettings = DEFAULT_DIFFICULTY,
): Difficulty {
  return difficultyAmong(judged, bestFirst(judged, history), settings);
}

/** T-07: the evidence alone, scaled, best first: the same for all targets of one metric. */
export function bestFirst(
  { direction, isScaled }: Pick<Judged, 'direction' | 'isScaled'>,
  history: readonly PersonPeriod[],
): Scaled[] {
  const scaled = history.filter(isEvidence).map((one): Scaled => {
    const { memberId, periodKey, value, presentDays, nominalDays, samples } = one;
    const whole = isScaled ? toWholePeriod(one) : value;
    return { memberId, periodKey, value, presentDays, nominalDays, samples, scaled: whole };
  });
  return scaled.sort((a, b) => order(direction, a.scaled, b.scaled));
}

/** T-07: judges a target by a history that is in its order already. */
export function difficultyAmong(
  judged: Judged,
  best: readonly Scaled[],
  settings: DifficultySettings = DEFAULT_DIFFICULTY,
): Difficulty {
  const reached = reachedAmong(judged, best);
  const counts = { reached, of: best.length, history: best };
  if (best.length < ENOUGH_PERSON_PERIODS) {
    return { verdict: 'not enough history', suggestion: undefined, ...counts };
  }
  const suggestion = suggestionOf(judged, best, settings.suggestFor);
  return { verdict: verdictOf(reached, best.length, settings), suggestion, ...counts };
}

/** How many have reached it: of what is in its order the first so many; of a band whoever lies within. */
function reachedAmong(judged: Judged, best: readonly Scaled[]): number {
  const has = (one: Scaled | undefined): boolean => one !== undefined && isReached(judged, one.scaled);
  if (judged.direction === 'maintain') return best.filter(has).length;
  let [from, to] = [0, best.length];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (has(best[middle])) from = middle + 1;
    else to = middle;
  }
  return from;
}

function isEvidence({ presentDays, samples }: PersonPeriod): boolean {
  return presentDays.n > 0n && (samples === undefined || samples >= ENOUGH_SAMPLES);
}

function toWholePeriod({ value, presentDays, nominalDays }: PersonPeriod): Exact {
  if (isEqual(presentDays, nominalDays)) return value;
  return multiply(value, exact(nominalDays.n * presentDays.d, nominalDays.d * presentDays.n));
}

function order(direction: Direction, a: Exact, b: Exact): number {
  return direction === 'lower' ? compare(a, b) : compare(b, a);
}

/** T-07: whether a value would have reached a target, in the metric's direction. */
export function isReached(
  { direction, target, tolerance }: Pick<Judged, 'direction' | 'target' | 'tolerance'>,
  value: Exact,
): boolean {
  switch (direction) {
    case 'higher':
      return isAtLeast(value, target);
    case 'lower':
      return isAtLeast(target, value);
    case 'maintain': {
      const width = tolerance ?? exact(0);
      const low = exact(target.n * width.d - width.n * target.d, target.d * width.d);
      const high = exact(target.n * width.d + width.n * target.d, target.d * width.d);
      return isAtLeast(value, low) && isAtLeast(high, value);
    }
  }
}

function verdictOf(reached: number, all: number, settings: DifficultySettings): Verdict {
  const share = exact(reached * 100, all);
  if (isLess(share, exact(settings.tooHardBelow))) return 'too hard';
  return isLess(exact(settings.tooEasyAbove), share) ? 'too easy' : 'fair';
}

/** The last of the best n × share % values: exactly so many have reached it. Rounded towards the easier side. */
function suggestionOf(
  { direction, step, rampPercent = 100 }: Judged,
  best: Difficulty['history'],
  share: number,
): bigint | undefined {
  if (direction === 'maintain') return undefined;
  const rank = Math.max(1, Math.ceil((best.length * share) / 100));
  const value = best[rank - 1]?.scaled;
  if (value === undefined) return undefined;
  const steps = multiply(value, exact(rampPercent, 100n * step));
  const whole = floor(steps);
  const isWhole = compare(steps, exact(whole)) === 0;
  return (direction === 'lower' && !isWhole ? whole + 1n : whole) * step;
}

/** T-07: per cent of person-periods that would have reached it, for showing. */
export function reachedPercent({ reached, of }: Pick<Difficulty, 'reached' | 'of'>): number | undefined {
  return of === 0 ? undefined : Number(roundHalfEven(exact(reached * 100, of)));
}
