import { z } from 'zod';
import { audit } from '../audit.ts';
import { type Db, inTransaction } from '../db/index.ts';
import { metrics } from '../metrics/index.ts';
import { type Failure, failureOf } from '../slack.ts';
import type { Deps } from '../slice.ts';
import { oldestOf } from './doubt.ts';
import { mostLooks } from './lookup.ts';
import { markerOf } from './mark.ts';
import type { Trial } from './rules.ts';
import { isServed } from './served.ts';

/**
 * The *sweep* pass: minutes after a message that was doubtful once, its conversation is searched for a second copy with the same mark, which
 * is taken back. What leads to one is rarer than rare (a process that is held up between its last look at the clock and the call), and it
 * is said in the audit log (reliability.md § 3).
 */

const TAKES_MS = 10_000;
const AGAIN_MS = 60_000;

const sweptRow = z.object({
  workspace_id: z.string(),
  id: z.string(),
  key: z.string(),
  channel: z.string(),
  sent_ts: z.string().nullable(),
  sent_channel: z.string().nullable(),
  thread_ts: z.string().nullable(),
  looks: z.number(),
  look_before: z.string(),
  tried_at: z.date(),
});
type Swept = z.infer<typeof sweptRow>;

/** Searches for second copies; answers how many were taken back. */
export async function sweepCopies(deps: Deps, stop?: AbortSignal, trial?: Trial): Promise<number> {
  const start = performance.now();
  let removed = 0;
  while (stop?.aborted !== true && performance.now() - start < TAKES_MS) {
    const message = await claimSwept(deps.db);
    if (message === undefined) break;
    await trial?.at?.('before sweeping');
    removed += await sweepOne(deps, message);
    await trial?.at?.('swept');
  }
  return removed;
}

async function claimSwept(db: Db): Promise<Swept | undefined> {
  const rows = await db.client.$queryRaw<unknown[]>`
    UPDATE outbox SET sweep_at = now() + interval '1 minute', looks = CASE WHEN sweeping THEN looks + 1 ELSE 1 END,
      look_before = CASE WHEN sweeping THEN look_before ELSE '' END, sweeping = true
    WHERE (workspace_id, id) = (
      SELECT o.workspace_id, o.id FROM outbox o WHERE o.state = 'sent' AND o.sweep_at <= now() AND ${isServed('o')}
      ORDER BY o.sweep_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING workspace_id, id, key, channel, sent_ts, sent_channel, looks, look_before, coalesce(tried_at, created_at) AS tried_at,
      (SELECT p.sent_ts FROM outbox p WHERE p.workspace_id = outbox.workspace_id AND p.id = outbox.reply_to) AS thread_ts`;
  return rows[0] === undefined ? undefined : sweptRow.parse(rows[0]);
}

async function sweepOne(deps: Deps, message: Swept): Promise<number> {
  const { workspace_id: workspaceId, key, sent_channel, channel, look_before: cursor, thread_ts } = message;
  try {
    const slack = await deps.slack(workspaceId);
    const marker = await markerOf(deps.db, workspaceId);
    const page = await slack.history(sent_channel ?? channel, {
      ...{ oldest: oldestOf(message.tried_at), cursor },
      ...(thread_ts === null ? {} : { threadTs: thread_ts }),
    });
    const copies = page.messages.filter(({ metadata }) => marker.read(metadata) === key).map(({ ts }) => ts);
    const { kept, extra } = secondCopies(copies, message.sent_ts);
    for (const ts of extra) {
      await slack.remove({ channel: page.channel, ts });
      await noteRemoved(deps, message, ts);
    }
    await goOn(deps.db, message, page.next, kept ?? null, page.channel);
    return extra.length;
  } catch (error) {
    await tryAgain(deps, message, failureOf(error));
    return 0;
  }
}

/** Which copy of a message stays, and which are too much: the one that is known to be it, else the oldest. Pure. */
export function secondCopies(
  copies: readonly string[],
  known: string | null,
): { kept: string | undefined; extra: string[] } {
  const kept = known ?? copies.toSorted()[0];
  return { kept, extra: copies.filter((ts) => ts !== kept) };
}

async function noteRemoved({ db, log }: Deps, message: Swept, ts: string): Promise<void> {
  const { workspace_id: workspaceId, id, key } = message;
  metrics.deliveryAlerts.inc({ what: 'second-copy' });
  log.error({ workspaceId, key, ts }, 'a second copy of a message was taken back');
  await inTransaction(db, (tx) =>
    audit(tx, {
      ...{ workspaceId, actorId: null, action: 'delivery.swept', subject: `outbox:${id}` },
      detail: { key, ts },
    }),
  );
}

async function goOn(
  db: Db,
  { workspace_id: workspaceId, id, looks }: Swept,
  next: string,
  kept: string | null,
  channel: string,
): Promise<void> {
  const isOver = next === '' || looks >= mostLooks;
  await db.client.$executeRaw`
    UPDATE outbox SET sweep_at = CASE WHEN ${isOver} THEN NULL ELSE now() END, look_before = ${next}, sweeping = ${!isOver},
      sent_ts = coalesce(sent_ts, ${kept}), sent_channel = coalesce(sent_channel, ${channel})
    WHERE workspace_id = ${workspaceId} AND id = ${id} AND state = 'sent'`;
}

/** Where Pacer may not look it leaves it at that. */
async function tryAgain(
  { db, log }: Deps,
  { workspace_id: workspaceId, id, key, looks }: Swept,
  failure: Failure,
): Promise<void> {
  const isOver = failure.kind === 'refused' || looks >= mostLooks;
  const waitMs = failure.kind === 'retry' ? failure.afterMs : AGAIN_MS;
  log.debug({ failure, key }, 'a conversation could not be searched for second copies');
  await db.client.$executeRaw`
    UPDATE outbox SET sweep_at = CASE WHEN ${isOver} THEN NULL ELSE now() + ${waitMs} * interval '1 millisecond' END
    WHERE workspace_id = ${workspaceId} AND id = ${id} AND state = 'sent'`;
}
