import { z } from 'zod';
import type { LocalDate } from '../../kpi/localDate.ts';
import type { Locale } from '../../platform/words.ts';
import { type Effect, VERDICTS } from './effect.ts';

/** C-03: what whoever leads proposes to somebody, and what became of it. Pure. */

export const OPTION_KINDS = ['training', 'mentor', 'joint', 'territory', 'role'] as const;
/** A training, a mentor, joint calls, another territory, another role. */
export type OptionKind = (typeof OPTION_KINDS)[number];

/** One thing of the catalogue that can be chosen. */
export interface Option {
  readonly key: string;
  readonly kind: OptionKind;
  readonly names: { readonly en: string; readonly zh: string };
  readonly isRetired: boolean;
}

/** The catalogue of a workspace that has not changed it. */
export const READY_OPTIONS: readonly Option[] = [
  ready('training', 'training', 'Training', '培训'),
  ready('mentor', 'mentor', 'A mentor', '导师带教'),
  ready('joint', 'joint', 'Joint calls and visits', '陪访、一起打电话'),
  ready('territory', 'territory', 'Another territory', '换一个区域'),
  ready('role', 'role', 'Another role', '换一个岗位'),
];

function ready(key: string, kind: OptionKind, en: string, zh: string): Option {
  return { key, kind, names: { en, zh }, isRetired: false };
}

/** In a reader's language; where that is empty, in the other. */
export const optionName = ({ names }: Pick<Option, 'names'>, locale: Locale): string =>
  names[locale] || names.en || names.zh;

export const PLAN_STATES = ['proposed', 'accepted', 'declined', 'withdrawn'] as const;
export type PlanState = (typeof PLAN_STATES)[number];

export const effectSchema = z.object({
  verdict: z.enum(VERDICTS),
  ...{ points: z.number(), low: z.number(), high: z.number() },
  ...{ weeksBefore: z.number(), weeksAfter: z.number() },
});

export interface NewPlan {
  readonly memberId: string;
  readonly metricKey: string;
  readonly optionKey: string;
  /** Who sees to it that it happens. */
  readonly ownerId: string;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly note: string;
}

export interface Plan extends NewPlan {
  readonly id: string;
  readonly state: PlanState;
  readonly proposedById: string;
  /** Why it was declined; '' where it was not. */
  readonly reason: string;
  /** C-03; null until it was measured. */
  readonly effect: Effect | null;
}

/** Whether a plan still speaks for its KPI: nobody declined it or took it back, and it was not measured. */
export const isRunning = ({ state, effect }: Pick<Plan, 'state' | 'effect'>): boolean =>
  (state === 'proposed' || state === 'accepted') && effect === null;

/** Lists show so many. */
const MOST_SHOWN = 6;

/** Those that say something: none that was taken back. */
export const shownPlans = (plans: readonly Plan[]): Plan[] =>
  plans.filter(({ state }) => state !== 'withdrawn').slice(0, MOST_SHOWN);

/** How often something helped; null below three, where a count would tell of single people. */
export type Helped = { readonly helped: number; readonly of: number } | null;

/** C-03: fewer measured plans are nobody's statistics. */
export const FEWEST_PLANS = 3;

/** C-03: how often each choice helped in the past. Plans with too few data count for nothing. */
export function helpedBefore(
  plans: readonly Pick<Plan, 'optionKey' | 'effect'>[],
  optionKey: string,
): Helped {
  const known = plans.filter(
    (plan) => plan.optionKey === optionKey && plan.effect !== null && plan.effect.verdict !== 'too few data',
  );
  if (known.length < FEWEST_PLANS) return null;
  return { helped: known.filter(({ effect }) => effect?.verdict === 'helped').length, of: known.length };
}
