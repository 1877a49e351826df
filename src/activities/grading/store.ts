import { z } from 'zod';
import type { DateRange } from '../../kpi/localDate.ts';
import { type Db, Prisma } from '../../platform/db/index.ts';
import type { RecordedActivity } from '../activity.ts';
import { factColumns, isLive } from '../facts/store.ts';
import { activityRow } from '../rows.ts';
import { isNewest } from './column/store.ts';
import type { CriterionGrade, Graded } from './grade.ts';

/** M-01: who is asked to rate what, and what they said. A piece of work is known by its batch and line, which an edit keeps. */

export interface Piece {
  batchId: string;
  line: number;
}

/** A rater's newest grades of a piece of work. */
export interface Rating extends Piece, Graded {
  id: string;
  raterId: string;
  grades: readonly CriterionGrade[];
  comment: string;
  at: Date;
}

const facts = z.array(activityRow);
const gradeRow = z.object({ en: z.string(), zh: z.string(), weight: z.int(), grade: z.int() });
const ratings = z.array(
  z
    .object({
      ...{ id: z.string(), batch_id: z.string(), line: z.int(), rater_id: z.string(), comment: z.string() },
      ...{ points: z.int(), weight: z.int(), needed: z.int(), scale: z.int(), at: z.date() },
      grades: z.array(gradeRow),
    })
    .transform(({ batch_id: batchId, rater_id: raterId, points, weight, ...row }): Rating => {
      return { batchId, raterId, points: BigInt(points), weight: BigInt(weight), ...row };
    }),
);

const columns = Prisma.sql`r.id, r.batch_id, r.line, r.rater_id, r.points, r.weight, r.needed, r.scale, r.grades, r.comment, r.at`;

/** The piece of work as it stands now; undefined where it was undone. */
export async function findPiece(
  db: Db,
  workspaceId: string,
  { batchId, line }: Piece,
): Promise<RecordedActivity | undefined> {
  const rows = await db.client.$queryRaw`
    SELECT ${factColumns} FROM activity a
    WHERE a.workspace_id = ${workspaceId} AND a.batch_id = ${batchId} AND a.line = ${line} AND ${isLive}`;
  return facts.parse(rows)[0];
}

/** What a rater is asked for and has not rated, the oldest first. */
export async function listWaiting(
  db: Db,
  workspaceId: string,
  raterId: string,
  limit: number,
): Promise<RecordedActivity[]> {
  const rows = await db.client.$queryRaw`
    SELECT ${factColumns} FROM rating_request q
    JOIN activity a ON a.workspace_id = q.workspace_id AND a.batch_id = q.batch_id AND a.line = q.line AND ${isLive}
    WHERE q.workspace_id = ${workspaceId} AND q.rater_id = ${raterId} AND NOT EXISTS (
      SELECT 1 FROM rubric_rating r WHERE r.workspace_id = q.workspace_id AND r.batch_id = q.batch_id AND r.line = q.line
        AND r.rater_id = q.rater_id AND ${isNewest})
    ORDER BY q.at, a.local_date LIMIT ${limit}`;
  return facts.parse(rows);
}

/** What a rater rated, the latest first. */
export async function listRated(
  db: Db,
  workspaceId: string,
  raterId: string,
  limit: number,
): Promise<{ fact: RecordedActivity; rating: Rating }[]> {
  const own = ratings.parse(
    await db.client.$queryRaw`
      SELECT ${columns} FROM rubric_rating r
      WHERE r.workspace_id = ${workspaceId} AND r.rater_id = ${raterId} AND ${isNewest} ORDER BY r.at DESC, r.id LIMIT ${limit}`,
  );
  const found = await Promise.all(own.map((rating) => findPiece(db, workspaceId, rating)));
  return own.flatMap((rating, at) => {
    const fact = found[at];
    return fact === undefined ? [] : [{ fact, rating }];
  });
}

/** Work of some activity types in a period that belongs to these people, the newest first. */
export async function listPieces(
  db: Db,
  workspaceId: string,
  { types, memberIds, range }: { types: readonly string[]; memberIds: readonly string[]; range: DateRange },
  limit: number,
): Promise<RecordedActivity[]> {
  if (types.length === 0) return [];
  const rows = await db.client.$queryRaw`
    SELECT ${factColumns} FROM activity a
    WHERE a.workspace_id = ${workspaceId} AND a.type_key = ANY(${types}) AND a.member_id = ANY(${memberIds})
      AND a.local_date >= ${range.from}::date AND a.local_date < ${range.to}::date AND ${isLive}
    ORDER BY a.local_date DESC, a.recorded_at DESC, a.line LIMIT ${limit}`;
  return facts.parse(rows);
}

/** Of each piece the newest rating of each rater, the latest last. */
export async function ratingsOf(db: Db, workspaceId: string, pieces: readonly Piece[]): Promise<Rating[]> {
  if (pieces.length === 0) return [];
  const wanted = JSON.stringify(pieces.map(({ batchId, line }) => ({ batch_id: batchId, line })));
  return ratings.parse(
    await db.client.$queryRaw`
      SELECT ${columns} FROM jsonb_to_recordset(${wanted}::jsonb) AS p(batch_id text, line int)
      JOIN rubric_rating r ON r.workspace_id = ${workspaceId} AND r.batch_id = p.batch_id AND r.line = p.line
      WHERE ${isNewest} ORDER BY r.at, r.id`,
  );
}

/** Who is asked to rate these pieces. */
export async function requestsOf(
  db: Db,
  workspaceId: string,
  pieces: readonly Piece[],
): Promise<(Piece & { raterId: string })[]> {
  if (pieces.length === 0) return [];
  const where = {
    workspaceId,
    OR: pieces.map(({ batchId, line }) => ({ batchId, line })),
  };
  const rows = await db.client.ratingRequest.findMany({ where, orderBy: { raterId: 'asc' } });
  return rows.map(({ batchId, line, raterId }) => ({ batchId, line, raterId }));
}

/** How many pieces each of them was asked for since a moment. */
export async function loadOf(
  db: Db,
  workspaceId: string,
  raterIds: readonly string[],
  since: Date,
): Promise<Map<string, number>> {
  const rows = await db.client.ratingRequest.groupBy({
    by: ['raterId'],
    where: { workspaceId, raterId: { in: [...raterIds] }, at: { gte: since } },
    _count: true,
  });
  return new Map(rows.map((row) => [row.raterId, row._count]));
}

/** From whom the raters of these teams' work are drawn, by team. */
export async function poolsOf(
  db: Db,
  workspaceId: string,
  teamIds: readonly string[],
): Promise<Map<string, string[]>> {
  const where = { workspaceId, teamId: { in: [...teamIds] } };
  const rows = await db.client.rater.findMany({ where, orderBy: { memberId: 'asc' } });
  const pools = new Map<string, string[]>();
  for (const { teamId, memberId } of rows) pools.set(teamId, [...(pools.get(teamId) ?? []), memberId]);
  return pools;
}
