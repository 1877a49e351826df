/**
 * T-06, C-02: an occasion to look at targets, and what it would make of them. Pacer proposes, those who lead decide; what nobody decides
 * changes nothing. Pure.
 */
import { z } from 'zod';
import { type Exact, exact } from '../../kpi/exact.ts';
import { isLocalDate, type LocalDate } from '../../kpi/localDate.ts';
import { CALENDAR_PERIOD_KINDS, type PeriodKey, parsePeriodKey } from '../../kpi/period.ts';
import { unwrap } from '../../kpi/result.ts';
import { type ExtraLevels, type Shape, SUBJECT_KINDS, type Subject, type Target } from '../target.ts';

export const REVIEW_TRIGGERS = ['market', 'strategy', 'absence', 'onboarding'] as const;
export type ReviewTrigger = (typeof REVIEW_TRIGGERS)[number];
export const REVIEW_STATES = ['open', 'applied', 'left'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

const date = z.string().refine(isLocalDate);
const key = z.string().transform((text): PeriodKey => unwrap(parsePeriodKey(text)));
const whole = z.string().transform((text) => BigInt(text));
const fraction = z.object({ n: whole, d: whole }).transform(({ n, d }): Exact => exact(n, d));

/** T-08: levels as JSON holds them. */
export const levelsSchema = z
  .object({ baseline: whole, commit: whole, stretch: whole, tolerance: whole })
  .partial()
  .transform(
    (levels): ExtraLevels =>
      Object.fromEntries(Object.entries(levels).filter(([, value]) => value !== undefined)),
  );

/** What happened, with the figures that it is told by. */
export const eventSchema = z.discriminatedUnion('kind', [
  /** C-02: the medians of a week, per full week of work, and of the weeks before; `change` is a share. */
  z.object({
    kind: z.literal('market'),
    metricKey: z.string(),
    role: z.enum(['rep', 'manager']),
    direction: z.enum(['fell', 'rose']),
    week: key,
    people: z.number(),
    now: fraction,
    before: fraction,
    change: fraction,
  }),
  z.object({
    kind: z.literal('strategy'),
    strategyId: z.string(),
    title: z.string(),
    text: z.string(),
    from: date,
    percent: z.number(),
    /** So many targets of it have values of their own. */
    own: z.number().optional(),
    actorId: z.string(),
  }),
  /** T-04: working days of a named period, in halves, and how many of them somebody is away. */
  z.object({
    kind: z.literal('absence'),
    memberId: z.string(),
    name: z.string(),
    period: key,
    awayHalves: z.number(),
    ofHalves: z.number(),
  }),
  /** T-05: `percent` is what is proposed of the usual target, `following` what comes after it month by month; `isRamped`: the ramp lowers it by itself. */
  z.object({
    kind: z.literal('onboarding'),
    memberId: z.string(),
    name: z.string(),
    firstDay: date,
    percent: z.number(),
    following: z.array(z.number()).optional(),
    isRamped: z.boolean(),
  }),
]);
export type ReviewEvent = z.infer<typeof eventSchema>;

export interface ReviewStep {
  readonly from: LocalDate;
  readonly value: bigint;
}

/** One target of a review: what holds, and what is proposed. `before` null: there is none yet. */
export interface ReviewLine extends Shape {
  readonly subject: Subject;
  readonly metricKey: string;
  readonly before: bigint | null;
  readonly after: bigint;
  /** T-08: the other levels beside the new value; without it they keep their place in proportion. */
  readonly levels?: ExtraLevels | undefined;
  /** T-05: what it is to be later, in the order of dates. */
  readonly steps?: readonly ReviewStep[] | undefined;
  /** The number of the target's last version when it was proposed; 0 where there was none. */
  readonly seq: number;
}

export const linesSchema = z.array(
  z
    .object({
      subject: z.object({ kind: z.enum(SUBJECT_KINDS), id: z.string() }),
      metricKey: z.string(),
      periodKind: z.enum(CALENDAR_PERIOD_KINDS),
      periodKey: key.nullable(),
      before: whole.nullable(),
      after: whole,
      levels: levelsSchema.optional(),
      steps: z.array(z.object({ from: date, value: whole })).optional(),
      seq: z.number(),
    })
    .transform((line): ReviewLine => line),
);

/** A review before it is written down. */
export interface NewReview {
  /** Of each key one review. */
  readonly key: string;
  readonly event: ReviewEvent;
  readonly recipients: readonly string[];
  readonly lines: readonly ReviewLine[];
}

export interface Review extends NewReview {
  readonly id: string;
  readonly state: ReviewState;
  readonly decidedBy: string | null;
  readonly reason: string;
}

/** What a target says now, as a line of a review. */
export function lineOf(target: Target, before: bigint | null, after: bigint): ReviewLine {
  const { subject, metricKey, periodKind, periodKey } = target;
  return { subject, metricKey, periodKind, periodKey, before, after, seq: target.versions.at(-1)?.seq ?? 0 };
}

/** T-06: the first date on which what is proposed would hold: a strategy's own, else as soon as somebody decides. */
export function startsOn(event: ReviewEvent, today: LocalDate): LocalDate {
  return event.kind === 'strategy' && event.from > today ? event.from : today;
}

/** C-02, T-06: what concerns many at once is walked through step by step; a newcomer or an absence is one answer. */
export const isGuided = ({ event }: Pick<Review, 'event'>): boolean =>
  event.kind === 'market' || event.kind === 'strategy';
