/** How long the app may take nothing over while something waits. Slack waits 3 s, and then tells the person that nobody answered. */
const patienceMs = 1_000;

/**
 * Whether the app keeps pace with the door, by two counts: what was handed over, and what was taken. While it does not, because its thread
 * hangs or too much waits for its turn there, nothing may be acknowledged on its behalf: better that Slack says so than that a request is
 * taken and lies there.
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
    if (Atomics.load(this.#taken, 1) === 1) return false;
    const taken = Atomics.load(this.#taken, 0);
    if (taken !== this.#seen || taken === this.#handed) this.#since = nowMs;
    this.#seen = taken;
    return nowMs - this.#since < patienceMs;
  }
}

/** What both threads see: how many requests were taken, and whether too many wait. */
export const newCount = (): SharedArrayBuffer => new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT);

/** The app has taken one request over; `isFull`: and cannot do with more. */
export function countTaken(taken: SharedArrayBuffer, isFull = false): void {
  const both = new Int32Array(taken);
  Atomics.store(both, 1, isFull ? 1 : 0);
  Atomics.add(both, 0, 1);
}
