// Runs in a thread of its own: it acknowledges Slack within moments, whatever the app's thread computes.
import { parentPort, workerData } from 'node:worker_threads';
import { createLog } from '../../log.ts';
import { createWebServer } from '../http/server.ts';
import { slackRoutes } from '../http/slackRoutes.ts';
import { boltLogger } from '../logger.ts';
import { socketClientOptions } from '../socket/client.ts';
import { isOfSocketClient } from '../socket/stray.ts';
import { supervise } from '../socket/supervisor.ts';
import { passToApp } from './elsewhere.ts';
import { type AppWord, type DoorStart, type DoorWord, troubleOf, type Way } from './messages.ts';
import { Pace } from './pace.ts';
import { createRelay } from './relay.ts';

/** How long a stop waits for acknowledgements, for HTTP requests under way (Slack waits no longer either), for sockets to close. */
const limits = { acknowledgedMs: 1_000, httpMs: 3_000, closedMs: 2_000 };

const port = parentPort;
if (port === null) throw new Error('src/platform/bolt/door/thread.ts is a worker thread, not a program');
const start: DoorStart = workerData;
const say = (word: DoorWord): void => port.postMessage(word);
const log = createLog(start.logLevel, [], { write: (line) => say({ word: 'log', line }) });
const relay = createRelay(
  start.atOnce,
  new Pace(start.taken),
  (request) => say({ word: 'request', request }),
  log,
);

/** One of the two ways; it opens, takes nothing new, and closes. */
interface Opened {
  open(): Promise<number | undefined>;
  quiet(): Promise<void>;
  close(): Promise<void>;
}

function overHttp(way: Extract<Way, { kind: 'http' }>): Opened {
  const routes = slackRoutes(relay, way.signingSecret, log, (reason) => say({ word: 'refused', reason }));
  const server = createWebServer(way, routes, log, passToApp(way.appSocket, log));
  return {
    async open() {
      const taken = await server.start();
      say({ word: 'state', state: { isConnected: true, trouble: undefined }, sockets: 0 });
      return taken;
    },
    quiet: () => server.stop(limits.httpMs),
    close: () => Promise.resolve(),
  };
}

function overSocket({ appToken, apiUrl, pingLimitMs }: Extract<Way, { kind: 'socket' }>): Opened {
  const options = socketClientOptions({ appToken, apiUrl, pingLimitMs, logger: boltLogger(log) });
  const sockets = supervise(
    options,
    ({ body, retryNum, retryReason }, reply) => void relay.take({ body, retryNum, retryReason, reply }),
    log,
    {
      opened: (result) => say({ word: 'opening', result }),
      changed: (state, open) => say({ word: 'state', state, sockets: open }),
    },
  );
  return {
    open: () => sockets.start().then(() => undefined),
    async quiet() {
      await relay.settled(limits.acknowledgedMs);
      sockets.leave();
    },
    close: () => sockets.closed(limits.closedMs),
  };
}

const opened = start.way.kind === 'http' ? overHttp(start.way) : overSocket(start.way);

async function hear(word: AppWord): Promise<void> {
  switch (word.word) {
    case 'reply':
      return relay.reply(word.id, word.response);
    case 'giveBack':
      return relay.giveBack(word.id);
    case 'quiet':
      await opened.quiet();
      return say({ word: 'quiet' });
    case 'stop':
      await opened.close();
      return port?.close();
  }
}

process.on('unhandledRejection', (error) => {
  // What is not known to be harmless ends the thread, and the app begins another one.
  if (!isOfSocketClient(error)) throw error;
  log.warn({ err: error }, 'Slack’s socket client had trouble; the supervisor looks after the socket');
});
port.on('message', (word: AppWord) => void hear(word));
opened.open().then(
  (taken) => say({ word: 'open', port: taken }),
  (error: unknown) => {
    say({ word: 'failed', trouble: troubleOf(error) });
    port.close();
  },
);
