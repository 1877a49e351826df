import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Migration } from './history.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** The project's schema and migrations. */
export const SCHEMA_DIR = join(root, 'prisma/schema');
export const MIGRATIONS_DIR = join(root, 'prisma/migrations');

/** The migrations of a folder, oldest first. */
export function readMigrations(directory: string = MIGRATIONS_DIR): Migration[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(directory, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

/** A file of the Prisma schema. */
export interface SchemaFile {
  path: string;
  content: string;
}

/** The schema's files as the schema engine wants them. */
export function readSchema(directory: string = SCHEMA_DIR): SchemaFile[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => ({ path: join(directory, name), content: readFileSync(join(directory, name), 'utf8') }));
}
