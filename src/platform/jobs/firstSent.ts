import { z } from 'zod';
import { instantOf, type Temporal, toDate } from '../../kpi/time.ts';
import type { Db } from '../db/index.ts';
import type { ReportKind } from './report.ts';

/** When something that a report shows with a button first reached the person to whom it speaks. Reads alone. */

/** What is looked for: the value of a button, in what was sent to a Slack user. */
export interface Sought {
  channel: string;
  value: string;
}

const row = z.object({ value: z.string(), at: z.date() });

/** By the value: when the first message of a report that holds it was sent. What was not sent yet is missing. */
export async function firstSent(
  db: Db,
  workspaceId: string,
  kind: ReportKind,
  { sought, since }: { sought: readonly Sought[]; since: Temporal.Instant },
): Promise<ReadonlyMap<string, Temporal.Instant>> {
  if (sought.length === 0) return new Map();
  const rows = await db.client.$queryRaw<unknown[]>`
    SELECT s.value, min(o.sent_at) AS at
    FROM jsonb_to_recordset(${JSON.stringify(sought)}::jsonb) AS s(channel text, value text)
    JOIN outbox o ON o.workspace_id = ${workspaceId} AND o.channel = s.channel AND o.sent_at >= ${toDate(since)} AND o.state = 'sent'
      AND starts_with(o.key, ${`${kind}:`}) AND position('"' || s.value || '"' IN o.blocks::text) > 0
    GROUP BY s.value`;
  return new Map(
    z
      .array(row)
      .parse(rows)
      .map(({ value, at }) => [value, instantOf(at)]),
  );
}
