import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { readyMade } from '../src/playbook/readyMade.ts';
import { installPlaybook } from '../src/playbook/store.ts';
import { ensureWorkspace } from '../src/workspace/store.ts';
import type { Bench, Benchmark } from './bench.ts';
import type { BenchResult } from './result.ts';
import { DUE, fillCompany, TEAM_SIZE, workspaceId } from './support/company.ts';
import { type Opened, openServerBoth } from './support/databases.ts';
import { START_FLAGS, startProgram } from './support/program.ts';

/** The weekly report of a whole company (numbers, words, outbox; no pictures), beside a loop over its reps that sums, writes a line and inserts. */

const MOST_SECONDS = 60;
const MOST_MB = 1_000;
/** The limits are those of so many reps. */
const REPS = 10_000;

const built = z.object({
  runs: z.number(),
  messages: z.number(),
  seconds: z.number(),
  megabytes: z.number(),
});

/** In a process of its own, so that its memory is its own, run as `npm start` runs the app. */
async function building(databaseUrl: string, bench: Bench): Promise<z.infer<typeof built>> {
  const env = { DATABASE_URL: databaseUrl, PACER_DATA_DIR: bench.directory(), BENCH_NOW: DUE };
  const program = startProgram('bench/apps/build-reports.ts', env, START_FLAGS);
  return built.parse(JSON.parse(await program.said('"runs"')));
}

/** As anybody would write it first: of each rep three sums, a sentence each, one row. Seconds. */
async function looping({ pool }: Opened, reps: number): Promise<number> {
  const since = performance.now();
  for (let rep = 1; rep <= reps; rep += 1) {
    const lines: string[] = [];
    for (const [source, column, from] of [
      ['call', 'count', '2026-11-16'],
      ['meeting', 'count', '2026-11-16'],
      ['deal', 'amount', '2026-11-01'],
    ] as const) {
      const { rows } = await pool.query(
        `SELECT coalesce(sum(${column}), 0)::bigint AS done FROM daily_rollup
         WHERE workspace_id = $1 AND source = $2 AND member_id = $3 AND local_date >= $4 AND local_date < '2026-11-23'`,
        [workspaceId, source, `m${rep}`, from],
      );
      const target = await pool.query(
        `SELECT v.value FROM target t JOIN target_version v ON v.workspace_id = t.workspace_id AND v.target_id = t.id
         WHERE t.workspace_id = $1 AND t.subject_kind = 'member' AND t.subject_id = $2 AND t.metric_key = $3`,
        [workspaceId, `m${rep}`, { call: 'calls', meeting: 'meetings', deal: 'revenue' }[source]],
      );
      lines.push(`${source}: ${rows[0]?.done} of ${target.rows[0]?.value}`);
    }
    const blocks = lines.map((text) => ({ type: 'section', text: { type: 'mrkdwn', text } }));
    await pool.query(
      `INSERT INTO outbox (workspace_id, id, key, channel, text, blocks) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
      ['TBARE', randomUUID(), `bare:${rep}`, `U${rep}`, lines.join('\n'), JSON.stringify(blocks)],
    );
  }
  return (performance.now() - since) / 1000;
}

async function run(bench: Bench): Promise<BenchResult[]> {
  if (bench.postgres === undefined) return [];
  const reps = bench.full ? REPS : REPS / 10;
  const opened = await openServerBoth(bench, bench.postgres, 'bench_weekly');
  const databaseUrl = new URL(bench.postgres);
  databaseUrl.pathname = '/bench_weekly';
  await ensureWorkspace(opened.db, { id: workspaceId, name: 'Bench' });
  await installPlaybook(opened.db, workspaceId, readyMade);
  bench.say(`weekly: writing ${reps.toLocaleString('en')} people`);
  await fillCompany(opened.pool, reps);
  bench.say('weekly: measuring');
  const { runs, messages, seconds, megabytes } = await building(databaseUrl.href, bench);
  const teams = Math.ceil(reps / TEAM_SIZE);
  // Each rep, each team's lead, each team's channel.
  if (runs !== teams || messages !== reps + 2 * teams) throw new Error(`${runs} runs, ${messages} messages`);
  const bare = await looping(opened, reps);
  await opened.close();
  return [
    {
      name: 'weekly: a company',
      what: `The weekly feedback of ${reps.toLocaleString('en')} reps in ${teams} teams, with digests and boards: read, judged, put into words, frozen into the outbox (PostgreSQL; no pictures); beside three sums, three sentences and one INSERT for each rep`,
      ...{ ours: seconds, theirs: bare, unit: 's', ratio: seconds / bare },
      aim: `${REPS.toLocaleString('en')} reps in ${MOST_SECONDS} s and 1 GB`,
      met: seconds <= (MOST_SECONDS * reps) / REPS && megabytes <= MOST_MB,
      notes: [
        `${messages.toLocaleString('en')} messages; the process took at most ${megabytes.toFixed(0)} MB`,
      ],
    },
  ];
}

export const weekly: Benchmark = { name: 'weekly', run };
