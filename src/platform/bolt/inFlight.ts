import { setImmediate as turn } from 'node:timers/promises';
import PQueue from 'p-queue';
import { metrics } from '../metrics/index.ts';

/** Work that follows an acknowledgement: a few at a time, counted, so that a stop can wait for it. */
export interface InFlight {
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Waits for somebody else (Slack's answer) without holding a place in the queue. */
  outside<T>(wait: () => Promise<T>): Promise<T>;
  /** Whether so much waits already that whoever asks for more had better hear that nobody answers. */
  isFull(): boolean;
  /** Whether everything ended within the limit. */
  drained(limitMs: number): Promise<boolean>;
}

/**
 * How many handlers compute at once. More would not be faster (they share one thread and one database), and each of them stands between a
 * form or an event that comes in and its acknowledgement.
 */
const atOnce = 2;
/** How many may be at it in all, those included that wait for Slack. */
const atMost = 200;
/** How many may wait for their turn: more would be answered when nobody waits any more, and fill the memory meanwhile. */
const mostWaiting = 2_000;
/** The share of it at which there is room again, so that this does not change with every request. */
const roomShare = 3 / 4;

/**
 * A queue of work under way. Each piece begins after a turn of the event loop, so that requests which arrived meanwhile are acknowledged
 * first: a burst makes answers later, never acknowledgements.
 */
export function createInFlight(most = mostWaiting): InFlight {
  const queue = new PQueue({ concurrency: atOnce });
  let full = false;
  const count = (change: 1 | -1): void => metrics.inFlight.inc(change);
  return {
    run(work) {
      count(1);
      return queue
        .add(async () => {
          await turn();
          return work();
        })
        .finally(() => count(-1));
    },
    async outside(wait) {
      const isRoom = queue.concurrency < atMost;
      if (isRoom) queue.concurrency += 1;
      try {
        return await wait();
      } finally {
        if (isRoom) queue.concurrency -= 1;
      }
    },
    isFull() {
      full = full ? queue.size > most * roomShare : queue.size >= most;
      return full;
    },
    async drained(limitMs) {
      const limit = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), limitMs).unref());
      return Promise.race([queue.onIdle().then(() => true), limit]);
    },
  };
}
