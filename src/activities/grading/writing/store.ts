import { randomUUID } from 'node:crypto';
import { audit } from '../../../platform/audit.ts';
import { type Db, inTransaction, type Prisma, type Tx } from '../../../platform/db/index.ts';
import { takeOnce } from '../../../platform/once.ts';
import { isLive } from '../../facts/store.ts';
import { isNewest } from '../column/store.ts';
import { type CriterionGrade, type Graded, totalOf } from '../grade.ts';
import type { Piece } from '../store.ts';

/** Writes who is asked, and what raters hand in. Each act once, audited in its own transaction. */

const subjectOf = ({ batchId, line }: Piece): string => `piece:${batchId}-${line}`;

/**
 * Makes these the raters of a piece of work. Who has rated it stays asked, whatever the list says. Answers who is new; undefined where the act
 * came before. `actorId` null: drawn from the pool. Rights are the caller's to check.
 */
export async function askRaters(
  db: Db,
  act: Piece & {
    workspaceId: string;
    actorId: string | null;
    transportKey: string;
    raterIds: readonly string[];
  },
): Promise<string[] | undefined> {
  const { workspaceId, actorId, transportKey, raterIds, batchId, line } = act;
  const fresh = await inTransaction(db, async (tx) => {
    if (!(await takeOnce(tx, workspaceId, transportKey))) return undefined;
    const where = { workspaceId, batchId, line };
    const before = (await tx.ratingRequest.findMany({ where })).map(({ raterId }) => raterId);
    const rated = await ratersOf(tx, workspaceId, act);
    const gone = before.filter((rater) => !raterIds.includes(rater) && !rated.includes(rater));
    const added = raterIds.filter((rater) => !before.includes(rater));
    await tx.ratingRequest.deleteMany({ where: { ...where, raterId: { in: gone } } });
    await tx.ratingRequest.createMany({
      data: added.map((raterId) => ({ ...where, raterId, actorId })),
      skipDuplicates: true,
    });
    if (gone.length + added.length > 0)
      await audit(tx, {
        ...{ workspaceId, actorId, action: 'raters.asked', subject: subjectOf(act) },
        detail: { added: added.join(' '), removed: gone.join(' ') },
      });
    return added;
  });
  await db.durable();
  return fresh;
}

async function ratersOf(tx: Tx, workspaceId: string, { batchId, line }: Piece): Promise<string[]> {
  const rows = await tx.$queryRaw<{ rater_id: string }[]>`
    SELECT r.rater_id FROM rubric_rating r
    WHERE r.workspace_id = ${workspaceId} AND r.batch_id = ${batchId} AND r.line = ${line} AND ${isNewest}`;
  return rows.map((row) => row.rater_id);
}

/** What became of grades that were handed in. */
export type Rated =
  | { status: 'rated'; ratingId: string; isAgain: boolean; raters: number }
  | { status: 'seen-before' }
  /** The rater is not asked (any more), or the work was undone. */
  | { status: 'gone' };

/** Writes a rater's grades; earlier ones of the same rater stay and count no more. Only who is asked, and only of what is still there. */
export async function rate(
  db: Db,
  act: Piece & {
    workspaceId: string;
    raterId: string;
    transportKey: string;
    typeKey: string;
    grades: readonly CriterionGrade[];
    comment: string;
  } & Pick<Graded, 'needed' | 'scale'>,
): Promise<Rated> {
  const { workspaceId, raterId, transportKey, batchId, line, grades, ...rest } = act;
  const { typeKey, needed, scale, comment } = rest;
  const id = randomUUID();
  const done = await inTransaction(db, async (tx): Promise<Rated> => {
    if (!(await takeOnce(tx, workspaceId, transportKey))) return { status: 'seen-before' };
    // All raters of a piece take turns, so that exactly one of them is the last that was needed.
    await tx.$queryRaw`
      SELECT 1 FROM rating_request WHERE workspace_id = ${workspaceId} AND batch_id = ${batchId} AND line = ${line}
      ORDER BY rater_id FOR UPDATE`;
    const asked = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM rating_request q
      JOIN activity a ON a.workspace_id = q.workspace_id AND a.batch_id = q.batch_id AND a.line = q.line AND ${isLive}
      WHERE q.workspace_id = ${workspaceId} AND q.batch_id = ${batchId} AND q.line = ${line} AND q.rater_id = ${raterId}
        AND a.type_key = ${typeKey} AND a.member_id <> ${raterId} AND (a.shares IS NULL OR NOT a.shares ? ${raterId}::text)`;
    if (asked.length === 0) return { status: 'gone' };
    const before = await ratersOf(tx, workspaceId, act);
    const { points, weight } = totalOf(grades);
    const json: Prisma.InputJsonArray = grades.map((one) => ({ ...one }));
    await tx.rubricRating.create({
      data: {
        ...{ workspaceId, id, batchId, line, typeKey, raterId, needed, scale, comment, grades: json },
        ...{ points: Number(points), weight: Number(weight) },
      },
    });
    const isAgain = before.includes(raterId);
    const detail = { rating: id, points: Number(points), weight: Number(weight), again: isAgain };
    await audit(tx, { workspaceId, actorId: raterId, action: 'work.rated', subject: subjectOf(act), detail });
    return { status: 'rated', ratingId: id, isAgain, raters: before.length + (isAgain ? 0 : 1) };
  });
  await db.durable();
  return done;
}

/** Takes a rating back, by the one who gave it; an earlier one of theirs counts again. False where there is nothing to take back, undefined: came before. */
export async function unrate(
  db: Db,
  act: { workspaceId: string; raterId: string; transportKey: string; ratingId: string },
): Promise<boolean | undefined> {
  const { workspaceId, raterId, transportKey, ratingId } = act;
  const done = await inTransaction(db, async (tx) => {
    if (!(await takeOnce(tx, workspaceId, transportKey))) return undefined;
    const rating = await tx.rubricRating.findUnique({
      where: { workspaceId_id: { workspaceId, id: ratingId } },
    });
    if (rating === null || rating.raterId !== raterId || rating.voidsId !== null) return false;
    const { batchId, line, typeKey, needed, scale } = rating;
    const { count } = await tx.rubricRating.createMany({
      data: [
        {
          ...{ workspaceId, id: randomUUID(), batchId, line, typeKey, raterId, needed, scale },
          ...{ points: 0, weight: 0, grades: [], voidsId: ratingId },
        },
      ],
      skipDuplicates: true,
    });
    if (count === 0) return false;
    const detail = { rating: ratingId };
    const subject = subjectOf({ batchId, line });
    await audit(tx, { workspaceId, actorId: raterId, action: 'work.rating undone', subject, detail });
    return true;
  });
  await db.durable();
  return done;
}

/** Makes these people the pool of a team; false where the act came before. Rights are the caller's to check. */
export async function setPool(
  db: Db,
  act: {
    workspaceId: string;
    actorId: string;
    transportKey: string;
    teamId: string;
    memberIds: readonly string[];
  },
): Promise<boolean> {
  const { workspaceId, actorId, transportKey, teamId, memberIds } = act;
  const isFirst = await inTransaction(db, async (tx) => {
    if (!(await takeOnce(tx, workspaceId, transportKey))) return false;
    const before = await tx.rater.findMany({ where: { workspaceId, teamId }, orderBy: { memberId: 'asc' } });
    await tx.rater.deleteMany({ where: { workspaceId, teamId } });
    await tx.rater.createMany({ data: memberIds.map((memberId) => ({ workspaceId, teamId, memberId })) });
    const detail = {
      before: before.map((one) => one.memberId).join(' '),
      after: memberIds.toSorted().join(' '),
    };
    await audit(tx, { workspaceId, actorId, action: 'raters.pool', subject: `team:${teamId}`, detail });
    return true;
  });
  await db.durable();
  return isFirst;
}
