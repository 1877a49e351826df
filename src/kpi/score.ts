/**
 * S-01…S-05: the score of a period evaluation. Points of each KPI, their weighted mean with its coverage, the balance of natures, the cap of
 * quality gates, and the band. All exact: a band never depends on the order of addition.
 */
import { type AttainmentInput, type AttainmentProblem, attainmentOf } from './attainment.ts';
import {
  add,
  compare,
  divide,
  type Exact,
  exact,
  isAtLeast,
  isLess,
  isZero,
  max,
  min,
  multiply,
  subtract,
  sum,
  ZERO,
} from './exact.ts';
import { NATURES, type Nature } from './metric.ts';
import { fail, ok, type Result } from './result.ts';

/** S-01: points at commit, at target, and at stretch, which is also the most there is. */
export const COMMIT_POINTS = 60;
export const TARGET_POINTS = 100;
export const MOST_POINTS = 120;
/** S-02: under this share of weight with data nobody is rated; whole per cent. */
export const ENOUGH_COVERAGE = 70;
/** S-03: so many natures with so much of the weight each; whole per cent. */
export const BALANCED_NATURES = 2;
export const BALANCED_SHARE = 20;
/** S-04: what a quality gate under its floor leaves of the total at most. */
export const GATE_CAP = 79;
/** S-06: how far a manager may move a score, either way. */
export const MOST_ADJUSTMENT = 10;

/** S-01: what a KPI is scored against; all in the unit of the value. */
export type ScoreLevels = Omit<AttainmentInput, 'value'> & {
  readonly commit?: Exact | undefined;
  readonly stretch?: Exact | undefined;
};

export type ScoreProblem =
  | AttainmentProblem
  /** T-08: commit < target < stretch in the metric's direction does not hold. */
  | { readonly kind: 'levels out of order' };

/**
 * S-01: linear through (baseline, 0), (commit, 60) where given, (target, 100), (stretch, 120) where given; without a stretch the last slope
 * goes on; always within 0–120. A maintain target earns 100 × A-02; "lower" with a target of 0 and no baseline is all or nothing.
 */
export function pointsOf(value: Exact, levels: ScoreLevels): Result<Exact, ScoreProblem> {
  const attained = attainmentOf({ ...levels, value });
  if (!attained.ok) return attained;
  const isStepless = levels.direction !== 'maintain' && !isAllOrNothing(levels);
  if (!isStepless) return ok(multiply(exact(TARGET_POINTS), attained.value.ratio));
  const line = lineOf(levels);
  if (!isRising(line)) return fail({ kind: 'levels out of order' });
  return ok(within(along(line, toward(levels, value))));
}

const isAllOrNothing = ({ direction, target, baseline }: ScoreLevels): boolean =>
  direction === 'lower' && isZero(target) && baseline === undefined;

/** A value on an axis on which more is better. */
function toward({ direction }: ScoreLevels, value: Exact): Exact {
  return direction === 'lower' ? subtract(ZERO, value) : value;
}

type Corner = { readonly at: Exact; readonly points: Exact };

function lineOf(levels: ScoreLevels): Corner[] {
  const { direction, target, commit, stretch } = levels;
  const baseline = levels.baseline ?? (direction === 'lower' ? multiply(exact(2), target) : ZERO);
  const corners: [Exact | undefined, number][] = [
    [baseline, 0],
    [commit, COMMIT_POINTS],
    [target, TARGET_POINTS],
    [stretch, MOST_POINTS],
  ];
  return corners.flatMap(([at, points]) =>
    at === undefined ? [] : [{ at: toward(levels, at), points: exact(points) }],
  );
}

const isRising = (line: readonly Corner[]): boolean =>
  line.every(({ at }, index) => {
    const before = line[index - 1];
    return before === undefined || isLess(before.at, at);
  });

/** The points at a place on the line; before the first and behind the last corner the next slope goes on. */
function along(line: readonly Corner[], at: Exact): Exact {
  const next = line.findIndex((corner, index) => index > 0 && !isLess(corner.at, at));
  const index = next === -1 ? line.length - 1 : next;
  const [from, to] = [line[index - 1], line[index]];
  if (from === undefined || to === undefined) throw new RangeError('A line needs two corners');
  const slope = divide(subtract(to.points, from.points), subtract(to.at, from.at));
  return add(from.points, multiply(slope, subtract(at, from.at)));
}

const within = (points: Exact): Exact => min(max(points, ZERO), exact(MOST_POINTS));

/** One KPI of a scorecard with what came of it. */
export type ScoredKpi = {
  readonly weight: bigint;
  readonly nature: Nature;
  /** S-01; undefined without data (M-03): that is not a zero. */
  readonly points: Exact | undefined;
  /** S-04: of a quality gate whether its floor was held; undefined where the KPI is no gate. */
  readonly gate?: 'held' | 'under' | 'no data' | undefined;
};

/** S-03: the weight of each nature. */
export type Balance = { readonly [nature in Nature]: bigint };

export function balanceOf(kpis: readonly Pick<ScoredKpi, 'weight' | 'nature'>[]): Balance {
  const weightOf = (nature: Nature): bigint =>
    kpis.filter((kpi) => kpi.nature === nature).reduce((all, kpi) => all + kpi.weight, 0n);
  return { result: weightOf('result'), process: weightOf('process'), quality: weightOf('quality') };
}

/** S-03: at least two natures with 20 % of the weight each. */
export function isBalanced(balance: Balance): boolean {
  const all = NATURES.reduce((total, nature) => total + balance[nature], 0n);
  const heavy = NATURES.filter(
    (nature) => all > 0n && balance[nature] * 100n >= all * BigInt(BALANCED_SHARE),
  );
  return heavy.length >= BALANCED_NATURES;
}

export type ScoreInput = {
  readonly kpis: readonly ScoredKpi[];
  /** S-06: reviews that were handed in, where the template gives them weight; one that was not has its weight shared out. */
  readonly reviews?: readonly { readonly weight: bigint; readonly points: Exact }[] | undefined;
  /** S-06: confirmed points that a manager added or took; 0 without. */
  readonly adjustment?: Exact | undefined;
  /** S-03: the template says with a reason that it may be one-sided. */
  readonly mayBeOneSided?: boolean | undefined;
};

/** Why there is no score: too little has data, or what has data is one-sided. */
export const UNRATED = ['no data', 'coverage', 'one-sided'] as const;
export type Unrated = (typeof UNRATED)[number];

export type Score = {
  /** S-02: Σ weight with data ÷ Σ weight; 1 = 100 %. */
  readonly coverage: Exact;
  /** S-02: before adjustment and cap; undefined without data. It is shown also where nobody is rated. */
  readonly mean: Exact | undefined;
  /** S-03: the mean of each nature by itself. */
  readonly byNature: { readonly [nature in Nature]: Exact | undefined };
  /** S-04: score → adjustment → within 0–120 → cap; undefined where nobody is rated. */
  readonly total: Exact | undefined;
  readonly band: Band | undefined;
  readonly unrated: Unrated | undefined;
  /** S-04: whether a gate lowered the total, and whether one had no data and so could not. */
  readonly isCapped: boolean;
  readonly hasSilentGate: boolean;
};

/** S-02…S-05: the score of a period. A KPI without data leaves its weight out; it is never a zero. */
export function scoreOf({ kpis, reviews = [], adjustment = ZERO, mayBeOneSided = false }: ScoreInput): Score {
  const withData = kpis.filter((kpi) => kpi.points !== undefined);
  const [all, known] = [weightOf(kpis), weightOf(withData)];
  const coverage = all === 0n ? ZERO : exact(known, all);
  const unrated = unratedBy(withData, coverage, mayBeOneSided);
  const mean = withData.length === 0 ? undefined : meanOf([...withData, ...reviews]);
  const byNature = {
    result: meanOf(withData.filter((kpi) => kpi.nature === 'result')),
    process: meanOf(withData.filter((kpi) => kpi.nature === 'process')),
    quality: meanOf(withData.filter((kpi) => kpi.nature === 'quality')),
  };
  const uncapped = mean === undefined || unrated !== undefined ? undefined : within(add(mean, adjustment));
  const cap = exact(GATE_CAP);
  const isCapped =
    uncapped !== undefined && kpis.some((kpi) => kpi.gate === 'under') && isLess(cap, uncapped);
  const total = isCapped ? cap : uncapped;
  return {
    ...{ coverage, mean, byNature, total, unrated, isCapped },
    band: total === undefined ? undefined : bandOf(total),
    hasSilentGate: kpis.some((kpi) => kpi.gate === 'no data'),
  };
}

type Weighted = Pick<ScoredKpi, 'weight' | 'points'>;
const weightOf = (kpis: readonly Weighted[]): bigint => kpis.reduce((all, kpi) => all + kpi.weight, 0n);

function meanOf(kpis: readonly Weighted[]): Exact | undefined {
  const weight = weightOf(kpis);
  if (weight === 0n) return undefined;
  const points = sum(kpis.map((kpi) => multiply(exact(kpi.weight), kpi.points ?? ZERO)));
  return divide(points, exact(weight));
}

function unratedBy(
  withData: readonly ScoredKpi[],
  coverage: Exact,
  mayBeOneSided: boolean,
): Unrated | undefined {
  if (weightOf(withData) === 0n) return 'no data';
  if (isLess(coverage, exact(ENOUGH_COVERAGE, 100))) return 'coverage';
  return mayBeOneSided || isBalanced(balanceOf(withData)) ? undefined : 'one-sided';
}

/** S-05: from the best down. */
export const BANDS = ['outstanding', 'exceeds', 'meets', 'partly meets', 'needs improvement'] as const;
export type Band = (typeof BANDS)[number];
/** S-05: from where on a band holds. */
export const BAND_FROM = {
  outstanding: 112,
  exceeds: 105,
  meets: 85,
  'partly meets': 70,
  'needs improvement': 0,
} as const satisfies Record<Band, number>;

/** S-05: the band of the unrounded total. */
export function bandOf(total: Exact): Band {
  return BANDS.find((band) => isAtLeast(total, exact(BAND_FROM[band]))) ?? 'needs improvement';
}

/** S-04: whether a gate's floor was held, in the metric's direction. A band has no floor of its own: its points say it. */
export function gateOf(
  value: Exact | undefined,
  floor: Exact,
  direction: 'higher' | 'lower',
): 'held' | 'under' | 'no data' {
  if (value === undefined) return 'no data';
  const side = compare(value, floor);
  return side === 0 || side === (direction === 'higher' ? 1 : -1) ? 'held' : 'under';
}
