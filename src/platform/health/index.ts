import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Db } from '../db/index.ts';
import type { Log } from '../log.ts';
import { exposition, metrics } from '../metrics/index.ts';
import { readBacklog } from '../metrics/store.ts';
import type { HttpRoute } from '../route.ts';
import { type Access, mayRead } from './access.ts';
import { type HealthFacts, type HealthReport, judge } from './judge.ts';

/** Whether the process lives, whether it can serve, and its figures: for whoever runs it. No name, text or secret is told. */
export interface Health {
  /** The minute's work succeeded. */
  ticked(): void;
  /** From now on nothing new should come. */
  stopping(): void;
  report(): Promise<HealthReport>;
  /** GET /healthz, /readyz, /metrics */
  routes: readonly HttpRoute[];
}

/** How long the database may take to answer a bare question. */
const databaseMs = 2_000;

/**
 * @param access who may read the figures and what is wrong; everybody else learns whether the app lives and whether it is ready
 */
export function createHealth(
  db: Db,
  slack: () => HealthFacts['slack'],
  log: Log,
  access: Access = { kind: 'everybody' },
): Health {
  let tickedAt = performance.now();
  let isStopping = false;
  const tickAgeMs = (): number => performance.now() - tickedAt;
  const askOnce = together(() => askDatabase(db));
  const countOnce = together(() => inTime(readBacklog(db)));
  const report = async (): Promise<HealthReport> =>
    judge({ databaseMs: await askOnce(), tickAgeMs: tickAgeMs(), slack: slack(), isStopping });
  const isOpen = ({ headers }: IncomingMessage): boolean => mayRead(access, headers.authorization);
  return {
    ticked() {
      tickedAt = performance.now();
    },
    stopping() {
      isStopping = true;
    },
    report,
    routes: [
      {
        method: 'GET',
        path: '/healthz',
        handle: async (_, response) => json(response, 200, { alive: true }),
      },
      {
        method: 'GET',
        path: '/readyz',
        async handle(request, response) {
          const found = await report();
          json(response, found.ready ? 200 : 503, isOpen(request) ? found : { ready: found.ready });
        },
      },
      {
        method: 'GET',
        path: '/metrics',
        async handle(request, response) {
          if (!isOpen(request)) return shut(response, access);
          metrics.tickAge.set(tickAgeMs() / 1000);
          await countOnce().catch((error: unknown) =>
            log.warn({ err: error }, 'the figures of the database could not be read'),
          );
          const { type, text } = await exposition();
          response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(text);
        },
      },
    ],
  };
}

/** Tells whoever runs the app how the figures are opened; what they say is told to nobody else. */
function shut(response: ServerResponse, { kind }: Access): void {
  const how = kind === 'nobody' ? 'Set PACER_METRICS_TOKEN' : 'Bring PACER_METRICS_TOKEN as a bearer token';
  response
    .writeHead(kind === 'nobody' ? 403 : 401, {
      'content-type': 'text/plain; charset=utf-8',
      ...(kind === 'nobody' ? {} : { 'www-authenticate': 'Bearer' }),
    })
    .end(`${how} to read the figures.\n`);
}

/** Whoever asks while somebody has asked gets the same answer: however many ask at once, the database is asked once. */
function together<T>(ask: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<T> | undefined;
  return () => {
    underWay ??= ask().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
}

/** Milliseconds until the database answered; undefined where it did not. */
async function askDatabase(db: Db): Promise<number | undefined> {
  const since = performance.now();
  try {
    await inTime(db.now());
    return performance.now() - since;
  } catch {
    return undefined;
  }
}

function inTime<T>(work: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('the database did not answer in time')), databaseMs).unref();
  });
  return Promise.race([work, late]);
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
    .end(`${JSON.stringify(value)}\n`);
}
