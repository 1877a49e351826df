import { z } from 'zod';
import type { Db } from '../db/index.ts';
import { repeated } from '../db/transaction.ts';
import type { KeptEvent } from './events.ts';

/** The table of events that Slack delivered: one statement each, so that any number of processes may share it. */

/** A kept event that this process handles now. */
export interface ClaimedEvent extends KeptEvent {
  /** Which attempt it is, from 1; also the fence: what an older attempt writes afterwards counts for nothing. */
  attempt: number;
}
export type EventKey = Pick<KeptEvent, 'workspaceId' | 'id'>;

/** How long a handler has before somebody else takes its event for abandoned. */
const leaseSeconds = 120;
/** An event that nobody began with after that long was left by a process that ended. */
const abandonedSeconds = 20;
/** At most so many at once. */
const most = 200;
const keptDays = 7;
/** Wait after the first failed attempt; it triples from one to the next. */
const firstPauseSeconds = 10;

/** Writes an event down, durably; false where it is there already. To be called before the acknowledgement. */
export async function keepEvent(db: Db, { workspaceId, id, name, event }: KeptEvent): Promise<boolean> {
  const rows = await repeated(
    () => db.client.$queryRaw<unknown[]>`
      INSERT INTO inbox (workspace_id, id, name, event) VALUES (${workspaceId}, ${id}, ${name}, ${JSON.stringify(event)}::jsonb)
      ON CONFLICT DO NOTHING RETURNING 1`,
  );
  // Also a copy is acknowledged only when the first one is on disk.
  await db.durable();
  return rows.length === 1;
}

const claimedRows = z.array(
  z.object({ name: z.string(), event: z.record(z.string(), z.unknown()), attempts: z.number() }),
);

/** Takes an event to handle it; undefined where it is done, unknown, or somebody is at it. */
export async function claimEvent(db: Db, { workspaceId, id }: EventKey): Promise<ClaimedEvent | undefined> {
  const rows = await db.client.$queryRaw`
    UPDATE inbox SET attempts = attempts + 1, lease_until = now() + ${leaseSeconds} * interval '1 second'
    WHERE workspace_id = ${workspaceId} AND id = ${id} AND done_at IS NULL AND (lease_until IS NULL OR lease_until < now())
    RETURNING name, event, attempts`;
  const row = claimedRows.parse(rows)[0];
  return row && { workspaceId, id, name: row.name, event: row.event, attempt: row.attempts };
}

/** The event was handled, or given up (`error` says why). What it said is forgotten, that it came is kept for a week. */
export async function finishEvent(
  db: Db,
  { workspaceId, id, attempt }: ClaimedEvent,
  error = '',
): Promise<void> {
  await db.client.$executeRaw`
    UPDATE inbox SET done_at = now(), event = '{}'::jsonb, error = ${error.slice(0, 500)}, lease_until = NULL
    WHERE workspace_id = ${workspaceId} AND id = ${id} AND attempts = ${attempt} AND done_at IS NULL`;
}

/** The attempt failed: the next one comes after a pause that grows with each. */
export async function postponeEvent(
  db: Db,
  { workspaceId, id, attempt }: ClaimedEvent,
  error: string,
): Promise<void> {
  const seconds = firstPauseSeconds * 3 ** (attempt - 1);
  await db.client.$executeRaw`
    UPDATE inbox SET error = ${error.slice(0, 500)}, lease_until = now() + ${seconds} * interval '1 second'
    WHERE workspace_id = ${workspaceId} AND id = ${id} AND attempts = ${attempt} AND done_at IS NULL`;
}

const keyRows = z.array(z.object({ workspaceId: z.string(), id: z.string() }));

/** Events whose next attempt is due, or that a process left behind, oldest first. */
export async function dueEvents(db: Db): Promise<EventKey[]> {
  const rows = await db.client.$queryRaw`
    SELECT workspace_id AS "workspaceId", id FROM inbox
    WHERE done_at IS NULL AND (lease_until < now()
      OR (lease_until IS NULL AND received_at < now() - ${abandonedSeconds} * interval '1 second'))
    ORDER BY received_at LIMIT ${most}`;
  return keyRows.parse(rows);
}

/** Drops events of more than a week ago: Slack delivers a copy for minutes. */
export async function forgetEvents(db: Db): Promise<number> {
  return db.client.$executeRaw`DELETE FROM inbox WHERE received_at < now() - ${keptDays} * interval '1 day'`;
}
