import type { Trigger } from '../goals/target.ts';
import { addDays, type DateRange, intersect, type LocalDate } from '../kpi/localDate.ts';
import { type CalendarPeriodKind, type PeriodKey, periodsIn, rangeOf } from '../kpi/period.ts';
import type { TargetState } from '../kpi/target.ts';
import { characters } from './character.ts';
import { people, type SamplePerson, type SampleTeam, teams } from './company.ts';
import { firstDayOf, isNew, type Span, WEEKS } from './span.ts';

/** A target of the sample with its versions, oldest first. */
export interface SampleTarget {
  /** A handle, or a team's name. */
  of: { person: string } | { team: string };
  metricKey: string;
  layer: 'own' | 'official';
  periodKind: CalendarPeriodKind;
  periodKey: PeriodKey | null;
  /** The dates of the named period. */
  period: DateRange | null;
  versions: SampleVersion[];
}

export interface SampleVersion {
  from: LocalDate;
  /** Smallest units: hundredths of a count, cents. */
  value: bigint;
  state: TargetState;
  /** Handle of who wrote it. */
  by: string;
  trigger: Trigger;
  reason: string;
}

const count = (times: number): bigint => BigInt(times) * 100n;
const thousands = (amount: number): bigint => BigInt(amount) * 100_000n;

/** Every target that the sample company has. */
export function targetsIn(span: Span): SampleTarget[] {
  const reps = people.filter((person) => person.role === 'rep');
  return [
    ...reps.flatMap((rep) => ofRep(rep, span)),
    ...teams.flatMap((team) => ofTeam(team, span)),
    ownOne(span),
  ];
}

/** Per week and month: what a rep of that character is asked for. */
function askedOf({ character }: SamplePerson) {
  if (character === characters.star) return { call: 55, meeting: 7, demo: 4, revenue: 34 };
  if (character === characters.newcomer) return { call: 35, meeting: 4, demo: 2, revenue: 8 };
  if (character === characters.busy) return { call: 55, meeting: 6, demo: 3, revenue: 24 };
  if (character === characters.hunter) return { call: 40, meeting: 6, demo: 3, revenue: 28 };
  return { call: 50, meeting: 6, demo: 3, revenue: 24 };
}

function ofRep(rep: SamplePerson, span: Span): SampleTarget[] {
  const lead = teams.find((team) => team.name === rep.team)?.lead ?? '';
  const joined = isNew(rep.since) ? firstDayOf(span, rep.since) : undefined;
  const asked = askedOf(rep);
  const first: Omit<SampleVersion, 'value'> = {
    from: joined ?? span.start,
    ...{ state: 'set', by: lead, reason: '' },
    trigger: joined === undefined ? '' : 'onboarding',
  };
  const recurring = (metricKey: string, periodKind: CalendarPeriodKind, values: bigint[]): SampleTarget => ({
    ...{
      of: { person: rep.handle },
      metricKey,
      layer: 'official',
      periodKind,
      periodKey: null,
      period: null,
    },
    versions: values.map((value, index) =>
      index === 0 ? { ...first, value } : { ...raised(rep, lead, span), value },
    ),
  });
  const wasRaised = joined === undefined;
  const calls = [count(asked.call - (wasRaised ? 5 : 0)), ...(wasRaised ? [count(asked.call)] : [])];
  const weeklyCalls = recurring('calls', 'week', calls);
  return [
    { ...weeklyCalls, versions: [...weeklyCalls.versions, ...proposalOf(rep, span)] },
    recurring('meetings', 'week', [count(asked.meeting)]),
    recurring('demos', 'week', [count(asked.demo)]),
    recurring('revenue', 'month', [thousands(asked.revenue * (rep.locale === 'zh-CN' ? 1.5 : 1))]),
  ];
}

/** In the middle of the time everybody was asked for more calls, openly and with a reason. */
function raised({ locale }: SamplePerson, by: string, span: Span): Omit<SampleVersion, 'value'> {
  const reason = locale === 'zh-CN' ? '新品上市，需要更多首次接触' : 'New product line: more first contacts';
  return { from: addDays(span.start, (WEEKS / 2) * 7), state: 'set', by, trigger: 'strategy', reason };
}

function ofTeam({ name, lead, quarter }: SampleTeam, span: Span): SampleTarget[] {
  const quarters = periodsIn('quarter', { from: span.start, to: addDays(span.monday, 7) });
  const common = { of: { team: name }, layer: 'official' } as const;
  const version = { state: 'set', by: lead, trigger: '', reason: '' } as const;
  const revenue = quarters.map((periodKey): SampleTarget => {
    const period = rangeOf(periodKey);
    const from = intersect(period, { from: span.start, to: period.to })?.from ?? span.start;
    const versions = [{ ...version, from, value: thousands(quarter) }];
    return { ...common, metricKey: 'revenue', periodKind: 'quarter', periodKey, period, versions };
  });
  const leads: SampleTarget = {
    ...{ ...common, metricKey: 'leads', periodKind: 'week', periodKey: null, period: null },
    versions: [{ ...version, from: span.start, value: count(18) }],
  };
  return [...revenue, leads];
}

/** T-06: a rep's own target, which counts in their own pace only. */
function ownOne(span: Span): SampleTarget {
  return {
    ...{ of: { person: 'omar' }, metricKey: 'followups', layer: 'own', periodKind: 'week', periodKey: null },
    period: null,
    versions: [
      { from: addDays(span.monday, -28), value: count(8), state: 'own', by: 'omar', trigger: '', reason: '' },
    ],
  };
}

/** T-06: a proposal that waits for the manager. */
function proposalOf({ handle }: SamplePerson, span: Span): SampleVersion[] {
  if (handle !== 'jack') return [];
  const proposed = {
    from: addDays(span.monday, 7),
    value: count(45),
    state: 'proposed',
    by: handle,
  } as const;
  return [{ ...proposed, trigger: 'market', reason: 'two trade fairs next month' }];
}
