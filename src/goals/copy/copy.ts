/** Targets of a period that is over, or of today's recurring ones, times a factor for the next. Exact; T-08 is kept. Pure. */
import type { Exact } from '../../kpi/exact.ts';
import { addDays, type LocalDate } from '../../kpi/localDate.ts';
import type { CurrencyCode } from '../../kpi/money.ts';
import {
  isCalendarKind,
  kindOf,
  next,
  type PeriodKey,
  type PeriodOptions,
  periodOf,
  rangeOf,
} from '../../kpi/period.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import { scaled } from '../factor/factor.ts';
import { ruleOf } from '../levels/levels.ts';
import type { ManyWish } from '../many/wish.ts';
import { stepOf } from '../parts.ts';
import {
  EXTRA_LEVELS,
  type ExtraLevel,
  isAlive,
  officialFor,
  plannedAfter,
  type Shape,
  subjectKey,
  type Target,
  type TargetVersion,
  timeline,
  valueOn,
  versionOn,
} from '../target.ts';

/** Where targets come from: those that recur, or those of one named period. */
export type Source = PeriodKey | 'recurring';

/** One target and what it becomes. */
export interface Copied {
  readonly from: Target;
  readonly metric: MetricInfo;
  readonly shape: Shape;
  /** What is copied, and what already stands at the place where it goes (the same for a recurring target); smallest units. */
  readonly value: bigint;
  readonly held: bigint | null;
  readonly after: bigint;
  /** T-08: levels that do not fit any more. */
  readonly lost: readonly ExtraLevel[];
  readonly isSame: boolean;
  readonly wish: ManyWish;
}

/** Two years ahead is as far as people plan. */
const FAR = 731;

interface Frame extends PeriodOptions {
  readonly today: LocalDate;
  readonly currency: CurrencyCode;
}

/** The named periods from which something can be copied, the newest first; those to come are none. */
export function namedSources(targets: readonly Target[], frame: Frame): PeriodKey[] {
  const keys = targets.flatMap((target) => {
    const key = target.periodKey;
    return key !== null && rangeOf(key, frame).from <= frame.today && valueIn(target, frame) ? [key] : [];
  });
  const newest = (key: PeriodKey): string => `${rangeOf(key, frame).to} ${rangeOf(key, frame).from}`;
  return [...new Set(keys)].sort((a, b) => (newest(a) < newest(b) ? 1 : -1));
}

/** Periods into which a named one can be copied: the next, or where that is over the current and the one after it. */
export function destinationsOf(source: PeriodKey, frame: Frame): PeriodKey[] {
  const kind = kindOf(source);
  if (!isCalendarKind(kind)) return [];
  const current = periodOf(kind, frame.today, frame);
  const after = next(source, frame);
  const keys = [after, current, next(current, frame)];
  return [...new Set(keys)]
    .filter((key) => key !== source && rangeOf(key, frame).to > frame.today)
    .slice(0, 3);
}

export const STARTS = ['next', 'now'] as const;
/** From when a recurring target is another: the next period of its own kind, or today. */
export type Start = (typeof STARTS)[number];

export interface Wanted {
  readonly source: Source;
  readonly to: PeriodKey | Start;
  readonly factor: Exact;
  /** Keys of metrics; empty: all. */
  readonly metrics: readonly string[];
}

/** Every target of the source that can be copied, with what it becomes, in their order. `all`: others that may stand there already. */
export function copiesOf(
  targets: readonly Target[],
  metrics: readonly MetricInfo[],
  wanted: Wanted,
  frame: Frame,
  all: readonly Target[] = targets,
): Copied[] {
  const known = new Map(metrics.filter((one) => !one.isRetired).map((one) => [one.key, one]));
  const bySubject = Map.groupBy(all, ({ subject }) => subjectKey(subject));
  const periodKey = wanted.source === 'recurring' ? null : wanted.source;
  return targets.flatMap((target) => {
    const metric = known.get(target.metricKey);
    const isMeant = wanted.metrics.length === 0 || wanted.metrics.includes(target.metricKey);
    if (metric === undefined || !isMeant || target.periodKey !== periodKey) return [];
    const version = periodKey === null ? aliveNow(target, frame.today) : valueIn(target, frame);
    const others = bySubject.get(subjectKey(target.subject)) ?? [];
    return version === undefined ? [] : copied(target, metric, version, others, wanted, frame);
  });
}

type Valued = TargetVersion & { readonly value: bigint };

/** What holds today, else what is planned first. */
function aliveNow(target: Target, today: LocalDate): Valued | undefined {
  if (!isAlive(target, today)) return undefined;
  const now = versionOn(target, today);
  return valued(now?.value == null ? plannedAfter(target, today).find((step) => step.value !== null) : now);
}

/** What held at the end of a named period; one that was ended holds nothing any more. */
function valueIn(target: Target, frame: Frame): Valued | undefined {
  if (target.periodKey === null) return undefined;
  const last = addDays(rangeOf(target.periodKey, frame).to, -1);
  return valued(versionOn(target, last) ?? timeline(target.versions)[0]);
}

function valued(version: TargetVersion | undefined): Valued | undefined {
  return version === undefined || version.value === null ? undefined : { ...version, value: version.value };
}

function copied(
  target: Target,
  metric: MetricInfo,
  version: Valued,
  ofSubject: readonly Target[],
  { source, to, factor }: Wanted,
  frame: Frame,
): Copied[] {
  const isRecurring = source === 'recurring';
  if (!isRecurring && (to === 'next' || to === 'now')) return [];
  const shape = { periodKind: target.periodKind, periodKey: isRecurring ? null : (to as PeriodKey) };
  const nextFrom = rangeOf(next(periodOf(target.periodKind, frame.today, frame), frame), frame).from;
  const from = isRecurring && to === 'next' ? nextFrom : null;
  // T-06: a rep's own wish says nothing where a manager's target speaks.
  const range =
    shape.periodKey === null
      ? { from: from ?? frame.today, to: addDays(nextFrom, FAR) }
      : rangeOf(shape.periodKey, frame);
  if (target.layer === 'own' && officialFor(ofSubject, metric.key, shape, range) !== undefined) return [];
  const by = { rule: ruleOf(metric.definition), step: stepOf(metric.definition, frame.currency) };
  const { value, levels, lost } = scaled(version, factor, by);
  const there = ofSubject.find(
    (one) =>
      one.metricKey === metric.key &&
      one.layer === target.layer &&
      one.periodKind === shape.periodKind &&
      one.periodKey === shape.periodKey,
  );
  const at = [range.from, frame.today].sort()[1] ?? frame.today;
  const held = there === undefined ? undefined : versionOn(there, at);
  const isSame =
    held?.value === value && EXTRA_LEVELS.every((level) => held.levels?.[level] === levels[level]);
  const said = Object.fromEntries(EXTRA_LEVELS.map((level) => [level, levels[level] ?? null]));
  const { subject, layer } = target;
  const wish = { subject, metricKey: metric.key, shape, value, levels: said, from, layer };
  const before = there === undefined ? null : valueOn(there, at);
  return [
    { from: target, metric, shape, value: version.value, held: before, after: value, lost, isSame, wish },
  ];
}

/** What of a group's target its copied people's do not take up, for what adds up; negative: they take more. */
export interface Rest {
  readonly of: Copied;
  readonly unassigned: bigint;
}

/** T-01: what is not assigned, or over-assigned, of every copied target of a group whose people's are copied too. */
export function restsOf(
  copies: readonly Copied[],
  isDivided: (metric: MetricInfo) => boolean,
  membersOf: (target: Target) => ReadonlySet<string>,
): Rest[] {
  return copies.flatMap((one): Rest[] => {
    if (one.from.subject.kind === 'member' || !isDivided(one.metric)) return [];
    const members = membersOf(one.from);
    const parts = copies.filter(
      ({ from, metric, shape }) =>
        from.subject.kind === 'member' &&
        from.layer === 'official' &&
        members.has(from.subject.id) &&
        metric.key === one.metric.key &&
        shape.periodKind === one.shape.periodKind &&
        shape.periodKey === one.shape.periodKey,
    );
    if (parts.length === 0) return [];
    return [{ of: one, unassigned: one.after - parts.reduce((sum, part) => sum + part.after, 0n) }];
  });
}
