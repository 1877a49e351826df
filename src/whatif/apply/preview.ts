/** What setting a trial would change, for whom, and what is in the way. Pure. */
import type { ManyWish } from '../../goals/many/wish.ts';
import { EXTRA_LEVELS, type ExtraLevel, isAlive, type Target } from '../../goals/target.ts';
import type { LocalDate } from '../../kpi/localDate.ts';
import { type CalendarPeriodKind, next, type PeriodOptions, periodOf, rangeOf } from '../../kpi/period.ts';
import { givenTo, heldOn, type Measure, type Trial } from '../trial.ts';

export const STARTS = ['next', 'now'] as const;
export type Start = (typeof STARTS)[number];

/** One person's target before and after. */
export interface Line {
  readonly id: string;
  readonly name: string;
  /** Smallest units; null: none today. */
  readonly before: bigint | null;
  readonly after: bigint;
  /** T-08: levels that do not fit any more. */
  readonly lost: readonly ExtraLevel[];
  /** A target for one period by itself that is alive goes first there. */
  readonly hasNamed: boolean;
  readonly isSame: boolean;
}

export interface Preview {
  readonly lines: readonly Line[];
  /** Names of those to whom the trial gives nothing. */
  readonly leftOut: readonly string[];
  readonly wishes: readonly ManyWish[];
  /** The first day of the next period. */
  readonly nextFrom: LocalDate;
}

export interface ToPreview {
  readonly people: readonly {
    readonly id: string;
    readonly name: string;
    readonly targets: readonly Target[];
  }[];
  readonly metricKey: string;
  readonly kind: CalendarPeriodKind;
  readonly trial: Trial;
  readonly measure: Measure;
  readonly today: LocalDate;
  readonly options: PeriodOptions;
}

/** The first day of the period after the one that holds a date. */
export function nextFrom({ kind, today, options }: Pick<ToPreview, 'kind' | 'today' | 'options'>): LocalDate {
  return rangeOf(next(periodOf(kind, today, options), options), options).from;
}

export function previewOf(given: ToPreview, start: Start): Preview {
  const { people, metricKey, kind, trial, measure, today } = given;
  const lines: Line[] = [];
  const wishes: ManyWish[] = [];
  const leftOut: string[] = [];
  const from = start === 'next' ? nextFrom(given) : null;
  for (const { id, name, targets } of people) {
    const held = heldOn(targets, kind, from ?? today);
    const to = givenTo(id, held, trial, measure);
    if (to === undefined) {
      leftOut.push(name);
      continue;
    }
    const { value, levels, lost } = to;
    const isSame = held?.value === value && EXTRA_LEVELS.every((one) => held.levels?.[one] === levels[one]);
    const hasNamed = targets.some(
      (one) => one.periodKey !== null && one.periodKind === kind && isAlive(one, today),
    );
    lines.push({ id, name, before: held?.value ?? null, after: value, lost, hasNamed, isSame });
    if (isSame) continue;
    const said = Object.fromEntries(EXTRA_LEVELS.map((one) => [one, levels[one] ?? null]));
    wishes.push({
      ...{ subject: { kind: 'member', id }, metricKey, shape: { periodKind: kind, periodKey: null } },
      ...{ value, levels: said, from },
    });
  }
  return { lines, leftOut, wishes, nextFrom: nextFrom(given) };
}
