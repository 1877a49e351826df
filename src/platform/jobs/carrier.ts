import { instantOf, type Temporal } from '../../kpi/time.ts';
import type { Db } from '../db/index.ts';
import type { Log } from '../log.ts';
import { type Queue, startQueue, type Work, works } from './queue.ts';
import { buildPlanned, type Jobs, runDue, runPlan, runSend } from './run.ts';
import { isServed } from './served.ts';

/** Who does the work of the reports: the queue's workers, of whichever instance; or the tick, where the queue does not do it. */
export interface Carrier {
  /** Each minute: wakes the workers for whatever is due; what lies there nonetheless is done here and now. */
  tick(now: Temporal.Instant): Promise<void>;
  /** Takes nothing new, and waits for what is under way. */
  stop(): Promise<void>;
}

/** What is due this long was not taken by any worker. Seconds. */
const LIES_S = 75;
/** A queue that could not be started is tried again after so many ticks. */
const AGAIN_TICKS = 10;

/** Begins without a queue; it comes up beside the work, so that a start does not wait for it. */
export function createCarrier(jobs: Jobs, log: Log, ending: AbortSignal): Carrier {
  const { db } = jobs.deps;
  let queue: Queue | undefined;
  let starting: Promise<void> | undefined;
  let ticks = 0;
  const carried = (): Jobs => (queue === undefined ? jobs : { ...jobs, wake: queue.wake });
  const run = async (work: Work): Promise<void> => {
    const now = instantOf(await db.now());
    if (work === 'plan') await runPlan(carried(), now);
    else if (work === 'build') await buildPlanned(carried());
    else await runSend(carried(), now, ending);
  };
  const start = async (): Promise<void> => {
    try {
      const started = await startQueue(db, log, run);
      if (ending.aborted) await started.stop();
      else queue = started;
    } catch (error) {
      log.warn({ err: error }, 'the queue did not start; the tick does its work, and tries again later');
    }
  };
  return {
    async tick(now) {
      if (queue === undefined && ticks % AGAIN_TICKS === 0) starting = start();
      ticks += 1;
      const isCarried = queue !== undefined && (await wakeAll(queue, log));
      if (!isCarried || (await liesThere(db, now))) await runDue(carried(), now, ending);
    },
    async stop() {
      await starting;
      await queue?.stop();
    },
  };
}

/** False where the queue does not take wake-ups. */
async function wakeAll(queue: Queue, log: Log): Promise<boolean> {
  try {
    for (const work of works) await queue.wake(work);
    return true;
  } catch (error) {
    log.warn({ err: error }, 'the queue takes nothing; the tick does the work');
    return false;
  }
}

/** Whether something is due that no worker has taken. */
async function liesThere(db: Db, now: Temporal.Instant): Promise<boolean> {
  const since = new Date(now.epochMilliseconds - LIES_S * 1000);
  const rows = await db.client.$queryRaw<unknown[]>`
    SELECT 1 WHERE EXISTS (SELECT 1 FROM schedule WHERE enabled AND next_due_at < ${since} AND ${isServed('schedule')})
      OR EXISTS (SELECT 1 FROM report_run WHERE state = 'planned' AND planned_at < ${since}
        AND coalesce(lease_until, planned_at) < ${since} AND ${isServed('report_run')})
      OR EXISTS (SELECT 1 FROM outbox WHERE (state = 'pending' AND not_before < ${since} OR state = 'ambiguous' AND look_at < ${since}
        OR state = 'sending' AND lease_until < ${since}) AND ${isServed('outbox')})`;
  return rows.length > 0;
}
