/** What many reports of one pass read alike, such as the history of a whole company: read once, and forgotten with the pass. */
export interface Pass {
  /** What `make` answers, asked for once for each key. A failure is not kept. */
  once<Value>(key: string, make: () => Promise<Value>): Promise<Value>;
}

/** So much is kept at once, the latest: reports of one workspace come one after the other. */
const MOST = 8;

export function newPass(): Pass {
  const known = new Map<string, Promise<unknown>>();
  return {
    once<Value>(key: string, make: () => Promise<Value>): Promise<Value> {
      const found = known.get(key) as Promise<Value> | undefined;
      if (found !== undefined) return found;
      const made = make();
      known.set(key, made);
      const [oldest] = known.keys();
      if (known.size > MOST && oldest !== undefined) known.delete(oldest);
      made.catch(() => known.delete(key));
      return made;
    },
  };
}
