import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach } from 'vitest';
import { findAddress } from '../../sandbox/address.ts';
import type { Address } from '../../sandbox/contract.ts';

/** The app as `npm start` runs it, in a process of its own. */
export interface Pacer {
  pid: number;
  /** What it said to people so far. */
  said(): string;
  /** What it logged and complained of so far. */
  complained(): string;
  /** Resolves when it serves, with the milliseconds since it was started; rejects when it ends before. */
  ready(): Promise<number>;
  /** The workspace that it brought up, or found. */
  address(): Address;
  signal(name: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): void;
  /** Resolves with its exit code, or the signal that ended it. */
  ended: Promise<number | string>;
}

/** What a command left behind. */
export interface Ran {
  code: number | string;
  said: string;
  complained: string;
}

type Settings = Record<string, string>;
/** All that it is given of this process's own settings; the place of what is compiled is run.ts's. */
const handedOn = ['PATH', 'HOME', 'NODE_COMPILE_CACHE'];
const running = new Set<ChildProcess>();
const serves = /Ctrl-C stops Pacer/;

/** Ends what the tests of a file left running, after each of them or after the last. Call it once at the top of the file. */
export function endLeftovers(when: 'each' | 'all' = 'all'): void {
  const end = async (): Promise<void> => {
    for (const child of running) child.kill('SIGKILL');
    await Promise.all([...running].map((child) => once(child, 'close')));
  };
  if (when === 'each') afterEach(end);
  else afterAll(end);
}

/** Starts the app on a data directory and any free port, with no other settings than those given. */
export function startPacer(dataDir: string, settings: Settings = {}): Pacer {
  const started = performance.now();
  const child = launch('src/main.ts', [], { PACER_DATA_DIR: dataDir, PORT: '0', ...settings });
  return {
    pid: child.process.pid ?? 0,
    said: child.said,
    complained: child.complained,
    ended: child.ended,
    ready: () =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (serves.test(child.said())) resolve(performance.now() - started);
        };
        look();
        child.process.stdout?.on('data', look);
        void child.ended.then((code) => reject(new Error(`ended with ${code}: ${child.complained()}`)));
      }),
    address() {
      const address = findAddress(dataDir);
      if (address === undefined) throw new Error(`no sandbox runs on ${dataDir}`);
      return address;
    },
    signal: (name) => void child.process.kill(name),
  };
}

/** Runs one of the commands (`job`, `rollup-verify`, …) to its end. */
export async function runCommand(
  name: string,
  words: readonly string[],
  settings: Settings = {},
): Promise<Ran> {
  const child = launch(`src/cli/${name}.ts`, words, settings);
  const code = await child.ended;
  return { code, said: child.said(), complained: child.complained() };
}

/** Whether a process of that id is there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

interface Launched extends Pick<Pacer, 'said' | 'complained' | 'ended'> {
  process: ChildProcess;
}

function launch(script: string, words: readonly string[], settings: Settings): Launched {
  const path = fileURLToPath(new URL(`../../${script}`, import.meta.url));
  const own = Object.fromEntries(
    Object.entries(process.env).filter(([setting]) => handedOn.includes(setting)),
  );
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', path, ...words], {
    env: { ...own, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let [said, complained] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complained += text;
  });
  const ended = new Promise<number | string>((resolve) =>
    child.once('close', (code, signal) => {
      running.delete(child);
      resolve(code ?? signal ?? 'nobody knows');
    }),
  );
  return { process: child, said: () => said, complained: () => complained, ended };
}
