import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { isLocalDate, type LocalDate, localDate } from '../../kpi/localDate.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction, toDbDate } from '../../platform/db/index.ts';
import { enqueue, type Notice } from '../../platform/jobs/outbox.ts';
import { takeOnce } from '../../platform/once.ts';
import { type Act, locked } from '../cycle/store.ts';
import { ANSWER_KINDS, type Answer, type AnswerKind } from './answer.ts';

/** S-08: answers to closed evaluations, appended. */

const answerRow = z.object({
  id: z.string(),
  memberId: z.string(),
  kind: z.enum(ANSWER_KINDS),
  text: z.string(),
  actorId: z.string(),
  ownerId: z.string().nullable(),
  dueDate: z.string().refine(isLocalDate).transform(localDate).nullable(),
});

/** What was said in a cycle, oldest first; of one member where named. */
export async function answersOf(
  db: Db,
  workspaceId: string,
  cycleId: string,
  memberId?: string,
): Promise<Answer[]> {
  const rows = await db.client.evaluationAnswer.findMany({
    where: { workspaceId, cycleId, ...(memberId === undefined ? {} : { memberId }) },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  const read = rows.map(({ dueDate, ...row }) => ({
    ...row,
    dueDate: dueDate?.toISOString().slice(0, 10) ?? null,
  }));
  return z.array(answerRow).parse(read);
}

/** What is said. */
export interface NewAnswer {
  cycleId: string;
  memberId: string;
  kind: AnswerKind;
  text: string;
  owner?: { id: string; due: LocalDate } | undefined;
}

export type Answered = { kind: 'answered' } | { kind: 'shut' } | { kind: 'repeated' };

/** S-08: writes an answer, audited, with what is told of it. Only closed evaluations are answered. */
export async function saveAnswer(
  db: Db,
  act: Act,
  answer: NewAnswer,
  tell: readonly Notice[],
): Promise<Answered> {
  const { workspaceId, actorId } = act;
  const outcome = await inTransaction(db, async (tx): Promise<Answered> => {
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return { kind: 'repeated' };
    const cycle = await locked(tx, workspaceId, answer.cycleId);
    if (cycle?.state !== 'closed') return { kind: 'shut' };
    const { cycleId, memberId, kind, text, owner } = answer;
    const dispute = owner === undefined ? {} : { ownerId: owner.id, dueDate: toDbDate(owner.due) };
    await tx.evaluationAnswer.create({
      data: { workspaceId, id: randomUUID(), cycleId, memberId, kind, text, actorId, ...dispute },
    });
    const detail = { cycleId, kind, owner: owner?.id ?? null, due: owner?.due ?? null };
    await audit(tx, {
      workspaceId,
      actorId,
      action: `evaluation.${kind}`,
      subject: `member:${memberId}`,
      detail,
    });
    for (const notice of tell) await enqueue({ client: tx }, { workspaceId, ...notice });
    return { kind: 'answered' };
  });
  await db.durable();
  return outcome;
}
