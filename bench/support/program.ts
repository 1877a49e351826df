import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import manifest from '../../package.json' with { type: 'json' };

/** A program in a process of its own. */
export interface Program {
  /** Resolves with the first line of its standard output that holds these words; rejects when it ends before. */
  said(words: string): Promise<string>;
  /** Resident memory of it and the processes that it started, in MB; NaN where the system does not tell. */
  residentMb(): number;
  /** SIGTERM, and waits until it is gone. */
  stop(): Promise<void>;
}

/** The flags with which `npm start` runs Pacer: for a part of it that is measured alone, too. */
export const START_FLAGS = manifest.scripts.start.split(' ').filter((word) => word.startsWith('--'));

/** Starts a script of this repository (a path from its root) with this Node; Pacer itself as `npm start` does. */
export function startProgram(
  script: string,
  env: Readonly<Record<string, string>>,
  nodeOptions: readonly string[] = [],
): Program {
  const path = fileURLToPath(new URL(`../../${script}`, import.meta.url));
  const flags = script === 'src/main.ts' ? START_FLAGS : [];
  const child = spawn(process.execPath, [...flags, ...nodeOptions, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      TZ: 'UTC',
      LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'error',
      ...env,
    },
  });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  let isStopping = false;
  const gone = new Promise<void>((resolve) =>
    child.once('exit', (code, signal) => {
      // Else a measurement would go on beside an app that is not there.
      if (!isStopping) process.stderr.write(`${script} ended by itself: ${signal ?? code}\n`);
      resolve();
    }),
  );
  return {
    said: (words) =>
      new Promise((resolve, reject) => {
        const found = lines.find((line) => line.includes(words));
        if (found !== undefined) return resolve(found);
        reader.on('line', (line) => line.includes(words) && resolve(line));
        void gone.then(() => reject(new Error(`${script} ended before it said "${words}"`)));
      }),
    residentMb: () => sum([...family(pidOf(child))].map(residentOf)) / 1024,
    async stop() {
      isStopping = true;
      child.kill('SIGTERM');
      await gone;
    },
  };
}

function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error('the process did not start');
  return child.pid;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** A process and all that descend from it (Linux). */
function* family(pid: number): Generator<number> {
  yield pid;
  const children = read(`/proc/${pid}/task/${pid}/children`).trim().split(/\s+/).filter(Boolean);
  for (const child of children) yield* family(Number(child));
}

/** Resident kilobytes of one process; NaN where the system does not tell. */
function residentOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? Number.NaN);
}
