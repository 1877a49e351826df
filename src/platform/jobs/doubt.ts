import { z } from 'zod';
import { type Temporal, toDate } from '../../kpi/time.ts';
import { type Db, inTransaction, Prisma } from '../db/index.ts';
import { isGivenUp, type LateRow, type SentWith, sayIfLate, zoneOfRun } from './ending.ts';
import { lateBefore } from './late.ts';
import type { LookStep } from './lookup.ts';
import { type Claimed, claimedColumns, claimedRow, messageOf } from './outbox.ts';
import { type Rules, rules } from './rules.ts';
import { isServed } from './served.ts';
import { hashOf, releasedVersion } from './version.ts';

/** The rows of doubtful messages: taken for a look into their conversation, and put on after it. */

/** A doubtful message taken for a look. */
export interface Doubtful extends Claimed {
  looks: number;
  ageMs: number;
  isReleased: boolean;
  cursor: string;
  /** Seconds: nothing of it can be older. */
  oldest: string;
}

/** Clocks differ: the database's, by which it was tried, and Slack's, by which messages are dated. */
const CLOCKS_MS = 10 * 60_000;

const doubtfulRow = claimedRow.extend({
  looks: z.number(),
  age_ms: z.coerce.number(),
  is_released: z.boolean(),
  look_before: z.string(),
  tried_at: z.date(),
});

/** Takes the next doubtful message that may be looked for, for a minute; undefined when there is none. */
export async function claimDoubtful(db: Db): Promise<Doubtful | undefined> {
  const rows = await db.client.$queryRaw<unknown[]>`
    UPDATE outbox SET look_at = now() + interval '1 minute', looks = looks + 1, epoch = epoch + 1
    WHERE (workspace_id, id) = (
      SELECT o.workspace_id, o.id FROM outbox o WHERE o.state = 'ambiguous' AND o.look_at <= now() AND ${isServed('o')}
      ORDER BY o.look_at, o.key LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING ${claimedColumns}, looks, look_before, coalesce(tried_at, created_at) AS tried_at, coalesce(released_at > doubt_at, false) AS is_released,
      extract(epoch FROM now() - coalesce(doubt_at, now())) * 1000 AS age_ms`;
  if (rows[0] === undefined) return undefined;
  const row = doubtfulRow.parse(rows[0]);
  const oldest = oldestOf(row.tried_at);
  const { looks, age_ms: ageMs, is_released: isReleased, look_before: cursor } = row;
  return { ...messageOf(row), looks, ageMs, isReleased, cursor, oldest };
}

/** The window of a search, as Slack's seconds, for a message that was first tried then. */
export const oldestOf = (triedAt: Date): string => ((triedAt.getTime() - CLOCKS_MS) / 1000).toFixed(0);

/** Carries a step out; fenced, so that a look that was overtaken changes nothing. */
export async function settleDoubt(
  db: Db,
  message: Doubtful,
  step: LookStep,
  channel: string,
  now: SentWith['now'],
  rule: Rules = rules,
): Promise<void> {
  switch (step.to) {
    case 'sent':
      return settleFound(db, message, { ts: step.ts, channel }, now, rule);
    case 'pending':
      return settleAbsent(db, message, step.isNewVersion, rule);
    case 'ambiguous':
      return settleLater(db, message, step, rule);
    case 'parked':
      await db.client.$executeRaw`
        UPDATE outbox SET state = 'parked', error = ${step.why.slice(0, 500)}, look_at = NULL, told_at = NULL
        WHERE ${isMine(message, rule)}`;
  }
}

const isMine = ({ workspaceId, id, epoch }: Doubtful, { isFenced }: Rules): Prisma.Sql =>
  isFenced
    ? Prisma.sql`workspace_id = ${workspaceId} AND id = ${id} AND epoch = ${epoch} AND state = 'ambiguous'`
    : Prisma.sql`workspace_id = ${workspaceId} AND id = ${id}`;

/** It stands there; its picture follows where it has one. */
async function settleFound(
  db: Db,
  message: Doubtful,
  { ts, channel }: { ts: string; channel: string },
  now: Temporal.Instant,
  rule: Rules,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const rows = await tx.$queryRaw<LateRow[]>`
      UPDATE outbox SET state = 'sent', sent_ts = ${ts}, sent_channel = ${channel}, sent_at = now(), error = '', look_at = NULL,
        sweep_at = now() + ${rule.sweepMs} * interval '1 millisecond',
        picture_due_at = CASE WHEN image IS NULL THEN NULL ELSE now() END
      WHERE ${isMine(message, rule)} RETURNING due_at < ${toDate(lateBefore(now))} AND tried_at > due_at + interval '15 minutes' AS is_late, due_at, ${zoneOfRun} AS zone`;
    await sayIfLate(tx, message, rows[0]);
  });
}

/** It is not there: it may be sent, as it is or as the version that somebody asked for. A notice is not tried for ever; a report is offered. */
async function settleAbsent(db: Db, message: Doubtful, isNew: boolean, rule: Rules): Promise<void> {
  const { text, blocks } = releasedVersion(message, message.locale);
  const version = isNew
    ? Prisma.sql`version = version + 1, text = ${text}, blocks = ${JSON.stringify(blocks)}::jsonb, hash = ${hashOf(text, blocks)},`
    : Prisma.empty;
  await db.client.$executeRaw`
    UPDATE outbox SET ${version} state = CASE WHEN due_at IS NULL AND ${isGivenUp} THEN 'failed' ELSE 'pending' END,
      not_before = now(), look_at = NULL
    WHERE ${isMine(message, rule)}`;
}

async function settleLater(
  db: Db,
  message: Doubtful,
  { afterMs, before, holdsWorkspace }: LookStep & { to: 'ambiguous' },
  rule: Rules,
): Promise<void> {
  await db.client.$executeRaw`
    UPDATE outbox SET look_at = now() + ${afterMs} * interval '1 millisecond', look_before = ${before ?? message.cursor},
      looks = looks - ${before === undefined ? 1 : 0}
    WHERE ${isMine(message, rule)}`;
  // The limit is the workspace's: nobody else of it need ask meanwhile.
  if (holdsWorkspace)
    await db.client.$executeRaw`
      UPDATE outbox SET look_at = greatest(look_at, now() + ${afterMs} * interval '1 millisecond')
      WHERE workspace_id = ${message.workspaceId} AND state = 'ambiguous'`;
}
