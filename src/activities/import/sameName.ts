/**
 * The rule by which two spellings are the same name: equal once case, spaces and punctuation are taken out (and width, by NFKC).
 * `GTXPro`, `GTX Pro` and `gtx-pro` are one product.
 */
export function sameNameKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Known names, found by whatever spelling the rule allows. */
export class NameIndex {
  readonly #byKey: Map<string, string>;

  constructor(names: Iterable<string>) {
    this.#byKey = new Map();
    // Of two known spellings the first one stands.
    for (const name of names)
      if (!this.#byKey.has(sameNameKey(name))) this.#byKey.set(sameNameKey(name), name);
  }

  /** The known name that a spelling means; undefined where none does. */
  find(spelling: string): string | undefined {
    return this.#byKey.get(sameNameKey(spelling));
  }
}

/** Where a spelling was replaced by the known name. */
export interface Renamed {
  column: string;
  from: string;
  to: string;
}
