import { App } from '@slack/bolt';
import type { Config } from '../../config.ts';
import type { Log } from '../log.ts';
import type { HttpRoute } from '../route.ts';
import { clientOptions } from '../slack.ts';
import { slackRoutes } from './http/slackRoutes.ts';
import { type Body, createIntake, type Intake } from './intake.ts';
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
const pingLimitMs = 5_000;
/** Of answers through `response_url`, which have no limit of their own. */
const respondMs = 10_000;

const respondFetch: typeof fetch = (address, init) =>
  fetch(address, { signal: AbortSignal.timeout(respondMs), ...init });

/** The Bolt app, over Socket Mode or HTTP. */
export function connect(config: Config, log: Log, receiving: Receiving = {}): Connection {
  const app = boltApp(config, log);
  const intake = createIntake(app, log, receiving.beforeAck ?? (() => Promise.resolve()));
  const ways = { http: overHttp, socket: overSocket, sandbox: overSocket };
  return { app, ...ways[config.mode](config, log, intake, receiving) };
}

type Way = Omit<Connection, 'app'>;

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

function overHttp(config: Config, log: Log, intake: Intake): Way {
  const quiet = (): Promise<void> => intake.settled(acknowledgedMs);
  return {
    routes: slackRoutes(intake, config.slack.signingSecret, log),
    start: () => Promise.resolve(),
    state: () => ({ isConnected: true, trouble: undefined }),
    quiet,
    stop: quiet,
  };
}

function overSocket(config: Config, log: Log, intake: Intake, receiving: Receiving): Way {
  const sockets = supervise(
    {
      appToken: config.slack.appToken,
      logger: boltLogger(log),
      clientOptions: clientOptions(config.slack.apiUrl),
      clientPingTimeout: receiving.pingLimitMs ?? pingLimitMs,
    },
    ({ body, retryNum, retryReason }, reply) => void intake.take({ body, retryNum, retryReason, reply }),
    log,
  );
  const quiet = async (): Promise<void> => {
    await intake.settled(acknowledgedMs);
    sockets.leave();
  };
  return {
    routes: [],
    start: () => sockets.start(),
    state: () => sockets.state(),
    quiet,
    async stop() {
      await quiet();
      await sockets.closed(closedMs);
    },
  };
}
