import type { Judgement } from '../../../src/goals/difficulty/judge.ts';
import type { Target } from '../../../src/goals/target.ts';
import { DEFAULT_DIFFICULTY, difficultyOf, type PersonPeriod } from '../../../src/kpi/difficulty.ts';
import { exact } from '../../../src/kpi/exact.ts';
import type { MetricInfo } from '../../../src/playbook/playbook.ts';
import { day } from '../given.ts';

/** A verdict on a target that is much too hard, from twelve weeks of so many people, with figures of ten digits. */
export function judgementOf(target: Target, metric: MetricInfo, people: number): Judgement {
  const history = Array.from(
    { length: 12 * Math.max(people, 1) },
    (_, index): PersonPeriod => ({
      ...{ memberId: `m${index % Math.max(people, 1)}`, periodKey: `2026-W${30 + (index % 12)}` },
      value: exact(876_543_210_000n - BigInt(index) * 1_000_300n),
      ...{ presentDays: exact(5), nominalDays: exact(5), samples: 9 },
    }),
  );
  const value = 987_654_321_000n;
  const judged = { direction: 'higher', target: exact(value), isScaled: true, step: 100n } as const;
  return {
    asked: { subject: target.subject, metric, shape: target, value, on: day('2026-11-25') },
    ...{ cohort: { kind: 'people', role: 'rep' }, isScaled: true, rampPercent: 50 },
    ...{ settings: DEFAULT_DIFFICULTY, difficulty: difficultyOf(judged, history) },
  };
}
