import { dirname } from 'node:path';
import pg from 'pg';
import { embeddedConnection, serverConnection } from '../../src/platform/db/client.ts';
import { readOwner } from '../../src/platform/db/embedded/lock.ts';
import { SOCKET_PORT } from '../../src/platform/db/embedded/socket-path.ts';
import { type Db, openDb } from '../../src/platform/db/index.ts';
import { createLog } from '../../src/platform/log.ts';
import type { Bench } from '../bench.ts';

/** One database, opened as the app opens it, and a pool of the bare driver on the same. */
export interface Opened {
  label: 'embedded' | 'PostgreSQL';
  db: Db;
  pool: pg.Pool;
  close(): Promise<void>;
}

const CONNECTIONS = 12;

/** The embedded database in a new directory. */
export async function openEmbeddedBoth(bench: Bench): Promise<Opened> {
  const dataDir = bench.directory();
  const db = await openDb({ dataDir, role: 'app', log: createLog('warn') });
  return both('embedded', db, poolOn(dataDir));
}

/** The bare driver on a database that is open: a server's, or the embedded one of a data directory. */
export function poolOn(dataDir: string, databaseUrl?: string): pg.Pool {
  if (databaseUrl !== undefined) return new pg.Pool(serverConnection(databaseUrl, CONNECTIONS));
  const socket = readOwner(dataDir)?.socketPath;
  if (socket === undefined) throw new Error('the embedded database did not say where it is');
  return new pg.Pool(embeddedConnection(dirname(socket), SOCKET_PORT, CONNECTIONS));
}

/** A new database on a PostgreSQL server. */
export async function openServerBoth(bench: Bench, server: string, name: string): Promise<Opened> {
  const databaseUrl = await createDatabase(server, name);
  const dataDir = bench.directory();
  const db = await openDb({ databaseUrl, dataDir, role: 'app', log: createLog('warn') });
  return both('PostgreSQL', db, poolOn(dataDir, databaseUrl));
}

/** Makes an empty database on a server; its URL. */
export async function createDatabase(server: string, name: string): Promise<string> {
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`).finally(() => admin.end());
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

function both(label: Opened['label'], db: Db, pool: pg.Pool): Opened {
  const close = async (): Promise<void> => {
    await pool.end();
    await db.close();
  };
  return { label, db, pool, close };
}
