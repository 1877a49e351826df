import type { LocalDate } from '../../kpi/localDate.ts';
import type { RecordedActivity } from '../activity.ts';

/** Entries that look odd: asked about, never judged. What is found, and when it is not asked again. Pure. */

export const ODD_KINDS = ['copies', 'round', 'burst'] as const;
/**
 * copies: the same entry again and again within minutes · round: far more round amounts than usual · burst: a whole week entered at once, just
 * before it is reported.
 */
export type OddKind = (typeof ODD_KINDS)[number];

/** What of a fact is looked at. */
export type OddFact = Pick<
  RecordedActivity,
  'id' | 'typeKey' | 'localDate' | 'recordedAt' | 'quantity' | 'amount' | 'customer' | 'origin'
>;

/** Something odd, in figures. */
export interface Odd {
  /** What it is about, once and for all: "copies:call:2026-11-17". */
  key: string;
  kind: OddKind;
  /** The activity; '' where it is about several. */
  typeKey: string;
  /** Of copies their date; else the first date of the days that were looked at. */
  date: LocalDate;
  /** The entries in question, in the order in which they were entered. */
  facts: readonly string[];
  /** Of so many. */
  outOf: number;
  /** Entered within so many minutes; 0 where that says nothing. */
  minutes: number;
}

export const ANSWERS = ['right', 'undone'] as const;
export type OddAnswer = (typeof ANSWERS)[number];

/** Something odd that somebody was asked about. */
export interface Asked extends Odd {
  id: string;
  memberId: string;
  /** Their own date. */
  askedOn: LocalDate;
  /** Their own date on which it was first put before them; null: not yet, unless the weekly feedback did since. */
  shownOn: LocalDate | null;
  answer: OddAnswer | null;
  note: string;
}

/** Questions older than this are past answering. */
export const OPEN_DAYS = 21;

/** Whoever said that such a thing is right is not asked about the like of it for so long. */
export const REST_DAYS = 28;

/** Without what was asked before, and what is like something that was asked lately. */
export function notAskedYet(
  found: readonly Odd[],
  asked: readonly Pick<Asked, 'key' | 'kind' | 'typeKey' | 'askedOn' | 'answer'>[],
  restFrom: LocalDate,
): Odd[] {
  return found.filter(
    (odd) =>
      !asked.some(
        (one) =>
          one.key === odd.key ||
          (one.kind === odd.kind &&
            one.typeKey === odd.typeKey &&
            one.askedOn >= restFrom &&
            one.answer === 'right'),
      ),
  );
}

/** What other programs bring says nothing of how somebody logs. */
export const isTyped = ({ origin }: Pick<OddFact, 'origin'>): boolean => origin !== 'import';

/** Whole minutes from the first to the last, at least one. */
export function minutesOver(facts: readonly OddFact[]): number {
  const times = facts.map(({ recordedAt }) => recordedAt.epochMilliseconds);
  return Math.max(1, Math.ceil((Math.max(...times) - Math.min(...times)) / 60_000));
}

export const byTime = (a: OddFact, b: OddFact): number =>
  a.recordedAt.epochMilliseconds - b.recordedAt.epochMilliseconds || (a.id < b.id ? -1 : 1);
