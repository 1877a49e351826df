/**
 * Reviews of targets (T-06): each occasion once by its key, told in the transaction that writes it down; decided once, with the versions that it
 * makes in the same transaction.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { instantOf, type Temporal } from '../../kpi/time.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction, type Tx } from '../../platform/db/index.ts';
import { enqueue, type Notice } from '../../platform/jobs/outbox.ts';
import { asJson } from '../../platform/json.ts';
import { takeOnce } from '../../platform/once.ts';
import { putOffWorkspace, takeDueWorkspaces } from '../../platform/workspaceClocks.ts';
import { type BatchAct, type BatchOutcome, setManyIn, type TellBatch } from '../batch/store.ts';
import {
  eventSchema,
  linesSchema,
  type NewReview,
  REVIEW_STATES,
  type Review,
  type ReviewEvent,
  type ReviewTrigger,
} from './review.ts';

const row = z.object({
  id: z.string(),
  key: z.string(),
  event: eventSchema,
  recipients: z.array(z.string()),
  lines: linesSchema,
  state: z.enum(REVIEW_STATES),
  decidedBy: z.string().nullable(),
  reason: z.string(),
});

/** Whom a new review is told. */
export type TellReview = (review: Review) => readonly Notice[];

/** Writes reviews down and has them told, each key once; answers the new ones. */
export async function addReviews(
  db: Db,
  workspaceId: string,
  reviews: readonly NewReview[],
  tell: TellReview,
): Promise<Review[]> {
  if (reviews.length === 0) return [];
  const added = await inTransaction(db, (tx) => addReviewsIn(tx, workspaceId, reviews, tell));
  await db.durable();
  return added;
}

/** The same inside a transaction. */
export async function addReviewsIn(
  tx: Tx,
  workspaceId: string,
  reviews: readonly NewReview[],
  tell: TellReview,
): Promise<Review[]> {
  const added: Review[] = [];
  for (const review of reviews) {
    const { key, event, recipients, lines } = review;
    const id = randomUUID();
    const { count } = await tx.targetReview.createMany({
      data: [
        {
          ...{ workspaceId, id, key, trigger: event.kind, recipients: [...recipients] },
          ...{ event: asJson(event), lines: asJson(lines) },
        },
      ],
      skipDuplicates: true,
    });
    if (count === 0) continue;
    const written: Review = { ...review, id, state: 'open', decidedBy: null, reason: '' };
    for (const notice of tell(written)) await enqueue({ client: tx }, { workspaceId, ...notice });
    added.push(written);
  }
  return added;
}

/** Which of these occasions were asked about already, by their keys. */
export async function knownReviews(
  db: Db,
  workspaceId: string,
  keys: readonly string[],
): Promise<Set<string>> {
  const where = { workspaceId, key: { in: [...keys] } };
  const found = await db.client.targetReview.findMany({ where, select: { key: true } });
  return new Set(found.map(({ key }) => key));
}

/** One review; undefined where the workspace has none of that id. */
export async function findReview(
  db: { client: Pick<Tx, 'targetReview'> },
  workspaceId: string,
  id: string,
): Promise<Review | undefined> {
  const found = await db.client.targetReview.findUnique({ where: { workspaceId_id: { workspaceId, id } } });
  return found === null ? undefined : row.parse(found);
}

/** The reviews that wait for somebody, the oldest first. */
export async function openReviews(db: Db, workspaceId: string, memberId: string): Promise<Review[]> {
  const where = { workspaceId, state: 'open', recipients: { has: memberId } };
  const found = await db.client.targetReview.findMany({
    where,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return found.map((one) => row.parse(one));
}

/** What was decided of what somebody was asked, with when, the newest first. */
export async function decidedReviews(
  db: Db,
  workspaceId: string,
  memberId: string,
  most = 12,
): Promise<{ review: Review; at: Temporal.Instant }[]> {
  const found = await db.client.targetReview.findMany({
    where: { workspaceId, state: { not: 'open' }, recipients: { has: memberId } },
    orderBy: [{ decidedAt: 'desc' }, { id: 'asc' }],
    take: most,
  });
  return found.map((one) => ({ review: row.parse(one), at: instantOf(one.decidedAt ?? one.createdAt) }));
}

/** What was told already of a trigger, the newest first. */
export async function toldEvents(
  db: Db,
  workspaceId: string,
  trigger: ReviewTrigger,
): Promise<ReviewEvent[]> {
  const found = await db.client.targetReview.findMany({
    where: { workspaceId, trigger },
    select: { event: true },
    orderBy: { createdAt: 'desc' },
    take: 1000,
  });
  return found.map(({ event }) => eventSchema.parse(event));
}

export type Decided =
  | BatchOutcome
  /** Somebody was faster. */
  | { kind: 'decided'; review: Review }
  | { kind: 'gone' };

/** T-06: sets what a review proposes, or what was made of it, as one act with one Undo; all of it or nothing, and once. */
export async function applyReview(
  db: Db,
  act: BatchAct & { reviewId: string; reason: string },
  tell: TellBatch,
): Promise<Decided> {
  const outcome = await inTransaction(db, async (tx): Promise<Decided> => {
    const { workspaceId, reviewId } = act;
    const review = await lockReview(tx, workspaceId, reviewId);
    if (review === undefined) return { kind: 'gone' };
    if (review.state !== 'open') return { kind: 'decided', review };
    const written = await setManyIn(tx, act, tell);
    if (written.kind === 'written') await decide(tx, review, 'applied', act);
    return written;
  });
  await db.durable();
  return outcome;
}

/** T-06: leaves the targets as they are, with a reason if there is one; it is not proposed again. */
export async function leaveReview(
  db: Db,
  act: Omit<BatchAct, 'changes'> & { reviewId: string; reason: string },
): Promise<{ kind: 'left' } | { kind: 'repeated' } | Extract<Decided, { kind: 'decided' | 'gone' }>> {
  const outcome = await inTransaction(db, async (tx) => {
    const { workspaceId, reviewId, transportKey } = act;
    const review = await lockReview(tx, workspaceId, reviewId);
    if (review === undefined) return { kind: 'gone' } as const;
    if (!(await takeOnce(tx, workspaceId, transportKey))) return { kind: 'repeated' } as const;
    if (review.state !== 'open') return { kind: 'decided', review } as const;
    await decide(tx, review, 'left', act);
    return { kind: 'left' } as const;
  });
  await db.durable();
  return outcome;
}

async function lockReview(tx: Tx, workspaceId: string, id: string): Promise<Review | undefined> {
  await tx.$queryRaw`SELECT 1 FROM target_review WHERE workspace_id = ${workspaceId} AND id = ${id} FOR UPDATE`;
  return findReview({ client: tx }, workspaceId, id);
}

async function decide(
  tx: Tx,
  review: Review,
  state: 'applied' | 'left',
  { workspaceId, actorId, reason }: { workspaceId: string; actorId: string; reason: string },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE target_review SET state = ${state}, decided_by = ${actorId}, decided_at = now(), reason = ${reason}
    WHERE workspace_id = ${workspaceId} AND id = ${review.id}`;
  await audit(tx, {
    ...{ workspaceId, actorId, action: `review.${state}`, subject: `review:${review.id}` },
    detail: { trigger: review.event.kind, key: review.key, targets: review.lines.length, reason },
  });
}

/** The workspaces whose daily look at targets is due, taken for a while; a new one has its first look at `first`. */
export const takeDueWatches = (
  db: Db,
  now: Temporal.Instant,
  first: (tz: string) => Temporal.Instant,
): Promise<string[]> => takeDueWorkspaces(db, 'target_watch', now, first);

/** The look is done; when the next one is due. */
export const watchedUntil = (db: Db, workspaceId: string, next: Temporal.Instant): Promise<void> =>
  putOffWorkspace(db, 'target_watch', workspaceId, next);
