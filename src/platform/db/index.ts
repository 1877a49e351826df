import { resolve } from 'node:path';
import { type Connection, createClient } from './client.ts';
import { openEmbedded } from './embedded/open.ts';
import type { Snapshots } from './embedded/snapshots/daily.ts';
import { type Sync, watchWal } from './embedded/wal.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { openServer } from './server.ts';
import { gatherOne } from './statistics.ts';

export { fromDbDate, toDbDate } from './dates.ts';
export { takeDaily } from './embedded/snapshots/daily.ts';
export { DbProblem, type DbProblemKind } from './errors.ts';
export { Prisma, type PrismaClient } from './generated/client.ts';
export { inTransaction, type Tx } from './transaction.ts';

/** The database of the app, embedded or on a server. */
export interface Db {
  client: PrismaClient;
  kind: 'embedded' | 'server';
  /** How to reach it with the `pg` driver, for the queue. */
  connection: Connection;
  /**
   * Resolves once everything committed so far is ordered on disk (embedded: `fdatasync` of the write-ahead log, shared
   * by concurrent callers; server: at once, its commit already did). Call it after the commit and before the answer to
   * a user (reliability.md § 4, guard 2).
   */
  durable(): Promise<void>;
  /**
   * Much was written at once, and more will be: the planner learns of it before a server's autovacuum comes by (embedded: it is looked at
   * every few seconds anyway). Looks at one table; cheap where none has doubled.
   */
  grown(): Promise<void>;
  /** The embedded database's snapshots, where this process keeps them. */
  snapshots?: Snapshots;
  /** The database's clock, by which everything due is judged. */
  now(): Promise<Date>;
  close(): Promise<void>;
}

/** As much of a logger as the database needs. */
export interface DbLog {
  warn(context: object, message: string): void;
  fatal(context: object, message: string): void;
}

export interface OpenDbOptions {
  /** A PostgreSQL server; without it the embedded database in `dataDir`. */
  databaseUrl?: string | undefined;
  /** `PACER_DATA_DIR`. */
  dataDir: string;
  /** The app owns an embedded database; a command joins a running app, or owns it for its run. */
  role: 'app' | 'command';
  log: DbLog;
  /** The embedded database failed for good: end the process. The default logs it as fatal. */
  onBroken?: (reason: string) => void;
  /** The embedded database: take snapshots, and restore one where it does not open (the app; not commands and tests). */
  keepsSnapshots?: boolean;
  /** Told what whoever runs Pacer must know; the default logs it. */
  tell?: (text: string) => void;
  /** How a file is put on disk, `fdatasync`; tests watch it. */
  sync?: Sync;
}

/**
 * Opens the database and brings it up to the code's migrations. Throws a DbProblem, whose message is for a person,
 * when the directory belongs to another app, the server cannot be reached, or the database is newer than the code.
 */
export async function openDb(options: OpenDbOptions): Promise<Db> {
  const onError = (error: Error): void =>
    options.log.warn({ err: error }, 'a database connection failed and is replaced');
  if (options.databaseUrl !== undefined) {
    const connection = await openServer(options.databaseUrl, options.role);
    const client = createClient(connection, onError);
    return {
      ...common(client),
      connection,
      kind: 'server',
      durable: async () => undefined,
      grown: async () => void (await client.$executeRawUnsafe(gatherOne)),
      close: () => client.$disconnect(),
    };
  }
  const { role, log } = options;
  // The driver takes a relative path to the socket for the name of a host.
  const dataDir = resolve(options.dataDir);
  const onBroken = options.onBroken ?? ((reason) => log.fatal({ reason }, 'the embedded database failed'));
  const embedded = await openEmbedded({
    ...{ dataDir, role, onBroken, keepsSnapshots: options.keepsSnapshots === true },
    tell: options.tell ?? ((text) => log.warn({}, text)),
  });
  const client = createClient(embedded.connection, onError);
  const wal = watchWal(embedded.directory, options.sync);
  const close = async (): Promise<void> => {
    await client.$disconnect();
    await wal.close();
    await embedded.close();
  };
  const { connection, snapshots } = embedded;
  return {
    ...common(client),
    ...{
      connection,
      kind: 'embedded' as const,
      durable: () => wal.durable(),
      grown: async () => undefined,
      close,
    },
    ...(snapshots === undefined ? {} : { snapshots }),
  };
}

function common(client: PrismaClient): Pick<Db, 'client' | 'now'> {
  return { client, now: () => clock(client) };
}

async function clock(client: PrismaClient): Promise<Date> {
  const rows = await client.$queryRaw<{ now: Date }[]>(Prisma.sql`SELECT clock_timestamp() AS now`);
  const [row] = rows;
  if (row === undefined) throw new Error('the database did not tell the time');
  return row.now;
}
