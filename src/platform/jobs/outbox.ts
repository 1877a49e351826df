import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Reply } from '../blocks.ts';
import { type Db, Prisma, type Tx } from '../db/index.ts';
import type { Sent } from '../slack.ts';
import { type Locale, locales } from '../words.ts';
import { rules } from './rules.ts';
import { isServed } from './served.ts';
import { hashOf } from './version.ts';
import { wake } from './wake.ts';

/** One message taken for sending; `epoch` fences every final write (reliability.md § 3). */
export interface Claimed {
  workspaceId: string;
  id: string;
  key: string;
  epoch: number;
  version: number;
  channel: string;
  text: string;
  blocks: unknown[];
  locale: Locale;
  image: Uint8Array | null;
  imageAlt: string;
  fileId: string | null;
  /** The message in whose thread it goes. */
  threadTs: string | null;
}

/** Its row. */
export const claimedRow = z.object({
  workspace_id: z.string(),
  id: z.string(),
  key: z.string(),
  epoch: z.number(),
  version: z.number(),
  channel: z.string(),
  text: z.string(),
  blocks: z.array(z.unknown()),
  locale: z.enum(locales),
  image: z.instanceof(Uint8Array).nullable(),
  image_alt: z.string(),
  file_id: z.string().nullable(),
  thread_ts: z.string().nullable(),
});

/** What a claim answers with; `outbox` is the row's name in it. */
export const claimedColumns = Prisma.sql`workspace_id, id, key, epoch, version, channel, text, blocks, locale, image, image_alt, file_id,
  (SELECT p.sent_ts FROM outbox p WHERE p.workspace_id = outbox.workspace_id AND p.id = outbox.reply_to) AS thread_ts`;

/** What stands in a thread waits while its parent may still be posted; below one that was not, or nobody knows where, it stands by itself. */
const hasParent = Prisma.sql`NOT EXISTS (SELECT 1 FROM outbox p
  WHERE p.workspace_id = o.workspace_id AND p.id = o.reply_to AND p.state IN ('pending', 'sending', 'ambiguous', 'offered'))`;

/** Whether one goes before the other: what waits for its parent holds up its thread alone. */
const isBefore = Prisma.sql`(e.state = 'sending' OR e.state = 'pending' AND e.reply_to IS NOT DISTINCT FROM o.reply_to)
  AND (e.created_at, e.key) < (o.created_at, o.key)`;

/**
 * Slack takes about one message a second in a channel (slack.md § 2), and a channel reads them in the order in which they were made: a
 * message waits for the older ones of its channel or thread, and for a second after the last one.
 */
const itsTurn = Prisma.sql`NOT EXISTS (SELECT 1 FROM outbox e WHERE e.workspace_id = o.workspace_id AND e.channel = o.channel
  AND ((e.sent_at IS NULL AND ${isBefore}) OR e.sent_at > now() - interval '1 second')) AND ${hasParent}`;

/** So many messages of one workspace are on their way at once: where Slack is slow for one, the others have their turn. */
const AT_ONCE = 4;
/** A call takes less; what is on its way for longer is in the hands of a process that died, and takes nobody's place. */
const ON_ITS_WAY_MS = 15_000;

const hasPlace = (leaseMs: number): Prisma.Sql => Prisma.sql`o.workspace_id NOT IN (
  SELECT s.workspace_id FROM outbox s WHERE s.state = 'sending'
    AND s.lease_until > now() + ${leaseMs - ON_ITS_WAY_MS} * interval '1 millisecond' GROUP BY s.workspace_id HAVING count(*) >= ${AT_ONCE})`;

/** What is worth nothing after a while is not sent after it. */
const isInTime = Prisma.sql`(o.valid_ms IS NULL OR o.created_at + o.valid_ms * interval '1 millisecond' > now())`;

/** Lets go what came to be worth nothing before it was sent, for example while Slack was away; answers how many those were. */
export async function dropOutdated(db: Db): Promise<number> {
  return db.client.$executeRaw`
    UPDATE outbox o SET state = 'left', error = 'its time was over' WHERE o.state = 'pending' AND NOT ${isInTime}`;
}

/** Which of these messages were let go. */
export async function leftOf(db: Db, workspaceId: string, keys: readonly string[]): Promise<Set<string>> {
  const where = { workspaceId, key: { in: [...keys] }, state: 'left' };
  const rows = await db.client.outbox.findMany({ where, select: { key: true } });
  return new Set(rows.map(({ key }) => key));
}

/** Takes the next message that may be sent, for the time of a lease; undefined when there is none. Committed before Slack is called. */
export async function claimMessage(db: Db, leaseMs = rules.leaseMs): Promise<Claimed | undefined> {
  const rows = await db.client.$queryRaw<unknown[]>`
    UPDATE outbox SET state = 'sending', epoch = epoch + 1, attempts = attempts + 1, tried_at = coalesce(tried_at, now()),
      lease_until = now() + ${leaseMs} * interval '1 millisecond'
    WHERE (workspace_id, id) = (
      SELECT o.workspace_id, o.id FROM outbox o WHERE o.state = 'pending' AND o.not_before <= now() AND ${isServed('o')}
        AND ${isInTime} AND ${hasPlace(leaseMs)} AND ${itsTurn}
      ORDER BY o.not_before, o.created_at, o.key LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING ${claimedColumns}`;
  return rows[0] === undefined ? undefined : messageOf(claimedRow.parse(rows[0]));
}

/** The message of a row. */
export function messageOf(row: z.infer<typeof claimedRow>): Claimed {
  const { workspace_id: workspaceId, id, key, epoch, version, channel, text, blocks, image, locale } = row;
  return {
    ...{ workspaceId, id, key, epoch, version, channel, text, blocks, image, locale },
    ...{ imageAlt: row.image_alt, fileId: row.file_id, threadTs: row.thread_ts },
  };
}

/** Whether some message waits for nothing but its channel's next second. */
export async function isAnySoon(db: Db): Promise<boolean> {
  const rows = await db.client.$queryRaw<unknown[]>`
    SELECT 1 FROM outbox o WHERE o.state = 'pending' AND o.not_before <= now() + interval '1 second' AND ${isServed('o')}
      AND ${isInTime} AND ${hasParent} AND NOT EXISTS (SELECT 1 FROM outbox e
        WHERE e.workspace_id = o.workspace_id AND e.channel = o.channel AND e.sent_at IS NULL
        AND (e.state = 'sending' OR e.not_before > now() + interval '1 second') AND ${isBefore})
    LIMIT 1`;
  return rows.length > 0;
}

/** Remembers the uploaded picture, so that a second attempt does not upload it again. */
export async function keepFile(db: Db, message: Claimed, fileId: string): Promise<void> {
  await db.client.$executeRaw`
    UPDATE outbox SET file_id = ${fileId} WHERE workspace_id = ${message.workspaceId} AND id = ${message.id} AND epoch = ${message.epoch}`;
}

/** Everything of a workspace waits: Slack says that the whole of it is too much. */
export async function holdWorkspace(db: Db, workspaceId: string, forMs: number): Promise<void> {
  await db.client.$executeRaw`
    UPDATE outbox SET not_before = greatest(not_before, now() + ${forMs} * interval '1 millisecond')
    WHERE workspace_id = ${workspaceId} AND state = 'pending'`;
}

/** Marks the built runs done whose messages all have an end. */
export async function closeRuns(db: Db): Promise<number> {
  return db.client.$executeRaw`
    UPDATE report_run r SET state = 'done' WHERE r.state = 'built' AND NOT EXISTS (
      SELECT 1 FROM outbox o WHERE o.workspace_id = r.workspace_id AND o.run_id = r.id AND o.state IN ('pending', 'sending', 'ambiguous'))`;
}

/** A message that belongs to no report, for example a notice; `channel` may be a person. */
export interface Notice {
  /** Sent once by it. */
  key: string;
  channel: string;
  reply: Reply;
  /** The key of the message in whose thread it goes; without it, or where there is none of that key, it stands by itself. */
  under?: string;
  /** So long after it was written down it may still be sent; without it, whenever. Milliseconds. */
  validMs?: number;
}

/** Writes a notice down to be sent, once by its key; inside the transaction of what it tells of, it stands or falls with that. */
export async function enqueue(
  db: { client: Pick<Tx, 'outbox'> },
  message: Notice & { workspaceId: string },
): Promise<void> {
  const { workspaceId, key, channel, reply, under, validMs = null } = message;
  const blocks: object[] = [...(reply.blocks ?? [])];
  const { text } = reply;
  const parent =
    under === undefined
      ? null
      : await db.client.outbox.findUnique({ where: { workspaceId_key: { workspaceId, key: under } } });
  const said = {
    key,
    channel,
    text,
    blocks,
    hash: hashOf(text, blocks),
    replyTo: parent?.id ?? null,
    validMs,
  };
  await db.client.outbox.createMany({
    data: [{ workspaceId, id: randomUUID(), ...said }],
    skipDuplicates: true,
  });
  wake();
}

/** So many are written by one statement. */
const ENQUEUED_AT_ONCE = 500;

/** The same for any number of them, as for everybody of a company: the database takes them by the hundred, in a part of the time. */
export async function enqueueAll(
  db: { client: Pick<Tx, '$executeRaw'> },
  workspaceId: string,
  notices: readonly Notice[],
): Promise<void> {
  const rows = notices.map(({ key, channel, reply: { text, blocks = [] } }) => {
    return { key, channel, text, blocks: JSON.stringify(blocks), hash: hashOf(text, blocks) };
  });
  for (let from = 0; from < rows.length; from += ENQUEUED_AT_ONCE) {
    const some = rows.slice(from, from + ENQUEUED_AT_ONCE);
    await db.client.$executeRaw`
      INSERT INTO outbox (workspace_id, id, key, channel, text, blocks, hash)
      SELECT ${workspaceId}, n.id, n.key, n.channel, n.text, n.blocks::jsonb, n.hash
      FROM unnest(${some.map(() => randomUUID())}::text[], ${some.map(({ key }) => key)}::text[],
        ${some.map(({ channel }) => channel)}::text[], ${some.map(({ text }) => text)}::text[],
        ${some.map(({ blocks }) => blocks)}::text[], ${some.map(({ hash }) => hash)}::text[])
        AS n (id, key, channel, text, blocks, hash)
      ON CONFLICT DO NOTHING`;
  }
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
): Promise<{ id: string; key: string; channel: string; state: string; error: string }[]> {
  return db.client.outbox.findMany({
    where: { workspaceId, runId },
    select: { id: true, key: true, channel: true, state: true, error: true },
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

/** The message that was last sent to the same place before a given one was made; undefined where there is none. */
export async function lastSentBefore(
  db: Db,
  workspaceId: string,
  channel: string,
  id: string,
): Promise<Sent | undefined> {
  const rows = await db.client.$queryRaw<{ channel: string; ts: string }[]>`
    SELECT o.sent_channel AS channel, o.sent_ts AS ts FROM outbox o JOIN outbox this ON this.workspace_id = o.workspace_id AND this.id = ${id}
    WHERE o.workspace_id = ${workspaceId} AND o.channel = ${channel} AND o.id <> ${id} AND o.reply_to IS NULL AND o.sent_ts IS NOT NULL
      AND o.sent_at < coalesce(this.tried_at, this.created_at)
    ORDER BY o.sent_at DESC LIMIT 1`;
  return rows[0];
}
