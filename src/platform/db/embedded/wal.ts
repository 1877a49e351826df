import { constants } from 'node:fs';
import { type FileHandle, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const SEGMENT = /^[0-9A-F]{24}$/;
const SEGMENT_BYTES = 16n * 1024n * 1024n;
const SEGMENTS_PER_ID = 0x1_0000_0000n / SEGMENT_BYTES;

/** Puts what is written on disk in order; given by tests to watch when it happens. */
export type Sync = (file: FileHandle) => Promise<void>;

/** Orders committed work on disk. */
export interface Durability {
  /** Resolves once everything that was committed before the call is ordered on disk. */
  durable(): Promise<void>;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

/**
 * Group commit for the embedded database, which runs with `fsync=off` (reliability.md § 4, guard 2): `fdatasync` of the
 * current segment of the write-ahead log. Callers that come while one is under way share the next. No query is needed:
 * a segment is in use as soon as its first page bears its own address (recycled ones still bear their old one).
 */
export function watchWal(databaseDir: string, sync: Sync = (file) => file.datasync()): Durability {
  const segments = new SegmentWalker(join(databaseDir, 'pg_wal'), sync);
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  function begin(): Promise<void> {
    running = segments.syncAll().finally(() => {
      running = undefined;
    });
    return running;
  }

  return {
    durable() {
      if (running === undefined) return begin();
      next ??= running
        .catch(() => undefined)
        .then(() => {
          next = undefined;
          return begin();
        });
      return next;
    },
    async close() {
      await Promise.allSettled([running, next]);
    },
  };
}

/** Follows the write-ahead log from segment to segment. */
class SegmentWalker {
  private readonly directory: string;
  private readonly sync: Sync;
  /** The last segment synced. It may be gone by now: a checkpoint removes or renames old ones. */
  private current: string | undefined;

  constructor(directory: string, sync: Sync) {
    this.directory = directory;
    this.sync = sync;
  }

  /** Syncs the current segment and, where the log has moved on, those after it. */
  async syncAll(): Promise<void> {
    const start = this.current;
    if (start === undefined || !(await this.syncOne(start))) return this.syncEverything();
    for (let name = following(start); await this.syncOne(name); name = following(name)) {
      this.current = name;
      await this.syncDirectory();
    }
  }

  private async syncEverything(): Promise<void> {
    const names = (await readdir(this.directory)).filter((name) => SEGMENT.test(name)).sort();
    let last: string | undefined;
    for (const name of names) if (await this.syncOne(name)) last = name;
    if (last === undefined) throw new Error(`no write-ahead log in ${this.directory}`);
    this.current = last;
    await this.syncDirectory();
  }

  /** Syncs a segment; false when the log has not reached it, or has dropped it. */
  private async syncOne(name: string): Promise<boolean> {
    const file = await this.used(name);
    if (file === undefined) return false;
    await this.sync(file).finally(() => file.close());
    return true;
  }

  /** The segment of that name, open, if the log has reached it. */
  private async used(name: string): Promise<FileHandle | undefined> {
    const file = await open(join(this.directory, name), constants.O_RDWR).catch(ignoreMissing);
    if (file === undefined) return undefined;
    const header = Buffer.alloc(16);
    await file.read(header, 0, 16, 0);
    if (header.readBigUInt64LE(8) === addressOf(name)) return file;
    await file.close();
    return undefined;
  }

  /** A new segment's name must be as safe as its content. */
  private async syncDirectory(): Promise<void> {
    const directory = await open(this.directory, constants.O_RDONLY);
    await directory.sync().finally(() => directory.close());
  }
}

function ignoreMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}

/** Number of a segment within its timeline. */
function indexOf(name: string): bigint {
  return BigInt(`0x${name.slice(8, 16)}`) * SEGMENTS_PER_ID + BigInt(`0x${name.slice(16)}`);
}

/** Position in the log at which a segment begins: its first page bears it. */
export function addressOf(name: string): bigint {
  return indexOf(name) * SEGMENT_BYTES;
}

/** Name of the segment after this one, on the same timeline. */
export function following(name: string): string {
  const index = indexOf(name) + 1n;
  const part = (value: bigint): string => value.toString(16).toUpperCase().padStart(8, '0');
  return `${name.slice(0, 8)}${part(index / SEGMENTS_PER_ID)}${part(index % SEGMENTS_PER_ID)}`;
}
