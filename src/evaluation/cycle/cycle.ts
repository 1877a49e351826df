import type { DateRange, LocalDate } from '../../kpi/localDate.ts';
import type { PeriodKey } from '../../kpi/period.ts';
import type { Temporal } from '../../kpi/time.ts';

/** A period evaluation from its draft to its close (S-07). */

export const CYCLE_STATES = ['draft', 'open', 'calibration', 'closed'] as const;
/** draft: who takes part is chosen · open: reviews are written · calibration: managers compare · closed: snapshots stand, people answer. */
export type CycleState = (typeof CYCLE_STATES)[number];

export interface Cycle {
  id: string;
  name: string;
  periodKey: PeriodKey;
  range: DateRange;
  state: CycleState;
  /** Last dates for the self-review and for the manager's word. */
  selfDue: LocalDate;
  managerDue: LocalDate;
  /** Last dates for the comparison and for people's answers; null: none was set. */
  calibrationDue: LocalDate | null;
  answerDue: LocalDate | null;
  createdById: string;
  closedAt: Temporal.Instant | null;
  /** P-05: why it was reopened the last time; '' where nobody did. */
  reopenReason: string;
}

/** Somebody who takes part. */
export interface CycleMember {
  memberId: string;
  /** S-07: random; snapshots know the person by it alone. */
  memberKey: string;
  templateId: string;
  templateVersion: number;
  /** Null: whoever leads the team. */
  evaluatorId: string | null;
  /** 1–5; null: not handed in. */
  selfGrade: number | null;
  selfText: string;
  managerText: string;
  /** Whether the manager said that it is done. */
  isReviewed: boolean;
  /** What peers gave, in order of size: nobody's in particular. */
  peerGrades: readonly number[];
}

/** Where one person's evaluation waits. */
export const STEPS = ['self-review', 'manager', 'calibration', 'answer', 'dispute', 'done'] as const;
export type Step = (typeof STEPS)[number];

/** Where it waits; `answer`: the last thing that the person said, `dispute` while nobody settled it. */
export function stepOf(
  cycle: Pick<Cycle, 'state' | 'selfDue'>,
  member: Pick<CycleMember, 'selfGrade' | 'isReviewed'>,
  answer: 'none' | 'said' | 'dispute',
  today: LocalDate,
): Step {
  switch (cycle.state) {
    case 'draft':
    case 'open':
      if (member.isReviewed) return 'calibration';
      return member.selfGrade === null && today <= cycle.selfDue ? 'self-review' : 'manager';
    case 'calibration':
      return 'calibration';
    case 'closed':
      return answer === 'none' ? 'answer' : answer === 'dispute' ? 'dispute' : 'done';
  }
}

export type MoveProblem =
  /** Somebody was faster. */
  | { readonly kind: 'moved already'; readonly state: CycleState }
  /** The period is not over: what would be frozen would not be the whole of it. */
  | { readonly kind: 'period runs'; readonly until: LocalDate }
  /** S-06: an adjustment waits for its second person. */
  | { readonly kind: 'adjustments wait'; readonly count: number };

/** The state after this one; a closed cycle stays closed. */
export const nextState = (state: CycleState): CycleState | undefined =>
  CYCLE_STATES[CYCLE_STATES.indexOf(state) + 1];

/** Whether a cycle may go on to the next state, or what is in the way. */
export function moveProblem(
  cycle: Pick<Cycle, 'state' | 'range'>,
  from: CycleState,
  facts: { today: LocalDate; openAdjustments: number },
): MoveProblem | undefined {
  if (cycle.state !== from) return { kind: 'moved already', state: cycle.state };
  if (nextState(from) !== 'closed') return undefined;
  if (facts.today < cycle.range.to) return { kind: 'period runs', until: cycle.range.to };
  return facts.openAdjustments > 0 ? { kind: 'adjustments wait', count: facts.openAdjustments } : undefined;
}

/** S-06: what a grade of a review is worth, where the template gives it weight: "as agreed" is 100, like exactly on target. */
export const GRADE_POINTS = { 1: 50, 2: 75, 3: 100, 4: 110, 5: 120 } as const;
export type Grade = keyof typeof GRADE_POINTS;
export const isGrade = (value: number): value is Grade => value in GRADE_POINTS;
