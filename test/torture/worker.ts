// One of the processes that are tortured: node worker.ts <what it needs, as JSON>. Until it is killed it runs the passes over and over, or ticks and
// has the queue carry the work among all processes, as the app does.
import { setTimeout as sleep } from 'node:timers/promises';
import { instantOf } from '../../src/kpi/time.ts';
import { openDb } from '../../src/platform/db/index.ts';
import { createCarrier } from '../../src/platform/jobs/carrier.ts';
import { type Rules, rulesOf } from '../../src/platform/jobs/rules.ts';
import { type Jobs, runDue } from '../../src/platform/jobs/run.ts';
import { createMessenger } from '../../src/platform/slack.ts';
import type { Deps } from '../../src/platform/slice.ts';
import { silentLog } from '../support/log.ts';
import { tortured } from './teams.ts';
import type { Way } from './torture.ts';

/** What a process is told. */
export interface WorkerStart {
  databaseUrl: string | undefined;
  dataDir: string;
  token: string;
  api: string;
  /** How long a call may take. */
  callMs: number;
  by: Way;
  rules: Partial<Rules>;
}

const PAUSE_MS = 100;
/** So often of a process's rounds. */
const TURNED_BACK = 0.1;
/** A minute, compressed like all other times. */
const TICK_MS = 5_000;

async function run(start: WorkerStart): Promise<void> {
  const { databaseUrl, dataDir, token, api, callMs } = start;
  const db = await openDb({ databaseUrl, dataDir, role: 'app', log: silentLog });
  const messenger = createMessenger(token, api, callMs);
  // The reports of this test have no pictures.
  const deps = { db, log: silentLog, slack: () => Promise.resolve(messenger) } as unknown as Deps;
  const jobs: Jobs = { deps, parts: [tortured], trial: { rules: rulesOf({ rules: start.rules }) } };
  process.stdout.write('ready\n');
  if (start.by === 'carriers') return carry(jobs);
  for (;;) {
    await runDue(jobs, instantOf(await db.now()));
    if (Math.random() < TURNED_BACK) await turnBack(jobs);
    await sleep(PAUSE_MS);
  }
}

/** A schedule comes to an instant again that had its run, as where a clock is put back or a zone changes. */
async function turnBack({ deps: { db } }: Jobs): Promise<void> {
  await db.client.$executeRaw`
    UPDATE schedule SET next_due_at = r.due_at FROM (SELECT * FROM report_run ORDER BY random() LIMIT 1) r
    WHERE schedule.workspace_id = r.workspace_id AND schedule.id = r.schedule_id`;
}

async function carry(jobs: Jobs): Promise<void> {
  const carrier = createCarrier(jobs, silentLog, new AbortController().signal);
  for (;;) {
    await carrier.tick(instantOf(await jobs.deps.db.now()));
    await turnBack(jobs);
    await sleep(TICK_MS);
  }
}

await run(JSON.parse(process.argv[2] ?? '') as WorkerStart);
