// Runs in a thread of its own: PGlite is synchronous, and the main thread must acknowledge Slack within 3 s.
import { existsSync, renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { gatherOne, lookEveryMs } from '../statistics.ts';
import { Multiplexer } from './multiplexer.ts';
import { rawBackend } from './raw.ts';

/** What the main thread tells the worker when it starts it. */
export interface WorkerStart {
  /** Directory of PGlite's files. */
  directory: string;
  /** Unix socket to listen on; the directory exists and is private. */
  socketPath: string;
  maxConnections: number;
  idleInTransactionMs: number;
  /** A CHECKPOINT is due this often: nothing else ever makes one in a single-user backend. Milliseconds. */
  checkpointEveryMs: number;
}

/** What the main thread asks of it: to close, or to hold checkpoints back and to go on with them. */
export type WorkerOrder = 'close' | 'hold' | 'go';

/** What the worker tells the main thread. */
export type WorkerWord = { word: 'ready' } | { word: 'closed' } | { word: 'broken'; reason: string };

/** Half of PGlite's default: 64 MB less resident memory, a quicker start, and shorter checkpoints. */
const SETTINGS = ['-c', 'shared_buffers=64MB'];

const port = parentPort;
if (port === null) throw new Error('src/platform/db/embedded/worker.ts is a worker thread, not a program');
const start: WorkerStart = workerData;

const say = (word: WorkerWord): void => port.postMessage(word);
const broken = (error: unknown): void => say({ word: 'broken', reason: reasonOf(error) });

function reasonOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('message' in error)) return String(error);
  return String(error.message);
}

/**
 * Opens PGlite on its directory. A new one is made beside it and renamed, so that a first start that is interrupted
 * leaves nothing that looks like a database.
 */
async function openDatabase(directory: string): Promise<PGlite> {
  if (!existsSync(directory)) {
    const draft = `${directory}.new`;
    rmSync(draft, { recursive: true, force: true });
    const made = await PGlite.create({ dataDir: draft });
    await made.close();
    renameSync(draft, directory);
  }
  return PGlite.create({ dataDir: directory, startParams: [...PGlite.defaultStartParams, ...SETTINGS] });
}

async function run(): Promise<void> {
  const database = await openDatabase(start.directory);
  const multiplexer = new Multiplexer(await rawBackend(database), {
    maxConnections: start.maxConnections,
    idleInTransactionMs: start.idleInTransactionMs,
    onBroken: broken,
  });
  const server = createServer((socket) => multiplexer.attach(socket));
  server.on('error', broken);
  let isHeld = false;
  const checkpoints = setInterval(
    () => isHeld || multiplexer.runBetween('CHECKPOINT'),
    start.checkpointEveryMs,
  );
  const statistics = setInterval(() => multiplexer.runBetween(gatherOne), lookEveryMs);
  port?.on('message', async (order: WorkerOrder) => {
    if (order !== 'close') {
      isHeld = order === 'hold';
      return;
    }
    clearInterval(checkpoints);
    clearInterval(statistics);
    server.close();
    multiplexer.close();
    await database.exec('CHECKPOINT');
    await database.close();
    say({ word: 'closed' });
    port?.close();
  });
  server.listen(start.socketPath, () => say({ word: 'ready' }));
}

await run().catch(broken);
