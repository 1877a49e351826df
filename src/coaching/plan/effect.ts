/**
 * C-03: whether a plan helped: what somebody reached beside the others, before and after. Each week's figure is the distance to the median of
 * the others in that very week, so that what happened to all of them is no effect. Statistics: plain numbers. Pure.
 */

/** The complete weeks before the plan, and those after its end (C-03). Eight, since the weeks of a flag alone would be a low to recover from. */
export const WEEKS_BEFORE = 8;
export const WEEKS_AFTER = 4;
/** Fewer weeks than these say nothing. */
export const FEWEST_BEFORE = 4;
export const FEWEST_AFTER = 3;
/** Points of attainment: less is no help, however sure it is. */
export const LEAST_POINTS = 5;

export const VERDICTS = ['helped', 'no change', 'too few data'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface Effect {
  readonly verdict: Verdict;
  /** Points of attainment against the others' own change, with an 80 % interval; 0 where there are too few data. */
  readonly points: number;
  readonly low: number;
  readonly high: number;
  readonly weeksBefore: number;
  readonly weeksAfter: number;
}

/** Student's t, 90 % one-sided, by degrees of freedom. */
const T_90: Readonly<Record<number, number>> = {
  ...{ 5: 1.476, 6: 1.44, 7: 1.415, 8: 1.397, 9: 1.383, 10: 1.372 },
};

/** C-03: distances to the others' median in points, week by week. The interval of the difference of two means, of one variance. */
export function effectOf(before: readonly number[], after: readonly number[]): Effect {
  const weeks = { weeksBefore: before.length, weeksAfter: after.length };
  if (before.length < FEWEST_BEFORE || after.length < FEWEST_AFTER)
    return { verdict: 'too few data', points: 0, low: 0, high: 0, ...weeks };
  const freedom = before.length + after.length - 2;
  const points = mean(after) - mean(before);
  const variance = (squares(before) + squares(after)) / freedom;
  const error = Math.sqrt(variance * (1 / before.length + 1 / after.length));
  const reach = (T_90[Math.min(freedom, 10)] ?? 1.476) * error;
  const isHelp = points - reach > 0 && points >= LEAST_POINTS;
  return {
    verdict: isHelp ? 'helped' : 'no change',
    ...{ points: tenth(points), low: tenth(points - reach), high: tenth(points + reach) },
    ...weeks,
  };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function squares(values: readonly number[]): number {
  const middle = mean(values);
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
