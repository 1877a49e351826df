import pg from 'pg';
import { type ConstructorOptions, fromPrisma, PgBoss } from 'pg-boss';
import type { Db, Tx } from '../db/index.ts';
import type { Log } from '../log.ts';

/**
 * What carries wake-ups between instances: pg-boss, on the database that we have. It carries no facts. What is due stands in the tables, a
 * wake-up may come twice, late or never, and each tick gives them anew (docs/decisions/011).
 */

/** What there is to do, in the order in which one leads to the next. */
export const works = ['plan', 'build', 'send'] as const;
export type Work = (typeof works)[number];

/** Gives a wake-up, with `tx` in the transaction of the change that it belongs to. */
export type Wake = (work: Work, tx?: Tx) => Promise<void>;

/** A queue that runs. */
export interface Queue {
  wake: Wake;
  /** Takes nothing new, and waits for what is under way. */
  stop(): Promise<void>;
}

const NAME = { plan: 'pacer-plan', build: 'pacer-build', send: 'pacer-send' } as const;
const DEAD = 'pacer-dead';
/** An abandoned wake-up comes back after this and a round of supervision; the next tick is there before. Seconds. */
const EXPIRE_S = 45;
const SUPERVISE_S = 10;
/** Where nobody shares the database a wake-up is the process's own, and the tick comes each minute. Seconds. */
const POLL_S = { server: 2, embedded: 5 } as const;
const STOP_MS = 10_000;

/** Starts the queue; `run` does what a wake-up asks for. Throws where pg-boss cannot keep its tables: the tick does all work then. */
export async function startQueue(
  db: Pick<Db, 'connection' | 'kind'>,
  log: Log,
  run: (work: Work) => Promise<void>,
): Promise<Queue> {
  const pool = new pg.Pool({ ...db.connection, max: 4, application_name: 'pacer-queue' });
  pool.on('error', (error) => log.warn({ err: error }, 'a connection of the queue failed and is replaced'));
  const boss = new PgBoss(optionsFor(pool, db.kind));
  boss.on('error', (error) => log.warn({ err: error }, 'the queue has trouble; the tick does the work'));
  try {
    await boss.start();
    await makeQueues(boss);
    for (const work of works)
      await boss.work(NAME[work], { pollingIntervalSeconds: POLL_S[db.kind] }, () => run(work));
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined);
    await pool.end();
    throw error;
  }
  return {
    async wake(work, tx) {
      await boss.send(NAME[work], {}, tx === undefined ? {} : { db: fromPrisma(tx) });
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: STOP_MS });
      await pool.end();
    },
  };
}

/** No LISTEN, no schedules of its own, and on the embedded database the profile for a single session. */
function optionsFor(pool: pg.Pool, kind: Db['kind']): ConstructorOptions {
  return {
    db: { executeSql: (text, values) => pool.query(text, values as unknown[]) },
    schema: 'pgboss',
    schedule: false,
    useListenNotify: false,
    superviseIntervalSeconds: SUPERVISE_S,
    monitorIntervalSeconds: SUPERVISE_S,
    ...(kind === 'embedded' ? { backend: 'pglite' as const } : {}),
  };
}

/** "short": one waits at most, however many ask for the same. */
async function makeQueues(boss: PgBoss): Promise<void> {
  await boss.createQueue(DEAD);
  for (const work of works)
    await boss.createQueue(NAME[work], {
      policy: 'short',
      expireInSeconds: EXPIRE_S,
      retryLimit: 2,
      retryBackoff: true,
      deadLetter: DEAD,
      deleteAfterSeconds: 24 * 60 * 60,
    });
}
