import pg from 'pg';
import { type Connection, serverConnection } from './client.ts';
import { DbProblem } from './errors.ts';
import { migrateInTurn } from './migrations/apply.ts';

const OLDEST = 15;
const POOL = { app: 20, command: 4 };
const EXAMPLE = 'DATABASE_URL=postgresql://pacer:secret@db.example.com:5432/pacer';

/** Checks that a PostgreSQL server of a fitting version answers at `DATABASE_URL`, and brings its database up to the code. */
export async function openServer(databaseUrl: string, role: 'app' | 'command'): Promise<Connection> {
  const place = placeOf(databaseUrl);
  const connection = serverConnection(databaseUrl, POOL[role]);
  const version = await serverVersion(connection, place);
  if (version < OLDEST) {
    throw new DbProblem(
      'unsupported',
      `The PostgreSQL server at ${place} (DATABASE_URL) is version ${version}. Pacer needs version ${OLDEST} or newer.`,
    );
  }
  await migrateInTurn(connection, place);
  return connection;
}

/** Where a URL points, without its password. Throws a DbProblem when it is no PostgreSQL URL. */
export function placeOf(databaseUrl: string): string {
  const url = URL.canParse(databaseUrl) ? new URL(databaseUrl) : undefined;
  if (url === undefined || !['postgres:', 'postgresql:'].includes(url.protocol)) {
    throw new DbProblem(
      'unreachable',
      `DATABASE_URL is not the address of a PostgreSQL database. Example: ${EXAMPLE}`,
    );
  }
  const host = url.searchParams.get('host') ?? url.hostname;
  return `${host}${url.port === '' ? '' : `:${url.port}`}${url.pathname}`;
}

async function serverVersion(connection: Connection, place: string): Promise<number> {
  const client = new pg.Client(connection);
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ v: number }>(
      `SELECT current_setting('server_version_num')::int / 10000 AS v`,
    );
    return rows[0]?.v ?? 0;
  } catch (error) {
    throw new DbProblem('unreachable', `${reasonOf(error, place)} Check DATABASE_URL. Example: ${EXAMPLE}`, {
      cause: error,
    });
  } finally {
    await client.end().catch(() => undefined);
  }
}

function reasonOf(error: unknown, place: string): string {
  if (error instanceof pg.DatabaseError)
    return `The PostgreSQL server at ${place} refused: ${error.message}.`;
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return `No PostgreSQL server answers at ${place} (${code}).`;
}
