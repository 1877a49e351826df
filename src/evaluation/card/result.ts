/** S-01…S-06 applied to the inputs of an evaluation: the one way to a score, for the card of today and for a snapshot of years ago. */
import { type Exact, exact } from '../../kpi/exact.ts';
import {
  type Band,
  gateOf,
  pointsOf,
  type ScoredKpi,
  type ScoreLevels,
  scoreOf,
  type Unrated,
} from '../../kpi/score.ts';
import type { CardInputs, FractionText, KpiInput, LevelTexts } from './inputs.ts';

/** What came out; fractions as in the inputs, null where there is none. */
export type CardResult = {
  readonly kpis: readonly {
    readonly metric: string;
    readonly points: FractionText | null;
    readonly gate: 'held' | 'under' | 'no data' | null;
  }[];
  readonly coverage: FractionText;
  readonly mean: FractionText | null;
  readonly byNature: {
    readonly result: FractionText | null;
    readonly process: FractionText | null;
    readonly quality: FractionText | null;
  };
  readonly total: FractionText | null;
  readonly band: Band | null;
  /** T-04: "away" for the whole period. */
  readonly unrated: Unrated | 'away' | null;
  readonly isCapped: boolean;
  readonly hasSilentGate: boolean;
};

/** An exact fraction as text; `readFraction` reads it back. */
export const fractionText = ({ n, d }: Exact): FractionText => (d === 1n ? `${n}` : `${n}/${d}`);

/** Throws a RangeError (a SyntaxError for digits that are none) where the text is no fraction. */
export function readFraction(text: FractionText): Exact {
  const [n = '', d = '1'] = text.split('/');
  return exact(BigInt(n), BigInt(d));
}

/** S-01…S-06, T-04: recomputes an evaluation from its inputs alone. */
export function resultOf(inputs: CardInputs): CardResult {
  const scored = inputs.kpis.map((kpi): ScoredKpi & { metric: string } => ({
    ...{ metric: kpi.metric, weight: BigInt(kpi.weight), nature: kpi.nature },
    points: kpiPoints(kpi),
    gate: kpiGate(kpi),
  }));
  const reviews = inputs.parts.flatMap(({ weight, points }) =>
    points === null ? [] : [{ weight: BigInt(weight), points: exact(points) }],
  );
  const isAway = readFraction(inputs.presence.present).n === 0n;
  const score = scoreOf({
    ...{ kpis: scored, reviews, mayBeOneSided: inputs.mayBeOneSided },
    adjustment: inputs.adjustment === null ? undefined : exact(inputs.adjustment.points),
  });
  return {
    kpis: scored.map(({ metric, points, gate }) => ({
      metric,
      points: textOf(points),
      gate: gate ?? null,
    })),
    coverage: fractionText(score.coverage),
    mean: textOf(score.mean),
    byNature: {
      result: textOf(score.byNature.result),
      process: textOf(score.byNature.process),
      quality: textOf(score.byNature.quality),
    },
    total: isAway ? null : textOf(score.total),
    band: isAway ? null : (score.band ?? null),
    unrated: isAway ? 'away' : (score.unrated ?? null),
    ...{ isCapped: !isAway && score.isCapped, hasSilentGate: score.hasSilentGate },
  };
}

const textOf = (value: Exact | undefined): FractionText | null =>
  value === undefined ? null : fractionText(value);

/** S-01; undefined without data, without a target, or where a level is missing: never a zero. */
function kpiPoints({ value, levels, direction, silence }: KpiInput): Exact | undefined {
  if (value === null || levels === null || silence !== null) return undefined;
  const points = pointsOf(readFraction(value), levelsOf(levels, direction));
  return points.ok ? points.value : undefined;
}

function levelsOf(texts: LevelTexts, direction: ScoreLevels['direction']): ScoreLevels {
  const read = (text: FractionText | undefined): Exact | undefined =>
    text === undefined ? undefined : readFraction(text);
  return {
    ...{ direction, target: readFraction(texts.target), baseline: read(texts.baseline) },
    ...{ commit: read(texts.commit), stretch: read(texts.stretch), tolerance: read(texts.tolerance) },
  };
}

function kpiGate({ floor, value, direction }: KpiInput): ScoredKpi['gate'] {
  if (floor === null || direction === 'maintain') return undefined;
  return gateOf(value === null ? undefined : readFraction(value), readFraction(floor), direction);
}
