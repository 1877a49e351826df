/**
 * T-06: what a target is. Versions are appended and never changed; which value holds on a date follows from them. A rep's own target shows
 * in their own pace and feedback alone; boards, evaluations and bonuses read the official layer (accepted or set).
 */
import { type DateRange, intersect, type LocalDate } from '../kpi/localDate.ts';
import { CALENDAR_PERIOD_KINDS, type CalendarPeriodKind, type PeriodKey } from '../kpi/period.ts';
import { hasForce, type TargetState } from '../kpi/target.ts';
import type { Temporal } from '../kpi/time.ts';

export { hasForce, TARGET_STATES, type TargetState } from '../kpi/target.ts';

export const SUBJECT_KINDS = ['member', 'team', 'region', 'company'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];
/** Whose target it is: a member's id, a team's id, a region's name; '' for the company. */
export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
}

/** "team:<id>" as the subject it names: what buttons and selects hand in; undefined where it names none. */
export function readSubject(text: string): Subject | undefined {
  const at = text.indexOf(':');
  const kind = SUBJECT_KINDS.find((known) => known === text.slice(0, at));
  return kind === undefined ? undefined : { kind, id: text.slice(at + 1) };
}

/** The text that `readSubject` reads. */
export function subjectKey({ kind, id }: Subject): string {
  return `${kind}:${id}`;
}

export const LAYERS = ['own', 'official'] as const;
export type Layer = (typeof LAYERS)[number];

export const EXTRA_LEVELS = ['baseline', 'commit', 'stretch', 'tolerance'] as const;
/** T-08: what a target may say beside its value. */
export type ExtraLevel = (typeof EXTRA_LEVELS)[number];
/** Smallest units of the metric; what is not there was not said. */
export type ExtraLevels = { readonly [level in ExtraLevel]?: bigint };

export const TRIGGERS = ['market', 'strategy', 'absence', 'onboarding', 'error', ''] as const;
/** Why a target was changed; '' where it was not said. */
export type Trigger = (typeof TRIGGERS)[number];

/** T-06: one appended version. */
export interface TargetVersion {
  /** 1, 2, 3 … in the order of their writing. */
  readonly seq: number;
  /** The first date on which it holds. */
  readonly from: LocalDate;
  /** Smallest units of the metric for a whole period; null ends the target. */
  readonly value: bigint | null;
  /** T-08: the other levels of the same period. */
  readonly levels?: ExtraLevels | undefined;
  readonly state: TargetState;
  /** Member who wrote it; null for the app. */
  readonly actorId: string | null;
  readonly trigger: Trigger;
  readonly reason: string;
  readonly at: Temporal.Instant;
}

/** What a target is for: "50 a week" recurs (`periodKey` null), "120k for 2026-12" is for one named period. */
export interface Shape {
  readonly periodKind: CalendarPeriodKind;
  readonly periodKey: PeriodKey | null;
}

/** Whatever has versions, by `seq`, oldest first. */
export interface Versioned {
  readonly versions: readonly TargetVersion[];
}

export interface Target extends Shape, Versioned {
  readonly id: string;
  readonly subject: Subject;
  readonly metricKey: string;
  readonly layer: Layer;
}

/**
 * T-06: the versions that hold, one after the other by their dates. The last word counts from its date on: a version replaces whatever
 * was planned for its date and later, so that an end ends also what was planned.
 */
export function timeline(versions: readonly TargetVersion[]): readonly TargetVersion[] {
  let steps: TargetVersion[] = [];
  for (const version of versions) {
    if (!hasForce(version.state)) continue;
    steps = [...steps.filter((step) => step.from < version.from), version];
  }
  return steps;
}

/** The version in force on a date, an ending one included; undefined before the first. */
export function versionOn(target: Versioned, date: LocalDate): TargetVersion | undefined {
  return timeline(target.versions).findLast((step) => step.from <= date);
}

/** The value in force on a date; null where there is none. */
export function valueOn(target: Versioned, date: LocalDate): bigint | null {
  return versionOn(target, date)?.value ?? null;
}

/** T-08: the other levels in force on a date. */
export function levelsOn(target: Versioned, date: LocalDate): ExtraLevels {
  return versionOn(target, date)?.levels ?? {};
}

/** What is planned after a date. */
export function plannedAfter(target: Versioned, date: LocalDate): readonly TargetVersion[] {
  return timeline(target.versions).filter((step) => step.from > date);
}

/** Whether it has a value on the date or is planned to have one later. */
export function isAlive(target: Versioned, date: LocalDate): boolean {
  return valueOn(target, date) !== null || plannedAfter(target, date).some((step) => step.value !== null);
}

/** T-06: the proposal or counter that still waits for an answer: no later version has answered or replaced it. */
export function openProposal(target: Versioned): TargetVersion | undefined {
  const last = target.versions.at(-1);
  return last?.state === 'proposed' || last?.state === 'countered' ? last : undefined;
}

/** The two who agree on a target: the person whose it is, and those who lead them. */
export type Side = 'lead' | 'person';

/** T-06: which side is to answer: the one that did not speak last. */
export function sideToAnswer({ subject }: Pick<Target, 'subject'>, open: TargetVersion): Side {
  return subject.kind === 'member' && open.actorId !== subject.id ? 'person' : 'lead';
}

/** T-06: whether a proposal waits for those who lead. */
export function waitsForLead(target: Target): boolean {
  const open = openProposal(target);
  return open !== undefined && sideToAnswer(target, open) === 'lead';
}

/** Whether a target is about the same thing: the same period kind, and the same period where both name one. */
export function isSameShape(a: Shape, b: Shape): boolean {
  return a.periodKind === b.periodKind && a.periodKey === b.periodKey;
}

/** T-06: which targets a reader may take into account: a rep's own pace and feedback, or boards, evaluations and bonuses. */
export type Purpose = 'own pace' | 'official';

const rank = (target: Target): number =>
  (target.layer === 'official' ? 0 : 2) + (target.periodKey === null ? 1 : 0);

/**
 * T-06: the targets of one subject that count on a date, at most one for each metric and period kind: official before own, and the target of
 * the named period before the recurring one. `periodAt` names the period of a kind that holds the date. Targets of several period kinds stand
 * side by side (weekly calls and monthly calls).
 */
export function effectiveTargets(
  targets: readonly Target[],
  date: LocalDate,
  periodAt: (kind: CalendarPeriodKind) => PeriodKey,
  purpose: Purpose = 'own pace',
): Target[] {
  const chosen = new Map<string, Target>();
  for (const target of targets) {
    if (purpose === 'official' && target.layer !== 'official') continue;
    if (target.periodKey !== null && target.periodKey !== periodAt(target.periodKind)) continue;
    if (valueOn(target, date) === null) continue;
    const key = `${target.subject.kind}:${target.subject.id}/${target.metricKey}/${target.periodKind}`;
    const rival = chosen.get(key);
    if (rival === undefined || rank(target) < rank(rival)) chosen.set(key, target);
  }
  return [...chosen.values()];
}

/**
 * T-06: the target of one metric that counts in a period: one of the period's own kind, else a recurring one of the next shorter kind, which
 * adds up by day (T-03).
 */
export function targetIn(
  targets: readonly Target[],
  metricKey: string,
  kind: CalendarPeriodKind,
  periodKey: PeriodKey,
  date: LocalDate,
  purpose: Purpose = 'own pace',
): Target | undefined {
  const ofMetric = targets.filter((target) => target.metricKey === metricKey);
  const inKind = (wanted: CalendarPeriodKind): Target | undefined =>
    effectiveTargets(
      ofMetric.filter(
        (target) => target.periodKind === wanted && (wanted === kind || target.periodKey === null),
      ),
      date,
      () => periodKey,
      purpose,
    )[0];
  const shorter = CALENDAR_PERIOD_KINDS.slice(0, CALENDAR_PERIOD_KINDS.indexOf(kind) + 1);
  for (const wanted of shorter.toReversed()) {
    const found = inKind(wanted);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * T-06: the official target that already speaks about a metric's period, so that a rep's own wish becomes a proposal. A recurring target
 * also speaks for the named periods of its kind.
 */
export function officialFor(
  targets: readonly Target[],
  metricKey: string,
  shape: Shape,
  range: DateRange,
): Target | undefined {
  const speaks = targets.filter(
    (target) =>
      target.layer === 'official' &&
      target.metricKey === metricKey &&
      target.periodKind === shape.periodKind &&
      (target.periodKey === null || target.periodKey === shape.periodKey) &&
      hasValueIn(target, range),
  );
  return speaks.sort((a, b) => rank(a) - rank(b))[0];
}

/** Whether a value is in force on any date of a range. */
export function hasValueIn(target: Versioned, range: DateRange): boolean {
  const steps = timeline(target.versions);
  return steps.some((step, index) => {
    const to = steps[index + 1]?.from ?? range.to;
    return step.value !== null && step.from < to && intersect({ from: step.from, to }, range) !== undefined;
  });
}
