import { saveCampaigns } from '../src/campaigns/changing/store.ts';
import { type Returns, readReturns } from '../src/campaigns/report/reading/index.ts';
import { addDays, type LocalDate, localDate } from '../src/kpi/localDate.ts';
import { type PeriodKey, parsePeriodKey } from '../src/kpi/period.ts';
import { unwrap } from '../src/kpi/result.ts';
import { Temporal } from '../src/kpi/time.ts';
import type { WorkspaceInfo } from '../src/platform/slice.ts';
import type { Playbook } from '../src/playbook/playbook.ts';
import { readyMadeOf } from '../src/playbook/readyMade/all.ts';
import { installPlaybook, readPlaybook } from '../src/playbook/store.ts';
import { ensureWorkspace } from '../src/workspace/store.ts';
import type { Bench, Benchmark } from './bench.ts';
import type { BenchResult } from './result.ts';
import { type Opened, openServerBoth } from './support/databases.ts';
import { rates } from './support/rate.ts';

/** What two hundred campaigns brought back, from a million facts: everything that the report reads, beside adding the facts up. On PostgreSQL. */

const workspaceId = 'TBENCH';
const CAMPAIGNS = 200;
const PEOPLE = 100;
/** What somebody logs on one day; each is for one of three campaigns. */
const A_DAY = [
  ['lead', 18],
  ['qualified', 5],
  ['proposal', 2],
  ['deal', 1],
  ['spend', 2],
] as const;
const PER_DAY = PEOPLE * A_DAY.reduce((sum, [, times]) => sum + times, 0);
const END = localDate('2026-01-01');

const FACTS = `
  INSERT INTO activity (workspace_id, id, batch_id, line, member_id, actor_id, origin, local_date, recorded_at, type_key, quantity, amount,
    channel, campaign, note)
  SELECT $1, day::date || '-' || rep || '-' || kind.key || '-' || n, day::date || '-' || rep || '-' || kind.key || '-' || n, 0, 'member-' || rep,
    'member-' || rep, 'slash', day::date, day + n * interval '19 minutes', kind.key, 100,
    CASE kind.key WHEN 'deal' THEN 125000 WHEN 'spend' THEN 4000 END, '',
    'campaign ' || (rep * 7 + extract(doy FROM day)::int * 3 + n % 3) % ${CAMPAIGNS}, ''
  FROM generate_series($2::date, $3::date - 1, interval '1 day') AS day, generate_series(1, ${PEOPLE}) AS rep,
    (VALUES ${A_DAY.map(([key, times]) => `('${key}', ${times})`).join(', ')}) AS kind(key, times),
    LATERAL generate_series(1, kind.times) AS n`;

const ROLLUP = `
  INSERT INTO daily_rollup (workspace_id, source, local_date, member_id, channel, campaign, entries, count, amount)
  SELECT workspace_id, type_key, local_date, member_id, channel, campaign, count(*), sum(quantity), sum(coalesce(amount, 0))
  FROM activity WHERE workspace_id = $1 AND local_date >= $2::date AND local_date < $3::date
  GROUP BY workspace_id, type_key, local_date, member_id, channel, campaign`;

/** The same sums from the facts, from an index made for them. */
const INDEX = `CREATE INDEX bench_campaigns ON activity (workspace_id, type_key, local_date, channel, campaign) INCLUDE (id, quantity, amount)
  WHERE type_key IS NOT NULL`;
const GROUP_BY = `
  SELECT a.type_key, a.campaign, sum(a.quantity)::bigint AS count, sum(coalesce(a.amount, 0))::bigint AS amount
  FROM activity a
  WHERE a.workspace_id = $1 AND a.type_key = ANY($2) AND a.local_date >= $3::date AND a.local_date < $4::date
    AND NOT EXISTS (SELECT 1 FROM activity v WHERE v.workspace_id = a.workspace_id AND v.voids_id = a.id)
  GROUP BY 1, 2`;

interface Filled extends Opened {
  workspace: WorkspaceInfo;
  playbook: Playbook;
}

async function filled(bench: Bench, server: string, name: string, from: LocalDate): Promise<Filled> {
  const opened = await openServerBoth(bench, server, name);
  const { db, pool } = opened;
  const workspace = await ensureWorkspace(db, { id: workspaceId, name: 'Bench' });
  await installPlaybook(db, workspaceId, readyMadeOf('funnel'));
  const act = {
    workspaceId,
    actorId: 'member-1',
    transportKey: 'bench',
    today: from,
    now: Temporal.Instant.from('2025-01-01T00:00:00Z'),
  };
  const wishes = Array.from({ length: CAMPAIGNS }, (_, index) => ({
    ...{
      name: `Campaign ${index}`,
      aliases: [`活动 ${index}`],
      channel: `channel ${index % 8}`,
      region: '',
      from,
    },
    ...{ to: null, budget: 10_000_000n, original: null, ownerId: 'member-1', expectedLeads: null },
  }));
  await saveCampaigns(db, act, wishes);
  for (let day = from; day < END; day = addDays(day, 30)) {
    const [to = END] = [addDays(day, 30), END].sort();
    for (const statement of [FACTS, ROLLUP]) await pool.query(statement, [workspaceId, day, to]);
  }
  await pool.query(INDEX);
  await pool.query('VACUUM ANALYZE');
  return { ...opened, workspace, playbook: await readPlaybook(db, workspaceId, 0) };
}

async function ours({ db, workspace, playbook }: Filled, period: PeriodKey): Promise<Returns> {
  const actor = { memberId: 'member-1', leads: [] };
  const read = await readReturns(
    { db, workspace, playbook, actor },
    { cut: 'campaign', period, scope: { kind: 'company' } },
  );
  if (read === undefined) throw new Error('the playbook has no way from a lead to a deal');
  return read;
}

const sources = A_DAY.map(([key]) => key);
const theirs = ({ pool }: Filled, from: LocalDate) => pool.query(GROUP_BY, [workspaceId, sources, from, END]);

/** Both ways must say the same of every campaign. */
async function mustAgree(history: Filled, year: PeriodKey, from: LocalDate): Promise<void> {
  const { rows } = await ours(history, year);
  const plain = (await theirs(history, from)).rows.filter((row) => row.type_key === 'lead');
  const byName = new Map(plain.map((row) => [row.campaign, String(row.count)]));
  const wrong = rows.filter((row) => byName.get(row.name.toLowerCase()) !== String(row.figures.leads));
  if (rows.length !== CAMPAIGNS || wrong.length > 0)
    throw new Error(`${wrong.length} of ${rows.length} campaigns differ`);
}

async function run(bench: Bench): Promise<BenchResult[]> {
  if (bench.postgres === undefined) return [];
  const [year, quarter] = ['2025', '2025-Q4'].map((key) => unwrap(parsePeriodKey(key))) as [
    PeriodKey,
    PeriodKey,
  ];
  const [first, base] = [localDate('2025-01-01'), localDate('2025-08-01')];
  bench.say('campaigns: writing a million facts');
  const long = await filled(bench, bench.postgres, 'bench_campaigns_long', first);
  const short = await filled(bench, bench.postgres, 'bench_campaigns_short', base);
  await mustAgree(long, year, first);
  bench.say('campaigns: measuring');
  const sides = {
    year: () => ours(long, year),
    facts: () => theirs(long, first),
    long: () => ours(long, quarter),
    short: () => ours(short, quarter),
  };
  const rate = await rates(sides, { rounds: bench.full ? 12 : 6, sliceMs: 1_500, workers: 1 });
  await short.close();
  await long.close();
  const ms = (name: keyof typeof sides): number => 1000 / rate.of(name);
  const facts = (365 * PER_DAY).toLocaleString('en');
  const [faster, grown] = [rate.ratio('year', 'facts'), rate.ratio('short', 'long')];
  return [
    {
      ...{ name: 'campaigns: a year from the roll-up', unit: 'ms', ours: ms('year'), theirs: ms('facts') },
      what: `What ${CAMPAIGNS} campaigns brought back in a year of ${facts} facts, with the 8 weeks before, beside one GROUP BY over the facts; ratio: how much faster`,
      ...{ ratio: faster, aim: '≤ 2,000 ms', met: ms('year') <= 2_000 },
      notes: [
        'theirs: the sums alone, from an index made for them',
        'each person works on three campaigns a day, so that the roll-up has a row for every two or three facts',
      ],
    },
    {
      ...{ name: 'campaigns: length of the history', unit: 'ms', ours: ms('long'), theirs: ms('short') },
      what: `A quarter's report after ${facts} facts (ours) beside the same after five months of them (theirs)`,
      ...{ ratio: grown, aim: '≤ 1.3 ×', met: grown <= 1.3 },
    },
  ];
}

export const campaigns: Benchmark = { name: 'campaigns', run };
