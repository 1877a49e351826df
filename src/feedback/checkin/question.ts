import { createHash } from 'node:crypto';
import type { Standing } from '../../goals/standing.ts';
import { isZero } from '../../kpi/exact.ts';
import { kindOf, type PeriodKey } from '../../kpi/period.ts';

/** The weekly question: how sure somebody is of reaching a target. Which targets are asked about is decided here. */

/** One question. */
export interface Question {
  /** Names metric and period in a few characters: what a button hands in. */
  id: string;
  metricKey: string;
  periodKey: PeriodKey;
  standing: Standing;
}

/** Whether and of what somebody is asked; no metrics: of the target that counts most. */
export interface Choice {
  isOff: boolean;
  metrics: readonly string[];
}

/** More questions than this nobody answers with care. */
export const MOST_ASKED = 5;

const LONG: ReadonlySet<string> = new Set(['month', 'quarter', 'half', 'year']);

/** A team's choice and a person's own as one: either may switch the question off, and the person's metrics come before the team's. */
export function choiceOf(team: Choice | undefined, own: Choice | undefined): Choice {
  const metrics = own !== undefined && own.metrics.length > 0 ? own.metrics : (team?.metrics ?? []);
  return { isOff: (team?.isOff ?? false) || (own?.isOff ?? false), metrics };
}

/** A short name for a metric in a period. */
export function questionId(metricKey: string, periodKey: string): string {
  return createHash('sha256').update(`${metricKey}\n${periodKey}`).digest('hex').slice(0, 16);
}

/**
 * All that somebody can say something about: every target that is still open. What is reached, lost for good, or not asked of who is away is
 * no question any more.
 */
export function openQuestions(standings: readonly Standing[]): Question[] {
  return standings.filter(isOpen).map((standing) => {
    const { metricKey, periodKey } = standing;
    return { id: questionId(metricKey, periodKey), metricKey, periodKey, standing };
  });
}

function isOpen({ target, inForce, isComplete, state, metric }: Standing): boolean {
  if (target === undefined || inForce === null || isComplete) return false;
  if (isZero(inForce) && metric.definition.direction === 'higher') return false;
  return state !== 'not rated' && state !== 'reached' && state !== 'exceeded';
}

/**
 * What is asked: of each chosen metric the target of a month or longer that ends first (or of a week, where there is no longer one); without a
 * choice one question, of the result that ends first, else of the first of the long targets.
 */
export function questionsOf(
  standings: readonly Standing[],
  { metrics }: Pick<Choice, 'metrics'>,
): Question[] {
  const open = openQuestions(standings);
  const long = open.filter(({ periodKey }) => LONG.has(kindOf(periodKey))).toSorted(byEnd);
  if (metrics.length === 0) {
    const result = long.find(({ standing }) => standing.metric.definition.nature === 'result');
    return (result === undefined ? long : [result]).slice(0, 1);
  }
  return metrics
    .flatMap((key) => {
      const isOf = (question: Question) => question.metricKey === key;
      return long.find(isOf) ?? open.toSorted(byEnd).findLast(isOf) ?? [];
    })
    .slice(0, MOST_ASKED);
}

const byEnd = (a: Question, b: Question): number => (a.standing.range.to < b.standing.range.to ? -1 : 1);
