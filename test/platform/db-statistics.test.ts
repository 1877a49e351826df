import { expect, test } from 'vitest';
import { useDb } from '../support/db.ts';

const db = useDb();

const planOf = async (): Promise<string> => {
  const rows = await db().client.$queryRaw<Record<string, string>[]>`
    EXPLAIN SELECT v.seq FROM target t JOIN target_version v ON v.workspace_id = t.workspace_id AND v.target_id = t.id
    WHERE t.workspace_id = 'statistics'`;
  return rows.map((row) => row['QUERY PLAN']).join('\n');
};

test('the embedded database knows how large its tables are, though no autovacuum runs: each version is found by its target', async () => {
  await db().client.$executeRaw`
    INSERT INTO target (workspace_id, id, subject_kind, subject_id, metric_key, layer, period_kind)
    SELECT 'statistics', 't' || n, 'member', 'm' || n, 'calls', 'official', 'week' FROM generate_series(1, 2000) n`;
  await db().client.$executeRaw`
    INSERT INTO target_version (workspace_id, target_id, seq, from_date, value, state)
    SELECT 'statistics', 't' || n, 1, '2026-01-01', 5, 'set' FROM generate_series(1, 2000) n`;
  const known = async () =>
    db().client
      .$queryRaw`SELECT relname FROM pg_class WHERE relname IN ('target', 'target_version') AND reltuples >= 2000 ORDER BY 1`;
  await expect
    .poll(known, { timeout: 40_000, interval: 500 })
    .toEqual([{ relname: 'target' }, { relname: 'target_version' }]);
  // Without statistics it is "Index Cond: (workspace_id = …)" alone, once for each target: quadratic.
  expect(await planOf()).toMatch(/target_id = t\.id|t\.id = v\.target_id|Hash Cond|Merge Cond/);
  expect(await planOf()).not.toMatch(/Join Filter/);
}, 60_000);
