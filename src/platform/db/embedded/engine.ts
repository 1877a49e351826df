import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { DbProblem } from '../errors.ts';
import type { WorkerOrder, WorkerStart, WorkerWord } from './worker.ts';

/** PGlite, running in its thread. */
export interface Engine {
  /** Keeps checkpoints back, or lets them come again: while the database is copied its log must stay. */
  hold(isHeld: boolean): void;
  /** CHECKPOINT, close the socket, close the database (reliability.md § 4, guard 4). */
  close(): Promise<void>;
}

const LIMITS = { maxConnections: 64, idleInTransactionMs: 5_000, checkpointEveryMs: 60_000 };

/** Directory of the database's files within the data directory. */
export const databaseDirectory = (dataDir: string): string => join(dataDir, 'db');

/**
 * Starts the embedded database on a directory that this process owns. `onBroken` is called if it fails later; the
 * process must then end, since nothing can be saved any more.
 */
export async function startEngine(
  dataDir: string,
  socketPath: string,
  onBroken: (reason: string) => void,
): Promise<Engine> {
  const directory = databaseDirectory(dataDir);
  const workerData: WorkerStart = { directory, socketPath, ...LIMITS };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData, execArgv: [] });
  const first = await firstWord(worker);
  if (first.word !== 'ready') {
    await worker.terminate();
    const reason = first.word === 'broken' ? first.reason : 'it stopped while starting';
    throw new DbProblem(
      'broken',
      `The embedded database in ${directory} does not open (${reason}). Keep the directory aside, for example as ${directory}.broken, and start again with an empty one or with a copy from your backup.`,
    );
  }
  let closing = false;
  worker.on('message', (word: WorkerWord) => {
    if (word.word === 'broken') onBroken(word.reason);
  });
  worker.on('error', (error) => onBroken(String(error)));
  worker.on('exit', () => {
    if (!closing) onBroken('its thread ended');
  });
  const order = (word: WorkerOrder): void => worker.postMessage(word);
  return {
    hold: (isHeld) => order(isHeld ? 'hold' : 'go'),
    async close() {
      if (closing) return;
      closing = true;
      const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
      order('close');
      await gone;
    },
  };
}

function firstWord(worker: Worker): Promise<WorkerWord> {
  return new Promise((resolve) => {
    worker.once('message', resolve);
    worker.once('error', (error) => resolve({ word: 'broken', reason: String(error) }));
    worker.once('exit', () => resolve({ word: 'closed' }));
  });
}
