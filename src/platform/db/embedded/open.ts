import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../client.ts';
import { embeddedConnection } from '../client.ts';
import { DbProblem } from '../errors.ts';
import { migrateAlone, requireCurrent } from '../migrations/apply.ts';
import { databaseDirectory, type Engine, startEngine } from './engine.ts';
import { type Lock, type Owner, readOwner, takeLock } from './lock.ts';
import { isFresh, type Snapshots } from './snapshots/daily.ts';
import { isBroken, restoreNewest } from './snapshots/restore.ts';
import { listSnapshots, type Snapshot, takeAtRest, takeWhileServing } from './snapshots/take.ts';
import { makeSocketPlace, SOCKET_PORT } from './socket-path.ts';

/** An embedded database that can be connected to. */
export interface EmbeddedDatabase {
  connection: Connection;
  /** Directory of PGlite's files, for the durable barrier. */
  directory: string;
  /** Ends what this process brought up, after its own clients are gone. */
  close(): Promise<void>;
  /** Where this process owns the database and keeps snapshots of it. */
  snapshots?: Snapshots;
}

export interface EmbeddedOptions {
  dataDir: string;
  role: 'app' | 'command';
  /** The database failed for good while running. */
  onBroken(reason: string): void;
  /** Snapshots are taken before migrations and at the end, and restored where the database does not open. */
  keepsSnapshots: boolean;
  /** Something that whoever runs Pacer must know. */
  tell(text: string): void;
}

const POOL = { app: 12, command: 4 };
/** How long a command waits for an owner that has not announced itself yet. */
const OWNER_STARTS_MS = 15_000;
const ASK_AGAIN_MS = 50;

/**
 * Opens the embedded database of a data directory as its one owner, or, for a command, as a client of whoever owns it.
 * An app that finds the directory taken gets a DbProblem with the owner's pid, and touches nothing.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const deadline = Date.now() + OWNER_STARTS_MS;
  for (;;) {
    const lock = tryLock(options.dataDir);
    if (lock !== undefined) return own(options, lock);
    const owner = readOwner(options.dataDir);
    if (options.role === 'app' && owner !== undefined) throw inUse(options.dataDir, owner);
    if (options.role === 'command' && owner?.socketPath !== undefined) {
      const joined = await join(options, owner.socketPath);
      if (joined !== undefined) return joined;
    }
    if (Date.now() > deadline) throw inUse(options.dataDir, owner);
    await sleep(ASK_AGAIN_MS);
  }
}

function tryLock(dataDir: string): Lock | undefined {
  try {
    return takeLock(dataDir);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DbProblem(
      'unusable',
      `The data directory ${dataDir} cannot be used (${reason}). It must be a directory that this user may write; PACER_DATA_DIR chooses another, for example PACER_DATA_DIR=/var/lib/pacer.`,
      { cause: error },
    );
  }
}

async function own(options: EmbeddedOptions, lock: Lock): Promise<EmbeddedDatabase> {
  const about: Owner = { pid: process.pid, role: options.role, since: new Date().toISOString() };
  lock.announce(about);
  const undo: (() => void | Promise<void>)[] = [() => lock.release()];
  const close = async (): Promise<void> => {
    for (const step of undo.splice(0)) await step();
  };
  const { dataDir } = options;
  const directory = databaseDirectory(dataDir);
  try {
    const place = await makeSocketPlace(dataDir);
    undo.unshift(() => place.remove());
    const engine = await startOrRestore(options, place.path);
    if (options.keepsSnapshots) undo.unshift(() => takeAtEnd(options, directory));
    undo.unshift(() => engine.close());
    const connection = embeddedConnection(place.directory, SOCKET_PORT, POOL[options.role]);
    const take = (now: Date): Promise<Snapshot> =>
      takeWhileServing({ dataDir, directory, connection }, now, engine.hold);
    await migrateAlone(connection, directory, options.keepsSnapshots ? () => take(new Date()) : undefined);
    lock.announce({ ...about, socketPath: place.path });
    const snapshots = { dataDir, directory, take };
    return { connection, directory, close, ...(options.keepsSnapshots ? { snapshots } : {}) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A database that does not open is put aside, and the newest good snapshot takes its place. Throws where there is none. */
async function startOrRestore(options: EmbeddedOptions, socketPath: string): Promise<Engine> {
  const { dataDir, onBroken, tell } = options;
  try {
    return await startEngine(dataDir, socketPath, onBroken);
  } catch (error) {
    const isOurs = error instanceof DbProblem && error.kind === 'broken' && isBroken(error.message);
    if (!isOurs || !options.keepsSnapshots) throw error;
    const restored = await restoreNewest(dataDir, databaseDirectory(dataDir), new Date());
    if (restored === undefined) throw error;
    const { snapshot, brokenAside, damaged } = restored;
    tell(
      `The embedded database did not open. Pacer goes on with its snapshot of ${snapshot.takenAt.toISOString()}: what was recorded after that is missing.\nThe broken database is kept in ${brokenAside}.${damaged.length > 0 ? ` Damaged snapshots were passed over: ${damaged.join(', ')}.` : ''}`,
    );
    return startEngine(dataDir, socketPath, onBroken);
  }
}

/** The last snapshot of a run; a stop does not fail for it. */
async function takeAtEnd({ dataDir, tell }: EmbeddedOptions, directory: string): Promise<void> {
  const now = new Date();
  const [newest] = await listSnapshots(dataDir);
  if (isFresh(newest?.takenAt, now)) return;
  await takeAtRest(dataDir, directory, now).catch((error: unknown) =>
    tell(
      `The snapshot at the end could not be taken: ${error instanceof Error ? error.message : String(error)}`,
    ),
  );
}

/** Joins the owner as a client; undefined when it has gone away meanwhile. */
async function join(options: EmbeddedOptions, socketPath: string): Promise<EmbeddedDatabase | undefined> {
  const connection = embeddedConnection(dirname(socketPath), SOCKET_PORT, POOL.command);
  const directory = databaseDirectory(options.dataDir);
  try {
    await requireCurrent(connection, directory);
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
  return { connection, directory, close: async () => undefined };
}

const GONE = ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'];

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && GONE.includes(String(error.code));
}

function inUse(dataDir: string, owner: Owner | undefined): DbProblem {
  const who =
    owner === undefined
      ? 'another process'
      : `the ${owner.role === 'app' ? 'app' : 'command'} with process id ${owner.pid}`;
  return new DbProblem(
    'in-use',
    `The data directory ${dataDir} is in use by ${who}. Stop that one first, or give this one a directory of its own with PACER_DATA_DIR, for example PACER_DATA_DIR=/var/lib/pacer-2.`,
    owner === undefined ? {} : { ownerPid: owner.pid },
  );
}
