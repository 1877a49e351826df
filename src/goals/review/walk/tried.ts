/** What the past would have been under the targets of a review, as the walk is handed it (wired in slices.ts). */
import type { CalendarPeriodKind, PeriodKey } from '../../../kpi/period.ts';
import type { Input } from '../../../platform/slice.ts';
import type { Playbook } from '../../../playbook/playbook.ts';

/** Of the periods that have a verdict, how many reached their target (K-08). */
export interface Score {
  readonly reached: number;
  readonly rated: number;
}

/** Somebody's target as it is tried; smallest units. */
export interface ToTry {
  readonly memberId: string;
  readonly metricKey: string;
  readonly periodKind: CalendarPeriodKind;
  readonly value: bigint;
}

/** One metric and kind of period, replayed for those whose targets are tried. */
export interface Tried {
  readonly metricKey: string;
  readonly periodKind: CalendarPeriodKind;
  /** The complete periods, the oldest first; none where nobody has logged anything. */
  readonly periods: readonly PeriodKey[];
  readonly before: Score;
  readonly after: Score;
  /** The last of the periods alone. */
  readonly last: { readonly before: Score; readonly after: Score };
  readonly people: readonly { readonly memberId: string; readonly before: Score; readonly after: Score }[];
}

/** Replays the past of these people under these targets: brought by whatif. */
export type TryTargets = (
  input: Pick<Input, 'deps' | 'workspace' | 'today'>,
  playbook: Playbook,
  people: readonly { readonly memberId: string; readonly name: string; readonly hidesFromBoards: boolean }[],
  wanted: readonly ToTry[],
) => Promise<Tried[]>;
