import { App, HTTPReceiver, type Logger, LogLevel, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Config } from '../../config.ts';
import type { Log } from '../log.ts';
import { clientOptions } from '../slack.ts';

/** Bolt's logger over ours: what Bolt says at "info" is detail to us. */
function boltLogger(log: Log): Logger {
  const say =
    (level: 'debug' | 'warn' | 'error') =>
    (...parts: unknown[]) => {
      const error = parts.find((part) => part instanceof Error);
      log[level](
        { ...(error ? { err: error } : {}) },
        parts.filter((part) => typeof part === 'string').join(' ') || 'slack',
      );
    };
  return {
    debug: say('debug'),
    info: say('debug'),
    warn: say('warn'),
    error: say('error'),
    setLevel() {},
    getLevel: () => LogLevel.INFO,
    setName() {},
  };
}

/** A Bolt app with its way of receiving, and how to stop that way in order. */
export interface Connection {
  app: App;
  start(): Promise<void>;
  /** Resolves when the socket is closed (or the limit is over): Bolt's own stop returns too early. */
  stop(): Promise<void>;
}

/**
 * For the requests for a new socket, which may be repeated without harm: the client gives up for good where one fails, and would stay
 * deaf after the network was away for a moment.
 */
const patiently = {
  retryConfig: { forever: true, factor: 1.5, minTimeout: 1_000, maxTimeout: 30_000, randomize: true },
  rejectRateLimitedCalls: false,
};

/** The Bolt app of one workspace, over Socket Mode or HTTP, with the options that slack.md § 1 and § 2 ask for. */
export function connect(config: Config, log: Log): Connection {
  const logger = boltLogger(log);
  const options = clientOptions(config.slack.apiUrl);
  const common = {
    token: config.slack.botToken,
    clientOptions: options,
    convoStore: false as const,
    logger,
    ignoreSelf: true,
  };
  if (config.mode === 'http') {
    const receiver = new HTTPReceiver({ signingSecret: config.slack.signingSecret, logger });
    return connection(new App({ ...common, receiver }), receiver, () =>
      receiver.start({ port: config.port, host: config.host }),
    );
  }
  const receiver = new SocketModeReceiver({
    appToken: config.slack.appToken,
    logger,
    // Shortens the hole without a socket at every refresh from 5 s.
    clientPingTimeout: 2_000,
    installerOptions: { clientOptions: { ...options, ...patiently } },
  });
  return connection(new App({ ...common, receiver }), receiver, () => receiver.start(), closed(receiver));
}

function connection(
  app: App,
  receiver: Receiver,
  start: () => Promise<unknown>,
  closedNow?: () => Promise<void>,
): Connection {
  return {
    app,
    async start() {
      await start();
    },
    async stop() {
      const closing = closedNow?.();
      await receiver.stop();
      await closing;
    },
  };
}

/** Waits at most 2 s for the socket's own word that it is closed. */
function closed(receiver: SocketModeReceiver): () => Promise<void> {
  let isOpen = false;
  receiver.client.on('connected', () => {
    isOpen = true;
  });
  receiver.client.on('disconnected', () => {
    isOpen = false;
  });
  return () =>
    new Promise((resolve) => {
      if (!isOpen) return resolve();
      const limit = setTimeout(resolve, 2_000);
      receiver.client.once('disconnected', () => {
        clearTimeout(limit);
        resolve();
      });
    });
}
