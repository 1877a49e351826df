import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedConnection } from '../../src/platform/db/client.ts';
import { readOwner } from '../../src/platform/db/embedded/lock.ts';
import { SOCKET_PORT } from '../../src/platform/db/embedded/socket-path.ts';
import { type Db, openDb } from '../../src/platform/db/index.ts';
import { applyMigrations } from '../../src/platform/db/migrations/apply.ts';
import { readMigrations } from '../../src/platform/db/migrations/disk.ts';
import { difference } from '../../src/platform/db/migrations/write.ts';
import { temporaryDirectory } from '../support/db.ts';
import { silentLog } from '../support/log.ts';
import { copyTemplate } from '../support/template.ts';

const directory = temporaryDirectory();
const open = (role: 'app' | 'command' = 'app'): Promise<Db> =>
  openDb({ dataDir: directory.path, role, log: silentLog });
beforeAll(() => copyTemplate(directory.path));
afterAll(() => directory.remove());

/** Opens, changes the recorded history, closes, and says how the next opening fares. */
async function afterChange(change: (db: Db) => Promise<unknown>): Promise<unknown> {
  const db = await open();
  await change(db);
  await db.close();
  return open().then(
    (opened) => opened.close(),
    (error: unknown) => error,
  );
}

describe('migrations', () => {
  it('lead exactly to the schema (else: npm run migration -- <name>)', async () => {
    expect(await difference()).toBe('');
  });

  it('are recorded as "prisma migrate deploy" records them', async () => {
    const db = await open();
    const rows = await db.client.$queryRaw<
      Record<string, unknown>[]
    >`SELECT * FROM _prisma_migrations ORDER BY started_at`;
    await db.close();
    expect(rows.map((row) => row['migration_name'])).toEqual(readMigrations().map(({ name }) => name));
    for (const [index, migration] of readMigrations().entries()) {
      expect(rows[index]).toMatchObject({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        checksum: createHash('sha256').update(migration.sql).digest('hex'),
        finished_at: expect.any(Date),
        started_at: expect.any(Date),
        rolled_back_at: null,
        logs: null,
        applied_steps_count: 1,
      });
    }
  });

  it('that fail keep nothing of theirs, and the message says why', async () => {
    const db = await open();
    const host = dirname(readOwner(directory.path)?.socketPath ?? '');
    const sql =
      'CREATE TABLE half (a int);\nCREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$;\nSELECT nonsense;';
    const bad = { name: '29990101000000_bad', sql, checksum: 'x' };
    const failing = applyMigrations(
      embeddedConnection(host, SOCKET_PORT, 1),
      [...readMigrations(), bad],
      'here',
    );
    await expect(failing).rejects.toMatchObject({
      kind: 'failed-migration',
      message: expect.stringContaining('nonsense'),
    });
    const left = await db.client.$queryRaw<unknown[]>`SELECT 1 FROM pg_tables WHERE tablename = 'half'`;
    expect(left).toEqual([]);
    await db.client.$executeRaw`DELETE FROM _prisma_migrations WHERE migration_name = '29990101000000_bad'`;
    await db.close();
  });

  it('that the code does not know make the database newer: it is refused and stays as it is', async () => {
    const problem = await afterChange(
      (db) => db.client
        .$executeRaw`INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
        VALUES ('x', 'x', now(), '29991231000000_from_the_future', 1)`,
    );
    expect(problem).toMatchObject({ kind: 'newer' });
    expect(String(problem)).toContain('29991231000000_from_the_future');
    expect(String(problem)).toContain('Start the newer version');
    expect(String(await open().catch((error: unknown) => error))).toContain('29991231000000_from_the_future');
  });
});
