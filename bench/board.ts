import { sumRollup } from '../src/activities/store.ts';
import { addDays, type DateRange } from '../src/kpi/localDate.ts';
import type { Bench, Benchmark } from './bench.ts';
import type { BenchResult } from './result.ts';
import { type Opened, openServerBoth } from './support/databases.ts';
import { fillHistory, PER_REP_AND_DAY, REPS, workingDay } from './support/history.ts';
import { type Rates, rates } from './support/rate.ts';

/** A board over one week, after a short and after a long history, and beside adding the facts up. On PostgreSQL. */

const workspaceId = 'TBENCH';
const sources = ['call'];
const WEEK = 5;

/** The best that was found for the question: it answers from the index alone, and looks the few voided rows up in one of their own. */
const INDEXES = [
  `CREATE INDEX bench_facts ON activity (workspace_id, type_key, local_date, member_id) INCLUDE (id, quantity, amount)
    WHERE type_key IS NOT NULL`,
  'CREATE INDEX bench_voids ON activity (workspace_id, voids_id) WHERE voids_id IS NOT NULL',
];

/** The same sums from the facts; without split credit, of which the history has none. */
const GROUP_BY = `
  SELECT a.member_id, count(*)::int AS entries, sum(a.quantity)::bigint AS count, sum(coalesce(a.amount, 0))::bigint AS amount
  FROM activity a
  WHERE a.workspace_id = $1 AND a.type_key = ANY($2) AND a.local_date >= $3::date AND a.local_date < $4::date
    AND NOT EXISTS (SELECT 1 FROM activity v WHERE v.workspace_id = a.workspace_id AND v.voids_id = a.id AND v.voids_id IS NOT NULL)
  GROUP BY a.member_id`;

interface Filled extends Opened {
  days: number;
  week: DateRange;
}

/** A database with a history of so many working days; the board is about its last week. */
async function filled(bench: Bench, server: string, days: number): Promise<Filled> {
  const opened = await openServerBoth(bench, server, `bench_board_${days}`);
  bench.say(`board: writing ${thousands(days)} activities`);
  await fillHistory(opened.pool, workspaceId, days, (facts) =>
    bench.say(`board: ${facts.toLocaleString('en')}`),
  );
  return { ...opened, days, week: { from: workingDay(days - WEEK), to: addDays(workingDay(days - 1), 1) } };
}

const thousands = (days: number): string => (days * REPS * PER_REP_AND_DAY).toLocaleString('en');

const ours = ({ db, week }: Filled) =>
  sumRollup(db, workspaceId, { range: week, sources, groupBy: 'member' });

const theirs = ({ pool, week }: Filled) => pool.query(GROUP_BY, [workspaceId, sources, week.from, week.to]);

/** Both ways must say the same of everybody, or the comparison means nothing. */
async function mustAgree(history: Filled): Promise<void> {
  const kept = new Map(
    (await ours(history)).map((sum) => [sum.memberId, `${sum.entries} ${sum.count} ${sum.amount}`]),
  );
  const { rows } = await theirs(history);
  const wrong = rows.filter((row) => kept.get(row.member_id) !== `${row.entries} ${row.count} ${row.amount}`);
  if (wrong.length > 0 || rows.length !== kept.size || kept.size !== REPS)
    throw new Error(`roll-up and facts differ for ${wrong.length} of ${rows.length} people`);
}

function result(
  rate: Rates<'short' | 'long' | 'facts'>,
  sizes: { short: Filled; long: Filled },
): BenchResult[] {
  const ms = (name: 'short' | 'long' | 'facts'): number => 1000 / rate.of(name);
  const [short, long] = [thousands(sizes.short.days), thousands(sizes.long.days)];
  const grown = rate.ratio('short', 'long');
  const faster = rate.ratio('long', 'facts');
  const unit = 'ms';
  return [
    {
      name: 'board: length of the history',
      what: `A week's sums of ${REPS} reps after ${long} activities (ours) beside the same after ${short} (theirs)`,
      ...{ ours: ms('long'), theirs: ms('short'), unit, ratio: grown, aim: '≤ 1.3 ×', met: grown <= 1.3 },
    },
    {
      name: 'board: roll-up beside the facts',
      what: `A week's sums of ${REPS} reps after ${long} activities, from the roll-up, beside GROUP BY over the facts; ratio: how much faster`,
      ...{ ours: ms('long'), theirs: ms('facts'), unit, ratio: faster, aim: '≥ 10 ×', met: faster >= 10 },
      notes: [
        `${PER_REP_AND_DAY} activities a rep and day, of which the board's are 24 in two channels: the advantage grows and falls with that`,
        'theirs: answered from a covering index alone (vacuumed), voided facts by a partial index',
      ],
    },
  ];
}

async function run(bench: Bench): Promise<BenchResult[]> {
  if (bench.postgres === undefined) return [];
  const [few, many] = bench.full ? [25, 250] : [5, 50];
  const short = await filled(bench, bench.postgres, few);
  const long = await filled(bench, bench.postgres, many);
  for (const index of INDEXES) await long.pool.query(index);
  await long.pool.query('VACUUM ANALYZE activity');
  await mustAgree(long);
  bench.say('board: measuring');
  const sides = { short: () => ours(short), long: () => ours(long), facts: () => theirs(long) };
  const rate = await rates(sides, { rounds: bench.full ? 20 : 10, sliceMs: 500, workers: 1 });
  await short.close();
  await long.close();
  return result(rate, { short, long });
}

export const board: Benchmark = { name: 'board', run };
