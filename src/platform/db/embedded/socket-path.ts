import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `pg` and `psql` derive a socket's name from its directory and port. */
export const SOCKET_PORT = 5432;
const SOCKET_NAME = `.s.PGSQL.${SOCKET_PORT}`;
/** The smallest limit among the systems that matter (macOS: 104 with the closing NUL, Linux: 108). */
const LONGEST = 103;

/** A private directory with the socket in it. */
export interface SocketPlace {
  directory: string;
  path: string;
  /** Removes the socket, and the directory if it was made for this run. */
  remove(): void;
}

/**
 * Makes the place for the socket: `<dataDir>/run`, readable by the owner alone, or a short private directory under the
 * system's temporary one where the data directory's path is too long for a Unix socket. What a killed owner left is cleared.
 */
export function makeSocketPlace(dataDir: string): SocketPlace {
  const near = join(dataDir, 'run');
  const fits = Buffer.byteLength(join(near, SOCKET_NAME)) <= LONGEST;
  const directory = fits ? near : mkdtempSync(join(tmpdir(), 'pacer-'));
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  chmodSync(directory, 0o700);
  const path = join(directory, SOCKET_NAME);
  rmSync(path, { force: true });
  return {
    directory,
    path,
    remove: () =>
      fits ? rmSync(path, { force: true }) : rmSync(directory, { recursive: true, force: true }),
  };
}
