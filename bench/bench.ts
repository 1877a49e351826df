import type { BenchResult } from './result.ts';

/** What every benchmark is given. */
export interface Bench {
  /** The large sizes, for the recorded run. */
  full: boolean;
  /** A URL of a private PostgreSQL server's database; undefined where PostgreSQL is not installed. */
  postgres: string | undefined;
  /** An empty directory that is removed at the end. */
  directory(): string;
  /** Says what is going on, for whoever waits. */
  say(text: string): void;
}

/** One benchmark: a name for the command line, and what measures it. */
export interface Benchmark {
  name: string;
  run(bench: Bench): Promise<BenchResult[]>;
}
