import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { type Db, openDb } from '../../src/platform/db/index.ts';
import { silentLog } from './log.ts';
import { copyTemplate } from './template.ts';

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
  const fresh = await createServerDatabase(server);
  const db = await openDb({ databaseUrl: fresh.url, dataDir: tmpdir(), role: 'app', log: silentLog });
  return { db, drop: fresh.drop };
}

/** An empty database on a PostgreSQL server. */
export async function createServerDatabase(server: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `pacer_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function onServer(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
