/**
 * What many reports of one pass read alike, such as the teams of a company or its history: read once, and forgotten with the pass. Reports of
 * one workspace come one after the other, so a few of each kind, those that were asked for last, are enough; more would fill the memory.
 */
export interface Pass {
  /** What `make` answers, asked for once for each kind and key. A failure is not kept. */
  once<Value>(kind: string, key: readonly unknown[], make: () => Promise<Value>): Promise<Value>;
}

/** So many of a kind are kept. */
const MOST = 3;

export function newPass(): Pass {
  const known = new Map<string, Map<string, Promise<unknown>>>();
  return {
    once<Value>(kind: string, key: readonly unknown[], make: () => Promise<Value>): Promise<Value> {
      const ofKind = known.get(kind) ?? new Map<string, Promise<unknown>>();
      known.set(kind, ofKind);
      const name = JSON.stringify(key);
      const made = (ofKind.get(name) as Promise<Value> | undefined) ?? forgetting(make, ofKind, name);
      // The order is that of the last use.
      ofKind.delete(name);
      ofKind.set(name, made);
      const [oldest] = ofKind.keys();
      if (ofKind.size > MOST && oldest !== undefined) ofKind.delete(oldest);
      return made;
    },
  };
}

function forgetting<Value>(
  make: () => Promise<Value>,
  known: Map<string, Promise<unknown>>,
  name: string,
): Promise<Value> {
  const made = make();
  made.catch(() => {
    if (known.get(name) === made) known.delete(name);
  });
  return made;
}

/** Within a pass once; outside of one, as for whoever asks by a command, at once. */
export const onceIn = <Value>(
  pass: Pass | undefined,
  kind: string,
  key: readonly unknown[],
  make: () => Promise<Value>,
): Promise<Value> => pass?.once(kind, key, make) ?? make();
