import { createReadStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { listSnapshots, type Snapshot } from './take.ts';
import { unpack } from './tar.ts';

/** What became of a database that did not open. */
export interface Restored {
  snapshot: Snapshot;
  /** Where the broken directory lies now. */
  brokenAside: string;
  /** Newer snapshots that were damaged themselves. */
  damaged: readonly string[];
}

/**
 * Puts the newest good snapshot in the place of a database that does not open; the broken directory is kept aside. Undefined, and nothing
 * changed, where there is no good one.
 */
export async function restoreNewest(
  dataDir: string,
  directory: string,
  now: Date,
): Promise<Restored | undefined> {
  const draft = `${directory}.restoring`;
  const damaged: string[] = [];
  for (const snapshot of await listSnapshots(dataDir)) {
    await rm(draft, { recursive: true, force: true });
    try {
      await unpackFile(snapshot.path, draft);
    } catch {
      damaged.push(snapshot.path);
      continue;
    }
    const brokenAside = `${directory}.broken-${now.toISOString().replaceAll(/[:.]/g, '-')}`;
    await rename(directory, brokenAside);
    await rename(draft, directory);
    return { snapshot, brokenAside, damaged };
  }
  await rm(draft, { recursive: true, force: true });
  return undefined;
}

async function unpackFile(path: string, folder: string): Promise<void> {
  await pipeline(createReadStream(path), createGunzip(), (archive) => unpack(archive as Readable, folder));
}

/** The system's words for trouble that is not the database's own: nothing is put aside for them. */
const notBroken = /ENOSPC|EACCES|EPERM|ENOMEM|EMFILE|ENFILE|EROFS|EIO|no space left/i;

/** Whether a reason for not opening speaks of the database itself. */
export const isBroken = (reason: string): boolean => !notBroken.test(reason);
