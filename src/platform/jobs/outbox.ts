import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Reply } from '../blocks.ts';
import { type Db, Prisma, type Tx } from '../db/index.ts';
import type { Failure, Sent } from '../slack.ts';
import { isServed } from './served.ts';
import { wake } from './wake.ts';

/** One message taken for sending; `epoch` fences every final write (reliability.md § 3). */
export interface Claimed {
  workspaceId: string;
  id: string;
  key: string;
  epoch: number;
  channel: string;
  text: string;
  blocks: unknown[];
  image: Uint8Array | null;
  imageAlt: string;
  fileId: string | null;
}

/** Its row. */
export const claimedRow = z.object({
  workspace_id: z.string(),
  id: z.string(),
  key: z.string(),
  epoch: z.number(),
  channel: z.string(),
  text: z.string(),
  blocks: z.array(z.unknown()),
  image: z.instanceof(Uint8Array).nullable(),
  image_alt: z.string(),
  file_id: z.string().nullable(),
});

/**
 * Slack takes about one message a second in a channel (slack.md § 2), and a channel reads them in the order in which they were made: a
 * message waits for the older ones of its channel, and for a second after the last one.
 */
const itsTurn = Prisma.sql`NOT EXISTS (SELECT 1 FROM outbox e WHERE e.workspace_id = o.workspace_id AND e.channel = o.channel
  AND ((e.sent_at IS NULL AND e.state IN ('pending', 'sending') AND (e.created_at, e.key) < (o.created_at, o.key))
    OR e.sent_at > now() - interval '1 second'))`;

/** So many messages of one workspace are on their way at once: where Slack is slow for one, the others have their turn. */
const AT_ONCE = 4;

const hasPlace = Prisma.sql`o.workspace_id NOT IN (
  SELECT s.workspace_id FROM outbox s WHERE s.state = 'sending' GROUP BY s.workspace_id HAVING count(*) >= ${AT_ONCE})`;

/** Takes the next message that may be sent, for 45 s; undefined when there is none. Committed before Slack is called. */
export async function claimMessage(db: Db): Promise<Claimed | undefined> {
  const rows = await db.client.$queryRaw<unknown[]>`
    UPDATE outbox SET state = 'sending', epoch = epoch + 1, attempts = attempts + 1, lease_until = now() + interval '45 seconds'
    WHERE (workspace_id, id) = (
      SELECT o.workspace_id, o.id FROM outbox o WHERE o.state = 'pending' AND o.not_before <= now() AND ${isServed('o')}
        AND ${hasPlace} AND ${itsTurn}
      ORDER BY o.not_before, o.created_at, o.key LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING workspace_id, id, key, epoch, channel, text, blocks, image, image_alt, file_id`;
  return rows[0] === undefined ? undefined : messageOf(claimedRow.parse(rows[0]));
}

/** The message of a row. */
export function messageOf(row: z.infer<typeof claimedRow>): Claimed {
  const { workspace_id: workspaceId, id, key, epoch, channel, text, blocks, image } = row;
  return {
    ...{ workspaceId, id, key, epoch, channel, text, blocks, image },
    ...{ imageAlt: row.image_alt, fileId: row.file_id },
  };
}

/** Whether some message waits for nothing but its channel's next second. */
export async function isAnySoon(db: Db): Promise<boolean> {
  const rows = await db.client.$queryRaw<unknown[]>`
    SELECT 1 FROM outbox o WHERE o.state = 'pending' AND o.not_before <= now() + interval '1 second' AND ${isServed('o')}
      AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.workspace_id = o.workspace_id AND e.channel = o.channel AND e.sent_at IS NULL
        AND (e.state = 'sending' OR (e.state = 'pending' AND e.not_before > now() + interval '1 second'))
        AND (e.created_at, e.key) < (o.created_at, o.key))
    LIMIT 1`;
  return rows.length > 0;
}

/** Remembers the uploaded picture, so that a second attempt does not upload it again. */
export async function keepFile(db: Db, message: Claimed, fileId: string): Promise<void> {
  await db.client.$executeRaw`
    UPDATE outbox SET file_id = ${fileId} WHERE workspace_id = ${message.workspaceId} AND id = ${message.id} AND epoch = ${message.epoch}`;
}

/** Sent: Slack said so. `isPictureDue`: its picture is to be added (pictures.ts). */
export async function markSent(
  db: Db,
  message: Claimed,
  { ts, channel }: Sent,
  isPictureDue = false,
): Promise<void> {
  const due = isPictureDue ? Prisma.sql`now() + interval '1 second'` : Prisma.sql`NULL`;
  await db.client.$executeRaw`
    UPDATE outbox SET state = 'sent', sent_ts = ${ts}, sent_channel = ${channel}, sent_at = now(), lease_until = NULL, error = '',
      picture_due_at = ${due}
    WHERE workspace_id = ${message.workspaceId} AND id = ${message.id} AND epoch = ${message.epoch}`;
}

/** With a dead token nothing is sent; the workspace's work stops for it, or it was a mistake of Slack's. */
const DEAD_AGAIN_MS = 60_000;
/** So long what Slack does not take is tried again; then it has failed, and somebody is told. */
const TRIED_FOR = Prisma.sql`interval '12 hours'`;
/** Less often tried it only lay there, for example since Pacer did not run. */
const TRIED_AT_LEAST = 20;

/**
 * Not known to be sent. What Slack surely did not take goes back to pending, as does what a dead token kept back; what it refused has failed;
 * a doubtful post is never sent again by guessing: it stays ambiguous. What was marked sent meanwhile stays so, also where the database's
 * answer to that was lost.
 */
export async function markFailure(db: Db, message: Claimed, failure: Failure): Promise<void> {
  const { workspaceId, id, epoch } = message;
  const state = { retry: 'pending', dead: 'pending', refused: 'failed', doubtful: 'ambiguous' }[failure.kind];
  const waitMs = {
    retry: 'afterMs' in failure ? failure.afterMs : 0,
    dead: DEAD_AGAIN_MS,
    refused: 0,
    doubtful: 0,
  };
  await db.client.$executeRaw`
    UPDATE outbox SET error = ${failure.error.slice(0, 500)}, lease_until = NULL,
      state = CASE WHEN ${state} = 'pending' AND attempts >= ${TRIED_AT_LEAST} AND created_at < now() - ${TRIED_FOR} AND ${isServed('outbox')}
        THEN 'failed' ELSE ${state} END,
      not_before = now() + ${waitMs[failure.kind]} * interval '1 millisecond'
    WHERE workspace_id = ${workspaceId} AND id = ${id} AND epoch = ${epoch} AND state = 'sending'`;
}

/** Everything of a workspace waits: Slack says that the whole of it is too much. */
export async function holdWorkspace(db: Db, workspaceId: string, forMs: number): Promise<void> {
  await db.client.$executeRaw`
    UPDATE outbox SET not_before = greatest(not_before, now() + ${forMs} * interval '1 millisecond')
    WHERE workspace_id = ${workspaceId} AND state = 'pending'`;
}

/** Messages whose sender died in the middle: whether Slack has them is unknown, so they become ambiguous, never pending. */
export async function recoverExpired(db: Db): Promise<number> {
  return db.client.$executeRaw`
    UPDATE outbox SET state = 'ambiguous', error = 'the sender stopped before Slack answered', lease_until = NULL, epoch = epoch + 1,
      not_before = now()
    WHERE state = 'sending' AND lease_until < now() AND ${isServed('outbox')}`;
}

/** Marks the built runs done whose messages all have an end. */
export async function closeRuns(db: Db): Promise<number> {
  return db.client.$executeRaw`
    UPDATE report_run r SET state = 'done' WHERE r.state = 'built' AND NOT EXISTS (
      SELECT 1 FROM outbox o WHERE o.workspace_id = r.workspace_id AND o.run_id = r.id AND o.state IN ('pending', 'sending'))`;
}

/** A message that belongs to no report, for example a notice; `channel` may be a person. */
export interface Notice {
  /** Sent once by it. */
  key: string;
  channel: string;
  reply: Reply;
}

/** Writes a notice down to be sent, once by its key; inside the transaction of what it tells of, it stands or falls with that. */
export async function enqueue(
  db: { client: Pick<Tx, 'outbox'> },
  message: Notice & { workspaceId: string },
): Promise<void> {
  const { workspaceId, key, channel, reply } = message;
  const blocks: object[] = [...(reply.blocks ?? [])];
  await db.client.outbox.createMany({
    data: [{ workspaceId, id: randomUUID(), key, channel, text: reply.text, blocks }],
    skipDuplicates: true,
  });
  wake();
}

/** Whether there is a message of this key, sent or not. */
export async function isEnqueued(db: Db, workspaceId: string, key: string): Promise<boolean> {
  const where = { workspaceId_key: { workspaceId, key } };
  return (await db.client.outbox.findUnique({ where, select: { id: true } })) !== null;
}

/** Whether a run was built and each of its messages has an end. */
export async function isDone(db: Db, workspaceId: string, runId: string): Promise<boolean> {
  const run = await db.client.reportRun.findUnique({
    where: { workspaceId_id: { workspaceId, id: runId } },
    select: { state: true },
  });
  return run?.state === 'done';
}

/** Which keys of a run were posted, and which have another end. */
export async function messagesOf(
  db: Db,
  workspaceId: string,
  runId: string,
): Promise<{ key: string; channel: string; state: string; error: string }[]> {
  return db.client.outbox.findMany({
    where: { workspaceId, runId },
    select: { key: true, channel: true, state: true, error: true },
    orderBy: { key: 'asc' },
  });
}

/** Where the newest message whose key begins so was posted; undefined where none was yet. */
export async function lastSent(db: Db, workspaceId: string, keyPrefix: string): Promise<Sent | undefined> {
  const row = await db.client.outbox.findFirst({
    where: { workspaceId, key: { startsWith: keyPrefix }, state: 'sent' },
    select: { sentChannel: true, sentTs: true },
    orderBy: { sentAt: 'desc' },
  });
  return row?.sentChannel && row.sentTs ? { channel: row.sentChannel, ts: row.sentTs } : undefined;
}
