/** T-06: what becomes of a wish, by who wishes it and what is there. Pure. */
import type { LocalDate } from '../kpi/localDate.ts';
import { addDays } from '../kpi/localDate.ts';
import { type CalendarPeriodKind, type PeriodOptions, periodOf, rangeOf } from '../kpi/period.ts';
import type { Holder } from '../people/rights.ts';
import type { MetricInfo } from '../playbook/playbook.ts';
import {
  isAlive,
  isSameShape,
  type Layer,
  officialFor,
  openProposal,
  type Shape,
  sideToAnswer,
  type Target,
  type TargetState,
} from './target.ts';
import { mayDo, type Whose } from './whose.ts';

/** How a period came about that nobody named. */
export type Assumed = 'default' | 'kept' | null;

export type Plan =
  | {
      readonly kind: 'write';
      readonly layer: Layer;
      readonly state: Extract<TargetState, 'own' | 'set' | 'proposed' | 'countered'>;
      readonly shape: Shape;
      readonly assumed: Assumed;
      /** The official target that makes a rep's wish a proposal. */
      readonly official: Target | undefined;
    }
  | { readonly kind: 'denied' }
  /** T-06: only a person can say yes or no; what is for a group is set. */
  | { readonly kind: 'nobody to agree' };

/** What a plan is made from: the subject's targets for the metric, on the subject's own date. */
export interface Situation {
  readonly actor: Holder;
  readonly whose: Whose;
  readonly metric: MetricInfo;
  readonly targets: readonly Target[];
  readonly today: LocalDate;
  readonly periods: PeriodOptions;
}

/**
 * T-06: a lead's (or an administrator's) value for somebody is set. A rep's takes force at once as their own; where an accepted or set
 * target speaks for that metric and period it becomes a proposal, and so it does where they say "propose". A lead who says "propose" asks the
 * person instead of setting.
 */
export function planValue(given: Situation, verb: 'set' | 'propose', said: Shape | null): Plan {
  const { actor, whose } = given;
  const { shape, assumed } = said === null ? shapeFor(given) : { shape: said, assumed: null };
  const official = officialFor(given.targets, given.metric.key, shape, rangeOfShape(given, shape));
  const common = { kind: 'write', shape, assumed, official } as const;
  const maySet = mayDo(actor, 'set-target', whose);
  const asked = { ...common, layer: 'official', state: askingState(given, shape) } as const;
  if (!whose.isSelf) {
    if (!maySet) return { kind: 'denied' };
    if (verb === 'set') return { ...common, layer: 'official', state: 'set' };
    return whose.subject.kind === 'member' ? asked : { kind: 'nobody to agree' };
  }
  if (!mayDo(actor, 'own-target', whose)) return { kind: 'denied' };
  // An administrator has nobody above to say yes.
  if (verb === 'set' && official !== undefined && actor.isAdmin)
    return { ...common, layer: 'official', state: 'set' };
  if (verb === 'propose' || official !== undefined) return asked;
  return { ...common, layer: 'own', state: 'own' };
}

/** T-06: a wish where the other side's proposal waits is an answer to it. */
function askingState({ targets, whose, metric }: Situation, shape: Shape): 'proposed' | 'countered' {
  const there = targets.find(
    (one) => one.layer === 'official' && one.metricKey === metric.key && isSameShape(one, shape),
  );
  const open = there === undefined ? undefined : openProposal(there);
  if (there === undefined || open === undefined) return 'proposed';
  return sideToAnswer(there, open) === (whose.isSelf ? 'person' : 'lead') ? 'countered' : 'proposed';
}

/** From today on, or all of the named period: where another target may already speak. */
function rangeOfShape({ today, periods }: Situation, shape: Shape) {
  if (shape.periodKey !== null) return rangeOf(shape.periodKey, periods);
  // A recurring target that is planned for later speaks as well; two years ahead is as far as people plan.
  return { from: today, to: addDays(today, 731) };
}

/** The period that was not named: that of the one target there is, else the metric's usual one: counts weekly, money and rates monthly. */
export function shapeFor({ metric, targets, today }: Pick<Situation, 'metric' | 'targets' | 'today'>): {
  shape: Shape;
  assumed: Exclude<Assumed, null>;
} {
  const recurring = targets.filter((target) => target.periodKey === null && isAlive(target, today));
  const kinds = new Set(
    recurring.filter((target) => target.metricKey === metric.key).map((target) => target.periodKind),
  );
  const [only] = kinds;
  if (kinds.size === 1 && only !== undefined)
    return { shape: { periodKind: only, periodKey: null }, assumed: 'kept' };
  return { shape: { periodKind: usualKind(metric), periodKey: null }, assumed: 'default' };
}

function usualKind(metric: MetricInfo): CalendarPeriodKind {
  return metric.definition.unit === 'count' ? 'week' : 'month';
}

/** Which target an end (or a look at the history) is about. */
export type Choice =
  | { readonly kind: 'one'; readonly target: Target }
  | { readonly kind: 'none' }
  | { readonly kind: 'several'; readonly targets: readonly Target[] }
  /** It was set by somebody else; a rep may propose, not end. */
  | { readonly kind: 'denied' };

/** T-06: the target that somebody wants to end. A rep ends their own alone; leads and administrators end official ones. */
export function planEnd(given: Situation, said: Shape | null): Choice {
  const { actor, whose, today } = given;
  const alive = matching(given, said).filter((target) => isAlive(target, today));
  const maySet = mayDo(actor, 'set-target', whose) && (!whose.isSelf || actor.isAdmin);
  const mayEndOwn = whose.isSelf && mayDo(actor, 'own-target', whose);
  if (!maySet && !mayEndOwn) return { kind: 'denied' };
  const own = mayEndOwn ? alive.filter((target) => target.layer === 'own') : [];
  const official = maySet ? alive.filter((target) => target.layer === 'official') : [];
  const [one, ...more] = own.length > 0 ? own : official;
  if (one === undefined) return { kind: alive.length > 0 ? 'denied' : 'none' };
  return more.length === 0 ? { kind: 'one', target: one } : { kind: 'several', targets: [one, ...more] };
}

/** Targets of the metric, of the period that was said if any. */
export function matching(
  { metric, targets }: Pick<Situation, 'metric' | 'targets'>,
  said: Shape | null,
): Target[] {
  return targets.filter(
    (target) =>
      target.metricKey === metric.key &&
      (said === null || (target.periodKind === said.periodKind && target.periodKey === said.periodKey)),
  );
}

/** The period in which a target's change is first felt. */
export function periodFelt(target: Target, from: LocalDate, periods: PeriodOptions) {
  return target.periodKey ?? periodOf(target.periodKind, from, periods);
}
