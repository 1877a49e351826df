import type { LocalDate } from '../kpi/localDate.ts';
import type { Temporal } from '../kpi/time.ts';
import type { Result } from './grading/grade.ts';
import type { Rating } from './rating.ts';

/** Where a fact came from. */
export const ORIGINS = ['slash', 'modal', 'shortcut', 'import'] as const;
export type Origin = (typeof ORIGINS)[number];

/** M-04: member id → whole per cent; they total 100. */
export type Shares = Readonly<Record<string, number>>;

/** An amount as it was entered in another currency than the workspace's, and the rate that was in force (M-05). */
export interface OriginalAmount {
  /** Minor units of `currency`. */
  minor: bigint;
  currency: string;
  /** Units of the workspace's currency for one unit, as decimal text. */
  rate: string;
}

/** What somebody did, before it is recorded. */
export interface NewActivity {
  /** Key of the activity type, the roll-up's source. */
  typeKey: string;
  /** The member's own date on which it happened (P-02). */
  localDate: LocalDate;
  /** Hundredths: 3 calls are 300n. */
  quantity: bigint;
  /** Minor units of the workspace's currency; null without an amount. */
  amount: bigint | null;
  original: OriginalAmount | null;
  customer: string | null;
  channel: string;
  campaign: string;
  region: string;
  product: string;
  /** M-01: the kind of customer: "enterprise"; absent without one. */
  segment?: string;
  note: string;
  /** Absent where it was not rated. */
  rating?: Rating;
  /** M-07: "A-17"; absent without one. */
  ref?: string;
  /** Null: all credit is the member's. */
  shares: Shares | null;
}

/** A fact as it stands in the database. */
export interface RecordedActivity extends NewActivity {
  id: string;
  /** One command or one modal; an edited line keeps the batch of the line that it replaced. */
  batchId: string;
  line: number;
  /** Whose it is. */
  memberId: string;
  /** Who entered it. */
  actorId: string;
  origin: Origin;
  recordedAt: Temporal.Instant;
  externalId: string | null;
  /** M-07: somebody else stands for its amount; absent: nobody does yet. */
  isConfirmed?: true;
  /** M-01: what several raters made of it by the rubric; absent: nobody, or not enough of them yet. */
  rated?: Result;
}

/** A fact of an import: it names its member and is known by the other system's id. */
export interface ImportedActivity extends NewActivity {
  memberId: string;
  externalId: string;
}

/** One row of the daily roll-up, as kpi/tally.ts adds it up: what one member is credited with, of one type, on one date. */
export interface RollupRow {
  memberId: string;
  activityType: string;
  date: LocalDate;
  channel: string;
  campaign: string;
  region: string;
  product: string;
  segment: string;
  /** Facts that are not void. */
  entries: number;
  /** Credited count in hundredths (M-04). */
  count: bigint;
  /** Credited amount in minor units. */
  amount: bigint;
}

/** The key under which a customer is found however it was typed: NFKC, lower case, single spaces. */
export function customerKeyOf(customer: string): string {
  return customer.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}
