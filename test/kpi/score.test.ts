import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Exact, exact, isAtLeast, isEqual, isLess, toDecimal, ZERO } from '../../src/kpi/exact.ts';
import type { Direction, Nature } from '../../src/kpi/metric.ts';
import { unwrap } from '../../src/kpi/result.ts';
import {
  bandOf,
  gateOf,
  isBalanced,
  pointsOf,
  type ScoredKpi,
  type ScoreLevels,
  scoreOf,
} from '../../src/kpi/score.ts';

type Said = { [level in 'target' | 'baseline' | 'commit' | 'stretch' | 'tolerance']?: number } & {
  target: number;
};
const levels = (direction: Direction, said: Said): ScoreLevels => ({
  direction,
  target: exact(said.target),
  ...Object.fromEntries(Object.entries(said).map(([name, value]) => [name, exact(value)])),
});
const points = (direction: Direction, said: Said, value: Exact | number): string =>
  toDecimal(unwrap(pointsOf(typeof value === 'number' ? exact(value) : value, levels(direction, said))), 4);
const kpi = (
  weight: number,
  nature: Nature,
  given: number | undefined,
  gate?: ScoredKpi['gate'],
): ScoredKpi => ({
  ...{ weight: BigInt(weight), nature, gate },
  points: given === undefined ? undefined : exact(given),
});

describe('S-01 points', () => {
  const usual = { commit: 60, target: 100, stretch: 130 };
  it.each([
    [80, '80.0000', 'half way from commit to target: 60 + 40 × 20 ÷ 40'],
    [115, '110.0000', 'half way from target to stretch: 100 + 20 × 15 ÷ 30'],
    [200, '120.0000', 'flat beyond stretch'],
    [60, '60.0000', 'exactly on commit'],
    [30, '30.0000', 'half way from the baseline 0 to commit'],
    [0, '0.0000', 'nothing'],
    [-5, '0.0000', 'never below 0'],
  ])('S-01 commit 60, target 100, stretch 130: %i → %s (%s)', (value, expected) => {
    expect(points('higher', usual, value)).toBe(expected);
  });

  it('S-01 lower is better, baseline 8, commit 5, target 4: 4.5 → 80', () => {
    expect(points('lower', { baseline: 8, commit: 5, target: 4 }, exact(9, 2))).toBe('80.0000');
  });

  it('S-01 lower is better without a baseline begins at twice the target: target 4, 6 → 50', () => {
    expect(points('lower', { target: 4 }, 6)).toBe('50.0000');
  });

  it('S-01 without a stretch the last slope goes on to 120: target 100, 110 → 110; commit 60, 110 → 110; 150 → 120', () => {
    expect(points('higher', { target: 100 }, 110)).toBe('110.0000');
    expect(points('higher', { commit: 60, target: 100 }, 110)).toBe('110.0000');
    expect(points('higher', { target: 100 }, 150)).toBe('120.0000');
  });

  it('S-01 without a stretch it is the slope above commit: commit 80 (60 points), target 100: 105 → 110', () => {
    expect(points('higher', { commit: 80, target: 100 }, 105)).toBe('110.0000');
  });

  it('S-01 maintain earns 100 × A-02: target 20 ± 2: 21 → 100, 23 → 50, 25 → 0', () => {
    const band = { target: 20, tolerance: 2 };
    expect([21, 23, 25].map((value) => points('maintain', band, value))).toEqual([
      '100.0000',
      '50.0000',
      '0.0000',
    ]);
  });

  it('S-01, A-01 lower with target 0 and no baseline: 0 → 100, anything above → 0', () => {
    expect([0, 1].map((value) => points('lower', { target: 0 }, value))).toEqual(['100.0000', '0.0000']);
  });

  it('S-01, A-01 a target without its baseline on the worse side is asked about', () => {
    expect(pointsOf(exact(1), levels('higher', { target: -5 }))).toEqual({
      ok: false,
      problem: { kind: 'baseline needed' },
    });
    expect(pointsOf(exact(1), levels('higher', { target: 50, baseline: 50 })).ok).toBe(false);
  });

  it('T-08 commit beyond target is refused', () => {
    const problem = { ok: false, problem: { kind: 'levels out of order' } };
    expect(pointsOf(exact(1), levels('higher', { commit: 120, target: 100 }))).toEqual(problem);
    expect(pointsOf(exact(1), levels('lower', { commit: 3, target: 4 }))).toEqual(problem);
    expect(pointsOf(exact(1), levels('higher', { target: 100, stretch: 100 }))).toEqual(problem);
  });

  it('S-01 more is never worse, and points stay within 0–120', () => {
    const value = fc.integer({ min: -500, max: 500 });
    fc.assert(
      fc.property(value, value, fc.constantFrom<Direction>('higher', 'lower'), (a, b, direction) => {
        const said =
          direction === 'higher' ? usual : { baseline: 200, commit: 150, target: 100, stretch: 50 };
        const [low, high] = a < b ? [a, b] : [b, a];
        const [worse, better] = direction === 'higher' ? [low, high] : [high, low];
        const of = (one: number) => unwrap(pointsOf(exact(one), levels(direction, said)));
        expect(isAtLeast(of(better), of(worse))).toBe(true);
        expect(isAtLeast(of(a), ZERO) && isAtLeast(exact(120), of(a))).toBe(true);
      }),
    );
  });
});

describe('S-02 score and coverage', () => {
  it('S-02 weights 50 / 30 / 20, points 110 / 80 / no data → 98.75 at 80 %', () => {
    const score = scoreOf({
      kpis: [kpi(50, 'result', 110), kpi(30, 'process', 80), kpi(20, 'quality', undefined)],
    });
    expect(score.mean).toEqual(exact(9875, 100)); // (50 × 110 + 30 × 80) ÷ 80
    expect(score.coverage).toEqual(exact(4, 5));
    expect(score).toMatchObject({ total: exact(9875, 100), band: 'meets', unrated: undefined });
  });

  it('S-02 a KPI without data is not a zero: two fives of three stay five of five', () => {
    const score = scoreOf({
      kpis: [kpi(40, 'result', 100), kpi(40, 'process', 100), kpi(20, 'quality', undefined)],
    });
    expect(score.total).toEqual(exact(100));
  });

  it('S-02 under 70 % coverage: not rated, and what there is is still shown', () => {
    const score = scoreOf({
      kpis: [kpi(40, 'result', 110), kpi(29, 'process', 80), kpi(31, 'quality', undefined)],
    });
    expect(score).toMatchObject({ unrated: 'coverage', total: undefined, band: undefined });
    expect(score.mean).toEqual(exact(40 * 110 + 29 * 80, 69));
    expect(
      scoreOf({ kpis: [kpi(40, 'result', 110), kpi(30, 'process', 80), kpi(30, 'quality', undefined)] })
        .unrated,
    ).toBeUndefined();
  });

  it('S-02, M-03 nothing has data: not rated', () => {
    expect(scoreOf({ kpis: [kpi(100, 'result', undefined)] })).toMatchObject({
      unrated: 'no data',
      mean: undefined,
    });
    expect(scoreOf({ kpis: [] }).unrated).toBe('no data');
  });

  it('S-02 the score does not depend on the order of the KPIs', () => {
    const kpis = fc.array(
      fc.record({ weight: fc.integer({ min: 1, max: 100 }), top: fc.integer({ min: 0, max: 840 }) }),
      { minLength: 2, maxLength: 8 },
    );
    fc.assert(
      fc.property(kpis, (given) => {
        const made = given.map(
          ({ weight, top }, index): ScoredKpi => ({
            ...{ weight: BigInt(weight), points: exact(top, 7) },
            nature: index % 2 === 0 ? 'result' : 'process',
          }),
        );
        expect(scoreOf({ kpis: made.toReversed(), mayBeOneSided: true })).toEqual(
          scoreOf({ kpis: made, mayBeOneSided: true }),
        );
      }),
    );
  });
});

describe('S-03 not one-sided', () => {
  it('S-03 two natures with 20 % of the weight each are enough, 19 % is not', () => {
    expect(isBalanced({ result: 80n, process: 20n, quality: 0n })).toBe(true);
    expect(isBalanced({ result: 81n, process: 19n, quality: 0n })).toBe(false);
    expect(isBalanced({ result: 62n, process: 19n, quality: 19n })).toBe(false);
    expect(isBalanced({ result: 0n, process: 0n, quality: 0n })).toBe(false);
  });

  it('S-03 if what has data is one-sided: not rated, unless the template says with a reason that it may be', () => {
    const kpis = [kpi(75, 'result', 110), kpi(25, 'process', undefined)];
    expect(scoreOf({ kpis })).toMatchObject({ unrated: 'one-sided', total: undefined });
    expect(scoreOf({ kpis, mayBeOneSided: true }).total).toEqual(exact(110));
  });

  it('S-03 result, process and quality are shown apart', () => {
    const { byNature } = scoreOf({
      kpis: [kpi(30, 'result', 120), kpi(20, 'result', 70), kpi(50, 'process', 90)],
    });
    expect(byNature).toEqual({ result: exact(100), process: exact(90), quality: undefined }); // (30 × 120 + 20 × 70) ÷ 50
  });
});

describe('S-04 gates and adjustment', () => {
  const good = (gate: ScoredKpi['gate']) => [kpi(60, 'result', 120), kpi(40, 'quality', 90, gate)];

  it('S-04 a quality gate under its floor caps the total at 79', () => {
    expect(scoreOf({ kpis: good('held') })).toMatchObject({
      total: exact(108),
      isCapped: false,
      band: 'exceeds',
    });
    expect(scoreOf({ kpis: good('under') })).toMatchObject({
      total: exact(79),
      isCapped: true,
      band: 'partly meets',
    });
  });

  it('S-04 a total under the cap is not raised by it, and not called capped', () => {
    const kpis = [kpi(60, 'result', 70), kpi(40, 'quality', 50, 'under')];
    expect(scoreOf({ kpis })).toMatchObject({ total: exact(62), isCapped: false });
  });

  it('S-04 a gate without data does not cap, and that is shown', () => {
    const kpis = [kpi(60, 'result', 120), kpi(30, 'process', 100), kpi(10, 'quality', undefined, 'no data')];
    expect(scoreOf({ kpis })).toMatchObject({ isCapped: false, hasSilentGate: true });
  });

  it('S-04 order: score → adjustment → within 0–120 → cap', () => {
    const top = [kpi(50, 'result', 120), kpi(50, 'quality', 116)];
    expect(scoreOf({ kpis: top, adjustment: exact(10) }).total).toEqual(exact(120)); // 118 + 10
    expect(scoreOf({ kpis: good('under'), adjustment: exact(10) }).total).toEqual(exact(79));
    expect(
      scoreOf({ kpis: [kpi(50, 'result', 4), kpi(50, 'quality', 4)], adjustment: exact(-10) }).total,
    ).toEqual(ZERO);
  });

  it('S-04 a floor is held exactly on it, in the metric’s direction', () => {
    expect(gateOf(exact(4), exact(4), 'higher')).toBe('held');
    expect(gateOf(exact(39, 10), exact(4), 'higher')).toBe('under');
    expect(gateOf(exact(5), exact(4), 'lower')).toBe('under');
    expect(gateOf(exact(3), exact(4), 'lower')).toBe('held');
    expect(gateOf(undefined, exact(4), 'lower')).toBe('no data');
  });
});

describe('S-05 bands', () => {
  it.each([
    [exact(112), 'outstanding'],
    [exact(11199, 100), 'exceeds'],
    [exact(105), 'exceeds'],
    [exact(10499, 100), 'meets'],
    [exact(100), 'meets'],
    [exact(85), 'meets'],
    [exact(84999, 1000), 'partly meets'],
    [exact(70), 'partly meets'],
    [exact(6999, 100), 'needs improvement'],
    [ZERO, 'needs improvement'],
  ] as const)('S-05 the unrounded total decides: %o → %s', (total, band) => {
    expect(bandOf(total)).toBe(band);
  });

  it('S-05 exactly on every target meets', () => {
    expect(scoreOf({ kpis: [kpi(50, 'result', 100), kpi(50, 'process', 100)] }).band).toBe('meets');
  });

  it('S-05 an adjustment moves a band only by what it adds', () => {
    const kpis = [kpi(50, 'result', 84), kpi(50, 'process', 84)];
    const [plain, raised] = [scoreOf({ kpis }), scoreOf({ kpis, adjustment: exact(1) })];
    expect([plain.band, raised.band]).toEqual(['partly meets', 'meets']);
    expect(
      isLess(plain.total ?? ZERO, raised.total ?? ZERO) && isEqual(raised.total ?? ZERO, exact(85)),
    ).toBe(true);
  });
});
