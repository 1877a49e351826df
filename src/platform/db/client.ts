import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from './generated/client.ts';

/** How to reach a database, in the words of the `pg` driver. */
export type Connection = pg.PoolConfig;

/** Milliseconds to wait for a connection. */
export const CONNECT_MS = 5_000;
/** Milliseconds that one statement may take. */
export const STATEMENT_MS = 30_000;
/** Milliseconds that an interactive transaction may be open, and may wait to begin. */
const TRANSACTION_MS = 10_000;

/**
 * The connection to a server by its URL. The session is on UTC whatever the server's setting: the adapter drops the
 * offset of a `timestamptz`, so any other zone would shift every instant.
 */
export function serverConnection(url: string, max: number): Connection {
  const address = new URL(url);
  const given = address.searchParams.get('options') ?? '';
  address.searchParams.delete('options');
  return {
    connectionString: address.href,
    options: `${given} -c TimeZone=UTC`.trim(),
    max,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: TRANSACTION_MS,
    application_name: 'pacer',
  };
}

/**
 * The connection to the embedded database through its socket. Its clients share one session, so the limits are kept by
 * the client (`query_timeout`) and by the multiplexer, not by settings of the session. Whoever is there answers at once, so that the time to
 * connect is that of waiting for a place among the clients: no shorter than a statement may take.
 */
export function embeddedConnection(socketDirectory: string, port: number, max: number): Connection {
  return {
    host: socketDirectory,
    port,
    user: 'postgres',
    database: 'postgres',
    max,
    connectionTimeoutMillis: STATEMENT_MS,
    query_timeout: STATEMENT_MS,
    application_name: 'pacer',
  };
}

/** A Prisma client on that connection; errors of idle connections go to `onError`, the pool replaces them. */
export function createClient(connection: Connection, onError: (error: Error) => void): PrismaClient {
  const adapter = new PrismaPg(connection, {
    ...{ onPoolError: onError, onConnectionError: onError },
    statementNameGenerator: nameStatements(),
  });
  return new PrismaClient({
    adapter,
    transactionOptions: { maxWait: TRANSACTION_MS, timeout: TRANSACTION_MS },
    errorFormat: 'minimal',
  });
}

/** Statements that get a name: our shapes are few and stable, and a database must not be filled by those that are not. */
const MOST_NAMES = 400;

/**
 * Names statements, so that the database keeps their plans: to parse and plan what we run costs more than to run it. A name is made from
 * the text, so that it means the same in every connection and process (embedded/plans.ts relies on it). '' is no name.
 */
export function nameStatements(most = MOST_NAMES): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined || names.size >= most) return known ?? '';
    const name = `pacer_${createHash('sha256').update(sql).digest('hex').slice(0, 32)}`;
    names.set(sql, name);
    return name;
  };
}
