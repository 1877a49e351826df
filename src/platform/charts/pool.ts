import { Piscina } from 'piscina';

/** The one line of the log that the pool needs; pino's logger fits. */
export interface ChartLog {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}

export interface PoolOptions {
  /** A module whose default export does the work; run by Node as it is. */
  readonly file: URL;
  readonly maxThreads: number;
  /** Milliseconds that one task may take once a thread is free for it. */
  readonly limit: number;
  readonly log?: ChartLog;
}

export interface Pool<Task, Result> {
  run(task: Task): Promise<Result>;
  /** Lets running tasks end, refuses waiting ones, ends the threads. */
  close(): Promise<void>;
}

/** A thread without work ends after this long and gives its memory back. */
const IDLE = 60_000;

/**
 * A thread's heap, in MB. A chart leaves much short-lived litter; with V8's own, wider limits it lay about until the process had grown
 * by 200 MB. Twenty sizes of picture need 25.
 */
const HEAP = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 64 } as const;

/** Lets `most` run at a time; the others wait in order. `stop` refuses those who wait and resolves once all have left. */
function gate(most: number): { enter(): Promise<void>; leave(): void; stop(): Promise<void> } {
  const waiting: { go: () => void; refuse: (error: Error) => void }[] = [];
  let inside = 0;
  let stopped = false;
  let whenEmpty: (() => void) | undefined;
  const closed = () => new Error('The pool is closed');
  return {
    enter: () =>
      new Promise((go, refuse) => {
        if (stopped) return refuse(closed());
        if (inside === most) return void waiting.push({ go, refuse });
        inside += 1;
        go();
      }),
    leave() {
      const next = waiting.shift();
      if (next !== undefined) return next.go();
      inside -= 1;
      if (inside === 0) whenEmpty?.();
    },
    stop() {
      stopped = true;
      for (const { refuse } of waiting.splice(0)) refuse(closed());
      return new Promise((resolve) => {
        whenEmpty = resolve;
        if (inside === 0) resolve();
      });
    },
  };
}

/**
 * Worker threads with a time limit for each task. A task that throws, hangs, or ends its thread rejects its own promise and
 * nothing else; the next task finds a new thread. The limit leaves out the wait for a free thread, which a busy Monday
 * morning makes long.
 */
export function createPool<Task, Result>({ file, maxThreads, limit, log }: PoolOptions): Pool<Task, Result> {
  const threads: Piscina<Task, Result> = new Piscina({
    filename: file.href,
    minThreads: 0,
    maxThreads,
    idleTimeout: IDLE,
    // Blocking waits between tasks would keep the event loop from turning, and with it the canvas from freeing memory.
    atomics: 'disabled',
    execArgv: [],
    resourceLimits: HEAP,
    // Only the bundled fonts, so that a picture looks the same wherever it is drawn; and no secret in the thread's environment.
    env: { DISABLE_SYSTEM_FONTS_LOAD: '1' },
  });
  threads.on('error', (error: unknown) => log?.warn({ err: error }, 'A chart thread ended unexpectedly'));
  const door = gate(maxThreads);

  async function run(task: Task): Promise<Result> {
    await door.enter();
    try {
      return await threads.run(task, { signal: AbortSignal.timeout(limit) });
    } finally {
      door.leave();
    }
  }

  async function close(): Promise<void> {
    await door.stop();
    await threads.destroy();
  }

  return { run, close };
}
