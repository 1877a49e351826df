/** A migration as it stands in `prisma/migrations`. */
export interface Migration {
  /** Folder, for example `20261123100000_init`. */
  name: string;
  sql: string;
  /** SHA-256 of the script, in hexadecimal, as Prisma writes it. */
  checksum: string;
}

/** A row of `_prisma_migrations`. */
export interface AppliedMigration {
  name: string;
  checksum: string;
  finished: boolean;
  rolledBack: boolean;
}

/** How a database stands to the code. */
export type Standing =
  | { kind: 'current' }
  | { kind: 'behind'; missing: string[] }
  | { kind: 'newer'; unknown: string[] }
  | { kind: 'changed'; changed: string[] }
  | { kind: 'failed'; failed: string[] };

/** Compares a database's history with the code's migrations. The gravest finding wins. */
export function standing(code: readonly Migration[], applied: readonly AppliedMigration[]): Standing {
  const counted = applied.filter((row) => !row.rolledBack);
  const known = new Map(code.map((migration) => [migration.name, migration.checksum]));
  const unknown = counted.filter((row) => !known.has(row.name)).map((row) => row.name);
  if (unknown.length > 0) return { kind: 'newer', unknown };
  const failed = counted.filter((row) => !row.finished).map((row) => row.name);
  if (failed.length > 0) return { kind: 'failed', failed };
  const changed = counted.filter((row) => known.get(row.name) !== row.checksum).map((row) => row.name);
  if (changed.length > 0) return { kind: 'changed', changed };
  const done = new Set(counted.map((row) => row.name));
  const missing = code.filter((migration) => !done.has(migration.name)).map((migration) => migration.name);
  return missing.length === 0 ? { kind: 'current' } : { kind: 'behind', missing };
}
