import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../scripts/with-postgres.mjs', import.meta.url));
const holder = fileURLToPath(new URL('./hold.ts', import.meta.url));

/** A private PostgreSQL server. */
export interface PrivateServer {
  url: string;
  stop(): Promise<void>;
}

/**
 * Brings a private PostgreSQL server up, with `fsync` on as in real life; it is gone when it is stopped, or when this process ends.
 * Undefined where PostgreSQL is not installed (what is missing has been said on stderr).
 */
export async function startPostgres(): Promise<PrivateServer | undefined> {
  const child = spawn(process.execPath, [script, process.execPath, holder], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      ...process.env,
      PACER_POSTGRES_SETTINGS: '-c fsync=on -c shared_buffers=512MB -c max_wal_size=8GB',
    },
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const first = new Promise<string>((resolve) =>
    createInterface({ input: child.stdout }).once('line', resolve),
  );
  const url = await Promise.race([first, gone.then(() => undefined)]);
  if (url === undefined) return undefined;
  return {
    url,
    async stop() {
      child.stdin.end();
      await gone;
    },
  };
}
