import { exact, roundHalfEven } from '../../kpi/exact.ts';
import { type Cycle, GRADE_POINTS, isGrade } from '../cycle/cycle.ts';

/** S-06: what colleagues say of somebody. Nobody can tell who said what: answers have no author and no time, and are shown together only. */

/** Fewer peers could be told apart, more are nobody's closest colleagues. */
export const LEAST_PEERS = 3;
export const MOST_PEERS = 5;
export const MOST_QUESTIONS = 3;

export interface PeerRequest {
  memberId: string;
  peerId: string;
  state: 'proposed' | 'asked' | 'done';
}

export interface PeerAnswer {
  memberId: string;
  grade: number;
  texts: readonly string[];
}

export type PeersProblem = 'few' | 'many' | 'themselves' | 'evaluator' | 'unknown';

/** Whether people may be named as somebody's peers: three to five others, none of them who evaluates. */
export function peersProblem(
  peerIds: readonly (string | undefined)[],
  { memberId, evaluatorIds }: { memberId: string; evaluatorIds: readonly string[] },
): PeersProblem | undefined {
  const known = new Set(peerIds);
  if (known.has(undefined)) return 'unknown';
  if (known.has(memberId)) return 'themselves';
  if (evaluatorIds.some((id) => known.has(id))) return 'evaluator';
  if (known.size < LEAST_PEERS) return 'few';
  return known.size > MOST_PEERS ? 'many' : undefined;
}

/**
 * Whether the answers may be shown at all: at least three, and none still to come, since whoever looks before and after a further one would
 * know whose it is.
 */
export function areShown(
  cycle: Pick<Cycle, 'state'>,
  requests: readonly Pick<PeerRequest, 'state'>[],
  answers: number,
): boolean {
  const isOver = cycle.state !== 'open' || requests.every(({ state }) => state === 'done');
  return answers >= LEAST_PEERS && isOver;
}

/** S-06: the mean of the grades in whole points, half to even; null (the weight is shared out) under three answers. */
export function peerPoints(grades: readonly number[]): number | null {
  const known = grades.filter(isGrade);
  if (known.length < LEAST_PEERS) return null;
  const sum = known.reduce((all, grade) => all + GRADE_POINTS[grade], 0);
  return Number(roundHalfEven(exact(sum, known.length)));
}

/** The texts to each question, in an order that says nothing of who wrote them: by the texts themselves. */
export function textsByQuestion(answers: readonly PeerAnswer[], questions: number): string[][] {
  return Array.from({ length: questions }, (_, index) =>
    answers.flatMap(({ texts }) => ((texts[index] ?? '') ? [texts[index] ?? ''] : [])).toSorted(),
  );
}
