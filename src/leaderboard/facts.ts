import type { SubjectKind, Target } from '../goals/target.ts';
import type { WorkCalendar } from '../kpi/calendar.ts';
import type { Exact } from '../kpi/exact.ts';
import { addDays, type DateRange, intersect, type LocalDate } from '../kpi/localDate.ts';
import type { PeriodOptions } from '../kpi/period.ts';
import type { RollupRow } from '../kpi/tally.ts';
import type { Person } from '../people/person.ts';
import type { Playbook } from '../playbook/playbook.ts';
import type { BoardPeriod, Reach } from './attainment.ts';
import type { Measure } from './measure.ts';
import type { Place } from './places.ts';

/** What a board rests on, as it was read. */

/** What was read over some dates. */
export interface Span {
  /** By member; who is missing was nowhere. */
  places: ReadonlyMap<string, readonly Place[]>;
  /** What was credited over all of the dates, for members who stayed in one group; empty on boards of attainment. */
  sums: ReadonlyMap<string, Exact>;
  /** Single rows: of everybody for attainment, of those who moved within the dates for values. */
  rows: readonly RollupRow[];
}

/** What was read for one period. */
export interface PeriodFacts extends Span {
  period: BoardPeriod;
  range: DateRange;
  /** L-02: of boards of improvement: the periods before. A person's base is all that they did, wherever it was. */
  base?: Span & { ranges: readonly DateRange[] };
}

/** A team or region. */
export interface Group {
  id: string;
  name: string;
  /** its sums are in those of another one too. */
  isPart?: boolean;
}

/** What a board rests on. */
export interface BoardFacts {
  playbook: Playbook;
  periods: PeriodOptions;
  /** Everybody, as of the period's end. */
  people: readonly Person[];
  /** Groups of a board of teams or regions. */
  groups: readonly Group[];
  calendars: ReadonlyMap<string, WorkCalendar>;
  /** Official targets by subject (`subjectKey`). */
  targets: ReadonlyMap<string, readonly Target[]>;
  /** The reader's own date; for a report the day after the period. */
  today: LocalDate;
}

export const subjectKey = (kind: SubjectKind, id: string): string => `${kind}:${id}`;

/** What is asked of the facts. */
export interface Choice {
  measure: Measure;
  reach: Reach;
}

/** L-03: days that are over, today included. */
export function soFar(range: DateRange, today: LocalDate): DateRange {
  return (
    intersect(range, { from: range.from, to: addDays(today, 1) }) ?? { from: range.from, to: range.from }
  );
}
