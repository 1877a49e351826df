import type pg from 'pg';

/** What recording one activity writes, as statements of the bare driver: what one would write by hand. */

export interface Row {
  workspaceId: string;
  id: string;
  memberId: string;
  /** `2026-11-23`. */
  localDate: string;
  /** Slack's key of the act. */
  key: string;
}

const DELIVERY = 'INSERT INTO delivery (workspace_id, key) VALUES ($1, $2) ON CONFLICT DO NOTHING';

const FACT = `
  INSERT INTO activity (workspace_id, id, batch_id, line, member_id, actor_id, origin, local_date, type_key, quantity, amount,
    customer, customer_key, channel, campaign, region, product, note)
  VALUES ($1, $2, $3, 0, $4, $4, 'slash', $5, 'call', 300, NULL, 'Acme', 'acme', '', '', '', '', 'wants a pilot')
  RETURNING id, recorded_at`;

const ROLLUP = `
  INSERT INTO daily_rollup AS r (workspace_id, source, local_date, member_id, entries, count, amount)
  VALUES ($1, 'call', $2, $3, 1, 300, 0)
  ON CONFLICT (workspace_id, source, local_date, member_id, channel, campaign, region, product, segment)
  DO UPDATE SET entries = r.entries + excluded.entries, count = r.count + excluded.count, amount = r.amount + excluded.amount`;

const AUDIT = `
  INSERT INTO audit_row (workspace_id, actor_id, action, subject, detail) VALUES ($1, $2, 'activity.recorded', $3, $4)`;

/** BEGIN, key, fact, roll-up, audit row, COMMIT, one after the other on one connection. */
export async function inTransaction(pool: pg.Pool, row: Row): Promise<void> {
  const { workspaceId, id, memberId, localDate, key } = row;
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(DELIVERY, [workspaceId, key]);
    await client.query(FACT, [workspaceId, id, id, memberId, localDate]);
    await client.query(ROLLUP, [workspaceId, localDate, memberId]);
    await client.query(AUDIT, [workspaceId, memberId, `batch:${id}`, { member: memberId, facts: 1 }]);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

/** The fact alone. */
export async function insertOnly(pool: pg.Pool, row: Row): Promise<void> {
  await pool.query(FACT, [row.workspaceId, row.id, row.id, row.memberId, row.localDate]);
}
