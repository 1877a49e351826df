import { expect, test } from 'vitest';
import { inTransaction } from '../../src/platform/db/index.ts';
import { forgetOld, takeOnce } from '../../src/platform/once.ts';
import { freshWorkspaceId, useDb } from '../support/db.ts';

const db = useDb();

test('a key is taken once, kept for a week, and then forgotten', async () => {
  const workspaceId = freshWorkspaceId();
  const take = (key: string) => inTransaction(db(), (tx) => takeOnce(tx, workspaceId, key));
  expect(await take('trigger:old')).toBe(true);
  expect(await take('trigger:young')).toBe(true);
  await db().client.$executeRaw`
    UPDATE delivery SET at = now() - interval '8 days' WHERE workspace_id = ${workspaceId} AND key = 'trigger:old'`;
  await db().client.$executeRaw`
    UPDATE delivery SET at = now() - interval '6 days' WHERE workspace_id = ${workspaceId} AND key = 'trigger:young'`;
  expect(await forgetOld(db())).toBeGreaterThanOrEqual(1);
  expect(await take('trigger:old')).toBe(true);
  expect(await take('trigger:young')).toBe(false);
});
