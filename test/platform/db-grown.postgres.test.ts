import { expect, test } from 'vitest';
import { useDb } from '../support/db.ts';

const db = useDb();

test('after much was written, a server knows how large its tables are before its autovacuum comes by', async () => {
  await db().client.$executeRaw`
    INSERT INTO target (workspace_id, id, subject_kind, subject_id, metric_key, layer, period_kind)
    SELECT 'grown', 't' || n, 'member', 'm' || n, 'calls', 'official', 'week' FROM generate_series(1, 5000) n`;
  const known = () =>
    db().client.$queryRaw<object[]>`SELECT 1 FROM pg_class WHERE relname = 'target' AND reltuples >= 5000`;
  // One table each time, and the others have something too.
  for (let times = 0; times < 100 && (await known()).length === 0; times += 1) await db().grown();
  expect(await known()).toHaveLength(1);
});
