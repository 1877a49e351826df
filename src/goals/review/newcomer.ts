/**
 * T-05: somebody has begun to work. Who has no target for what is usual in their team is proposed the usual one; where no ramp lowers it by itself, a
 * part of it that grows month by month up to all of it, as is a full target that they were given. Pure.
 */

import { isReduced } from '../../kpi/accrual.ts';
import type { WorkCalendar } from '../../kpi/calendar.ts';
import { exact } from '../../kpi/exact.ts';
import { addDays, type LocalDate } from '../../kpi/localDate.ts';
import type { CurrencyCode } from '../../kpi/money.ts';
import { DEFAULT_RAMP, percentOn, type Ramp, rampByMonths } from '../../kpi/ramp.ts';
import type { Person } from '../../people/person.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import { scaledValue } from '../levels/scale.ts';
import { stepOf } from '../parts.ts';
import type { Target } from '../target.ts';
import { officialOn } from './held.ts';
import { lineOf, type ReviewEvent, type ReviewLine } from './review.ts';

export type NewcomerEvent = Extract<ReviewEvent, { kind: 'onboarding' }>;

/** So long after the first day of work a beginning is looked at; later it is none. */
const LOOKED_AT_DAYS = 28;
/** So many colleagues make something usual. */
const USUAL_FROM = 2;

export interface NewcomerFacts {
  readonly people: readonly Person[];
  readonly targets: readonly Target[];
  readonly metrics: readonly MetricInfo[];
  readonly calendars: ReadonlyMap<string, WorkCalendar>;
  readonly today: LocalDate;
  readonly currency: CurrencyCode;
}

export const newcomerKey = ({ memberId, firstDay }: NewcomerEvent): string =>
  `onboarding:${memberId}:${firstDay}`;

/** Those who began in the last four weeks. */
export function newcomers({ people, today }: Pick<NewcomerFacts, 'people' | 'today'>): Person[] {
  return people.filter(
    ({ isActive, firstDay, teamId, role }) =>
      isActive &&
      role === 'rep' &&
      teamId !== null &&
      firstDay !== null &&
      firstDay <= today &&
      firstDay > addDays(today, -LOOKED_AT_DAYS),
  );
}

/** What is proposed for each of them. */
export function beginnings(facts: NewcomerFacts): { event: NewcomerEvent; lines: ReviewLine[] }[] {
  return newcomers(facts).flatMap((person) => {
    const { firstDay } = person;
    const calendar = facts.calendars.get(person.memberId);
    if (firstDay === null || calendar === undefined) return [];
    const isRamped = percentOn(calendar.ramp, facts.today) < 100;
    const ramp = isRamped ? [] : rampByMonths(firstDay, DEFAULT_RAMP);
    const lines = linesFor(facts, person, ramp);
    const following = ramp.filter(({ from }) => from > facts.today).map(({ percent }) => percent);
    const event: NewcomerEvent = {
      ...{ kind: 'onboarding', memberId: person.memberId, name: person.name, firstDay, following, isRamped },
      percent: percentOn(ramp, facts.today),
    };
    return lines.length === 0 ? [] : [{ event, lines }];
  });
}

function linesFor(facts: NewcomerFacts, person: Person, ramp: Ramp): ReviewLine[] {
  return facts.metrics.flatMap((metric): ReviewLine[] => {
    const ofMetric = facts.targets.filter(
      (target) =>
        target.metricKey === metric.key && target.periodKey === null && target.subject.kind === 'member',
    );
    const kinds = new Set(ofMetric.map((target) => target.periodKind));
    return [...kinds].flatMap((kind) => {
      const ofKind = ofMetric.filter((target) => target.periodKind === kind);
      return lineFor(facts, person, metric, ofKind, ramp);
    });
  });
}

function lineFor(
  { people, today, currency }: NewcomerFacts,
  person: Person,
  metric: MetricInfo,
  targets: readonly Target[],
  ramp: Ramp,
): ReviewLine[] {
  const mates = new Set(
    people
      .filter((one) => one.isActive && one.teamId === person.teamId && one.role === person.role)
      .filter((one) => one.memberId !== person.memberId)
      .map((one) => one.memberId),
  );
  const theirs = targets.flatMap((target) => {
    const value = mates.has(target.subject.id) ? officialOn(target, today) : null;
    return value === null ? [] : [{ target, value }];
  });
  const usual = lowerMedian(theirs.map(({ value }) => value));
  const [like] = theirs;
  if (usual === undefined || like === undefined || theirs.length < USUAL_FROM) return [];
  // A ramp lowers only what goes by days; a rate is asked of a newcomer as of everybody.
  const lowering = isReduced(metric.definition) ? ramp : [];
  const part = percentOn(lowering, today);
  const valueAt = (percent: number): bigint =>
    scaledValue(usual, exact(percent, 100), stepOf(metric.definition, currency));
  const later = lowering.filter(({ from }) => from > today);
  const asked = valueAt(part);
  const steps = later.map(({ from, percent }) => ({ from, value: valueAt(percent) }));
  const growing = steps.length === 0 ? {} : { steps };
  const own = targets.find(
    (target) => target.subject.id === person.memberId && officialOn(target, today) !== null,
  );
  const held = own === undefined ? null : officialOn(own, today);
  if (own !== undefined && held !== null)
    return part < 100 && held >= usual ? [{ ...lineOf(own, held, asked), ...growing }] : [];
  const official = targets.find(
    ({ subject, layer }) => subject.id === person.memberId && layer === 'official',
  );
  const seq = official?.versions.at(-1)?.seq ?? 0;
  const subject = { kind: 'member', id: person.memberId } as const;
  return [{ ...lineOf(like.target, null, asked), ...growing, subject, seq }];
}

/** The middle of the values; of an even number the lower one, so that it is one that somebody has. */
function lowerMedian(values: readonly bigint[]): bigint | undefined {
  const sorted = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return sorted[Math.floor((sorted.length - 1) / 2)];
}
