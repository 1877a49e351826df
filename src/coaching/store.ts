import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type LocalDate, localDate } from '../kpi/localDate.ts';
import { type PeriodKey, parsePeriodKey } from '../kpi/period.ts';
import { unwrap } from '../kpi/result.ts';
import { type Temporal, toDate } from '../kpi/time.ts';
import { audit } from '../platform/audit.ts';
import { type Db, fromDbDate, inTransaction, type Tx, toDbDate } from '../platform/db/index.ts';
import { enqueue, type Notice } from '../platform/jobs/outbox.ts';
import { asJson } from '../platform/json.ts';
import { takeOnce } from '../platform/once.ts';
import { putOffWorkspace, takeDueWorkspaces } from '../platform/workspaceClocks.ts';
import { evidenceSchema, type Flag, type Found, isExpired } from './flag/flag.ts';

/** Flags (C-01): each once, told in the transaction that writes it down; what the one says whose it is. */

const row = z.object({
  ...{ id: z.string(), memberId: z.string(), metricKey: z.string(), comment: z.string() },
  week: z.string().transform((text): PeriodKey => unwrap(parsePeriodKey(text))),
  raisedOn: z.date().transform(dateOf),
  evidence: evidenceSchema,
  seenAt: z.date().nullable(),
});

function dateOf(at: Date): LocalDate {
  return localDate(fromDbDate(at));
}

/** What the one is told whose flag it is; undefined where they cannot be. */
export type TellFlag = (flag: Flag) => Notice | undefined;

/**
 * Writes flags down and has them told, each once; answers the new ones. While one stands for the same person and KPI no other is raised.
 */
export async function raiseFlags(
  db: Db,
  workspaceId: string,
  given: { raisedOn: LocalDate; found: readonly Found[] },
  tell: TellFlag,
): Promise<Flag[]> {
  const { raisedOn, found } = given;
  if (found.length === 0) return [];
  const raised = await inTransaction(db, async (tx) => {
    const added: Flag[] = [];
    for (const one of found) {
      const flag: Flag = { ...one, id: randomUUID(), raisedOn, seenAt: null, comment: '' };
      if (!(await raise(tx, workspaceId, flag))) continue;
      const notice = tell(flag);
      if (notice !== undefined) await enqueue({ client: tx }, { workspaceId, ...notice });
      added.push(flag);
    }
    return added;
  });
  await db.durable();
  return raised;
}

async function raise(tx: Tx, workspaceId: string, flag: Flag): Promise<boolean> {
  const { id, memberId, metricKey, week, raisedOn, evidence } = flag;
  const last = await tx.coachingFlag.findFirst({
    where: { workspaceId, memberId, metricKey },
    orderBy: { raisedOn: 'desc' },
    select: { raisedOn: true },
  });
  if (last !== null && !isExpired({ raisedOn: dateOf(last.raisedOn) }, raisedOn)) return false;
  const { count } = await tx.coachingFlag.createMany({
    data: [
      {
        ...{ workspaceId, id, memberId, metricKey, week, raisedOn: toDbDate(raisedOn) },
        evidence: asJson(evidence),
      },
    ],
    skipDuplicates: true,
  });
  if (count === 0) return false;
  const subject = `member:${memberId}`;
  await audit(tx, {
    ...{ workspaceId, actorId: null, action: 'coaching.flagged', subject },
    detail: { metric: metricKey, week },
  });
  return true;
}

/** The flags of these people raised since a date, the newest first. */
export async function flagsOf(
  db: Db,
  workspaceId: string,
  { memberIds, since }: { memberIds: readonly string[]; since: LocalDate },
): Promise<Flag[]> {
  if (memberIds.length === 0) return [];
  const rows = await db.client.coachingFlag.findMany({
    where: { workspaceId, memberId: { in: [...memberIds] }, raisedOn: { gt: toDbDate(since) } },
    orderBy: [{ raisedOn: 'desc' }, { metricKey: 'asc' }, { id: 'asc' }],
  });
  return rows.map((one) => row.parse(one));
}

/** One flag; undefined where the workspace has none of that id. */
export async function findFlag(db: Db, workspaceId: string, id: string): Promise<Flag | undefined> {
  const found = await db.client.coachingFlag.findUnique({ where: { workspaceId_id: { workspaceId, id } } });
  return found === null ? undefined : row.parse(found);
}

export interface FlagAct {
  workspaceId: string;
  actorId: string;
  transportKey: string;
  id: string;
  now: Temporal.Instant;
}

/** The one whose flag it is has seen it, and says something of it where `comment` is given. False where this was said, or is not theirs. */
export async function seeFlag(db: Db, act: FlagAct, comment?: string): Promise<boolean> {
  const { workspaceId, actorId, transportKey, id, now } = act;
  const isNew = await inTransaction(db, async (tx) => {
    if (!(await takeOnce(tx, workspaceId, transportKey))) return false;
    const where = { workspaceId, id, memberId: actorId };
    const seen = await tx.coachingFlag.updateMany({
      where: { ...where, seenAt: null },
      data: { seenAt: toDate(now) },
    });
    const said =
      comment === undefined
        ? { count: 0 }
        : await tx.coachingFlag.updateMany({
            where: { ...where, comment: { not: comment } },
            data: { comment },
          });
    if (seen.count + said.count === 0) return false;
    const action = said.count > 0 ? 'coaching.commented' : 'coaching.seen';
    await audit(tx, { workspaceId, actorId, action, subject: `member:${actorId}`, detail: { flag: id } });
    return true;
  });
  await db.durable();
  return isNew;
}

/** The workspaces whose weekly look is due, taken for a while; a new one has its first look at `first`. */
export const takeDueLooks = (
  db: Db,
  now: Temporal.Instant,
  first: (tz: string) => Temporal.Instant,
): Promise<string[]> => takeDueWorkspaces(db, 'coaching_clock', now, first);

/** The look is done; when the next one is due. */
export const lookedUntil = (db: Db, workspaceId: string, next: Temporal.Instant): Promise<void> =>
  putOffWorkspace(db, 'coaching_clock', workspaceId, next);
