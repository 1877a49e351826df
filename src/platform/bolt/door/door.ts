import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Log } from '../../log.ts';
import { metrics, type RequestKind } from '../../metrics/index.ts';
import type { Intake } from '../intake.ts';
import { pauseMs } from '../socket/backoff.ts';
import type { SlackState } from '../socket/supervisor.ts';
import { logAgain } from './logAgain.ts';
import { type AppWord, type DoorStart, type DoorWord, errorOf, type Handed, type Way } from './messages.ts';
import { countTaken, newCount } from './pace.ts';

/** Where Slack's requests come in: a thread of its own, which is begun again when it ends by itself. */
export interface Door {
  /** Resolves when requests can come, over HTTP with the port. Throws where Slack refuses the token, or the port is taken. */
  open(): Promise<number | undefined>;
  state(): SlackState;
  /** Takes nothing new; resolves when all that came is acknowledged and handed over. */
  quiet(): Promise<void>;
  /** Resolves when the thread has ended. */
  close(): Promise<void>;
}

export interface DoorPlan {
  way: Way;
  /** Kinds that are acknowledged without asking the app: their listeners do nothing before (listen.ts). */
  atOnce: readonly RequestKind[];
}

/** How long a stop waits for the thread, which has shorter limits of its own. */
const patience = { quietMs: 4_000, closeMs: 3_000 };
/** What a thread says of its beginning. */
type Opening = Extract<DoorWord, { word: 'open' | 'failed' }>;
/** A thread that lived shorter counts as a failure. */
const youngMs = 5_000;

export function createDoor(plan: DoorPlan, intake: Intake, log: Log): Door {
  return new ThreadDoor(plan, intake, log);
}

class ThreadDoor implements Door {
  readonly #plan: DoorPlan;
  readonly #intake: Intake;
  readonly #log: Log;
  #thread: Worker | undefined;
  #state: SlackState = { isConnected: false, trouble: 'starting' };
  #failures = 0;
  #stop = new AbortController();
  /** Resolves when the thread says that it is quiet. */
  #quiet = Promise.withResolvers<void>();

  constructor(plan: DoorPlan, intake: Intake, log: Log) {
    this.#plan = plan;
    this.#intake = intake;
    this.#log = log;
  }

  open(): Promise<number | undefined> {
    return this.#begin(this.#plan.way);
  }

  state(): SlackState {
    return this.#state;
  }

  async quiet(): Promise<void> {
    this.#stop.abort();
    if (this.#thread === undefined) return;
    this.#tell(this.#thread, { word: 'quiet' });
    await Promise.race([this.#quiet.promise, limit(patience.quietMs)]);
  }

  async close(): Promise<void> {
    this.#stop.abort();
    const thread = this.#thread;
    if (thread === undefined) return;
    const gone = new Promise<void>((resolve) => thread.once('exit', () => resolve()));
    this.#tell(thread, { word: 'stop' });
    await Promise.race([gone, limit(patience.closeMs)]);
    await thread.terminate();
  }

  #tell(thread: Worker, word: AppWord): void {
    thread.postMessage(word);
  }

  /** Starts the thread; resolves when it is open, with its port. */
  #begin(way: Way): Promise<number | undefined> {
    const taken = newCount();
    const workerData: DoorStart = { way, atOnce: this.#plan.atOnce, logLevel: this.#log.level, taken };
    const thread = new Worker(new URL('./thread.ts', import.meta.url), { workerData, execArgv: [] });
    this.#thread = thread;
    const since = performance.now();
    const opened = Promise.withResolvers<number | undefined>();
    let place: Way | undefined;
    let why: unknown;
    thread.on('message', (word: DoorWord) => {
      if (word.word === 'open') {
        place = atPort(way, word.port);
        opened.resolve(word.port);
      } else if (word.word === 'failed') opened.reject(errorOf(word.trouble));
      else this.#hear(thread, taken, word);
    });
    thread.on('error', (error) => {
      why = error;
    });
    thread.on('exit', () => {
      if (this.#thread === thread) this.#thread = undefined;
      this.#quiet.resolve();
      opened.reject(why ?? new Error('the thread at the door ended before it was open'));
      if (place !== undefined) this.#ended(place, performance.now() - since, why);
    });
    return opened.promise;
  }

  #hear(thread: Worker, taken: SharedArrayBuffer, word: Exclude<DoorWord, Opening>): void {
    switch (word.word) {
      case 'request':
        countTaken(taken, this.#intake.isFull());
        void this.#take(thread, word.request);
        break;
      case 'state':
        this.#state = word.state;
        metrics.sockets.set(word.sockets);
        break;
      case 'opening':
        metrics.socketOpenings.inc({ result: word.result });
        break;
      case 'refused':
        metrics.httpRefused.inc({ reason: word.reason });
        break;
      case 'log':
        logAgain(this.#log, word.line);
        break;
      case 'quiet':
        this.#quiet.resolve();
    }
  }

  async #take(thread: Worker, request: Handed): Promise<void> {
    const { id, ackedAfterMs, body, retryNum, retryReason } = request;
    const reply = async (response: unknown): Promise<void> => {
      if (ackedAfterMs === undefined) this.#tell(thread, { word: 'reply', id, response });
    };
    const outcome = await this.#intake.take({ body, retryNum, retryReason, ackedAfterMs, reply });
    if (outcome === 'refused') this.#tell(thread, { word: 'giveBack', id });
  }

  /** The thread ended; unless that was wanted, another one takes its place, at the same one. */
  #ended(place: Way, livedMs: number, why: unknown): void {
    if (this.#stop.signal.aborted) return;
    this.#state = { isConnected: false, trouble: 'the thread at the door ended' };
    metrics.sockets.set(0);
    this.#failures = livedMs < youngMs ? this.#failures + 1 : 0;
    this.#log.error({ err: why }, 'the thread that receives from Slack ended; another one is begun');
    void this.#beginAgain(place);
  }

  async #beginAgain(place: Way): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      try {
        await sleep(pauseMs(this.#failures, Math.random()), undefined, { signal });
        await this.#begin(place);
        return;
      } catch (error) {
        if (signal.aborted) return;
        this.#failures += 1;
        this.#log.error({ err: error }, 'the thread that receives from Slack could not be begun');
      }
    }
  }
}

/** Whoever sends requests to a port that was free goes on sending them there. */
const atPort = (way: Way, port: number | undefined): Way =>
  way.kind === 'http' && port !== undefined ? { ...way, port } : way;

function limit(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
