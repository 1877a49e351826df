import { createServer, type Server } from 'node:http';
import { createLimits } from '../sandbox/limits/limits.ts';
import { kept } from '../src/kpi/kept.ts';
import { instantOf } from '../src/kpi/time.ts';
import { section } from '../src/platform/blocks.ts';
import type { Db } from '../src/platform/db/index.ts';
import type { ReportPart } from '../src/platform/jobs/report.ts';
import { buildPlanned, type Jobs, runSend } from '../src/platform/jobs/run.ts';
import { AT_ONCE } from '../src/platform/jobs/send.ts';
import { planDue } from '../src/platform/jobs/store.ts';
import { createLog } from '../src/platform/log.ts';
import { createMessenger } from '../src/platform/slack.ts';
import type { Deps } from '../src/platform/slice.ts';
import type { Bench, Benchmark } from './bench.ts';
import type { BenchResult } from './result.ts';
import { type Opened, openServerBoth } from './support/databases.ts';

/** Thousands of workspaces that are due in the same minute: planned, frozen, and sent to a Slack with the sandbox's limits; nothing lost, nothing twice. */

const MOST_SECONDS = 30;
/** The aim is that of so many. */
const WORKSPACES = 5_000;
const DUE = '2026-11-23T09:00:00Z';
/** A board, and two people. */
const PER_WORKSPACE = ['board', 'rep:1', 'rep:2'] as const;
const SLACK_MS = 60;

const SEED = [
  `INSERT INTO workspace (id, name, locale, tz, currency) SELECT 'T' || n, 'Workspace ' || n, 'en', 'UTC', 'USD' FROM generate_series(1, $1::int) AS n`,
  `INSERT INTO schedule (workspace_id, id, team_id, kind, weekday, local_time, zone, next_due_at)
   SELECT 'T' || n, 's' || n, 't' || n, 'weekly-feedback', 1, '09:00', 'UTC', '${DUE}' FROM generate_series(1, $1::int) AS n`,
];

/** What is posted, without any figures behind it: how long those take is measured elsewhere (weekly.ts). */
const part: ReportPart = {
  kind: 'weekly-feedback',
  build: (_, { workspaceId, periodKey }) =>
    Promise.resolve(
      PER_WORKSPACE.map((key) => {
        const text = `${workspaceId} ${key} ${periodKey}`;
        const channel = `${key === 'board' ? 'C' : 'U'}-${workspaceId}-${key}`;
        return { key, channel, to: key, locale: 'en', reply: { text, blocks: [section(text)] } };
      }),
    ),
};

/** As much of Slack as posting needs: its limits, its time to answer, and what came when. */
interface Posts {
  server: Server;
  api: string;
  /** Milliseconds at which each text was first tried. */
  tried: Map<string, number>;
  /** How often each text was taken. */
  taken: Map<string, number>;
  refused(): number;
}

async function startPosts(): Promise<Posts> {
  const limits = createLimits(() => Date.now());
  const [tried, taken] = [new Map<string, number>(), new Map<string, number>()];
  let refused = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const fields = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
    const [text, channel] = [fields.get('text') ?? '', fields.get('channel') ?? fields.get('users') ?? ''];
    const method = (request.url ?? '').split('/').at(-1) ?? '';
    const team = request.headers.authorization ?? '';
    const isPost = method === 'chat.postMessage';
    if (isPost && !tried.has(text)) tried.set(text, performance.now());
    const waitS = limits.take({ team, method, channel: isPost ? channel : '' });
    response.setHeader('content-type', 'application/json');
    if (waitS !== undefined) {
      refused += 1;
      response.writeHead(429, { 'retry-after': String(waitS) }).end('{"ok":false,"error":"ratelimited"}');
      return;
    }
    if (isPost) taken.set(text, (taken.get(text) ?? 0) + 1);
    const answer = isPost ? { channel, ts: `${Date.now()}.1` } : { channel: { id: `D-${channel}` } };
    setTimeout(() => response.end(JSON.stringify({ ok: true, ...answer })), SLACK_MS);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const api = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/api/`;
  return { server, api, tried, taken, refused: () => refused };
}

const secondsSince = (start: number): number => (performance.now() - start) / 1000;

/** One transaction for each, as anybody would write it first. Seconds for so many schedules. */
async function planPlainly({ pool }: Opened, count: number): Promise<number> {
  const start = performance.now();
  const { rows } = await pool.query('SELECT workspace_id, id, team_id FROM schedule ORDER BY id LIMIT $1', [
    count,
  ]);
  for (const { workspace_id, id, team_id } of rows) {
    const client = await pool.connect();
    await client.query('BEGIN');
    await client.query('SELECT 1 FROM schedule WHERE workspace_id = $1 AND id = $2 FOR UPDATE', [
      workspace_id,
      id,
    ]);
    await client.query(
      `INSERT INTO report_run (workspace_id, id, schedule_id, team_id, kind, period_key, due_at)
       VALUES ('PLAIN', $1, $1, $2, 'weekly-feedback', '2026-W47', now()) ON CONFLICT DO NOTHING`,
      [id, team_id],
    );
    await client.query('UPDATE schedule SET watched_from = now() WHERE workspace_id = $1 AND id = $2', [
      workspace_id,
      id,
    ]);
    await client.query('COMMIT');
    client.release();
  }
  await pool.query(`DELETE FROM report_run WHERE workspace_id = 'PLAIN'`);
  return secondsSince(start);
}

/** The same posts by the bare client, as many at once as the app has on their way, without a database: what Slack's answers and the client alone take. Seconds. */
async function postPlainly(count: number): Promise<number> {
  const posts = await startPosts();
  const slack = kept((team: string) => createMessenger(`xoxb-${team}`, posts.api));
  const start = performance.now();
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      next += 1;
      const key = PER_WORKSPACE[next % PER_WORKSPACE.length] ?? 'board';
      const text = `T${next} ${key}`;
      const channel = `${key === 'board' ? 'C' : 'U'}${next}`;
      await slack(`T${next}`).post(channel, { text, blocks: [section(text)] });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  posts.server.close();
  return secondsSince(start);
}

/** Sends until nothing is left; passes end by themselves, as the tick would call them. */
async function sendAll(jobs: Jobs, db: Db): Promise<void> {
  for (;;) {
    await runSend(jobs, instantOf(new Date(DUE)));
    if ((await db.client.outbox.count({ where: { state: { not: 'sent' } } })) === 0) return;
  }
}

async function run(bench: Bench): Promise<BenchResult[]> {
  if (bench.postgres === undefined) return [];
  const count = bench.full ? WORKSPACES : WORKSPACES / 10;
  const opened = await openServerBoth(bench, bench.postgres, 'bench_minute');
  for (const statement of SEED) await opened.pool.query(statement, [count]);
  await opened.pool.query('VACUUM ANALYZE');
  const posts = await startPosts();
  const slack = kept((team: string) => createMessenger(`xoxb-${team}`, posts.api));
  const deps: Deps = {
    ...{ db: opened.db, log: createLog('error'), slack: (team) => Promise.resolve(slack(team)) },
    charts: {
      render: () => Promise.reject(new Error('no pictures here')),
      document: () => Promise.reject(new Error('no documents here')),
      close: () => Promise.resolve(),
    },
  };
  const jobs = { deps, parts: [part] };
  bench.say(`minute: ${count.toLocaleString('en')} workspaces`);
  const plain = await planPlainly(opened, count);
  const start = performance.now();
  const planned = await planDue(opened.db, instantOf(new Date(DUE)));
  const plannedIn = secondsSince(start);
  const built = await buildPlanned(jobs);
  const builtIn = secondsSince(start) - plannedIn;
  const sendingFrom = performance.now();
  await sendAll(jobs, opened.db);
  const messages = count * PER_WORKSPACE.length;
  const counts = [...posts.taken.values()];
  const once = counts.filter((times) => times === 1).length;
  const lastTried = Math.max(...posts.tried.values()) - sendingFrom;
  const bare = await postPlainly(Math.min(messages, 1_500));
  posts.server.close();
  await opened.close();
  const [ours, theirs] = [messages / (lastTried / 1000), Math.min(messages, 1_500) / bare];
  const of = `${count.toLocaleString('en')} workspaces due in one minute`;
  return [
    {
      name: 'minute: planned',
      what: `Seconds to plan ${of}, each report once (PostgreSQL); beside a transaction for each through bare pg`,
      ...{ ours: plannedIn, theirs: plain, unit: 's', ratio: plannedIn / plain },
      aim: `${WORKSPACES.toLocaleString('en')} in ${MOST_SECONDS} s`,
      met: planned === count && plannedIn <= (MOST_SECONDS * count) / WORKSPACES,
      notes: [`frozen into the outbox in another ${builtIn.toFixed(1)} s, ${built} runs`],
    },
    {
      name: 'minute: sent',
      what: `Messages a second of ${of}, three each, first tried by one instance, to a Slack with the sandbox’s limits that takes ${SLACK_MS} ms; beside the bare client, as many at once, without a database`,
      ...{ ours, theirs, unit: '/s', ratio: ours / theirs },
      aim: 'none lost, none twice',
      met: once === messages && counts.length === messages,
      notes: [
        `${messages.toLocaleString('en')} messages, the last first tried after ${(lastTried / 1000).toFixed(1)} s; ${posts.refused()} times Slack said that it was too much`,
      ],
    },
  ];
}

export const minute: Benchmark = { name: 'minute', run };
