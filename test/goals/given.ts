import type { AsOf } from '../../src/goals/asOf.ts';
import type { Facts } from '../../src/goals/standing.ts';
import type { Target, TargetState, TargetVersion } from '../../src/goals/target.ts';
import { workCalendar } from '../../src/kpi/calendar.ts';
import { exact } from '../../src/kpi/exact.ts';
import { type LocalDate, localDate } from '../../src/kpi/localDate.ts';
import type { MetricDefinition } from '../../src/kpi/metric.ts';
import type { CalendarPeriodKind } from '../../src/kpi/period.ts';
import { type PeriodKey, parsePeriodKey } from '../../src/kpi/periodKey.ts';
import { unwrap } from '../../src/kpi/result.ts';
import type { RollupRow } from '../../src/kpi/tally.ts';
import { Temporal } from '../../src/kpi/time.ts';
import type { MetricInfo, Playbook } from '../../src/playbook/playbook.ts';

/** Short ways of saying what the tests of goals start from. */

export const day = (text: string): LocalDate => localDate(text);
export const key = (text: string): PeriodKey => unwrap(parsePeriodKey(text));

const common = { direction: 'higher', nature: 'process', prorated: true } as const;
const counted = (metricKey: string, type = metricKey): MetricDefinition => ({
  ...common,
  key: metricKey,
  unit: 'count',
  kind: 'count',
  source: { filter: { activityType: [type] } },
});

function info(
  definition: MetricDefinition,
  one: string,
  other: string,
  zh: string,
  ...more: string[]
): MetricInfo {
  const names = { en: { one, other }, zh: { other: zh } };
  return { key: definition.key, names, aliases: [one, other, zh, ...more], definition, isRetired: false };
}

export const calls = info(counted('calls', 'call'), 'call', 'calls', '电话', '通话');
export const deals = info(counted('deals', 'deal'), 'deal won', 'deals won', '成交', 'deal', 'deals', 'wins');
export const visits = info(counted('visits', 'visit'), 'visit', 'visits', '拜访');
export const leads = info(counted('leads', 'lead'), 'lead', 'leads', '线索');
export const revenue = info(
  {
    ...common,
    key: 'revenue',
    unit: 'money',
    nature: 'result',
    kind: 'sum',
    source: { filter: { activityType: ['deal'] }, field: 'amount' },
  },
  'revenue',
  'revenue',
  '收入',
  '营收',
  '业绩',
  'sales',
);
export const complaints = info(
  { ...counted('complaints', 'complaint'), direction: 'lower', nature: 'quality' },
  'complaint',
  'complaints',
  '投诉',
);
export const conversion = info(
  { ...common, key: 'conversion', unit: 'percent', kind: 'ratio', numerator: 'deals', denominator: 'leads' },
  'lead conversion',
  'lead conversion',
  '转化率',
  'conversion',
);
export const metrics = [calls, visits, leads, deals, revenue, complaints, conversion];
export const playbook: Playbook = { version: 1, types: [], metrics };

/** A version: its date, its value in whole units (null ends), its state. Numbers follow from the order. */
export type GivenVersion = [from: string, value: number | null, state?: TargetState];

export function versions(given: readonly GivenVersion[], state: TargetState): TargetVersion[] {
  return given.map(([from, value, own], index) => ({
    seq: index + 1,
    from: day(from),
    value: value === null ? null : BigInt(value) * 100n,
    state: own ?? state,
    actorId: 'm-boss',
    trigger: '',
    reason: '',
    at: Temporal.Instant.from('2026-11-01T00:00:00Z'),
  }));
}

export interface GivenTarget {
  of?: string;
  team?: string;
  metric?: MetricInfo;
  layer?: 'own' | 'official';
  kind?: CalendarPeriodKind;
  named?: string;
  steps: readonly GivenVersion[];
}

/** A target of the member "ana" (or of a team): official and weekly unless said otherwise. */
export function target(given: GivenTarget): Target {
  const layer = given.layer ?? 'official';
  const metric = given.metric ?? calls;
  return {
    id: `t-${metric.key}-${layer}-${given.named ?? given.kind ?? 'week'}`,
    subject:
      given.team === undefined ? { kind: 'member', id: given.of ?? 'ana' } : { kind: 'team', id: given.team },
    metricKey: metric.key,
    layer,
    periodKind: given.kind ?? 'week',
    periodKey: given.named === undefined ? null : key(given.named),
    versions: versions(given.steps, layer === 'own' ? 'own' : 'set'),
  };
}

/** A roll-up row: so many whole activities of a type, with an amount in whole units. */
export function row(
  date: string,
  count: number,
  activityType = 'call',
  amount = 0,
  memberId = 'ana',
): RollupRow {
  return {
    memberId,
    date: day(date),
    activityType,
    count: BigInt(count) * 100n,
    amount: BigInt(amount) * 100n,
  };
}

/** The end of a date, whole: as a report speaks. */
export function endOfDay(date: string): AsOf {
  return { moment: { date: day(date), fraction: exact(1) }, lastDate: day(date) };
}

export function facts(given: Partial<Facts>): Facts {
  return {
    subject: { kind: 'member', id: 'ana' },
    metrics,
    targets: [],
    calendar: workCalendar(),
    rows: [],
    asOf: endOfDay('2026-11-25'),
    ...given,
  };
}
