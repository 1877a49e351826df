import type { Frame } from '../src/feedback/reading/index.ts';
import { readMembers } from '../src/feedback/reading/index.ts';
import { asOfEnd } from '../src/goals/asOf.ts';
import { standingsOf } from '../src/goals/standing.ts';
import { addDays, type LocalDate } from '../src/kpi/localDate.ts';
import type { MetricDefinition } from '../src/kpi/metric.ts';
import { type CalendarPeriodKind, periodOf, rangeOf } from '../src/kpi/period.ts';
import type { MetricInfo } from '../src/playbook/playbook.ts';
import type { Bench, Benchmark } from './bench.ts';
import type { BenchResult } from './result.ts';
import { type Opened, openEmbeddedBoth, openServerBoth } from './support/databases.ts';
import { fillHistory, PER_REP_AND_DAY, REPS, workingDay } from './support/history.ts';
import { type Rates, rates } from './support/rate.ts';
import { workspaceOf } from './support/workspace.ts';

/** Where a team of fifty stands against ten targets each, with forecasts: one reading for all of them, beside the same sums from the facts. */

const workspaceId = 'TBENCH';
const PEOPLE = 50;
const AIM_MS = 100;

const metric = (key: string, source: string, isMoney = false): MetricInfo => {
  const common = { key, direction: 'higher', nature: 'process', prorated: true } as const;
  const filter = { activityType: [source] };
  const definition: MetricDefinition = isMoney
    ? { ...common, unit: 'money', kind: 'sum', source: { filter, field: 'amount' } }
    : { ...common, unit: 'count', kind: 'count', source: { filter } };
  const names = { en: { one: key, other: key }, zh: { other: key } };
  return { key, names, aliases: [], definition, isRetired: false };
};
const metrics = [
  ...[metric('calls', 'call'), metric('emails', 'email'), metric('meetings', 'meeting')],
  ...[metric('deals', 'deal'), metric('revenue', 'deal', true)],
];
/** Two for each metric: ten. */
const KINDS: readonly CalendarPeriodKind[] = ['week', 'month'];

const memberIds = Array.from({ length: PEOPLE }, (_, index) => `member-${index + 1}`);

const MEMBERS = `
  INSERT INTO member (workspace_id, id, slack_user_id, name, tz, locale)
  SELECT $1, id, id, id, 'UTC', 'en' FROM unnest($2::text[]) AS id`;
const TARGETS = `
  INSERT INTO target (workspace_id, id, subject_kind, subject_id, metric_key, layer, period_kind)
  SELECT $1, who || ':' || key || ':' || kind, 'member', who, key, 'official', kind
  FROM unnest($2::text[]) AS who, unnest($3::text[]) AS key, unnest($4::text[]) AS kind`;
const VERSIONS = `
  INSERT INTO target_version (workspace_id, target_id, seq, from_date, value, state)
  SELECT workspace_id, id, 1, '2019-01-01', 50000, 'set' FROM target WHERE workspace_id = $1`;

/** The best index for the plain question: it answers from the index alone. */
const INDEX = `CREATE INDEX bench_people ON activity (workspace_id, member_id, local_date) INCLUDE (id, type_key, quantity, amount)
  WHERE type_key IS NOT NULL`;
/** What the ten figures of each of them are, and their days of eight weeks; targets, calendars and forecasts are not even in it. */
const FACTS = `
  SELECT a.member_id, a.type_key, a.local_date::text, sum(a.quantity)::bigint AS count, sum(coalesce(a.amount, 0))::bigint AS amount
  FROM activity a
  WHERE a.workspace_id = $1 AND a.member_id = ANY($2) AND a.local_date >= $3::date AND a.local_date < $4::date AND a.type_key IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM activity v WHERE v.workspace_id = a.workspace_id AND v.voids_id = a.id)
  GROUP BY 1, 2, 3`;

async function prepared(bench: Bench, opened: Opened, days: number): Promise<Frame> {
  const { pool, db } = opened;
  bench.say(`dashboard: writing ${thousands(days)} activities (${opened.label})`);
  await fillHistory(pool, workspaceId, days, (facts) =>
    bench.say(`dashboard: ${facts.toLocaleString('en')}`),
  );
  await pool.query(MEMBERS, [workspaceId, memberIds]);
  await pool.query(TARGETS, [workspaceId, memberIds, metrics.map(({ key }) => key), KINDS]);
  await pool.query(VERSIONS, [workspaceId]);
  await pool.query(INDEX);
  await pool.query('VACUUM ANALYZE');
  const workspace = workspaceOf(workspaceId);
  return { db, workspace, playbook: { version: 1, types: [], metrics } };
}

const thousands = (days: number): string => (days * REPS * PER_REP_AND_DAY).toLocaleString('en');

/** The reading and the plain query must agree on what everybody did, or the comparison means nothing. */
async function mustAgree(frame: Frame, opened: Opened, lastDate: LocalDate): Promise<void> {
  const facts = await readMembers(frame, memberIds, wanted(lastDate));
  const standings = [...facts.values()].flatMap(standingsOf);
  const calls = standings.filter(
    ({ metricKey, target }) => metricKey === 'calls' && target?.periodKind === 'month',
  );
  const { from } = rangeOf(periodOf('month', lastDate));
  const { rows } = await opened.pool.query(FACTS, [workspaceId, memberIds, from, addDays(lastDate, 1)]);
  const sum = rows
    .filter((row) => row.type_key === 'call')
    .reduce((total, row) => total + BigInt(row.count), 0n);
  const ours = calls.reduce(
    (total, { actual }) => total + (actual.state === 'value' ? actual.value.n : 0n),
    0n,
  );
  if (standings.length !== PEOPLE * 10 || ours !== sum || sum === 0n)
    throw new Error(`${standings.length} standings; calls ${ours} in the reading, ${sum} in the facts`);
}

const wanted = (lastDate: LocalDate) => ({
  asOf: asOfEnd({ from: lastDate, to: addDays(lastDate, 1) }),
  withForecast: true,
});

async function measured(bench: Bench, opened: Opened, days: number): Promise<BenchResult> {
  const frame = await prepared(bench, opened, days);
  const lastDate = workingDay(days - 1);
  await mustAgree(frame, opened, lastDate);
  const from = addDays(lastDate, -56);
  const sides = {
    ours: () => readMembers(frame, memberIds, wanted(lastDate)),
    facts: () => opened.pool.query(FACTS, [workspaceId, memberIds, from, addDays(lastDate, 1)]),
  };
  bench.say(`dashboard: measuring (${opened.label})`);
  const rate = await rates(sides, { rounds: bench.full ? 20 : 10, sliceMs: 500, workers: 1 });
  await opened.close();
  return result(rate, opened.label, days);
}

function result(rate: Rates<'ours' | 'facts'>, label: string, days: number): BenchResult {
  const ms = (name: 'ours' | 'facts'): number => 1000 / rate.of(name);
  const ours = ms('ours');
  return {
    name: `dashboard: a team of ${PEOPLE} (${label})`,
    what: `Targets, calendars and figures of ${PEOPLE} people with 10 targets each, with what forecasts need, after ${thousands(days)} activities (ours), beside the sums alone from the facts (theirs); ratio: how much faster`,
    ...{ ours, theirs: ms('facts'), unit: 'ms', ratio: rate.ratio('ours', 'facts') },
    ...{ aim: `≤ ${AIM_MS} ms`, met: ours <= AIM_MS },
    notes: [
      'ours: five statements, and their rows read and checked in the app',
      'theirs: from a covering index (vacuumed), rows not read further',
    ],
  };
}

async function run(bench: Bench): Promise<BenchResult[]> {
  const days = bench.full ? 25 : 5;
  const results = [await measured(bench, await openEmbeddedBoth(bench), days)];
  if (bench.postgres === undefined) return results;
  const opened = await openServerBoth(bench, bench.postgres, 'bench_dashboard');
  return [...results, await measured(bench, opened, days)];
}

export const dashboard: Benchmark = { name: 'dashboard', run };
