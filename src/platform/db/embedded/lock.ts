import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

const ownerSchema = z.object({
  pid: z.number().int().positive(),
  role: z.enum(['app', 'command']),
  /** Where to connect; absent until the owner is ready for others. */
  socketPath: z.string().optional(),
  since: z.string(),
});

/** Who owns a data directory, as it wrote about itself. */
export type Owner = z.infer<typeof ownerSchema>;

/** The right to open the database of a data directory: held by the kernel, free again when the process is gone. */
export interface Lock {
  /** Tells others who owns the directory and, once it is ready, where to connect. */
  announce(owner: Owner): void;
  release(): void;
}

/**
 * Takes the directory for this process, or returns undefined when another has it (reliability.md § 4, guard 1). The lock
 * is SQLite's exclusive lock on a small file: it holds across containers that share the volume, and a killed process
 * loses it. The file's own content means nothing.
 */
export function takeLock(dataDir: string): Lock | undefined {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = new DatabaseSync(join(dataDir, 'owner.lock'), { timeout: 0 });
  try {
    file.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    file.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
  const about = join(dataDir, 'owner.json');
  rmSync(about, { force: true });
  return {
    announce(owner) {
      writeFileSync(`${about}.new`, `${JSON.stringify(owner)}\n`, { mode: 0o600 });
      renameSync(`${about}.new`, about);
    },
    release() {
      rmSync(about, { force: true });
      file.close();
    },
  };
}

/** What the owner of a directory wrote about itself; undefined when it has not yet, or nobody owns it. */
export function readOwner(dataDir: string): Owner | undefined {
  const about = join(dataDir, 'owner.json');
  if (!existsSync(about)) return undefined;
  try {
    return ownerSchema.parse(JSON.parse(readFileSync(about, 'utf8')));
  } catch {
    return undefined;
  }
}

const SQLITE_BUSY = 5;

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}
