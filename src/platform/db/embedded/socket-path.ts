import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
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
 * Makes the place for the socket: `<dataDir>/run`, readable by the owner alone; or a short private directory under the
 * system's temporary one, where the data directory's path is too long for a Unix socket or its file system has none (as
 * some mounted volumes). What a killed owner left is cleared.
 */
export async function makeSocketPlace(dataDir: string): Promise<SocketPlace> {
  const near = join(dataDir, 'run');
  const path = join(near, SOCKET_NAME);
  if (Buffer.byteLength(path) <= LONGEST) {
    mkdirSync(near, { recursive: true, mode: 0o700 });
    chmodSync(near, 0o700);
    rmSync(path, { force: true });
    if (await canListen(path)) return { directory: near, path, remove: () => rmSync(path, { force: true }) };
  }
  const directory = mkdtempSync(join(tmpdir(), 'pacer-'));
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  return { directory, path: join(directory, SOCKET_NAME), remove };
}

function canListen(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(path, () => probe.close(() => resolve(true)));
  });
}
