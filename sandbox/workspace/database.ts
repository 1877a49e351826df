import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Records kept as JSON under (kind, id). Small kinds are read whole at the start and held in memory by their owner. */
export interface Documents {
  all<T>(kind: string): T[];
  get<T>(kind: string, id: string): T | undefined;
  put(kind: string, id: string, value: unknown): void;
  remove(kind: string, id: string): void;
}

export interface Database {
  sql: DatabaseSync;
  documents: Documents;
  close(): void;
}

/** Thrown when another process holds the workspace's database. */
export class WorkspaceInUse extends Error {}

const SCHEMA = `
  create table if not exists documents (kind text, id text, body text not null, primary key (kind, id)) without rowid;
  create table if not exists messages (
    channel text, ts text, thread text not null, body text not null, primary key (channel, ts)
  ) without rowid;
  create index if not exists messages_thread on messages (channel, thread, ts);
`;

/**
 * Opens (or creates) the workspace's SQLite file in `dir`. The exclusive lock is the kernel's: it stops a second sandbox on
 * the same directory, and is free again after `kill -9`. In WAL mode each commit survives the death of the process.
 */
export function openDatabase(dir: string): Database {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  chmodSync(dir, 0o700);
  const sql = new DatabaseSync(join(dir, 'workspace.db'));
  try {
    sql.exec('pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = normal');
    sql.exec(SCHEMA);
    sql.exec('begin immediate; commit');
  } catch (error) {
    sql.close();
    if (error instanceof Error && /locked|busy/i.test(error.message)) throw new WorkspaceInUse(error.message);
    throw error;
  }
  return { sql, documents: documentsOf(sql), close: () => sql.close() };
}

function documentsOf(sql: DatabaseSync): Documents {
  const all = sql.prepare('select body from documents where kind = ?');
  const one = sql.prepare('select body from documents where kind = ? and id = ?');
  const put = sql.prepare('insert or replace into documents (kind, id, body) values (?, ?, ?)');
  const remove = sql.prepare('delete from documents where kind = ? and id = ?');
  return {
    all: <T>(kind: string) => all.all(kind).map((row) => JSON.parse(String(row['body'])) as T),
    get: <T>(kind: string, id: string) => {
      const row = one.get(kind, id);
      return row === undefined ? undefined : (JSON.parse(String(row['body'])) as T);
    },
    put: (kind, id, value) => void put.run(kind, id, JSON.stringify(value)),
    remove: (kind, id) => void remove.run(kind, id),
  };
}

/** The same records, of one workspace: their kinds bear its id. */
export function documentsWithin(documents: Documents, teamId: string): Documents {
  const own = (kind: string) => `${teamId}/${kind}`;
  return {
    all: (kind) => documents.all(own(kind)),
    get: (kind, id) => documents.get(own(kind), id),
    put: (kind, id, value) => documents.put(own(kind), id, value),
    remove: (kind, id) => documents.remove(own(kind), id),
  };
}
