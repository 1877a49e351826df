import { measure } from '../src/goals/measure.ts';
import { accruing, beginsWithin } from '../src/goals/standing.ts';
import { targetIn } from '../src/goals/target.ts';
import { addDays } from '../src/kpi/localDate.ts';
import { paceAt } from '../src/kpi/pace.ts';
import { rangeOf } from '../src/kpi/period.ts';
import { endOf } from '../src/kpi/progress.ts';
import type { Target as Accruing } from '../src/kpi/target.ts';
import { outcomeOf } from '../src/whatif/outcome.ts';
import { type ReplayFacts, replay } from '../src/whatif/replay.ts';
import { always, type Trial } from '../src/whatif/trial.ts';
import type { Bench, Benchmark } from './bench.ts';
import type { BenchResult } from './result.ts';
import { companyPast } from './support/past.ts';
import { rates } from './support/rate.ts';

/** Past weeks of a whole company replayed under another target, beside judging each person's week by itself. No database. */

const PEOPLE = 1_000;
const WEEKS = 12;
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

async function run(bench: Bench): Promise<BenchResult[]> {
  const facts = companyPast(PEOPLE, WEEKS);
  mustAgree(facts);
  bench.say('whatif: measuring');
  const sides = { ours: async () => ours(facts), theirs: async () => theirs(facts) };
  const rate = await rates(sides, { rounds: bench.full ? 10 : 5, sliceMs: 1_000, workers: 1 });
  const seconds = 1 / rate.of('ours');
  return [
    {
      name: 'whatif: a company',
      what: `${WEEKS} weeks of ${PEOPLE} people replayed under another target, with shares, places and turns, beside each week judged by itself; ratio: how much faster`,
      ...{ ours: seconds * 1000, theirs: 1000 / rate.of('theirs'), unit: 'ms' },
      ...{ ratio: rate.ratio('ours', 'theirs'), aim: '≤ 3 s', met: seconds <= 3 },
      notes: [
        `${facts.rows.length.toLocaleString('en')} rows of the roll-up, everybody with absences of their own`,
      ],
    },
  ];
}

export const whatif: Benchmark = { name: 'whatif', run };
