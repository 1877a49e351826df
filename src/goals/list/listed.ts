/** Which targets are listed, in which order, and what may be done with each. Pure. */
import type { WorkCalendar } from '../../kpi/calendar.ts';
import { addDays, type DateRange, type LocalDate } from '../../kpi/localDate.ts';
import { type PeriodOptions, periodOf, rangeOf } from '../../kpi/period.ts';
import type { Actor } from '../../platform/slice.ts';
import type { MetricInfo, Playbook } from '../../playbook/playbook.ts';
import { meaningOf } from '../meaning.ts';
import { isAlive, officialFor, openProposal, sideToAnswer, type Target, valueOn } from '../target.ts';
import { mayAnswer, mayDo, type Whose } from '../whose.ts';
import type { Listed } from './blocks.ts';

/** Targets that hold, are planned, or wait for an answer; named periods that are over are left out. */
export function worthListing(targets: readonly Target[], today: LocalDate, periods: PeriodOptions): Target[] {
  return targets.filter((target) => {
    if (target.periodKey !== null && rangeOf(target.periodKey, periods).to <= today) return false;
    return isAlive(target, today) || openProposal(target) !== undefined;
  });
}

/** The dates over which a list needs calendars: all periods that its targets are about now. */
export function datesFor(targets: readonly Target[], today: LocalDate, periods: PeriodOptions): DateRange {
  const ranges = targets.map((target) =>
    rangeOf(target.periodKey ?? periodOf(target.periodKind, today, periods), periods),
  );
  const from = [today, ...ranges.map((range) => range.from)].sort()[0] ?? today;
  const to = [addDays(today, 1), ...ranges.map((range) => range.to)].sort().at(-1) ?? addDays(today, 1);
  return { from, to };
}

/** The list in the playbook's order, short periods first, official before own. */
export function listedOf(given: {
  targets: readonly Target[];
  playbook: Playbook;
  actor: Actor;
  whose: Whose;
  calendar: WorkCalendar;
  today: LocalDate;
  periods: PeriodOptions;
}): Listed[] {
  const { playbook, targets } = given;
  return playbook.metrics.flatMap((metric) =>
    targets
      .filter((target) => target.metricKey === metric.key)
      .map((target) => listed(target, metric, given)),
  );
}

function listed(target: Target, metric: MetricInfo, given: Parameters<typeof listedOf>[0]): Listed {
  const { actor, whose, calendar, today, periods, targets } = given;
  const holds = valueOn(target, today) !== null;
  const period = rangeOf(target.periodKey ?? periodOf(target.periodKind, today, periods), periods);
  const isOverruled =
    target.layer === 'own' &&
    officialFor(targets, metric.key, target, { from: today, to: period.to }) !== undefined;
  const maySet = mayDo(actor, 'set-target', whose) && (!whose.isSelf || actor.isAdmin);
  const isOwn = target.layer === 'own' && whose.isSelf;
  const alive = isAlive(target, today);
  const open = openProposal(target);
  return {
    target,
    metric,
    meaning: holds || target.periodKey !== null ? meaningOf(target, metric, calendar, today, periods) : null,
    isOverruled,
    may: {
      change: isOwn || (maySet && target.layer === 'official'),
      propose: whose.isSelf && !maySet && target.layer === 'official',
      end: alive && (isOwn || (maySet && target.layer === 'official')),
      answer: open !== undefined && mayAnswer(actor, whose, sideToAnswer(target, open)),
      withdraw: open?.actorId === actor.memberId,
    },
  };
}
