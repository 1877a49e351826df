import { z } from 'zod';
import { type Db, Prisma, type Tx } from '../db/index.ts';
import { isServed } from './served.ts';
import type { RunInTrouble } from './trouble.ts';

/** Messages of reports that were refused, and who was told of them. */

const row = z.object({
  workspace_id: z.string(),
  run_id: z.string(),
  team_id: z.string(),
  period_key: z.string(),
  unposted: z.array(
    z.object({
      id: z.string(),
      key: z.string(),
      channel: z.string(),
      state: z.literal('failed'),
      error: z.string(),
    }),
  ),
});

const unposted = Prisma.sql`jsonb_agg(jsonb_build_object(
  'id', o.id, 'key', o.key, 'channel', o.channel, 'state', o.state, 'error', o.error) ORDER BY o.key)`;

function runsOf(rows: unknown): RunInTrouble[] {
  return z
    .array(row)
    .parse(rows)
    .map(
      ({
        workspace_id: workspaceId,
        run_id: runId,
        team_id: teamId,
        period_key: periodKey,
        unposted: messages,
      }) => {
        return { workspaceId, runId, teamId, periodKey, unposted: messages };
      },
    );
}

/**
 * Runs of the last two weeks with messages of which nobody was told yet: once the run has ended, or after ten minutes, so that one message
 * that is still tried does not keep the news of the others back.
 */
export async function runsInTrouble(db: Db): Promise<RunInTrouble[]> {
  return runsOf(
    await db.client.$queryRaw`
    SELECT r.workspace_id, r.id AS run_id, r.team_id, r.period_key, ${unposted} AS unposted
    FROM outbox o JOIN report_run r ON r.workspace_id = o.workspace_id AND r.id = o.run_id
    WHERE o.state = 'failed' AND o.told_at IS NULL AND r.planned_at > now() - interval '14 days'
      AND ${isServed('r')}
    GROUP BY r.workspace_id, r.id, r.team_id, r.period_key, r.state
    HAVING r.state = 'done' OR min(o.not_before) < now() - interval '10 minutes'`,
  );
}

/** What a notice about a report is: of trouble; a question whether messages are there; an offer of late reports. */
export const noticeKinds = ['trouble', 'ask', 'offer'] as const;

/** A notice that itself did not reach its reader, as far as is known. */
export interface UnheardNotice {
  workspaceId: string;
  id: string;
  kind: (typeof noticeKinds)[number];
  runId: string;
  /** Which news of the run it bears; whoever has it gets no second notice of it. */
  news: string;
}

/** The key of a notice of trouble: one for each person and news of a run. */
export const noticeKey = (runId: string, memberId: string, news: string): string =>
  `trouble:${runId}:${memberId}:${news}`;

/** Notices about reports that have no good end themselves. */
export async function unheardNotices(db: Db): Promise<UnheardNotice[]> {
  const rows = await db.client.$queryRaw<
    { workspace_id: string; id: string; kind: UnheardNotice['kind']; run_id: string; news: string }[]
  >`
    SELECT r.workspace_id, r.id, split_part(r.key, ':', 1) AS kind, split_part(r.key, ':', 2) AS run_id, split_part(r.key, ':', 4) AS news
    FROM outbox r WHERE r.state IN ('failed', 'parked') AND r.told_at IS NULL AND r.run_id IS NULL
      AND split_part(r.key, ':', 1) = ANY(${[...noticeKinds]})
      AND r.created_at > now() - interval '14 days' AND ${isServed('r')}`;
  return rows.map(({ workspace_id: workspaceId, id, kind, run_id: runId, news }) => ({
    ...{ workspaceId, id, kind, runId, news },
  }));
}

/** A run with all its messages that have no good end, told or not; undefined where there are none (any more). */
export async function runInTrouble(
  db: Db,
  workspaceId: string,
  runId: string,
): Promise<RunInTrouble | undefined> {
  const [found] = runsOf(
    await db.client.$queryRaw`
    SELECT r.workspace_id, r.id AS run_id, r.team_id, r.period_key, ${unposted} AS unposted
    FROM outbox o JOIN report_run r ON r.workspace_id = o.workspace_id AND r.id = o.run_id
    WHERE r.workspace_id = ${workspaceId} AND r.id = ${runId} AND o.state = 'failed'
    GROUP BY r.workspace_id, r.id, r.team_id, r.period_key`,
  );
  return found;
}

/** Remembers of messages that those responsible were told; in the transaction of telling. False where somebody else has told meanwhile. */
export async function markTold(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<boolean> {
  const told = await tx.$executeRaw`
    UPDATE outbox SET told_at = now() WHERE workspace_id = ${workspaceId} AND id = ANY(${[...ids]}) AND told_at IS NULL`;
  return told > 0;
}
