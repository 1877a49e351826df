// One of the processes that are tortured: node worker.ts <what it needs, as JSON>. It runs the passes over and over until it is killed.
import { setTimeout as sleep } from 'node:timers/promises';
import { instantOf } from '../../src/kpi/time.ts';
import { openDb } from '../../src/platform/db/index.ts';
import { type Rules, rulesOf } from '../../src/platform/jobs/rules.ts';
import { runDue } from '../../src/platform/jobs/run.ts';
import { createMessenger } from '../../src/platform/slack.ts';
import type { Deps } from '../../src/platform/slice.ts';
import { silentLog } from '../support/log.ts';
import { tortured } from './teams.ts';

/** What a process is told. */
export interface WorkerStart {
  databaseUrl: string | undefined;
  dataDir: string;
  token: string;
  api: string;
  /** How long a call may take. */
  callMs: number;
  rules: Partial<Rules>;
}

const PAUSE_MS = 100;

async function run(start: WorkerStart): Promise<void> {
  const { databaseUrl, dataDir, token, api, callMs } = start;
  const db = await openDb({ databaseUrl, dataDir, role: 'app', log: silentLog });
  const messenger = createMessenger(token, api, callMs);
  // The reports of this test have no pictures.
  const deps = { db, log: silentLog, slack: () => Promise.resolve(messenger) } as unknown as Deps;
  const trial = { rules: rulesOf({ rules: start.rules }) };
  process.stdout.write('ready\n');
  for (;;) {
    await runDue({ deps, parts: [tortured], trial }, instantOf(await db.now()));
    await sleep(PAUSE_MS);
  }
}

await run(JSON.parse(process.argv[2] ?? '') as WorkerStart);
