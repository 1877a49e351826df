import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from '../client.ts';
import { embeddedConnection } from '../client.ts';
import { startEngine } from '../embedded/engine.ts';
import { makeSocketPlace, SOCKET_PORT } from '../embedded/socket-path.ts';
import { applyMigrations, NO_FILTER } from './apply.ts';
import { MIGRATIONS_DIR, readMigrations, readSchema, type SchemaFile } from './disk.ts';
import { type SchemaEngine, withSchemaEngine } from './engine.ts';

const EMPTY_MIGRATION = '-- This is an empty migration.';
/** Every database has it; saying so would need the right to create schemas. */
const PUBLIC_SCHEMA = /-- CreateSchema\nCREATE SCHEMA IF NOT EXISTS "public";\n/;
type DiffSource = Parameters<SchemaEngine['diff']>[0]['from'];

/**
 * The SQL that leads from the committed migrations to the schema; empty when they agree. Needs nothing but this machine:
 * the migrations are applied to an empty embedded database, which is introspected and compared with the schema's files.
 */
export async function difference(): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'pacer-migration-'));
  const place = await makeSocketPlace(dataDir);
  const engine = await startEngine(dataDir, place.path, () => undefined);
  try {
    const connection = embeddedConnection(place.directory, SOCKET_PORT, 1);
    const code = readMigrations();
    if (code.length > 0) await applyMigrations(connection, code, 'an empty database');
    return await differenceOn(connection);
  } finally {
    await engine.close();
    place.remove();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The SQL that leads from the tables of a database to the schema; empty when they agree. */
export async function differenceOn(connection: Connection): Promise<string> {
  const files = readSchema();
  return withSchemaEngine(connection, async (engine) => {
    const { stdout } = await engine.diff({
      from: await tablesOf(engine, files),
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: NO_FILTER,
    });
    const script = (stdout ?? '').replace(PUBLIC_SCHEMA, '').trim();
    return script === EMPTY_MIGRATION ? '' : script;
  });
}

/** What a database holds, as a schema. The engine calls a database without tables an error (P4001). */
async function tablesOf(engine: SchemaEngine, files: SchemaFile[]): Promise<DiffSource> {
  const blank = files.filter(({ content }) => content.includes('datasource '));
  try {
    const found = await engine.introspect({
      schema: { files: blank },
      baseDirectoryPath: '',
      force: true,
      compositeTypeDepth: -1,
      namespaces: null,
    });
    return { tag: 'schemaDatamodel', files: found.schema.files };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'P4001') return { tag: 'empty' };
    throw error;
  }
}

/** Writes a migration folder, named by the instant (UTC) and the name, and returns its path. */
export function writeMigration(name: string, sql: string, now: Date): string {
  const stamp = now.toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = join(MIGRATIONS_DIR, `${stamp}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'migration.sql'), `${sql}\n`);
  writeFileSync(
    join(MIGRATIONS_DIR, 'migration_lock.toml'),
    '# Which kind of database the migrations are for.\nprovider = "postgresql"\n',
  );
  return folder;
}
