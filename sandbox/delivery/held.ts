/** Deliveries that a fault holds back until another one has overtaken them. */
export interface Held {
  /** Resolves at the next release, or after `most` milliseconds. */
  wait(most: number): Promise<void>;
  release(): void;
}

export function createHeld(): Held {
  const waiting = new Set<() => void>();
  return {
    wait: (most) =>
      new Promise((resolve) => {
        const go = () => {
          clearTimeout(timer);
          waiting.delete(go);
          resolve();
        };
        const timer = setTimeout(go, most).unref();
        waiting.add(go);
      }),
    release() {
      for (const go of waiting) go();
    },
  };
}
