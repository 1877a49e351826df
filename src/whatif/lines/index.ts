/** Replays the past under the targets of a review (T-06), each person's own: for the walk of goals. Decides nothing. */
import type { Score, ToTry, Tried, TryTargets } from '../../goals/review/walk/tried.ts';
import type { CalendarPeriodKind } from '../../kpi/period.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import { type Outcome, outcomeOf } from '../outcome.ts';
import { readReplay } from '../reading/index.ts';
import { replay } from '../replay.ts';

/** So far the past is looked at: as long as the market is compared with (C-02), or about a year. */
const COUNTS: Readonly<Record<CalendarPeriodKind, number>> = {
  ...{ day: 10, week: 8, month: 6, quarter: 4, half: 2, year: 1 },
};

export const tryTargets: TryTargets = async (input, playbook, people, wanted) => {
  const groups = [...Map.groupBy(wanted, (one) => `${one.metricKey} ${one.periodKind}`).values()];
  const tried = groups.map(async (group): Promise<Tried[]> => {
    const [first] = group;
    const metric = playbook.metrics.find((one) => one.key === first?.metricKey && !one.isRetired);
    return first === undefined || metric === undefined
      ? []
      : [await tryGroup(input, playbook, people, metric, group)];
  });
  return (await Promise.all(tried)).flat();
};

async function tryGroup(
  { deps, workspace, today }: Parameters<TryTargets>[0],
  playbook: Parameters<TryTargets>[1],
  everybody: Parameters<TryTargets>[2],
  metric: MetricInfo,
  group: readonly ToTry[],
): Promise<Tried> {
  const values = new Map(group.map((one) => [one.memberId, one.value]));
  const people = everybody.filter(({ memberId }) => values.has(memberId));
  const kind = group[0]?.periodKind ?? 'week';
  const wanted = { metric, kind, count: COUNTS[kind], people, today };
  const facts = await readReplay(deps.db, workspace, playbook, wanted);
  const outcome = outcomeOf(metric.definition, replay(facts, { kind: 'each', values }));
  return { ...{ metricKey: metric.key, periodKind: kind, periods: facts.periods }, ...scoresOf(outcome) };
}

const NONE: Score = { reached: 0, rated: 0 };
const score = ({ reached, rated }: Score): Score => ({ reached, rated });

function scoresOf({
  before,
  after,
  periods,
  people,
}: Outcome): Pick<Tried, 'before' | 'after' | 'last' | 'people'> {
  const last = periods.at(-1);
  return {
    ...{ before: score(before), after: score(after) },
    last: { before: score(last?.before ?? NONE), after: score(last?.after ?? NONE) },
    people: people.map((one) => ({
      ...{ memberId: one.replay.rep.id, before: score(one.before), after: score(one.after) },
    })),
  };
}
