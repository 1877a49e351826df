import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import type { Connection } from '../../client.ts';
import { archiveEnd, entriesOf, filesBelow, textEntry } from './tar.ts';

/** Snapshots of the embedded database (reliability.md § 4, guard 3): `snapshots/2026-11-27T02-00-00-000Z.tar.gz` in the data directory. */

/** So many are kept. */
export const keptSnapshots = 5;
const NAME = /^\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}-\d{3}Z\.tar\.gz$/;

export const snapshotsIn = (dataDir: string): string => join(dataDir, 'snapshots');

/** A snapshot on disk. */
export interface Snapshot {
  path: string;
  takenAt: Date;
}

/** All snapshots of a data directory, newest first. */
export async function listSnapshots(dataDir: string): Promise<Snapshot[]> {
  const folder = snapshotsIn(dataDir);
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => NAME.test(name))
    .toSorted()
    .reverse()
    .map((name) => ({ path: join(folder, name), takenAt: takenAt(name) }));
}

function takenAt(name: string): Date {
  const [date = '', time = ''] = name.replace('Z.tar.gz', '').split('T');
  const [hour, minute, second, ms] = time.split('-');
  return new Date(`${date}T${hour}:${minute}:${second}.${ms}Z`);
}

/** What belongs to a running server and not to its data. */
const passing =
  /^(postmaster\.pid|pg_stat_tmp\/.+|pg_replslot\/.+|pg_notify\/.+|pg_snapshots\/.+|pg_subtrans\/.+|backup_label)$/;
const isWal = (path: string): boolean => path.startsWith('pg_wal/');
const control = 'global/pg_control';

/**
 * Copies the database while it serves, by PostgreSQL's own protocol for that: between `pg_backup_start` and `pg_backup_stop` files may be copied
 * as they are, and the write-ahead log makes them one. What people do meanwhile waits for the two calls alone. `hold` keeps checkpoints back, which
 * would take log away that the copy needs.
 */
export async function takeWhileServing(
  { dataDir, directory, connection }: { dataDir: string; directory: string; connection: Connection },
  now: Date,
  hold: (isHeld: boolean) => void,
): Promise<Snapshot> {
  const client = new pg.Client(connection);
  client.on('error', () => undefined);
  await client.connect();
  hold(true);
  try {
    await client.query(`SELECT pg_backup_start('pacer', true)`);
    let isOpen = true;
    const stop = async (): Promise<string> => {
      isOpen = false;
      const { rows } = await client.query<{ labelfile: string }>(
        'SELECT labelfile FROM pg_backup_stop(false)',
      );
      return rows[0]?.labelfile ?? '';
    };
    try {
      return await write(dataDir, now, served(directory, stop));
    } finally {
      if (isOpen) await stop();
    }
  } finally {
    hold(false);
    await client.end();
  }
}

/** First the data, its control file last; then the log up to the end of the copy; and the label that says where to begin. */
async function* served(directory: string, stop: () => Promise<string>): AsyncGenerator<Buffer> {
  const paths = await filesBelow(directory, (path) => passing.test(path) || isWal(path));
  yield* entriesOf(
    directory,
    paths.filter((path) => path !== control),
  );
  yield* entriesOf(directory, [control]);
  const label = await stop();
  const log = await filesBelow(directory, (path) => !`${path}/`.startsWith('pg_wal/'));
  yield* entriesOf(
    directory,
    log.filter((path) => path !== 'pg_wal/'),
  );
  yield textEntry({ path: 'backup_label', text: label });
}

/** Copies a database that nobody has open. */
export async function takeAtRest(dataDir: string, directory: string, now: Date): Promise<Snapshot> {
  const paths = await filesBelow(directory, (path) => passing.test(path));
  return write(dataDir, now, entriesOf(directory, paths));
}

/** Written beside its place, put on disk, renamed; then the oldest ones go. */
async function write(dataDir: string, now: Date, entries: AsyncGenerator<Buffer>): Promise<Snapshot> {
  const folder = snapshotsIn(dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${now.toISOString().replaceAll(/[:.]/g, '-')}.tar.gz`);
  const draft = `${path}.new`;
  // What a process that was killed left half done.
  for (const name of await readdir(folder))
    if (name.endsWith('.new')) await rm(join(folder, name), { force: true });
  const all = async function* (): AsyncGenerator<Buffer> {
    yield* entries;
    yield archiveEnd;
  };
  try {
    await pipeline(Readable.from(all()), createGzip({ level: 1 }), createWriteStream(draft, { mode: 0o600 }));
    await sync(draft);
    await rename(draft, path);
    await sync(folder);
  } finally {
    await rm(draft, { force: true });
  }
  for (const { path: old } of (await listSnapshots(dataDir)).slice(keptSnapshots))
    await rm(old, { force: true });
  return { path, takenAt: now };
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r');
  await file.sync().finally(() => file.close());
}
