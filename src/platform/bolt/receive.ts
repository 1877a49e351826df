import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { App } from '@slack/bolt';
import type { Config } from '../../config.ts';
import type { Log } from '../log.ts';
import type { RequestKind } from '../metrics/index.ts';
import type { HttpRoute } from '../route.ts';
import { clientOptions } from '../slack.ts';
import { createDoor } from './door/door.ts';
import type { Way } from './door/messages.ts';
import { createWebServer, type WebServer } from './http/server.ts';
import { createIntake } from './intake.ts';
import { boltLogger } from './logger.ts';
import type { Body } from './request.ts';
import type { SlackState } from './socket/supervisor.ts';

export type { SlackState } from './socket/supervisor.ts';

/** A Bolt app with its way of receiving, and how to stop that way in order. */
export interface Connection {
  app: App;
  /** Opens the HTTP server, if there is one, then the way to Slack. Throws where the port is taken or Slack refuses the token. */
  start(): Promise<void>;
  /** Where the HTTP server listens; undefined where there is none, or not yet. */
  port(): number | undefined;
  /** Whether Slack reaches the app; over HTTP that is the server's to say. */
  state(): SlackState;
  /** Takes nothing new; resolves when all that came is acknowledged. */
  quiet(): Promise<void>;
  /** Resolves when everything is closed (or the limit is over). */
  stop(): Promise<void>;
}

export interface Receiving {
  /** Done before an event is acknowledged; where it throws, Slack delivers the event again. */
  beforeAck?: (body: Body) => Promise<void>;
  /** Whether so much waits that nothing more can be taken. */
  isFull?: () => boolean;
  /** Kinds of requests that are acknowledged without asking a listener. */
  atOnce?: readonly RequestKind[];
  /** What is served beside Slack's requests, where there is an HTTP server: in HTTP mode, and over Socket Mode where PORT is set. */
  routes?: readonly HttpRoute[];
  /** Milliseconds without an answer to a ping after which a socket counts as dead. */
  pingLimitMs?: number;
}

const acknowledgedMs = 1_000;
/** How long a stop waits for HTTP requests under way: Slack waits no longer either. */
const httpMs = 3_000;
const pingLimitMs = 5_000;
/** Of answers through `response_url`, which have no limit of their own. */
const respondMs = 10_000;

/** So long an answer waits in all where Slack has had too much: whoever asked is still there, and the address is good for half an hour. */
const patienceMs = 20_000;

const respondFetch: typeof fetch = async (address, init) => {
  const end = performance.now() + patienceMs;
  for (;;) {
    const response = await fetch(address, { signal: AbortSignal.timeout(respondMs), ...init });
    if (response.status !== 429) return response;
    const waitMs = Math.max(Number(response.headers.get('retry-after')) || 0, 1) * 1000;
    if (performance.now() + waitMs > end) return response;
    await response.body?.cancel();
    await sleep(waitMs);
  }
};

/**
 * The Bolt app, over Socket Mode or HTTP. What comes from Slack is received in a thread of its own (door/); over HTTP that thread has the
 * public address, and passes on what is not Slack's to the app's own server, on a private Unix socket.
 */
export function connect(config: Config, log: Log, receiving: Receiving = {}): Connection {
  const app = boltApp(config, log);
  const { atOnce = [], routes = [], beforeAck = () => Promise.resolve(), isFull = () => false } = receiving;
  const intake = createIntake(app, log, { beforeAck, isFull });
  const own = config.mode === 'http' ? privateServer(routes, log) : publicServer(config, routes, log);
  const door = createDoor({ way: wayOf(config, receiving, own?.socketPath ?? ''), atOnce }, intake, log);
  let port: number | undefined;
  const quiet = async (): Promise<void> => {
    // Over HTTP what the thread passes on is answered by the app's own server, which therefore goes last.
    await Promise.all([intake.settled(acknowledgedMs), door.quiet()]);
    await own?.server.stop(httpMs);
  };
  return {
    app,
    async start() {
      port = await own?.server.start();
      port = (await door.open()) ?? port;
    },
    port: () => port,
    state: () => door.state(),
    quiet,
    async stop() {
      await quiet();
      await door.close();
      own?.remove();
    },
  };
}

/**
 * Bolt as the dispatcher alone: it is given no token and asks Slack for nothing. Who a request is from is the app's own question
 * (session.ts), and answers go through the workspace's messenger, so that `authorize` cannot fail and leave a person without a word.
 */
function boltApp(config: Config, log: Log): App {
  const idle = { init() {}, start: () => Promise.resolve(), stop: () => Promise.resolve() };
  return new App({
    // What comes is handed to `processEvent` by the intake.
    receiver: idle,
    authorize: () => Promise.resolve({}),
    clientOptions: { ...clientOptions(config.slack.apiUrl), fetch: respondFetch },
    convoStore: false,
    logger: boltLogger(log),
    // The inbox keeps no message of an app (events.ts); Bolt would have to know who the bot is.
    ignoreSelf: false,
  });
}

/** The app's HTTP server, and how to remove what it leaves behind. */
interface OwnServer {
  server: WebServer;
  socketPath: string;
  remove(): void;
}

function privateServer(routes: readonly HttpRoute[], log: Log): OwnServer {
  // Short, since the path of a Unix socket has a limit of about a hundred bytes; readable by its owner alone.
  const directory = mkdtempSync(join(tmpdir(), 'pacer-'));
  const socketPath = join(directory, 'web.sock');
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  return { server: createWebServer({ socketPath }, routes, log), socketPath, remove };
}

function publicServer(config: Config, routes: readonly HttpRoute[], log: Log): OwnServer | undefined {
  if (config.servesHttp !== true) return undefined;
  return { server: createWebServer(config, routes, log), socketPath: '', remove() {} };
}

function wayOf(config: Config, receiving: Receiving, appSocket: string): Way {
  const { host, port, slack } = config;
  const { signingSecret, appToken, apiUrl } = slack;
  if (config.mode === 'http') return { kind: 'http', host, port, signingSecret, appSocket };
  return { kind: 'socket', appToken, apiUrl, pingLimitMs: receiving.pingLimitMs ?? pingLimitMs };
}
