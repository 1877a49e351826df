/** A company's past for what-if: people with calendars of their own, targets that changed, and what they did, made from a seed. */
import { ruleOf } from '../../src/goals/levels/levels.ts';
import type { Target } from '../../src/goals/target.ts';
import { type AbsencePart, absenceMap, workCalendar } from '../../src/kpi/calendar.ts';
import { addDays, type DateRange, daysOf, type LocalDate, localDate } from '../../src/kpi/localDate.ts';
import type { CountMetric } from '../../src/kpi/metric.ts';
import { type PeriodKey, periodOf, periodsBefore, rangeOf } from '../../src/kpi/period.ts';
import type { RollupRow } from '../../src/kpi/tally.ts';
import { Temporal } from '../../src/kpi/time.ts';
import type { MetricInfo } from '../../src/playbook/playbook.ts';
import type { Rep, ReplayFacts } from '../../src/whatif/replay.ts';

const today = localDate('2026-11-23');

const definition: CountMetric = {
  ...{ key: 'calls', unit: 'count', kind: 'count', direction: 'higher', nature: 'process', prorated: true },
  source: { filter: { activityType: ['call'] } },
};
const metric: MetricInfo = {
  ...{ key: 'calls', definition, aliases: [], isRetired: false },
  names: { en: { one: 'call', other: 'calls' }, zh: { other: '电话' } },
};

/** Numbers from 0 to 1, always the same. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** So many people over the last so many weeks: a call row a working day, a few days away, a target that was changed once. */
export function companyPast(people: number, weeks: number): ReplayFacts {
  const random = randomFrom(7);
  const periods = periodsBefore(periodOf('week', today), weeks);
  const range = spanOf(periods);
  const holidays = new Set([addDays(range.from, 10)]);
  const rows: RollupRow[] = [];
  const reps = Array.from({ length: people }, (_, index): Rep => {
    const id = `m${index}`;
    const away: { date: LocalDate; part: AbsencePart }[] = [];
    for (const date of daysOf(range)) {
      if (random() < 0.04) away.push({ date, part: random() < 0.3 ? 'am' : 'full' });
      const count = BigInt(Math.floor(random() * 16)) * 100n;
      rows.push({ memberId: id, date, activityType: 'call', count, amount: 0n });
    }
    const calendar = workCalendar({ holidays, absences: absenceMap(away) });
    return { id, name: id, isOptedOut: false, calendar, targets: [changed(id, 30 + (index % 40), range)] };
  });
  return {
    ...{ metric, metrics: [metric], kind: 'week', periods, options: {}, people: reps, rows, today },
    measure: { rule: ruleOf(definition), step: 100n },
  };
}

function spanOf(periods: readonly PeriodKey[]): DateRange {
  const ranges = periods.map((key) => rangeOf(key));
  return { from: ranges[0]?.from ?? today, to: ranges.at(-1)?.to ?? today };
}

/** A weekly target that grew by five after half of the weeks. */
function changed(id: string, whole: number, range: DateRange): Target {
  const at = Temporal.Instant.from('2026-01-01T00:00:00Z');
  const said = { state: 'set', actorId: null, trigger: '', reason: '', at } as const;
  return {
    ...{ id: `t-${id}`, subject: { kind: 'member', id }, metricKey: 'calls', layer: 'official' },
    ...{ periodKind: 'week', periodKey: null },
    versions: [
      { ...said, seq: 1, from: localDate('2026-01-01'), value: BigInt(whole) * 100n },
      { ...said, seq: 2, from: addDays(range.from, 44), value: BigInt(whole + 5) * 100n },
    ],
  };
}
