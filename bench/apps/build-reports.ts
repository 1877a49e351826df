// Plans and builds everything that is due at BENCH_NOW, as the app does, without Slack and without pictures. Says as JSON what it took.
import { instantOf } from '../../src/kpi/time.ts';
import { openDb } from '../../src/platform/db/index.ts';
import { buildPlanned, runPlan } from '../../src/platform/jobs/run.ts';
import { createLog } from '../../src/platform/log.ts';
import type { Deps } from '../../src/platform/slice.ts';
import { slices } from '../../src/slices.ts';

const log = createLog('warn');
const databaseUrl = process.env['DATABASE_URL'];
const db = await openDb({ databaseUrl, dataDir: process.env['PACER_DATA_DIR'] ?? '', role: 'app', log });
const deps: Deps = {
  ...{ db, log },
  charts: {
    render: () => Promise.resolve(Buffer.from('picture')),
    document: () => Promise.reject(new Error('no documents here')),
    close: () => Promise.resolve(),
  },
  slack: () => Promise.reject(new Error('there is no Slack here')),
};
const jobs = { deps, parts: slices.flatMap((slice) => slice.reports ?? []) };
let most = 0;
const look = setInterval(() => {
  most = Math.max(most, process.memoryUsage.rss());
}, 20);
const start = performance.now();
await runPlan(jobs, instantOf(new Date(process.env['BENCH_NOW'] ?? '')));
const runs = await buildPlanned(jobs);
const seconds = (performance.now() - start) / 1000;
clearInterval(look);
const messages = await db.client.outbox.count();
await db.close();
process.stdout.write(`${JSON.stringify({ runs, messages, seconds, megabytes: most / 1e6 })}\n`);
