import { z } from 'zod';
import type { Db } from '../db/index.ts';
import { metrics } from './index.ts';

const rows = z.array(
  z.object({ what: z.string(), count: z.coerce.number(), oldest: z.coerce.number().nullable() }),
);
/** States of the outbox that wait for something (platform/jobs). */
const outboxStates = ['pending', 'sending', 'ambiguous', 'parked', 'offered', 'failed'] as const;

/** Reads the figures that only the database knows. Throws when it does not answer; then they are told as unknown (NaN). */
export async function readBacklog(db: Db): Promise<void> {
  const [outbox, inbox] = [new Map<string, number>(), { count: Number.NaN, age: Number.NaN }];
  let outboxAge = Number.NaN;
  try {
    const found = rows.parse(
      await db.client.$queryRaw`
      SELECT state AS what, count(*)::int AS count,
        extract(epoch FROM now() - min(greatest(created_at, not_before)))::float8 AS oldest
      FROM outbox WHERE state NOT IN ('sent', 'left') GROUP BY state
      UNION ALL
      SELECT 'inbox', count(*)::int, extract(epoch FROM now() - min(received_at))::float8 FROM inbox WHERE done_at IS NULL`,
    );
    for (const { what, count } of found) if (what !== 'inbox') outbox.set(what, count);
    for (const state of outboxStates) if (!outbox.has(state)) outbox.set(state, 0);
    const waiting = found.filter(({ what }) => ['pending', 'sending', 'ambiguous'].includes(what));
    outboxAge = Math.max(0, ...waiting.map(({ oldest }) => oldest ?? 0));
    const kept = found.find(({ what }) => what === 'inbox');
    Object.assign(inbox, { count: kept?.count ?? 0, age: Math.max(0, kept?.oldest ?? 0) });
  } finally {
    for (const state of outboxStates) metrics.outbox.set({ state }, outbox.get(state) ?? Number.NaN);
    metrics.outboxAge.set(outboxAge);
    metrics.inbox.set(inbox.count);
    metrics.inboxAge.set(inbox.age);
  }
}
