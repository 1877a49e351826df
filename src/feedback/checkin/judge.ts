import type { Standing } from '../../goals/standing.ts';
import { add, divide, type Exact, exact, isLess, multiply, subtract, ZERO } from '../../kpi/exact.ts';
import type { PeriodKey } from '../../kpi/period.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import { type Answer, MOST_SURE } from './answer.ts';

/** How well somebody judges: what they said beside what came out of the periods that are complete (K-08). */

/** Nobody is judged by fewer answers. */
export const LEAST_ANSWERS = 5;
/** Said and come true may lie so far apart; beyond that it is said in words. */
const CLOSE = exact(15, 100);

/** What was said about one target, and what came of it. */
export interface Outcome {
  metric: MetricInfo;
  periodKey: PeriodKey;
  /** In the order of the weeks. */
  said: readonly number[];
  /** K-08 as of the end of the period. */
  standing: Standing;
}

export const VERDICTS = ['close', 'too sure', 'too careful'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface Judgement {
  /** Answers about complete periods, and how many of those came true. */
  count: number;
  reached: number;
  /** 0 to 10. */
  meanSaid: Exact;
  /** Brier's: the mean of (said ÷ 10 − what came out)², where what came out is 1 or 0. 0 is perfect; 5 every time gives 0.25. */
  score: Exact;
  verdict: Verdict;
}

/** K-08: whether something came out at all: a period without data, target or presence says nothing about a judgement. */
export function isDecided({ state, isComplete }: Standing): boolean {
  return isComplete && (state === 'reached' || state === 'close' || state === 'missed');
}

/** What was said and what came out, target by target, oldest first; `standingOf` says how a period ended. */
export function outcomesOf(
  answers: readonly Answer[],
  metrics: readonly MetricInfo[],
  standingOf: (metric: MetricInfo, periodKey: PeriodKey) => Standing,
): Outcome[] {
  const groups = Map.groupBy(answers, (one) => `${one.periodKey} ${one.metricKey}`);
  return [...groups.values()]
    .flatMap((group): Outcome[] => {
      const [first] = group;
      const metric = metrics.find((one) => one.key === first?.metricKey);
      if (first === undefined || metric === undefined) return [];
      const said = group.toSorted((a, b) => (a.week < b.week ? -1 : 1)).map(({ sure }) => sure);
      return [{ metric, periodKey: first.periodKey, said, standing: standingOf(metric, first.periodKey) }];
    })
    .toSorted((a, b) => (a.standing.range.to < b.standing.range.to ? -1 : 1));
}

/** Every answer counts once; undefined under five answers about complete periods. */
export function judge(outcomes: readonly Outcome[]): Judgement | undefined {
  const answers = outcomes
    .filter(({ standing }) => isDecided(standing))
    .flatMap(({ said, standing }) => said.map((sure) => ({ sure, isReached: standing.state === 'reached' })));
  const count = answers.length;
  if (count < LEAST_ANSWERS) return undefined;
  const reached = answers.filter(({ isReached }) => isReached).length;
  const total = answers.reduce((sum, { sure }) => sum + sure, 0);
  const squares = answers.reduce((sum, { sure, isReached }) => {
    const off = subtract(exact(sure, MOST_SURE), exact(isReached ? 1 : 0));
    return add(sum, multiply(off, off));
  }, ZERO);
  const meanSaid = exact(total, count);
  return {
    ...{ count, reached, meanSaid },
    score: divide(squares, exact(count)),
    verdict: verdictOf(subtract(divide(meanSaid, exact(MOST_SURE)), exact(reached, count))),
  };
}

function verdictOf(off: Exact): Verdict {
  if (isLess(CLOSE, off)) return 'too sure';
  return isLess(off, multiply(CLOSE, exact(-1))) ? 'too careful' : 'close';
}
