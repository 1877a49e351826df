import { computeCards } from '../src/evaluation/closing/slack.ts';
import { closeCycle, fingerprint, snapshotsOf } from '../src/evaluation/closing/store.ts';
import { membersOfCycle, readCycle } from '../src/evaluation/cycle/store.ts';
import { flawsIn } from '../src/evaluation/snapshot/canonical.ts';
import { localDate } from '../src/kpi/localDate.ts';
import type { MetricDefinition } from '../src/kpi/metric.ts';
import { Temporal } from '../src/kpi/time.ts';
import type { MetricInfo } from '../src/playbook/playbook.ts';
import type { Bench, Benchmark } from './bench.ts';
import type { BenchResult } from './result.ts';
import { type Opened, openServerBoth } from './support/databases.ts';
import { workspaceOf } from './support/workspace.ts';

/** Closing a quarter of a company: everybody's scorecard of twelve KPIs computed, sealed and told of, beside the same sums from the facts. On PostgreSQL. */

const workspaceId = 'TBENCH';
const KPIS = 12;
/** Activities of one person on one working day: five of the first kind, one of each other. */
const A_DAY = KPIS + 4;
const [FROM, TO] = ['2026-07-01', '2026-10-01'];
const DAYS = 66;

const metrics = Array.from({ length: KPIS }, (_, index): MetricInfo => {
  const key = `k${index + 1}`;
  const nature = (['result', 'process', 'quality'] as const)[index % 3] ?? 'result';
  const definition: MetricDefinition = {
    ...{ key, direction: 'higher', nature, prorated: true, unit: 'count', kind: 'count' },
    source: { filter: { activityType: [key] } },
  };
  return {
    key,
    definition,
    names: { en: { one: key, other: key }, zh: { other: key } },
    aliases: [],
    isRetired: false,
  };
});
const kpis = metrics.map(({ key }, index) => ({
  metricKey: key,
  weight: index === 0 ? 12 : 8,
  floor: null,
}));

const FILL = [
  `INSERT INTO activity (workspace_id, id, batch_id, line, member_id, actor_id, origin, local_date, recorded_at, type_key, quantity, channel, note)
   SELECT $1, 'a' || rep || '-' || day::date || '-' || n, 'b', 0, 'm' || rep, 'm' || rep, 'slash', day::date, day,
     'k' || CASE WHEN n <= 5 THEN 1 ELSE n - 4 END, 100, '', ''
   FROM generate_series($2::int, $3::int) rep, generate_series('${FROM}'::timestamp, '${TO}'::timestamp - interval '1 day', interval '1 day') day,
     generate_series(1, ${A_DAY}) n WHERE extract(isodow FROM day) < 6`,
  `INSERT INTO daily_rollup (workspace_id, source, local_date, member_id, channel, entries, count, amount)
   SELECT workspace_id, type_key, local_date, member_id, channel, count(*), sum(quantity), 0 FROM activity
   WHERE workspace_id = $1 AND member_id IN (SELECT 'm' || rep FROM generate_series($2::int, $3::int) rep) GROUP BY 1, 2, 3, 4, 5`,
  `INSERT INTO member (workspace_id, id, slack_user_id, name, tz, locale)
   SELECT $1, 'm' || rep, 'U' || rep, 'Rep ' || rep, 'UTC', 'en' FROM generate_series($2::int, $3::int) rep`,
  `INSERT INTO target (workspace_id, id, subject_kind, subject_id, metric_key, layer, period_kind)
   SELECT $1, 't' || rep || '-' || k, 'member', 'm' || rep, 'k' || k, 'official', 'month'
   FROM generate_series($2::int, $3::int) rep, generate_series(1, ${KPIS}) k`,
  `INSERT INTO target_version (workspace_id, target_id, seq, from_date, value, state)
   SELECT $1, 't' || rep || '-' || k, 1, '2026-01-01', 2200, 'set' FROM generate_series($2::int, $3::int) rep, generate_series(1, ${KPIS}) k`,
  `INSERT INTO cycle_member (workspace_id, cycle_id, member_id, member_key, template_id, template_version)
   SELECT $1, 'cycle', 'm' || rep, 'key-' || rep, 'card', 1 FROM generate_series($2::int, $3::int) rep`,
];

/** The sums alone, of everybody and every kind; targets, calendars, points and seals are not even in it. */
const FACTS = `
  SELECT a.member_id, a.type_key, sum(a.quantity)::bigint AS count FROM activity a
  WHERE a.workspace_id = $1 AND a.local_date >= $2::date AND a.local_date < $3::date AND a.type_key IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM activity v WHERE v.workspace_id = a.workspace_id AND v.voids_id = a.id)
  GROUP BY 1, 2`;

const CHUNK = 250;

async function fill(bench: Bench, { pool }: Opened, people: number): Promise<void> {
  await pool.query(
    `INSERT INTO evaluation_cycle (workspace_id, id, name, period_key, from_date, to_date, state, self_due, manager_due, created_by_id)
     VALUES ($1, 'cycle', 'Q3', '2026-Q3', '${FROM}', '${TO}', 'calibration', '2026-10-08', '2026-10-15', 'm1')`,
    [workspaceId],
  );
  await pool.query(
    `INSERT INTO card_template (workspace_id, id, version, name, role, kpis, one_sided_reason, actor_id)
     VALUES ($1, 'card', 1, 'Reps', 'any', $2, '', 'm1')`,
    [workspaceId, JSON.stringify(kpis)],
  );
  for (let from = 1; from <= people; from += CHUNK) {
    const to = Math.min(people, from + CHUNK - 1);
    for (const statement of FILL) await pool.query(statement, [workspaceId, from, to]);
    bench.say(`closing: ${(to * DAYS * A_DAY).toLocaleString('en')} activities`);
  }
  await pool.query('VACUUM ANALYZE');
}

/** The whole act, as the button does it. */
async function close({ db }: Opened): Promise<number> {
  const workspace = workspaceOf(workspaceId);
  const cycle = await readCycle(db, workspaceId, 'cycle');
  if (cycle === undefined) throw new Error('no cycle');
  const members = await membersOfCycle(db, workspaceId, 'cycle');
  const playbook = { version: 1, types: [], metrics };
  const cards = await computeCards(
    { deps: { db }, workspace },
    { people: [], teams: [], playbook, names: new Map() },
    cycle,
    members,
    [],
  );
  const today = localDate('2026-10-20');
  const wish = { cycleId: 'cycle', today, now: Temporal.Instant.from('2026-10-20T09:00:00Z'), cards };
  const act = { workspaceId, actorId: 'm1', transportKey: 'bench' };
  const closed = await closeCycle(db, act, { ...wish, fingerprint: fingerprint(members, []) }, () =>
    cards.map(({ memberId, result }) => ({
      ...{ key: `closed:${memberId}`, channel: memberId },
      reply: { text: `closed: ${result.total}` },
    })),
  );
  if (closed.kind !== 'closed') throw new Error(`not closed: ${closed.kind}`);
  return closed.count;
}

/** Every snapshot is reproduced from its inputs, and says what the facts say. */
async function mustAgree({ db, pool }: Opened, people: number): Promise<void> {
  const sealed = await snapshotsOf(db, workspaceId, 'cycle');
  const flaws = flawsIn(sealed);
  const { rows } = await pool.query(FACTS, [workspaceId, FROM, TO]);
  const byKey = new Map(
    rows.map((row) => [`${row.member_id.replace('m', 'key-')} ${row.type_key}`, `${row.count}`]),
  );
  const wrong = sealed.flatMap(({ memberKey, inputs }) =>
    inputs.kpis.filter(({ metric, value }) => byKey.get(`${memberKey} ${metric}`) !== value),
  );
  if (sealed.length !== people || flaws.length > 0 || wrong.length > 0)
    throw new Error(`${sealed.length} sealed, ${flaws.length} flaws, ${wrong.length} figures differ`);
}

async function run(bench: Bench): Promise<BenchResult[]> {
  if (bench.postgres === undefined) return [];
  const people = bench.full ? 5_000 : 500;
  const opened = await openServerBoth(bench, bench.postgres, 'bench_closing');
  await fill(bench, opened, people);
  bench.say('closing: measuring');
  await opened.pool.query(FACTS, [workspaceId, FROM, TO]);
  const plain = performance.now();
  await opened.pool.query(FACTS, [workspaceId, FROM, TO]);
  const theirs = (performance.now() - plain) / 1000;
  let most = process.memoryUsage().rss;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 50);
  const begun = performance.now();
  await close(opened);
  const ours = (performance.now() - begun) / 1000;
  clearInterval(watch);
  await mustAgree(opened, people);
  await opened.close();
  const megabytes = Math.round(Math.max(most, process.memoryUsage().rss) / 2 ** 20);
  const aim = bench.full ? 60 : 6;
  return [
    {
      name: 'closing: a quarter',
      what: `${people.toLocaleString('en')} people × ${KPIS} KPIs over ${(people * DAYS * A_DAY).toLocaleString('en')} activities: computed, sealed and told of, beside the sums of the facts alone`,
      ...{ ours, theirs, unit: 's', ratio: ours / theirs, aim: `≤ ${aim} s, ≤ 1,024 MB` },
      met: ours <= aim && megabytes <= 1024,
      notes: [`${megabytes.toLocaleString('en')} MB of memory at most, the benchmark's own included`],
    },
  ];
}

export const closing: Benchmark = { name: 'closing', run };
