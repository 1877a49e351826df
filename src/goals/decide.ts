/**
 * T-06: what a wish to change a target comes to. Pure, so that it can be decided inside the transaction, on what is in the database then.
 */
import type { DateRange, LocalDate } from '../kpi/localDate.ts';
import {
  checkAll,
  type LevelRule,
  type LevelsTrouble,
  type LevelsWish,
  merged,
  sameLevels,
} from './levels/levels.ts';
import {
  type ExtraLevels,
  hasForce,
  isAlive,
  levelsOn,
  openProposal,
  plannedAfter,
  type Shape,
  type TargetState,
  type TargetVersion,
  type Trigger,
  timeline,
  type Versioned,
  valueOn,
  versionOn,
} from './target.ts';

/** A version before it is written: the database adds its number and its instant. */
export type Draft = Omit<TargetVersion, 'seq' | 'at'>;

/** What somebody wants a target to be from a date on. */
export interface Wish {
  /** Smallest units; null ends the target. */
  readonly value: bigint | null;
  /** T-08: the other levels; without it the version has none. */
  readonly levels?: { readonly said: LevelsWish; readonly rule: LevelRule } | undefined;
  readonly state: TargetState;
  /** Null: as soon as it may be. */
  readonly from: LocalDate | null;
  /** T-05: what it is to be later, in the order of dates: a ramp. */
  readonly later?: readonly Step[];
  readonly actorId: string | null;
  readonly trigger: Trigger;
  readonly reason: string;
}

/** T-05: what a target is to be from a later date on. */
export interface Step extends Pick<Wish, 'levels'> {
  readonly from: LocalDate;
  readonly value: bigint;
}

/** The frame in which a wish is judged: the date of the act, and the dates of the named period. */
export interface Frame {
  readonly today: LocalDate;
  /** Null for a recurring target. */
  readonly period: DateRange | null;
}

export type Decision =
  | { readonly kind: 'write'; readonly drafts: readonly Draft[] }
  /** The value is in force (or proposed) already, and nothing else is planned. */
  | { readonly kind: 'unchanged' }
  /** T-06: never in the past. */
  | { readonly kind: 'past' }
  /** There is no target to end. */
  | { readonly kind: 'nothing' }
  /** Somebody was faster: what is to be answered or undone is not the last word any more. */
  | { readonly kind: 'stale' }
  /** T-08: the levels, with those that are kept, make no sense. */
  | {
      readonly kind: 'levels';
      readonly problem: LevelsTrouble;
      readonly value: bigint;
      readonly levels: ExtraLevels;
    };

/** What there is of a target before the change; without versions where it is new. */
export type Known = Versioned & Shape;

/** T-06: decides on a new value, an end (value null) or a proposal. */
export function decideChange(known: Known, wish: Wish, frame: Frame): Decision {
  const from = wish.from ?? earliest(frame);
  if (from < frame.today || isOver(frame)) return { kind: 'past' };
  if (wish.value === null && !isAlive(known, frame.today)) return { kind: 'nothing' };
  const levels = levelsWished(known, wish, from);
  if (wish.levels !== undefined && wish.value !== null) {
    const checked = checkAll(wish.levels.rule, wish.value, levels);
    if (!checked.ok) return { kind: 'levels', problem: checked.problem, value: wish.value, levels };
  }
  const steps = (wish.later ?? []).filter((step) => step.from > from);
  if (steps.length === 0 && isNoChange(known, wish, levels, from)) return { kind: 'unchanged' };
  const { value, state, actorId, trigger, reason } = wish;
  const common = { state, actorId, trigger, reason };
  const later = steps.map((step) => ({
    ...{ ...common, from: step.from, value: step.value, levels: levelsWished(known, step, step.from) },
  }));
  return { kind: 'write', drafts: [{ from, value, levels, ...common }, ...later] };
}

/** T-08: what was said, and of the rest what holds on the date, or was to hold from its first version on. */
function levelsWished(
  known: Known,
  { value, levels }: Pick<Wish, 'value' | 'levels'>,
  from: LocalDate,
): ExtraLevels {
  if (value === null || levels === undefined) return {};
  const held = versionOn(known, from) ?? timeline(known.versions)[0];
  return merged(held?.levels ?? {}, levels.said);
}

/** T-06: today, or the first date of a named period that is still to come. (A first value for a named period reaches back to its start.) */
function earliest({ today, period }: Frame): LocalDate {
  return period === null ? today : later(period.from, today);
}

function isOver({ today, period }: Frame): boolean {
  return period !== null && period.to <= today;
}

function isNoChange(known: Known, wish: Wish, levels: ExtraLevels, from: LocalDate): boolean {
  if (!hasForce(wish.state)) {
    const open = openProposal(known);
    if (open !== undefined)
      return open.value === wish.value && open.from === from && sameLevels(open.levels ?? {}, levels);
  }
  const isSame = valueOn(known, from) === wish.value && sameLevels(levelsOn(known, from), levels);
  const isSameFromThen = isSame && plannedAfter(known, from).length === 0;
  return isSameFromThen && timeline(known.versions).length > 0;
}

/** T-06: an answer to the proposal or counter with this number. An acceptance holds from the proposed date, at the earliest from today. */
export function decideAnswer(
  known: Known,
  seq: number,
  answer: 'accepted' | 'declined',
  actorId: string,
  frame: Frame,
): Decision {
  const proposal = openProposal(known);
  if (proposal?.seq !== seq) return { kind: 'stale' };
  if (isOver(frame) && answer === 'accepted') return { kind: 'past' };
  const from = later(proposal.from, frame.today);
  const { value, levels, trigger, reason } = proposal;
  return { kind: 'write', drafts: [{ from, value, levels, state: answer, actorId, trigger, reason }] };
}

/** What somebody answers a proposal with, instead of yes or no. */
export interface Counter {
  readonly value: bigint;
  /** T-08: the other levels beside that value. */
  readonly levels: ExtraLevels;
  /** Null: the proposed date. */
  readonly from: LocalDate | null;
  readonly actorId: string;
  readonly reason: string;
}

/** T-06: another value, from another date: it waits for the other side as the proposal did, and keeps what gave rise to it. */
export function decideCounter(known: Known, seq: number, counter: Counter, frame: Frame): Decision {
  const open = openProposal(known);
  if (open?.seq !== seq) return { kind: 'stale' };
  const from = counter.from ?? later(open.from, frame.today);
  if (from < frame.today || isOver(frame) || (frame.period !== null && from >= frame.period.to))
    return { kind: 'past' };
  const { value, levels, actorId, reason } = counter;
  if (value === open.value && from === later(open.from, frame.today)) return { kind: 'unchanged' };
  const draft: Draft = { from, value, levels, state: 'countered', actorId, trigger: open.trigger, reason };
  return { kind: 'write', drafts: [draft] };
}

/**
 * T-06: takes a version back by appending what held before it, from today on (or from the date on which it would have begun). Only the
 * last word can be taken back. A proposal that is taken back counts as declined. `first`: the number of the first version, where several were
 * written at once.
 */
export function decideUndo(known: Known, seq: number, actorId: string, frame: Frame, first = seq): Decision {
  const last = known.versions.at(-1);
  if (last?.seq !== seq) return { kind: 'stale' };
  const common = { actorId, trigger: 'error', reason: '' } as const;
  if (!hasForce(last.state)) {
    return {
      kind: 'write',
      drafts: [{ ...common, from: last.from, value: last.value, levels: last.levels, state: 'declined' }],
    };
  }
  const begun = known.versions.find((version) => version.seq === first) ?? last;
  const from = later(begun.from, frame.today);
  const steps = timeline(known.versions.filter((version) => version.seq < first));
  const held = steps.findLast((step) => step.from <= from);
  const restored: Draft = {
    ...{ ...common, from, value: held?.value ?? null, levels: held?.levels },
    state: held?.state ?? last.state,
  };
  const planned = steps.filter((step) => step.from > from).map(again);
  return { kind: 'write', drafts: [restored, ...planned] };
}

/** A version to be written once more. */
function again({ from, value, levels, state, actorId, trigger, reason }: TargetVersion): Draft {
  return { from, value, levels, state, actorId, trigger, reason };
}

/** The later of two dates. */
export function later(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b;
}
