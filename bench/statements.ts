import { flawsOf } from '../src/incentives/pay/seal.ts';
import type { Plan, PlanRules, Terms } from '../src/incentives/plan/plan.ts';
import { USUAL_CURVE } from '../src/incentives/plan/typed.ts';
import { readInputs } from '../src/incentives/reading/index.ts';
import { sealed } from '../src/incentives/run/computing/slack.ts';
import { approveRun, createRun, readRun, statementsOf } from '../src/incentives/run/store.ts';
import { localDate } from '../src/kpi/localDate.ts';
import { Temporal } from '../src/kpi/time.ts';
import type { Bench, Benchmark } from './bench.ts';
import type { BenchResult } from './result.ts';
import { type Opened, openServerBoth } from './support/databases.ts';
import { workspaceOf } from './support/workspace.ts';

/** A payout of a closed quarter: everybody's statement computed by three plans, sealed, approved and told of, beside floats and an `INSERT` each. On PostgreSQL. */

const workspaceId = 'TBENCH';
const [FROM, TO] = ['2026-07-01', '2026-10-01'];
const TEAMS = 100;
const BUDGET = 2_000_000_00;

const FILL = [
  `INSERT INTO evaluation_cycle (workspace_id, id, name, period_key, from_date, to_date, state, self_due, manager_due, created_by_id)
   VALUES ($1, 'cycle', 'Q3', '2026-Q3', '${FROM}', '${TO}', 'closed', '2026-10-08', '2026-10-15', 'm1')`,
  `INSERT INTO team (workspace_id, id, name, name_key)
   SELECT $1, 'team' || n, 'Team ' || n, 'team ' || n FROM generate_series(1, ${TEAMS}) n`,
];
const PEOPLE = [
  `INSERT INTO member (workspace_id, id, slack_user_id, name, tz, locale)
   SELECT $1, 'm' || n, 'U' || n, 'Rep ' || n, 'UTC', 'en' FROM generate_series(1, $2::int) n`,
  `INSERT INTO assignment (workspace_id, member_id, from_date, team_id, role)
   SELECT $1, 'm' || n, '2026-01-01', 'team' || (n % ${TEAMS} + 1), 'rep' FROM generate_series(1, $2::int) n`,
  `INSERT INTO cycle_member (workspace_id, cycle_id, member_id, member_key, template_id, template_version)
   SELECT $1, 'cycle', 'm' || n, 'key-' || n, 'card', 1 FROM generate_series(1, $2::int) n`,
  // A target of 100,000; between none and 180 % of it, and a score between 40 and 120.
  `INSERT INTO evaluation_snapshot (workspace_id, cycle_id, member_key, seq, sha256, inputs, result)
   SELECT $1, 'cycle', 'key-' || n, 1, 'sha-' || n,
     jsonb_build_object('presence', jsonb_build_object('present', '66', 'working', '66'), 'kpis', jsonb_build_array(jsonb_build_object(
       'metric', 'revenue', 'unit', 'money', 'direction', 'higher', 'value', ((n * 7919::bigint) % 18000000)::text,
       'levels', jsonb_build_object('target', '10000000')))),
     jsonb_build_object('total', (40 + n % 81)::text, 'band', 'meets', 'unrated', NULL)
   FROM generate_series(1, $2::int) n`,
];

const share = (bp: number) => ({ kind: 'share', bp }) as const;
const planOf = (id: string, terms: Terms, more: Partial<PlanRules> = {}): Plan => ({
  ...{ id, version: 1, name: id, state: 'active', from: '2026-01-01' },
  who: { role: 'any', teamIds: [], memberIds: [] },
  rules: {
    ...{ currency: 'USD', terms, isProrated: true, unrated: 'nothing', guarantee: null, cap: null },
    ...{ budget: null, gate: null, clawback: null },
    ...more,
  },
});
const tiers = [
  { from: '0', to: '1/2', rate: share(200) },
  { from: '1/2', to: '1', rate: share(400) },
  { from: '1', to: null, rate: share(600) },
];
const plans: readonly Plan[] = [
  planOf('tiers', { kind: 'tiers', metric: 'revenue', on: 'attainment', mode: 'marginal', tiers }),
  planOf('bonus', { kind: 'bonus', amount: '200000', curve: USUAL_CURVE }, { budget: `${BUDGET}` }),
  planOf('pool', {
    ...{ kind: 'pool', per: 'team', weight: 'metric', metric: 'revenue' },
    fund: { kind: 'share', metric: 'revenue', bp: 50 },
  }),
];

/** The whole act, as the buttons do it: read, compute, seal, keep; approve and tell everybody. */
async function ours({ db }: Opened): Promise<string> {
  const workspace = workspaceOf(workspaceId);
  const range = { from: localDate(FROM), to: localDate(TO) };
  // Of the dependencies it takes the database alone.
  const deps = { db } as Parameters<typeof readInputs>[0]['deps'];
  const cycle = { id: 'cycle', periodKey: '2026-Q3' as Parameters<typeof readInputs>[1]['periodKey'], range };
  const read = await readInputs({ deps, workspace }, cycle, plans, true);
  if ('noRate' in read) throw new Error(`no rate for ${read.noRate}`);
  const now = Temporal.Instant.from('2026-10-20T09:00:00Z');
  const run = sealed(read, 'Q3', { now });
  const act = (actorId: string) => ({ workspaceId, actorId, transportKey: `bench:${actorId}` });
  await createRun(db, act('m1'), run);
  const wish = { runId: run.id, isAlone: false, now, taken: [] };
  const tell = run.statements.map(({ memberId, result }) => ({
    ...{ key: `told:${memberId}`, channel: memberId },
    reply: { text: `paid: ${result.totals[0]?.minor}` },
  }));
  const done = await approveRun(db, act('m2'), wish, tell);
  if (done.kind !== 'done') throw new Error(`not approved: ${done.kind}`);
  return run.id;
}

/** What a script would do: one query, floats, one row for each person; no way, no seal, nothing told. Cents by member. */
async function theirs({ pool }: Opened): Promise<Map<string, number>> {
  const { rows } = await pool.query(
    `SELECT m.member_id, a.team_id, s.inputs->'kpis'->0->>'value' AS value, s.result->>'total' AS total
     FROM evaluation_snapshot s JOIN cycle_member m USING (workspace_id, cycle_id, member_key)
     JOIN assignment a ON a.workspace_id = s.workspace_id AND a.member_id = m.member_id WHERE s.workspace_id = $1`,
    [workspaceId],
  );
  const people = rows.map((row) => ({ ...row, value: Number(row.value), points: Number(row.total) }));
  const bonus = (points: number): number => {
    if (points <= 50) return 0;
    if (points <= 70) return (points - 50) / 40;
    if (points <= 100) return 0.5 + (points - 70) / 60;
    return Math.min(1.5, 1 + (points - 100) / 40);
  };
  const asked = people.reduce((sum, { points }) => sum + bonus(points) * 200_000, 0);
  const factor = Math.min(1, BUDGET / asked);
  const sold = new Map<string, number>();
  for (const { team_id, value } of people) sold.set(team_id, (sold.get(team_id) ?? 0) + value);
  const paid = new Map<string, number>();
  await pool.query('CREATE TABLE plain_statement (member_id text PRIMARY KEY, cents bigint NOT NULL)');
  for (const { member_id, team_id, value, points } of people) {
    const part = (from: number, to: number): number => Math.max(0, Math.min(value, to) - from);
    const byTiers = part(0, 5e6) * 0.02 + part(5e6, 1e7) * 0.04 + part(1e7, Number.POSITIVE_INFINITY) * 0.06;
    const team = sold.get(team_id) ?? 0;
    const byPool = team === 0 ? 0 : (team * 0.005 * value) / team;
    const cents = Math.round(byTiers + bonus(points) * 200_000 * factor + byPool);
    paid.set(member_id, cents);
    await pool.query('INSERT INTO plain_statement VALUES ($1, $2)', [member_id, cents]);
  }
  return paid;
}

/** Every statement is reproduced from its inputs, and says what floats say, to the roundings of three lines. */
async function mustAgree({ db }: Opened, runId: string, plain: ReadonlyMap<string, number>): Promise<number> {
  const run = await readRun(db, workspaceId, runId);
  const statements = await statementsOf(db, workspaceId, runId);
  const begun = performance.now();
  const flaws = run === undefined ? 1 : flawsOf(run, statements).length;
  const seconds = (performance.now() - begun) / 1000;
  const wrong = statements.filter(({ memberId, result }) => {
    const cents = Number(result.totals[0]?.minor ?? Number.NaN);
    return !(Math.abs(cents - (plain.get(memberId) ?? Number.NaN)) <= 4);
  });
  if (flaws > 0 || wrong.length > 0 || statements.length !== plain.size)
    throw new Error(
      `${statements.length} of ${plain.size} statements, ${flaws} flaws, ${wrong.length} amounts differ`,
    );
  return seconds;
}

async function run(bench: Bench): Promise<BenchResult[]> {
  if (bench.postgres === undefined) return [];
  const people = 5_000;
  const opened = await openServerBoth(bench, bench.postgres, 'bench_statements');
  for (const statement of FILL)
    await opened.pool.query(statement, statement.includes('$1') ? [workspaceId] : []);
  for (const statement of PEOPLE) await opened.pool.query(statement, [workspaceId, people]);
  await opened.pool.query('VACUUM ANALYZE');
  bench.say('statements: measuring');
  const plainBegun = performance.now();
  const plain = await theirs(opened);
  const plainSeconds = (performance.now() - plainBegun) / 1000;
  const begun = performance.now();
  const runId = await ours(opened);
  const seconds = (performance.now() - begun) / 1000;
  const verified = await mustAgree(opened, runId, plain);
  await opened.close();
  return [
    {
      name: 'statements: a payout',
      what: `${people.toLocaleString('en')} statements of three plans, with the way to each amount: computed, sealed, kept, approved and told of, beside floats and an INSERT each`,
      ...{ ours: seconds, theirs: plainSeconds, unit: 's', ratio: seconds / plainSeconds, aim: '≤ 30 s' },
      met: seconds <= 30,
      notes: [`recomputed from what is frozen, with all hashes, in ${verified.toFixed(1)} s`],
    },
  ];
}

export const statements: Benchmark = { name: 'statements', run };
