import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Db, inTransaction, openDb, type Tx } from '../../src/platform/db/index.ts';
import { readMigrations } from '../../src/platform/db/migrations/disk.ts';
import { differenceOn } from '../../src/platform/db/migrations/write.ts';
import { createServerDatabase, testServer } from '../support/db.ts';
import { silentLog } from '../support/log.ts';

let database: { url: string; drop(): Promise<void> };
const opened: Db[] = [];

async function open(databaseUrl: string = database.url): Promise<Db> {
  const db = await openDb({ databaseUrl, dataDir: '/nonexistent', role: 'app', log: silentLog });
  opened.push(db);
  return db;
}

beforeEach(async () => {
  if (testServer === undefined)
    throw new Error('PACER_TEST_DATABASE_URL is not set: run "npm run test:postgres"');
  database = await createServerDatabase(testServer);
});
afterEach(async () => {
  for (const db of opened.splice(0)) await db.close();
  await database.drop();
});

describe('a PostgreSQL server', () => {
  it('gets the same tables from the same migrations', async () => {
    await open();
    expect(await differenceOn({ connectionString: database.url })).toBe('');
  });

  it('is migrated once when several instances start together', async () => {
    const [first] = await Promise.all([open(), open(), open()]);
    const rows = await first.client.$queryRaw<
      { migration_name: string }[]
    >`SELECT migration_name FROM _prisma_migrations ORDER BY started_at`;
    expect(rows.map((row) => row.migration_name)).toEqual(readMigrations().map(({ name }) => name));
  });

  it('that is newer than the code is refused', async () => {
    const db = await open();
    await db.client
      .$executeRaw`INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name) VALUES ('x', 'x', now(), '2999_next')`;
    await expect(open()).rejects.toMatchObject({ kind: 'newer' });
  });

  it('keeps instants right although it lives in Kathmandu, also with options in the URL', async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query<{ TimeZone: string }>('SHOW TimeZone').finally(() => client.end());
    expect(rows[0]?.TimeZone).toBe('Asia/Kathmandu');
    for (const url of [database.url, `${database.url}?options=-c%20work_mem%3D8MB`]) {
      const db = await open(url);
      const at = new Date('2026-11-23T09:15:30.123Z');
      await db.client.delivery.upsert({
        where: { workspaceId_key: { workspaceId: 'T1', key: 'k' } },
        create: { workspaceId: 'T1', key: 'k', at },
        update: { at },
      });
      expect((await db.client.delivery.findFirstOrThrow()).at).toEqual(at);
      expect(Math.abs((await db.now()).getTime() - Date.now())).toBeLessThan(60_000);
    }
  });

  it('lets both of two transactions through that deadlock, and both of two that cannot be serialized', async () => {
    const db = await open();
    await db.client.workspace.createMany({ data: ['A', 'B'].map((id) => ({ id, name: id })) });
    const rename = (tx: Tx, id: string) =>
      tx.$executeRaw`UPDATE workspace SET name = name || '+' WHERE id = ${id}`;
    const cross = (first: string, second: string) =>
      inTransaction(db, async (tx) => {
        await rename(tx, first);
        await tx.$executeRaw`SELECT pg_sleep(0.2)`;
        await rename(tx, second);
      });
    const strict = () =>
      inTransaction(db, async (tx) => {
        await tx.$executeRaw`SET TRANSACTION ISOLATION LEVEL SERIALIZABLE`;
        await tx.workspace.findMany();
        await tx.$executeRaw`SELECT pg_sleep(0.2)`;
        await rename(tx, 'A');
      });
    await Promise.all([cross('A', 'B'), cross('B', 'A')]);
    await Promise.all([strict(), strict()]);
    const names = await db.client.workspace.findMany({ orderBy: { id: 'asc' } });
    expect(names.map(({ name }) => name)).toEqual(['A++++', 'B++']);
  });

  it('that does not answer, or refuses, is named without its password', async () => {
    const nobody = 'postgresql://pacer:s3cret@127.0.0.1:1/pacer';
    const problem = await open(nobody).catch((error: unknown) => error);
    expect(problem).toMatchObject({ kind: 'unreachable' });
    expect(String(problem)).toContain('127.0.0.1:1/pacer');
    expect(String(problem)).toContain('DATABASE_URL');
    expect(String(problem)).not.toContain('s3cret');
    const missing = new URL(database.url);
    missing.pathname = '/nowhere';
    await expect(open(missing.href)).rejects.toThrow('database "nowhere" does not exist');
    await expect(open('mysql://root@127.0.0.1/pacer')).rejects.toMatchObject({ kind: 'unreachable' });
    await expect(open('not a url')).rejects.toThrow('Example: DATABASE_URL=postgresql://');
  });
});
