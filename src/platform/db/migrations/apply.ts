import pg from 'pg';
import { z } from 'zod';
import type { Connection } from '../client.ts';
import { DbProblem } from '../errors.ts';
import { MIGRATIONS_DIR, readMigrations } from './disk.ts';
import { withSchemaEngine } from './engine.ts';
import { type AppliedMigration, type Migration, type Standing, standing } from './history.ts';

/** Key of the advisory lock under which instances on one server migrate in turn. */
const LOCK_KEY = 7_260_112;

const rows = z.array(
  z.object({
    migration_name: z.string(),
    checksum: z.string(),
    finished: z.boolean(),
    rolled_back: z.boolean(),
  }),
);

/**
 * Brings an embedded database, which nobody else uses yet, up to the code; `before` comes first where there is something to change in a database
 * that holds something. Throws a DbProblem where it cannot.
 */
export async function migrateAlone(
  connection: Connection,
  place: string,
  before?: () => Promise<unknown>,
): Promise<string[]> {
  return withClient(connection, (client) => migrate(client, connection, place, before));
}

/**
 * Brings a server's database up to the code; instances that start together do it in turn. The lock belongs to a
 * transaction of its own, so that it is free when this process dies.
 */
export async function migrateInTurn(connection: Connection, place: string): Promise<string[]> {
  return withClient(connection, async (client) => {
    await client.query('BEGIN');
    await client.query('SET LOCAL idle_in_transaction_session_timeout = 0');
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK_KEY]);
    const done = await migrate(client, connection, place);
    await client.query('COMMIT');
    return done;
  });
}

/** Refuses a database that does not stand exactly where the code does; for clients that must not migrate. */
export async function requireCurrent(connection: Connection, place: string): Promise<void> {
  const code = readMigrations();
  const found = await withClient(connection, async (client) => standing(code, await applied(client)));
  if (found.kind === 'behind') {
    throw new DbProblem(
      'newer',
      `The app that runs on ${place} is older than this command. Stop it and start it again, then repeat the command.`,
    );
  }
  refuse(found, place);
}

async function migrate(
  client: pg.Client,
  connection: Connection,
  place: string,
  before?: () => Promise<unknown>,
): Promise<string[]> {
  const code = readMigrations();
  const known = await applied(client);
  const found = standing(code, known);
  refuse(found, place);
  if (found.kind === 'current') return [];
  if (known.length > 0) await before?.();
  return applyMigrations(connection, code, place);
}

/** Applies what is missing by Prisma's own engine, recorded as `prisma migrate deploy` records it. */
export async function applyMigrations(
  connection: Connection,
  code: readonly Migration[],
  place: string,
): Promise<string[]> {
  const plain: Connection = { ...connection, statement_timeout: 0, query_timeout: 0 };
  try {
    return await withSchemaEngine(plain, async (engine) => {
      const done = await engine.applyMigrations({ migrationsList: asList(code), filters: NO_FILTER });
      return done.appliedMigrationNames;
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DbProblem(
      'failed-migration',
      `A migration failed on ${place}, and nothing of it was kept: ${reason}`,
      { cause: error },
    );
  }
}

export const NO_FILTER = { externalTables: [], externalEnums: [] };

/** The migrations in the schema engine's words. */
function asList(code: readonly Migration[]) {
  return {
    baseDir: MIGRATIONS_DIR,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: code.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: sql } },
    })),
  };
}

async function applied(client: pg.Client): Promise<AppliedMigration[]> {
  const table = await client.query<{ there: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`,
  );
  if (table.rows[0]?.there !== true) return [];
  const { rows: found } = await client.query(
    'SELECT migration_name, checksum, finished_at IS NOT NULL AS finished, rolled_back_at IS NOT NULL AS rolled_back FROM _prisma_migrations ORDER BY started_at',
  );
  return rows.parse(found).map((row) => ({
    name: row.migration_name,
    checksum: row.checksum,
    finished: row.finished,
    rolledBack: row.rolled_back,
  }));
}

function refuse(found: Standing, place: string): void {
  if (found.kind === 'newer') {
    throw new DbProblem(
      'newer',
      `The database (${place}) is newer than this version of Pacer: it has the migration ${found.unknown.join(', ')}, which this version does not know. Start the newer version, or restore a backup from before the update.`,
    );
  }
  if (found.kind === 'changed') {
    throw new DbProblem(
      'changed',
      `The database (${place}) was made with another text of the migration ${found.changed.join(', ')} than this version has. Use the version that made it; a database with nothing of value may be removed.`,
    );
  }
  if (found.kind === 'failed') {
    throw new DbProblem(
      'failed-migration',
      `The database (${place}) has a migration that failed: ${found.failed.join(', ')}. Repair it by hand and mark it with "prisma migrate resolve", or restore a backup.`,
    );
  }
}

async function withClient<T>(connection: Connection, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...connection, statement_timeout: 0, query_timeout: 0 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
