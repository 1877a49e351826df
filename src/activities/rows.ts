import { z } from 'zod';
import { type LocalDate, localDate } from '../kpi/localDate.ts';
import { instantOf } from '../kpi/time.ts';
import {
  customerKeyOf,
  type NewActivity,
  ORIGINS,
  type RecordedActivity,
  type RollupRow,
} from './activity.ts';
import { type Credit, creditsOf } from './credit.ts';
import { resultOf } from './grading/grade.ts';
import { gradedRows } from './grading/rows.ts';

/** Facts and roll-up rows as they go into SQL (as JSON) and come out of it. */

/** A fact on its way into the table. A void alone (an undo) has no `what`. */
export interface FactToWrite {
  id: string;
  batchId: string;
  line: number;
  memberId: string;
  localDate: LocalDate;
  what: NewActivity | null;
  externalId: string | null;
  /** The fact that this one takes back, whole. */
  voids: RecordedActivity | null;
}

/** The columns of a fact, as `jsonb_to_recordset` reads them; integers beyond 2^53 travel as text. */
export function factJson(fact: FactToWrite): Record<string, unknown> {
  const what = fact.what;
  return {
    id: fact.id,
    batch_id: fact.batchId,
    line: fact.line,
    member_id: fact.memberId,
    local_date: fact.localDate,
    type_key: what?.typeKey ?? null,
    quantity: String(what?.quantity ?? 0n),
    amount: text(what?.amount),
    original_amount: text(what?.original?.minor),
    original_currency: what?.original?.currency ?? null,
    rate: what?.original?.rate ?? null,
    customer: what?.customer ?? null,
    customer_key: typeof what?.customer === 'string' ? customerKeyOf(what.customer) : null,
    channel: what?.channel ?? '',
    campaign: what?.campaign ?? '',
    region: what?.region ?? '',
    product: what?.product ?? '',
    segment: what?.segment ?? '',
    note: what?.note ?? '',
    rating: text(what?.rating?.value),
    rating_scale: what?.rating?.scale ?? null,
    ref: what?.ref ?? null,
    shares: what?.shares ?? null,
    external_id: fact.externalId,
    voids_id: fact.voids?.id ?? null,
  };
}

/** What a fact changes in the roll-up: what it adds, and what the one that it voids had added. */
export function creditsJson(fact: FactToWrite): Record<string, unknown>[] {
  const { what, voids, memberId } = fact;
  const given = what === null ? [] : creditsOf({ ...what, memberId });
  const taken = voids === null ? [] : creditsOf(voids, -1);
  return [...given, ...taken].map((credit) => ({ fact_id: fact.id, ...creditJson(credit) }));
}

function creditJson({
  memberId,
  activityType,
  date,
  count,
  amount,
  ...credit
}: Credit): Record<string, unknown> {
  const exact = { count: String(count), amount: String(amount) };
  return { ...credit, ...exact, member_id: memberId, source: activityType, local_date: date };
}

const text = (value: bigint | null | undefined): string | null =>
  value === null || value === undefined ? null : String(value);

const date = z.string().transform(localDate);

/** A row of `activity` as the store's reads select it. */
export const activityRow = z
  .object({
    id: z.string(),
    batch_id: z.string(),
    line: z.number(),
    member_id: z.string(),
    actor_id: z.string(),
    origin: z.enum(ORIGINS),
    recorded_at: z.date(),
    type_key: z.string(),
    local_date: date,
    quantity: z.bigint(),
    amount: z.bigint().nullable(),
    original_amount: z.bigint().nullable(),
    original_currency: z.string().nullable(),
    rate: z.string().nullable(),
    customer: z.string().nullable(),
    channel: z.string(),
    campaign: z.string(),
    region: z.string(),
    product: z.string(),
    segment: z.string(),
    note: z.string(),
    rating: z.bigint().nullable(),
    rating_scale: z.number().nullable(),
    ref: z.string().nullable(),
    shares: z.record(z.string(), z.int()).nullable(),
    external_id: z.string().nullable(),
    is_confirmed: z.boolean(),
    graded: gradedRows.optional(),
  })
  .transform((row): RecordedActivity => {
    const {
      original_amount: minor,
      original_currency: currency,
      rate,
      rating: value,
      rating_scale: scale,
      ref,
    } = row;
    const rated = resultOf(row.graded ?? []);
    return {
      id: row.id,
      batchId: row.batch_id,
      line: row.line,
      memberId: row.member_id,
      actorId: row.actor_id,
      origin: row.origin,
      recordedAt: instantOf(row.recorded_at),
      typeKey: row.type_key,
      localDate: row.local_date,
      quantity: row.quantity,
      amount: row.amount,
      original: minor === null || currency === null || rate === null ? null : { minor, currency, rate },
      customer: row.customer,
      channel: row.channel,
      campaign: row.campaign,
      region: row.region,
      product: row.product,
      ...(row.segment === '' ? {} : { segment: row.segment }),
      note: row.note,
      ...(value === null || scale === null ? {} : { rating: { value, scale } }),
      ...(ref === null ? {} : { ref }),
      shares: row.shares,
      externalId: row.external_id,
      ...(rated === undefined ? {} : { rated }),
      ...(row.is_confirmed ? { isConfirmed: true as const } : {}),
    };
  });

/** What `daily_rollup` says of whomever and whenever it is. */
export const rollupFigures = z.object({
  source: z.string(),
  channel: z.string(),
  campaign: z.string(),
  region: z.string(),
  product: z.string(),
  segment: z.string(),
  entries: z.number(),
  count: z.bigint(),
  amount: z.bigint(),
});

/** A row of `daily_rollup`. */
export const rollupRow = rollupFigures
  .extend({ member_id: z.string(), local_date: date })
  .transform(({ member_id: memberId, source: activityType, local_date: on, ...row }): RollupRow => {
    return { memberId, activityType, date: on, ...row };
  });
