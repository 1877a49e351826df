/**
 * T-04: somebody is away for more than half of a named period. What goes by days shrinks by itself; what does not is proposed: their targets that
 * are not prorated, by the part that they are there, and their team's target, by what nobody does meanwhile. Colleagues' targets for the same
 * period stand beside it, unchanged, for who wants to pass something on. Pure.
 */
import { isReduced } from '../../kpi/accrual.ts';
import { isWorkingDay, type WorkCalendar } from '../../kpi/calendar.ts';
import { exact } from '../../kpi/exact.ts';
import { type DateRange, daysOf, type LocalDate } from '../../kpi/localDate.ts';
import { isAdditive } from '../../kpi/metric.ts';
import type { CurrencyCode } from '../../kpi/money.ts';
import { type PeriodKey, type PeriodOptions, rangeOf } from '../../kpi/period.ts';
import type { Person } from '../../people/person.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import { later } from '../decide.ts';
import { scaledValue } from '../levels/scale.ts';
import { stepOf } from '../parts.ts';
import type { Target } from '../target.ts';
import { officialOn } from './held.ts';
import { lineOf, type ReviewEvent, type ReviewLine } from './review.ts';

export type AbsenceEvent = Extract<ReviewEvent, { kind: 'absence' }>;

export interface AbsenceFacts {
  readonly people: readonly Person[];
  readonly targets: readonly Target[];
  readonly metrics: readonly MetricInfo[];
  readonly calendars: ReadonlyMap<string, WorkCalendar>;
  readonly today: LocalDate;
  readonly currency: CurrencyCode;
  readonly periods: PeriodOptions;
}

/** Named periods of official targets of people that are not over: where absences may weigh. */
export function periodsAhead({
  targets,
  today,
  periods,
}: Pick<AbsenceFacts, 'targets' | 'today' | 'periods'>): PeriodKey[] {
  const keys = targets.flatMap(({ subject, layer, periodKey }) =>
    subject.kind === 'member' && layer === 'official' && periodKey !== null ? [periodKey] : [],
  );
  return [...new Set(keys)].filter((key) => rangeOf(key, periods).to > today);
}

/** T-04: the working days of a range, in halves, and how many of them somebody is away. */
export function awayIn(calendar: WorkCalendar, range: DateRange): { awayHalves: number; ofHalves: number } {
  let [awayHalves, ofHalves] = [0, 0];
  for (const date of daysOf(range)) {
    if (!isWorkingDay(calendar, date)) continue;
    ofHalves += 2;
    const absence = calendar.absences.get(date);
    if (absence !== undefined) awayHalves += absence === 'full' ? 2 : 1;
  }
  return { awayHalves, ofHalves };
}

/** Everybody who is away for more than half of a period in which they have targets, with what would become of targets. */
export function absences(facts: AbsenceFacts): { event: AbsenceEvent; lines: ReviewLine[] }[] {
  return periodsAhead(facts).flatMap((period) =>
    facts.people.flatMap((person) => {
      const calendar = facts.calendars.get(person.memberId);
      if (!person.isActive || calendar === undefined) return [];
      const away = awayIn(calendar, rangeOf(period, facts.periods));
      if (away.awayHalves * 2 <= away.ofHalves) return [];
      const lines = linesFor(facts, person, period, away);
      const event: AbsenceEvent = {
        kind: 'absence',
        memberId: person.memberId,
        name: person.name,
        period,
        ...away,
      };
      return lines.some((line) => line.before !== line.after) ? [{ event, lines }] : [];
    }),
  );
}

export const absenceKey = ({ memberId, period }: AbsenceEvent): string => `absence:${memberId}:${period}`;

function linesFor(
  facts: AbsenceFacts,
  person: Person,
  period: PeriodKey,
  { awayHalves, ofHalves }: { awayHalves: number; ofHalves: number },
): ReviewLine[] {
  const date = later(rangeOf(period, facts.periods).from, facts.today);
  const inPeriod = facts.targets.filter(
    (target) => target.periodKey === period && officialOn(target, date) !== null,
  );
  return facts.metrics.flatMap((metric): ReviewLine[] => {
    const { definition } = metric;
    if (!isAdditive(definition) || definition.direction === 'maintain') return [];
    const step = stepOf(definition, facts.currency);
    const ofMetric = inPeriod.filter((target) => target.metricKey === metric.key);
    const own = ofMetric.find(({ subject }) => subject.kind === 'member' && subject.id === person.memberId);
    const held = own === undefined ? null : officialOn(own, date);
    if (own === undefined || held === null) return [];
    if (!isReduced(definition))
      return [lineOf(own, held, scaledValue(held, exact(ofHalves - awayHalves, ofHalves), step))];
    const lost = scaledValue(held, exact(awayHalves, ofHalves), step);
    const ofTeam = ofMetric.filter(({ subject }) => subject.kind === 'team' && subject.id === person.teamId);
    return [
      ...ofTeam.map((target) => lessBy(target, officialOn(target, date) ?? 0n, lost)),
      ...ofMetric
        .filter((target) => isColleague(target, person, facts.people))
        .map((target) => lineOf(target, officialOn(target, date), officialOn(target, date) ?? 0n)),
    ];
  });
}

function lessBy(target: Target, held: bigint, lost: bigint): ReviewLine {
  return lineOf(target, held, held > lost ? held - lost : held);
}

function isColleague({ subject }: Target, person: Person, people: readonly Person[]): boolean {
  if (subject.kind !== 'member' || subject.id === person.memberId) return false;
  return people.some((one) => one.memberId === subject.id && one.isActive && one.teamId === person.teamId);
}
