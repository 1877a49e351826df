/** Reads what a replay rests on: targets, calendars, roll-up. Decides nothing. */
import { samplesNeeded } from '../../activities/samples/need.ts';
import { readSamples } from '../../activities/samples/store.ts';
import { readRollup } from '../../activities/store.ts';
import { definitionsBehind } from '../../goals/behind.ts';
import { ruleOf } from '../../goals/levels/levels.ts';
import { stepOf } from '../../goals/parts.ts';
import { targetsOf } from '../../goals/store.ts';
import { workCalendar } from '../../kpi/calendar.ts';
import type { DateRange, LocalDate } from '../../kpi/localDate.ts';
import { isAdditive, type MetricDefinition } from '../../kpi/metric.ts';
import { currency } from '../../kpi/money.ts';
import {
  type CalendarPeriodKind,
  type PeriodKey,
  periodOf,
  periodsBefore,
  previous,
  rangeOf,
} from '../../kpi/period.ts';
import type { RollupRow } from '../../kpi/tally.ts';
import type { Person } from '../../people/person.ts';
import { calendarsOf } from '../../people/store.ts';
import type { Db } from '../../platform/db/index.ts';
import type { WorkspaceInfo } from '../../platform/slice.ts';
import type { MetricInfo, Playbook } from '../../playbook/playbook.ts';
import type { ReplayFacts } from '../replay.ts';

export interface Wanted {
  readonly metric: MetricInfo;
  readonly kind: CalendarPeriodKind;
  /** How many complete periods are looked back. */
  readonly count: number;
  readonly people: readonly Pick<Person, 'memberId' | 'name' | 'hidesFromBoards'>[];
  readonly today: LocalDate;
}

/** A few queries, bounded by the periods, whatever the number of people. */
export async function readReplay(
  db: Db,
  workspace: WorkspaceInfo,
  playbook: Playbook,
  wanted: Wanted,
): Promise<ReplayFacts> {
  const { metric, kind, count, people, today } = wanted;
  const options = { fiscalYearStart: workspace.fiscalYearStart };
  const asked = periodsBefore(periodOf(kind, today, options), count, options);
  const definitions = definitionsBehind(playbook.metrics, [metric.key]);
  const range = rangeOfAll(asked, definitions, options);
  const ids = people.map((one) => one.memberId);
  const [targets, calendars, rows] = await Promise.all([
    targetsOf(db, workspace.id, {
      subjects: ids.map((id) => ({ kind: 'member', id })),
      metricKeys: [metric.key],
    }),
    calendarsOf(db, workspace.id, ids, range),
    readRows(db, workspace.id, definitions, range, ids),
  ]);
  const byMember = Map.groupBy(targets, (target) => target.subject.id);
  return {
    ...{ metric, kind, options, rows, today },
    metrics: playbook.metrics.filter((one) => !one.isRetired),
    periods: sinceFirst(asked, rows, options),
    people: people.map(({ memberId: id, name, hidesFromBoards: isOptedOut }) => ({
      ...{
        id,
        name,
        isOptedOut,
        calendar: calendars.get(id) ?? workCalendar(),
        targets: byMember.get(id) ?? [],
      },
    })),
    measure: {
      rule: ruleOf(metric.definition),
      step: stepOf(metric.definition, currency(workspace.currency)),
    },
  };
}

/** M-01: growth compares with the period before the first. */
function rangeOfAll(
  periods: readonly PeriodKey[],
  definitions: readonly MetricDefinition[],
  options: { fiscalYearStart: number },
): DateRange {
  const ranges = periods.map((key) => rangeOf(key, options));
  const [first] = periods;
  const last = ranges.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('A replay needs a period');
  const base = definitions.some((one) => one.kind === 'growth') ? previous(first, options) : first;
  return { from: rangeOf(base, options).from, to: last.to };
}

/** The roll-up of the activity types that the metric is made of, and single facts where it needs them (M-01). */
async function readRows(
  db: Db,
  workspaceId: string,
  definitions: readonly MetricDefinition[],
  range: DateRange,
  memberIds: string[],
): Promise<RollupRow[]> {
  const need = samplesNeeded(definitions);
  const additive = definitions.filter(isAdditive).map(({ source }) => source.filter.activityType);
  const sources = additive.flatMap((types) => types ?? []);
  const isOfAll = additive.some((types) => types === undefined);
  const [rows, samples] = await Promise.all([
    additive.length === 0
      ? []
      : readRollup(db, workspaceId, { range, memberIds, ...(isOfAll ? {} : { sources }) }),
    need === undefined ? [] : readSamples(db, workspaceId, need, { range, memberIds }),
  ]);
  return [...rows, ...samples];
}

/** Periods before anybody's first fact say nothing about anybody: nobody logged yet. */
function sinceFirst(
  periods: readonly PeriodKey[],
  rows: readonly RollupRow[],
  options: { fiscalYearStart: number },
): PeriodKey[] {
  const first = rows.reduce<LocalDate | undefined>(
    (least, { date }) => (least === undefined || date < least ? date : least),
    undefined,
  );
  return first === undefined ? [] : periods.filter((key) => rangeOf(key, options).to > first);
}
