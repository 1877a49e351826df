import type { DocumentSpec } from './document.ts';
import { type ChartLog, createPool } from './pool.ts';
import type { ChartSpec } from './spec.ts';
import type { Task } from './worker.ts';

export { altText } from './alt.ts';
export type { DocumentSpec } from './document.ts';
export type { ChartLog } from './pool.ts';
export type * from './spec.ts';

/** Milliseconds that one picture may take; the usual ones take 20 to 100. */
const LIMIT = 10_000;

/** Pictures of specifications. Drawn in worker threads, so that a chart never delays an acknowledgement. */
export interface Charts {
  /** A PNG, 1600 pixels wide. Rejects with a `ChartError`; nobody should hold a message back for that. */
  render(spec: ChartSpec): Promise<Buffer>;
  /** A PDF of A4 pages. Rejects where it cannot be drawn. */
  document(spec: DocumentSpec): Promise<Buffer>;
  /** Ends the threads after the pictures in work; those still waiting are refused. */
  close(): Promise<void>;
}

/** A picture that could not be drawn: which one, and why as `cause`. */
export class ChartError extends Error {
  override readonly name = 'ChartError';
  readonly kind: ChartSpec['kind'];
  readonly title: string;

  constructor(spec: ChartSpec, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`The ${spec.kind} chart "${spec.title}" could not be drawn: ${why}`, { cause });
    this.kind = spec.kind;
    this.title = spec.title;
  }
}

/**
 * Starts nothing yet: the first picture starts a thread, and after a minute without work threads end.
 * `maxThreads` is at least 1. A thread that crashes fails its own picture only.
 */
export function createCharts({ maxThreads, log }: { maxThreads: number; log?: ChartLog }): Charts {
  const file = new URL('./worker.ts', import.meta.url);
  const pool = createPool<Task, Uint8Array>({ file, maxThreads, limit: LIMIT, ...(log ? { log } : {}) });
  return {
    async render(spec) {
      try {
        return bufferOf(await pool.run({ chart: spec }));
      } catch (error) {
        log?.warn({ err: error, chart: spec.kind }, 'A chart could not be drawn');
        throw new ChartError(spec, error);
      }
    },
    document: async (spec) => bufferOf(await pool.run({ document: spec })),
    close: () => pool.close(),
  };
}

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
