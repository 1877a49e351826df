import { measure } from '../src/goals/measure.ts';
import { accruing, beginsWithin } from '../src/goals/standing.ts';
import { targetIn } from '../src/goals/target.ts';
import { addDays, localDate } from '../src/kpi/localDate.ts';
import { paceAt } from '../src/kpi/pace.ts';
import { rangeOf } from '../src/kpi/period.ts';
import { endOf } from '../src/kpi/progress.ts';
import type { Target as Accruing } from '../src/kpi/target.ts';
import { listPeople } from '../src/people/store.ts';
import { readyMade } from '../src/playbook/readyMade.ts';
import { installPlaybook, readPlaybook } from '../src/playbook/store.ts';
import { outcomeOf } from '../src/whatif/outcome.ts';
import { readReplay } from '../src/whatif/reading/index.ts';
import { type ReplayFacts, replay } from '../src/whatif/replay.ts';
import { always, type Trial } from '../src/whatif/trial.ts';
import { ensureWorkspace } from '../src/workspace/store.ts';
import type { Bench, Benchmark } from './bench.ts';
import type { BenchResult } from './result.ts';
import { fillCompany, workspaceId } from './support/company.ts';
import { type Opened, openEmbeddedBoth, openServerBoth } from './support/databases.ts';
import { companyPast } from './support/past.ts';
import { rates } from './support/rate.ts';

/** Past weeks of a whole company replayed under another target, beside judging each person's week by itself: computed alone, and read from a database first. */

const PEOPLE = 1_000;
const WEEKS = 12;
const TODAY = localDate('2026-11-23');
const MOST_SECONDS = 3;
const MOST = `≤ ${MOST_SECONDS} s`;
const TRIAL: Trial = { kind: 'value', value: 4_500n };

const ours = (facts: ReplayFacts) => outcomeOf(facts.metric.definition, replay(facts, TRIAL));

/** Reached before and after: every week of everybody under both targets, by the same rules, one after the other. */
function theirs({ people, periods, rows, metric, metrics, options }: ReplayFacts) {
  const byMember = Map.groupBy(rows, (row) => row.memberId);
  const reached = { before: 0, after: 0 };
  for (const { id, calendar, targets } of people)
    for (const key of periods) {
      const range = rangeOf(key, options);
      const own = { rows: byMember.get(id) ?? [], metrics, periods: options };
      const was = targetIn(targets, metric.key, 'week', key, addDays(range.to, -1), 'official');
      const judge = (target: Accruing, from = range.from): number => {
        const actual = measure(own, metric.definition, { from, to: range.to }, key);
        const given = { metric: metric.definition, target, calendar, range, actual, periods: options };
        return paceAt(given, endOf(range)).state === 'reached' ? 1 : 0;
      };
      if (was !== undefined) reached.before += judge(accruing(was), beginsWithin(was, range) ?? range.from);
      reached.after += judge(always('week', 4_500n, {}, range));
    }
  return reached;
}

function mustAgree(facts: ReplayFacts): void {
  const { before, after } = ours(facts);
  const plain = theirs(facts);
  if (before.reached !== plain.before || after.reached !== plain.after)
    throw new Error(`${before.reached} → ${after.reached} beside ${plain.before} → ${plain.after}`);
}

async function computed(bench: Bench): Promise<BenchResult> {
  const facts = companyPast(PEOPLE, WEEKS);
  mustAgree(facts);
  bench.say('whatif: measuring');
  const sides = { ours: async () => ours(facts), theirs: async () => theirs(facts) };
  const rate = await rates(sides, { rounds: bench.full ? 10 : 5, sliceMs: 1_000, workers: 1 });
  const seconds = 1 / rate.of('ours');
  return {
    name: 'whatif: a company',
    what: `${WEEKS} weeks of ${PEOPLE} people replayed under another target, with shares, places and turns, beside each week judged by itself; ratio: how much faster`,
    ...{ ours: seconds * 1000, theirs: 1000 / rate.of('theirs'), unit: 'ms' },
    ...{ ratio: rate.ratio('ours', 'theirs'), aim: MOST, met: seconds <= MOST_SECONDS },
    notes: [
      `${facts.rows.length.toLocaleString('en')} rows of the roll-up, everybody with absences of their own`,
    ],
  };
}

/** From the question to the answer, with targets, calendars and the roll-up of everybody read from the database. */
async function withReading(bench: Bench, { db, pool, label, close }: Opened): Promise<BenchResult> {
  const workspace = await ensureWorkspace(db, { id: workspaceId, name: 'Bench' });
  await installPlaybook(db, workspaceId, readyMade);
  bench.say(`whatif: writing ${PEOPLE} people (${label})`);
  await fillCompany(pool, PEOPLE);
  const playbook = await readPlaybook(db, workspaceId, 1);
  const metric = playbook.metrics.find(({ key }) => key === 'calls');
  if (metric === undefined) throw new Error('the playbook counts no calls');
  const people = await listPeople(db, workspaceId, TODAY);
  const asked = { metric, kind: 'week', count: WEEKS, people, today: TODAY } as const;
  const read = () => readReplay(db, workspace, playbook, asked);
  mustAgree(await read());
  bench.say(`whatif: measuring (${label})`);
  const sides = { ours: async () => ours(await read()), theirs: async () => theirs(await read()) };
  const rate = await rates(sides, { rounds: bench.full ? 10 : 5, sliceMs: 2_000, workers: 1 });
  await close();
  const seconds = 1 / rate.of('ours');
  return {
    name: `whatif: read and replayed (${label})`,
    what: `The same with all that it rests on read from the database, beside each week judged by itself after the same reading; ratio: how much faster`,
    ...{ ours: seconds * 1000, theirs: 1000 / rate.of('theirs'), unit: 'ms' },
    ...{ ratio: rate.ratio('ours', 'theirs'), aim: MOST, met: seconds <= MOST_SECONDS },
    notes: [],
  };
}

async function run(bench: Bench): Promise<BenchResult[]> {
  const results = [await computed(bench), await withReading(bench, await openEmbeddedBoth(bench))];
  if (bench.postgres === undefined) return results;
  return [...results, await withReading(bench, await openServerBoth(bench, bench.postgres, 'bench_whatif'))];
}

export const whatif: Benchmark = { name: 'whatif', run };
