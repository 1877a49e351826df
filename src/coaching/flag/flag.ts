import { z } from 'zod';
import { type Exact, exact } from '../../kpi/exact.ts';
import { addDays, type LocalDate } from '../../kpi/localDate.ts';
import { type PeriodKey, parsePeriodKey } from '../../kpi/period.ts';
import { unwrap } from '../../kpi/result.ts';

/** C-01: what a flag is: something to talk about, with its evidence; never a judgement of a person. Pure. */

/** C-01: so many complete weeks running. */
export const FLAG_WEEKS = 3;
/** C-01: points of attainment below the median of the others. */
export const WORSE_POINTS = 15;
/** C-01: fewer others make no median, and could be told from it. */
export const FEWEST_OTHERS = 3;
/** C-01: a flag expires after four weeks. */
export const FLAG_DAYS = 28;

const whole = z.string().transform((text) => BigInt(text));
const fraction = z.object({ n: whole, d: whole }).transform(({ n, d }): Exact => exact(n, d));
const week = z.string().transform((text): PeriodKey => unwrap(parsePeriodKey(text)));

export const evidenceSchema = z.object({
  /** The weeks, the oldest first. */
  weeks: z.array(z.object({ week, actual: fraction, target: fraction, attainment: fraction })),
  /** Attainment over the weeks together: the person's, and the median of the others. */
  own: fraction,
  median: fraction,
  others: z.number(),
});
/** The figures that a flag rests on, as they stood when it was raised. */
export type Evidence = z.infer<typeof evidenceSchema>;

/** What is found, before it is written down. */
export interface Found {
  readonly memberId: string;
  readonly metricKey: string;
  /** The last of the weeks. */
  readonly week: PeriodKey;
  readonly evidence: Evidence;
}

export interface Flag extends Found {
  readonly id: string;
  readonly raisedOn: LocalDate;
  /** When the rep said that they have seen it; null: not yet. */
  readonly seenAt: Date | null;
  /** What the rep says of it; '' for nothing. */
  readonly comment: string;
}

/** C-01: the first date on which a flag is one no more. */
export const expiresOn = ({ raisedOn }: Pick<Flag, 'raisedOn'>): LocalDate => addDays(raisedOn, FLAG_DAYS);

export const isExpired = (flag: Pick<Flag, 'raisedOn'>, today: LocalDate): boolean =>
  today >= expiresOn(flag);
