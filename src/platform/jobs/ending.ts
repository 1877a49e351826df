import { randomUUID } from 'node:crypto';
import { type Temporal, toDate } from '../../kpi/time.ts';
import { section } from '../blocks.ts';
import { type Db, inTransaction, Prisma, type Tx } from '../db/index.ts';
import { formatMoment } from '../format.ts';
import type { Failure, Sent } from '../slack.ts';
import { lateBefore } from './late.ts';
import type { Claimed } from './outbox.ts';
import { type Rules, rules } from './rules.ts';
import { isServed } from './served.ts';
import { hashOf, type Payload } from './version.ts';
import { words } from './words.ts';

/** How an attempt to send ends: every write here is fenced by the epoch (reliability.md § 3). */

/** Whether the message is still that of whoever took it. */
const isMine = ({ workspaceId, id, epoch }: Claimed, { isFenced }: Rules): Prisma.Sql =>
  isFenced
    ? Prisma.sql`workspace_id = ${workspaceId} AND id = ${id} AND epoch = ${epoch}`
    : Prisma.sql`workspace_id = ${workspaceId} AND id = ${id}`;

/** When a message that had more than one attempt is searched for a second copy. */
const sweepAt = (rule: Rules): Prisma.Sql =>
  Prisma.sql`CASE WHEN attempts > 1 OR doubt_at IS NOT NULL THEN now() + ${rule.sweepMs} * interval '1 millisecond' END`;

/** What is told about a message that was sent. */
export interface SentWith {
  /** Its picture is to be added (picture.ts). */
  isPictureDue: boolean;
  /** The moment by which a report is late. */
  now: Temporal.Instant;
}

/** Sent: Slack said so. A report that is late says so in its thread, in the same transaction. False where somebody else has it by now. */
export async function markSent(
  db: Db,
  message: Claimed,
  { ts, channel }: Sent,
  { isPictureDue, now }: SentWith,
  rule: Rules = rules,
): Promise<boolean> {
  const due = isPictureDue ? Prisma.sql`now() + interval '1 second'` : Prisma.sql`NULL`;
  return inTransaction(db, async (tx) => {
    const rows = await tx.$queryRaw<LateRow[]>`
      UPDATE outbox SET state = 'sent', sent_ts = ${ts}, sent_channel = ${channel}, sent_at = now(), lease_until = NULL, error = '',
        picture_due_at = ${due}, sweep_at = ${sweepAt(rule)}, look_at = NULL
      WHERE ${isMine(message, rule)}
      RETURNING due_at < ${toDate(lateBefore(now))} AS is_late, due_at, ${zoneOfRun} AS zone`;
    const [row] = rows;
    await sayIfLate(tx, message, row);
    if (row === undefined) await sweepAgain(tx, message, rule);
    return row !== undefined;
  });
}

/**
 * Who lost a message to another process and posted it nonetheless, since it was stopped between its last look at the clock and the call, has
 * posted a second copy: the conversation is searched for it (sweep.ts).
 */
async function sweepAgain(tx: Tx, { workspaceId, id }: Claimed, { sweepMs }: Rules): Promise<void> {
  await tx.$executeRaw`
    UPDATE outbox SET sweep_at = now() + ${sweepMs} * interval '1 millisecond', sweeping = false
    WHERE workspace_id = ${workspaceId} AND id = ${id} AND state = 'sent'`;
}

/** Whether a message is late, and by which clock. */
export interface LateRow {
  is_late: boolean | null;
  due_at: Date | null;
  zone: string | null;
}

/** The zone of a message's schedule. */
export const zoneOfRun = Prisma.sql`(SELECT s.zone FROM report_run r JOIN schedule s ON s.workspace_id = r.workspace_id AND s.id = r.schedule_id
  WHERE r.workspace_id = outbox.workspace_id AND r.id = outbox.run_id)`;

/** A report that is late says so. */
export async function sayIfLate(
  tx: Pick<Db['client'], 'outbox'>,
  message: Pick<Claimed, 'workspaceId' | 'id' | 'key' | 'channel' | 'locale'>,
  row: LateRow | undefined,
): Promise<void> {
  if (row?.is_late !== true || row.due_at === null) return;
  await addLateNote(tx, message, { at: row.due_at, zone: row.zone ?? 'UTC' });
}

/** Puts the note that a report is late into the outbox, below it; once. */
async function addLateNote(
  tx: Pick<Db['client'], 'outbox'>,
  message: Pick<Claimed, 'workspaceId' | 'id' | 'key' | 'channel' | 'locale'>,
  due: { at: Date; zone: string },
): Promise<void> {
  const { workspaceId, id, key, channel, locale } = message;
  const text = words(locale)('late-note', { due: formatMoment(due.at, due.zone, locale) });
  const blocks: object[] = [section(text)];
  const data = { workspaceId, id: randomUUID(), key: `late:${key}`, channel, text, blocks, locale };
  await tx.outbox.createMany({
    data: [{ ...data, hash: hashOf(text, blocks), replyTo: id }],
    skipDuplicates: true,
  });
}

/** With a dead token nothing is sent; the workspace's work stops for it, or it was a mistake of Slack's. */
const DEAD_AGAIN_MS = 60_000;
/** Less often tried a message only lay there, for example since Pacer did not run. */
const TRIED_AT_LEAST = 20;
/** So long what Slack does not take is tried again; then it has failed, and somebody is told. */
export const isGivenUp = Prisma.sql`(attempts >= ${TRIED_AT_LEAST} AND created_at < now() - interval '12 hours')`;

/**
 * Not known to be sent. What Slack surely did not take goes back to pending, as does what a dead token kept back; what it refused has failed;
 * a doubtful post is never sent again by guessing: it is looked for (look.ts). What was marked sent meanwhile stays so, also where the
 * database's answer to that was lost.
 */
export async function markFailure(
  db: Db,
  message: Claimed,
  failure: Failure,
  rule: Rules = rules,
): Promise<void> {
  const state = { retry: 'pending', dead: 'pending', refused: 'failed', doubtful: 'ambiguous' }[failure.kind];
  const waitMs = {
    retry: 'afterMs' in failure ? failure.afterMs : 0,
    dead: DEAD_AGAIN_MS,
    refused: 0,
    doubtful: 0,
  };
  const isDoubtful = failure.kind === 'doubtful';
  await db.client.$executeRaw`
    UPDATE outbox SET error = ${failure.error.slice(0, 500)}, lease_until = NULL,
      state = CASE WHEN ${state} = 'pending' AND ${isGivenUp} AND ${isServed('outbox')}
        THEN 'failed' ELSE ${state} END,
      not_before = now() + ${waitMs[failure.kind]} * interval '1 millisecond',
      doubt_at = CASE WHEN ${isDoubtful} THEN now() ELSE doubt_at END,
      look_at = CASE WHEN ${isDoubtful} THEN now() + ${rule.settleMs} * interval '1 millisecond' ELSE look_at END,
      looks = CASE WHEN ${isDoubtful} THEN 0 ELSE looks END, look_before = CASE WHEN ${isDoubtful} THEN '' ELSE look_before END
    WHERE ${isMine(message, rule)} AND state = 'sending'`;
}

/** Slack refuses the message's blocks, so that nothing was posted: it goes out as its next version. */
export async function nextVersion(
  db: Db,
  message: Claimed,
  { text, blocks }: Payload,
  rule: Rules = rules,
): Promise<void> {
  await db.client.$executeRaw`
    UPDATE outbox SET state = 'pending', version = version + 1, text = ${text}, blocks = ${JSON.stringify(blocks)}::jsonb,
      hash = ${hashOf(text, blocks)}, image = NULL, lease_until = NULL, not_before = now(), error = 'invalid_blocks'
    WHERE ${isMine(message, rule)} AND state = 'sending'`;
}

/** Messages whose sender died in the middle: whether Slack has them is unknown, so they become ambiguous, never pending. */
export async function recoverExpired(db: Db, rule: Rules = rules): Promise<number> {
  return db.client.$executeRaw`
    UPDATE outbox SET state = 'ambiguous', error = 'the sender stopped before Slack answered', lease_until = NULL, epoch = epoch + 1,
      not_before = now(), doubt_at = now(), look_at = now() + ${rule.settleMs} * interval '1 millisecond', looks = 0, look_before = ''
    WHERE state = 'sending' AND lease_until < now() AND ${isServed('outbox')}`;
}
