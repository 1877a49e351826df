/** Counts what is under way, so that a stop can wait for it. */
export interface InFlight {
  run<T>(work: () => Promise<T>): Promise<T>;
  drained(limitMs: number): Promise<boolean>;
}

/** A counter of work under way. */
export function createInFlight(): InFlight {
  const running = new Set<Promise<unknown>>();
  return {
    async run(work) {
      const promise = work();
      const settled = promise.then(
        () => {},
        () => {},
      );
      running.add(settled);
      try {
        return await promise;
      } finally {
        running.delete(settled);
      }
    },
    async drained(limitMs) {
      if (running.size === 0) return true;
      const limit = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), limitMs).unref());
      return Promise.race([Promise.all(running).then(() => true), limit]);
    },
  };
}
