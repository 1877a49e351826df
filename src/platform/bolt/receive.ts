import { App, type Receiver } from '@slack/bolt';
import type { Config } from '../../config.ts';
import type { Log } from '../log.ts';
import type { HttpRoute } from '../route.ts';
import { clientOptions } from '../slack.ts';
import { slackRoutes } from './http/slackRoutes.ts';
import { type Body, createIntake } from './intake.ts';
import { boltLogger } from './logger.ts';
import { type SlackState, supervise } from './socket/supervisor.ts';

export type { SlackState } from './socket/supervisor.ts';

/** A Bolt app with its way of receiving, and how to stop that way in order. */
export interface Connection {
  app: App;
  /** Slack's endpoints, for the app's HTTP server; none in Socket Mode. */
  routes: readonly HttpRoute[];
  /** Resolves when requests can come. Throws where Slack refuses the app-level token. */
  start(): Promise<void>;
  /** Whether Slack reaches the app; over HTTP that is the server's to say. */
  state(): SlackState;
  /** Takes nothing new; resolves when all that came is acknowledged. */
  quiet(): Promise<void>;
  /** Resolves when the socket is closed (or the limit is over). */
  stop(): Promise<void>;
}

export interface Receiving {
  /** Done before an event is acknowledged; where it throws, Slack delivers the event again. */
  beforeAck?: (body: Body) => Promise<void>;
  /** Milliseconds without an answer to a ping after which a socket counts as dead. */
  pingLimitMs?: number;
}

const acknowledgedMs = 1_000;
const closedMs = 2_000;
/** Of answers through `response_url`, which have no limit of their own. */
const respondMs = 10_000;

const respondFetch: typeof fetch = (address, init) =>
  fetch(address, { signal: AbortSignal.timeout(respondMs), ...init });

/**
 * The Bolt app, over Socket Mode or HTTP. Bolt is given no token and asks Slack for nothing: who a request is from is the app's own
 * question (session.ts), and answers go through the workspace's messenger, so that `authorize` cannot fail and leave a person without a
 * word.
 */
export function connect(config: Config, log: Log, receiving: Receiving = {}): Connection {
  const intake = createIntake(() => receiver.app, log, receiving.beforeAck ?? (() => Promise.resolve()));
  const receiver: Receiver & { app: App | undefined } = {
    app: undefined,
    init(app) {
      this.app = app;
    },
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  };
  const app = new App({
    receiver,
    authorize: () => Promise.resolve({}),
    clientOptions: { ...clientOptions(config.slack.apiUrl), fetch: respondFetch },
    convoStore: false,
    logger: boltLogger(log),
    // The inbox keeps no message of an app (events.ts); Bolt would have to know who the bot is.
    ignoreSelf: false,
  });
  const quiet = (): Promise<void> => intake.settled(acknowledgedMs);
  if (config.mode === 'http')
    return {
      app,
      routes: slackRoutes(intake, config.slack.signingSecret, log),
      start: () => Promise.resolve(),
      state: () => ({ isConnected: true, trouble: undefined }),
      quiet,
      stop: quiet,
    };
  const sockets = supervise(
    {
      appToken: config.slack.appToken,
      logger: boltLogger(log),
      clientOptions: clientOptions(config.slack.apiUrl),
      clientPingTimeout: receiving.pingLimitMs ?? 5_000,
    },
    ({ body, retryNum, retryReason }, reply) => void intake.take({ body, retryNum, retryReason, reply }),
    log,
  );
  const leave = async (): Promise<void> => {
    await quiet();
    sockets.leave();
  };
  return {
    app,
    routes: [],
    start: () => sockets.start(),
    state: () => sockets.state(),
    quiet: leave,
    async stop() {
      await leave();
      await sockets.closed(closedMs);
    },
  };
}
