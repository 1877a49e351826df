/** How long the app may take nothing over while something waits. Slack waits 3 s, and then tells the person that nobody answered. */
const patienceMs = 1_000;

/**
 * Whether the app keeps pace with the door, by two counts: what was handed over, and what was taken. While it does not, because its thread
 * hangs, nothing may be acknowledged on its behalf: better that Slack says so than that a request is taken and lies there.
 */
export class Pace {
  readonly #taken: Int32Array;
  #handed = 0;
  #seen = 0;
  #since = 0;

  constructor(taken: SharedArrayBuffer) {
    this.#taken = new Int32Array(taken);
  }

  /** Something was handed over. */
  handed(): void {
    this.#handed += 1;
  }

  /** @param nowMs a clock that does not go backwards, milliseconds */
  isKept(nowMs: number): boolean {
    const taken = Atomics.load(this.#taken, 0);
    if (taken !== this.#seen || taken === this.#handed) this.#since = nowMs;
    this.#seen = taken;
    return nowMs - this.#since < patienceMs;
  }
}

/** A count that both threads see. */
export const newCount = (): SharedArrayBuffer => new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);

/** The app has taken one request over. */
export function countTaken(taken: SharedArrayBuffer): void {
  Atomics.add(new Int32Array(taken), 0, 1);
}
