import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system in memory, where the machine has one: there a data directory is copied in a tenth of the time. */
const MEMORY = '/dev/shm';
/** What the files of a run that stand beside each other need at most, with much to spare. */
const ROOM = 2 ** 31;
const NAME = 'pacer-tests-';
/** What Node makes of the sources, for all processes of all runs. */
const compiled = join(import.meta.dirname, '../../node_modules/.cache/pacer-compiled');

/**
 * Once for a whole run, before its first file (vitest's `globalSetup`): a place for all temporary files, which is removed at the end, and one for
 * what is compiled, which stays.
 */
export default function beginRun(): () => void {
  const place = makePlace(hasRoom(MEMORY) ? MEMORY : tmpdir());
  process.env['TMPDIR'] = place;
  process.env['NODE_COMPILE_CACHE'] ??= compiled;
  return () => rmSync(place, { recursive: true, force: true });
}

function hasRoom(directory: string): boolean {
  if (!existsSync(directory)) return false;
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize >= ROOM;
}

/** The process's id is in the name, so that the next run clears what a killed one left. */
function makePlace(parent: string): string {
  for (const name of readdirSync(parent)) {
    const pid = Number(name.startsWith(NAME) ? name.slice(NAME.length).split('-')[0] : Number.NaN);
    if (pid > 0 && !isAlive(pid)) rmSync(join(parent, name), { recursive: true, force: true });
  }
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(join(parent, `${NAME}${process.pid}-`));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
