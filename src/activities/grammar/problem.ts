import type { LocalDate } from '../../kpi/localDate.ts';
import type { Money, MoneyProblem } from '../../kpi/money.ts';
import type { RatingProblem } from '../rating.ts';
import type { DetailKey } from './keys.ts';

/** What may be wrong with a `/log`, as plain data; blocks.ts has the words, and what to do about it. */
export type Trouble =
  | { readonly kind: 'empty' }
  | { readonly kind: 'too many lines'; readonly limit: number }
  | { readonly kind: 'no activity' }
  /** `suggestions` are keys of activity types, the likeliest first. */
  | { readonly kind: 'unknown activity'; readonly word: string; readonly suggestions: readonly string[] }
  | {
      readonly kind: 'quantity';
      readonly why: 'zero' | 'negative' | 'not whole' | 'too large' | 'unclear';
      readonly limit: number;
    }
  /** A number of two readings: `1.234`. */
  | { readonly kind: 'ambiguous quantity'; readonly readings: readonly [string, string] }
  | { readonly kind: 'amount'; readonly why: MoneyProblem }
  | {
      readonly kind: 'amount missing' | 'amount not allowed' | 'customer missing' | 'customer not allowed';
      readonly typeKey: string;
    }
  | { readonly kind: 'amount zero' }
  /** No rate for the currency on that date (M-05). */
  | { readonly kind: 'no rate'; readonly money: Money; readonly date: LocalDate }
  | { readonly kind: 'unclear date' }
  | { readonly kind: 'ambiguous date'; readonly readings: readonly [LocalDate, LocalDate] }
  | { readonly kind: 'future date'; readonly date: LocalDate; readonly today: LocalDate }
  | { readonly kind: 'too far back'; readonly date: LocalDate; readonly earliest: LocalDate }
  | { readonly kind: 'unknown key'; readonly word: string; readonly suggestion: string | undefined }
  | { readonly kind: 'empty value'; readonly key: DetailKey }
  | { readonly kind: 'twice'; readonly key: DetailKey | 'quantity' | 'amount' }
  | { readonly kind: 'too long'; readonly key: DetailKey; readonly limit: number }
  | { readonly kind: 'unknown person'; readonly name: string; readonly suggestions: readonly string[] }
  | { readonly kind: 'unclear share' }
  | {
      readonly kind: 'shares';
      readonly why: 'not whole' | 'over 100' | 'nothing left' | 'not 100';
      readonly total: number;
    }
  | { readonly kind: 'rating'; readonly why: RatingProblem; readonly scale: number }
  | { readonly kind: 'rating missing'; readonly typeKey: string; readonly scale: number }
  | { readonly kind: 'rating not allowed'; readonly typeKey: string }
  | { readonly kind: 'unclear ref' }
  /** M-07: another fact bears this reference, or another line. */
  | { readonly kind: 'ref taken'; readonly ref: string }
  | { readonly kind: 'unexpected' };

/** A trouble and its place in the normalised line. */
export interface Finding {
  readonly trouble: Trouble;
  readonly start: number;
  readonly end: number;
}

/** A trouble and its place in what Slack sent. */
export interface LogProblem {
  /** 1-based line of the text, and UTF-16 column in it, both of the original. */
  readonly line: number;
  readonly column: number;
  readonly length: number;
  /** The line as the person saw it, in three parts: before, the place, behind. */
  readonly quote: { readonly before: string; readonly place: string; readonly after: string };
  readonly trouble: Trouble;
}
