import { setTimeout as sleep } from 'node:timers/promises';
import type { SocketModeOptions } from '@slack/socket-mode';
import { ErrorCode } from '@slack/web-api';
import type { Log } from '../../log.ts';
import { pauseMs } from './backoff.ts';
import type { SocketListener } from './client.ts';
import { type Link, openLink } from './link.ts';

/** How the app stands with Slack, for `/readyz`. */
export interface SlackState {
  isConnected: boolean;
  /** Why not, in a word: Slack's error code, or what went wrong. */
  trouble: string | undefined;
}

/** Keeps a socket to Slack open. */
export interface Supervisor {
  /** Resolves when the first socket is open. Throws where Slack refuses the token: that is a mistake in the settings. */
  start(): Promise<void>;
  state(): SlackState;
  /** Opens no more, and closes what is open. */
  leave(): void;
  /** Resolves when all sockets are closed, at the latest after the limit. */
  closed(limitMs: number): Promise<void>;
}

/** Who wants to know how it goes. */
export interface SocketWatch {
  /** An attempt to open a socket. */
  opened(result: 'ok' | 'failed'): void;
  /** How the app stands with Slack now, and how many sockets are open. */
  changed(state: SlackState, sockets: number): void;
}

/** A socket that lived shorter counts as a failure, so that one which is always closed at once is not opened in a hurry forever. */
const youngMs = 5_000;
/** Slack has closed the door for a while: the first attempt comes after some seconds. */
const closedFailures = 4;
/** How long an announced end may take: Slack closes its side; if it does not, we do. Requests on their way still arrive. */
const lingerMs = 12_000;

/**
 * One socket is open, and at a refresh the next one opens *before* the old one goes, so that there is always one for Slack to deliver
 * to (a command that finds none is lost: the user is told `dispatch_failed`). Whatever ends a socket, and whatever opening one meets,
 * the supervisor goes on trying with growing pauses, and says in its state and in the log why there is none.
 */
export function supervise(
  options: SocketModeOptions,
  onEnvelope: SocketListener['onEnvelope'],
  log: Log,
  watch: SocketWatch,
): Supervisor {
  return new SocketSupervisor(options, onEnvelope, log, watch);
}

class SocketSupervisor implements Supervisor {
  #options: SocketModeOptions;
  #onEnvelope: SocketListener['onEnvelope'];
  #log: Log;
  #watch: SocketWatch;
  /** The one that serves; undefined while there is none, or while it is going. */
  #current: Link | undefined;
  #links = new Set<Link>();
  #opening: Promise<void> | undefined;
  /** Attempts in a row that failed: the pause before the next one grows with them. */
  #failures = 0;
  /** Sockets in a row that were closed young and without a word. */
  #young = 0;
  #trouble: string | undefined = 'starting';
  #stop = new AbortController();

  constructor(
    options: SocketModeOptions,
    onEnvelope: SocketListener['onEnvelope'],
    log: Log,
    watch: SocketWatch,
  ) {
    this.#options = options;
    this.#onEnvelope = onEnvelope;
    this.#log = log;
    this.#watch = watch;
  }

  async start(): Promise<void> {
    try {
      await this.#open();
    } catch (error) {
      if (isRefusal(error)) throw error;
      this.#failed(error);
      await this.#ensure();
    }
  }

  state(): SlackState {
    const isConnected = this.#links.size > 0;
    return { isConnected, trouble: isConnected ? undefined : this.#trouble };
  }

  leave(): void {
    this.#stop.abort();
    this.#trouble = 'stopping';
    this.#tell();
    for (const link of this.#links) link.close();
  }

  async closed(limitMs: number): Promise<void> {
    const limit = new Promise<void>((resolve) => setTimeout(resolve, limitMs).unref());
    await Promise.race([Promise.all([...this.#links].map((link) => link.gone)), limit]);
  }

  /** Sees to it that a socket serves; one attempt after the other, never two at once. */
  #ensure(): Promise<void> {
    if (this.#current !== undefined || this.#stop.signal.aborted) return Promise.resolve();
    this.#opening ??= this.#untilOpen().finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #untilOpen(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      try {
        await sleep(pauseMs(this.#failures, Math.random()), undefined, { signal: this.#stop.signal });
        return await this.#open();
      } catch (error) {
        if (this.#stop.signal.aborted) return;
        this.#failed(error);
        const asked = waitAskedBy(error);
        if (asked > 0) await sleep(asked, undefined, { signal: this.#stop.signal }).catch(() => {});
      }
    }
  }

  async #open(): Promise<void> {
    let mine: Link | undefined;
    /** A goodbye that came before the socket was ours. */
    let early: string | undefined;
    const link = await openLink(this.#options, {
      onEnvelope: this.#onEnvelope,
      onGoodbye: (reason) => {
        if (mine === undefined) early = reason;
        else this.#goodbye(mine, reason);
      },
      onRateLimited: () => this.#log.warn('Slack holds events back: there were too many in an hour'),
    }).catch((error: unknown) => {
      throw early === undefined ? error : new Error(early);
    });
    mine = link;
    if (this.#stop.signal.aborted) return link.close();
    this.#opened(link);
    if (early !== undefined) this.#goodbye(link, early);
  }

  #opened(link: Link): void {
    this.#watch.opened('ok');
    if (this.#trouble !== undefined && this.#failures > 0)
      this.#log.warn('the socket to Slack is open again');
    this.#trouble = undefined;
    this.#failures = 0;
    this.#current = link;
    this.#links.add(link);
    this.#tell();
    void link.gone.then(() => this.#ended(link));
  }

  #ended(link: Link): void {
    this.#links.delete(link);
    if (this.#current !== link || this.#stop.signal.aborted) {
      this.#tell();
      return;
    }
    this.#current = undefined;
    this.#young = performance.now() - link.openedAt < youngMs ? this.#young + 1 : 0;
    this.#failures = this.#young;
    this.#trouble ??= 'the socket was closed';
    this.#tell();
    this.#log.warn('the socket to Slack was closed without a word; the next one is opened');
    void this.#ensure();
  }

  #goodbye(link: Link, reason: string): void {
    if (this.#stop.signal.aborted) return;
    this.#log.info({ reason }, 'Slack ends a socket');
    if (reason === 'link_disabled' || reason === 'too_many_websockets') {
      this.#trouble = reason;
      this.#tell();
      this.#failures = closedFailures;
      this.#log.error({ reason }, advice(reason));
      if (this.#current === link) this.#current = undefined;
      link.close();
    } else if (this.#current === link) {
      // A refresh is no failure, and what serves goes on serving until the next one does.
      this.#current = undefined;
    }
    void this.#ensure().then(() => this.#lingering(link));
  }

  #tell(): void {
    this.#watch.changed(this.state(), this.#links.size);
  }

  #lingering(link: Link): void {
    const end = setTimeout(() => link.close(), lingerMs).unref();
    void link.gone.then(() => clearTimeout(end));
  }

  #failed(error: unknown): void {
    this.#failures += 1;
    this.#trouble = troubleOf(error);
    this.#watch.opened('failed');
    this.#tell();
    const context = { reason: this.#trouble, attempt: this.#failures };
    this.#log.error(context, `no socket to Slack: ${advice(this.#trouble)}`);
  }
}

/** Slack's own word where it refused, else how the attempt failed. */
function troubleOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no connection';
  if ('data' in error) return String((error.data as { error?: unknown }).error ?? 'refused');
  return error.message.slice(0, 200);
}

const passing = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'ratelimited',
  'request_timeout',
]);

/** Slack knows the app or its token no more, or never did: no patience helps at the start. */
function isRefusal(error: unknown): boolean {
  const isWord = error instanceof Error && 'code' in error && error.code === ErrorCode.PlatformError;
  return isWord && !passing.has(troubleOf(error));
}

/** Milliseconds that Slack asked us to wait (429). */
function waitAskedBy(error: unknown): number {
  const seconds = error instanceof Error && 'retryAfter' in error ? Number(error.retryAfter) : 0;
  return Number.isFinite(seconds) ? seconds * 1_000 : 0;
}

/** What an operator can do, for the log. */
function advice(reason: string): string {
  switch (reason) {
    case 'link_disabled':
      return 'Socket Mode is switched off in the app’s settings at api.slack.com; Pacer goes on trying';
    case 'too_many_websockets':
      return 'ten sockets of this app are open already; end another instance; Pacer goes on trying';
    case 'invalid_auth':
    case 'not_authed':
    case 'token_revoked':
    case 'account_inactive':
      return 'Slack refuses SLACK_APP_TOKEN; if it was replaced, start Pacer with the new one; Pacer goes on trying';
    default:
      return 'Pacer goes on trying';
  }
}
