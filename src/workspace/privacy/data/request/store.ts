import { z } from 'zod';
import { isLocalDate, type LocalDate, localDate } from '../../../../kpi/localDate.ts';
import { audit } from '../../../../platform/audit.ts';
import { type Db, inTransaction, toDbDate } from '../../../../platform/db/index.ts';

/** Requests for one's own data: one a day, each worked at by one instance at a time. */

export interface DataRequest {
  workspaceId: string;
  memberId: string;
  slackUserId: string;
  localDate: LocalDate;
  /** How often it was begun. */
  tries: number;
  /** The message that says how far it is; '' before it is posted. */
  channel: string;
  ts: string;
}

/** So long a silent one is taken for interrupted. */
const SILENCE = '2 minutes';

const request = z.object({
  ...{ workspaceId: z.string(), memberId: z.string(), slackUserId: z.string(), tries: z.number() },
  ...{ channel: z.string(), ts: z.string(), localDate: z.string().refine(isLocalDate).transform(localDate) },
});

/** Takes the one request of a day, audited; undefined where it was made already. One that failed may be made again. */
export async function requestData(
  db: Db,
  whose: { workspaceId: string; memberId: string; slackUserId: string },
  today: LocalDate,
): Promise<DataRequest | undefined> {
  const { workspaceId, memberId, slackUserId } = whose;
  const isTaken = await inTransaction(db, async (tx) => {
    const rows = await tx.$queryRaw<unknown[]>`
      INSERT INTO data_request (workspace_id, member_id, local_date, slack_user_id, state)
      VALUES (${workspaceId}, ${memberId}, ${today}::date, ${slackUserId}, 'collecting')
      ON CONFLICT (workspace_id, member_id, local_date) DO UPDATE
        SET state = 'collecting', tries = 1, channel = '', ts = '', touched_at = now()
      WHERE data_request.state = 'failed' RETURNING 1`;
    if (rows.length === 0) return false;
    const subject = `member:${memberId}`;
    await audit(tx, { workspaceId, actorId: memberId, action: 'data.requested', subject, detail: {} });
    return true;
  });
  await db.durable();
  return isTaken ? { ...whose, localDate: today, tries: 1, channel: '', ts: '' } : undefined;
}

/** Takes what was interrupted, in all workspaces that are served; two instances never take the same. */
export async function takeInterruptedRequests(db: Db): Promise<DataRequest[]> {
  return z.array(request).parse(
    await db.client.$queryRaw`
      UPDATE data_request SET touched_at = now(), tries = tries + 1 WHERE (workspace_id, member_id, local_date) IN (
        SELECT d.workspace_id, d.member_id, d.local_date FROM data_request d
        JOIN workspace w ON w.id = d.workspace_id AND w.uninstalled_at IS NULL
        WHERE d.state = 'collecting' AND d.touched_at < now() - ${SILENCE}::interval
        ORDER BY d.touched_at LIMIT 5 FOR UPDATE OF d SKIP LOCKED)
      RETURNING workspace_id AS "workspaceId", member_id AS "memberId", slack_user_id AS "slackUserId",
        to_char(local_date, 'YYYY-MM-DD') AS "localDate", tries, channel, ts`,
  );
}

/** Somebody works at it still; and where it is told. */
export async function touchRequest(
  db: Db,
  { workspaceId, memberId, localDate: date, channel, ts }: DataRequest,
): Promise<void> {
  await db.client.$executeRaw`
    UPDATE data_request SET touched_at = now(), channel = ${channel}, ts = ${ts}
    WHERE workspace_id = ${workspaceId} AND member_id = ${memberId} AND local_date = ${date}::date AND state = 'collecting'`;
}

/** Its end. */
export async function endRequest(
  db: Db,
  { workspaceId, memberId, localDate: date }: DataRequest,
  state: 'sent' | 'failed',
): Promise<void> {
  await db.client.dataRequest.updateMany({
    where: { workspaceId, memberId, localDate: toDbDate(date) },
    data: { state },
  });
  await db.durable();
}
