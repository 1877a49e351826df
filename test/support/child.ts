import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A program of ours in a process of its own, that tells by lines how far it is. */
export interface Child {
  pid: number;
  /** Every line so far. */
  lines: string[];
  /** Resolves with the first line, told already or to come, that passes; rejects when the process ends before. */
  line(passes: (line: string) => boolean): Promise<string>;
  /** SIGKILL, and waits until it is gone. */
  kill(): Promise<void>;
}

/** Starts `script` (a path from the test folder) with Node. */
export function startChild(script: string, words: readonly string[]): Child {
  const path = fileURLToPath(new URL(`../${script}`, import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', path, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  let errors = '';
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString('utf8');
  });
  return {
    pid: pidOf(child),
    lines,
    async line(passes) {
      const told = lines.find(passes);
      if (told !== undefined) return told;
      return new Promise((resolve, reject) => {
        reader.on('line', (line) => passes(line) && resolve(line));
        void gone.then(() => reject(new Error(`${script} ended: ${errors}`)));
      });
    },
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error('the process did not start');
  return child.pid;
}
