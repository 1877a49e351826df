import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { type Db, openDb } from '../../src/platform/db/index.ts';
import { silentLog } from './log.ts';
import { copyTemplate, ofMigrations } from './template.ts';

/**
 * The PostgreSQL server of `npm run test:postgres`, as a URL of its maintenance database; undefined in `npm test`, where
 * the same suites run on the embedded database.
 */
export const testServer: string | undefined = process.env['PACER_TEST_DATABASE_URL'];

/**
 * A database for the tests of one file, opened before them and gone after them. Tests do not clean up: each takes a
 * workspace of its own, since every key begins with the workspace.
 *
 * @example
 * const db = useDb();
 * it('S-01 …', async () => {
 *   const workspaceId = freshWorkspaceId();
 *   await record(db(), workspaceId, …);
 * });
 */
export function useDb(): () => Db {
  let opened: { db: Db; drop(): Promise<void> } | undefined;
  beforeAll(async () => {
    opened = testServer === undefined ? await openCopy() : await openFresh(testServer);
  });
  afterAll(async () => {
    await opened?.db.close();
    await opened?.drop();
  });
  return () => {
    if (opened === undefined) throw new Error('useDb(): the database is there inside tests and hooks only');
    return opened.db;
  };
}

let workspaces = 0;

/** The id of a workspace that no other test has, in Slack's form. */
export function freshWorkspaceId(): string {
  workspaces += 1;
  return `T${randomUUID().slice(0, 8).toUpperCase()}${workspaces}`;
}

/** An empty directory that is removed by `remove`. */
export function temporaryDirectory(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'pacer-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

async function openCopy(): Promise<{ db: Db; drop(): Promise<void> }> {
  const directory = temporaryDirectory();
  await copyTemplate(directory.path);
  const db = await openDb({ dataDir: directory.path, role: 'app', log: silentLog });
  return { db, drop: async () => directory.remove() };
}

async function openFresh(server: string): Promise<{ db: Db; drop(): Promise<void> }> {
  const fresh = await createServerDatabase(server, await serverTemplate(server));
  const db = await openDb({ databaseUrl: fresh.url, dataDir: tmpdir(), role: 'app', log: silentLog });
  return { db, drop: fresh.drop };
}

/** A database on a PostgreSQL server: an empty one, or a copy of another. */
export async function createServerDatabase(
  server: string,
  template = 'template1',
): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `pacer_test_${randomUUID().replaceAll('-', '')}`;
  const drop = async () => {
    await onServer(server, (query) => query(`DROP DATABASE ${name} WITH (FORCE)`));
  };
  await onServer(server, (query) => query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  return { url: urlOf(server, name), drop };
}

/** Any number that nobody else locks. */
const TURN = 7_260_113;

/** The name of a database with every migration applied, made once on a server: the files of a run copy it, in a tenth of the time. */
async function serverTemplate(server: string): Promise<string> {
  const name = `pacer_template_${ofMigrations()}`;
  await onServer(server, async (query) => {
    // One makes it, the others wait; the lock goes with the connection.
    await query(`SELECT pg_advisory_lock(${TURN})`);
    const { rowCount } = await query(`SELECT 1 FROM pg_database WHERE datname = '${name}'`);
    if (rowCount === 1) return;
    // Renamed when it is whole: one that was killed over its making leaves nothing that looks like it.
    await query(`DROP DATABASE IF EXISTS ${name}_draft WITH (FORCE)`);
    await query(`CREATE DATABASE ${name}_draft`);
    const databaseUrl = urlOf(server, `${name}_draft`);
    const db = await openDb({ databaseUrl, dataDir: tmpdir(), role: 'app', log: silentLog });
    await db.close();
    // Nobody may be connected to what is copied, also not for the moment that a closed connection takes to be gone.
    await query(`ALTER DATABASE ${name}_draft ALLOW_CONNECTIONS false`);
    await query(
      `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '${name}_draft'`,
    );
    await query(`ALTER DATABASE ${name}_draft RENAME TO ${name}`);
  });
  return name;
}

function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

async function onServer<T>(server: string, work: (query: pg.Client['query']) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  return work(client.query.bind(client) as pg.Client['query']).finally(() => client.end());
}
