import type { LocalDate } from '../../kpi/localDate.ts';
import type { Temporal } from '../../kpi/time.ts';

/** A line that somebody says is wrong: it is held back, the rest is paid; somebody owns the answer, until a date. */

export const DISPUTE_STATES = ['open', 'proposed', 'settled'] as const;

export interface Dispute {
  id: string;
  runId: string;
  memberKey: string;
  memberId: string;
  line: number;
  text: string;
  ownerId: string;
  dueDate: LocalDate;
  /** open → (proposed: a correction waits for its second person →) settled. */
  state: (typeof DISPUTE_STATES)[number];
  settlement: string;
  /** Minor units of the line's currency; 0: the line was right. */
  correction: bigint;
  settledById: string | null;
  settledAt: Temporal.Instant | null;
  approvedById: string | null;
}

/** Whether the line may be paid: nobody disputes it, or what was said of it is settled. */
export const isHeld = (
  disputes: readonly Pick<Dispute, 'memberKey' | 'line' | 'state'>[],
  memberKey: string,
  line: number,
): boolean =>
  disputes.some((one) => one.memberKey === memberKey && one.line === line && one.state !== 'settled');
