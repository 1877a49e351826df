import type { DateRange, LocalDate } from '../../kpi/localDate.ts';
import type { PeriodKey } from '../../kpi/period.ts';
import type { Temporal } from '../../kpi/time.ts';
import type { Notice } from '../jobs/outbox.ts';
import type { Actor, Deps, WorkspaceInfo } from '../slice.ts';
import type { Locale } from '../words.ts';
import type { TableColumn } from './columns.ts';
import type { DateOrder } from './dates.ts';
import type { OutCell } from './write/cell.ts';

/**
 * What a slice brings so that its facts can be imported from a table and exported into one. The files, their columns, the preview, the
 * progress and Undo are src/transfer's.
 */

export const TABLE_KINDS = ['activities', 'spend', 'targets', 'people', 'campaigns'] as const;
export type TableKind = (typeof TABLE_KINDS)[number];

/** Who imports or exports, and when. `actor`: from the signed payload; on a command line somebody with an administrator's rights. */
export interface TableAct {
  deps: Pick<Deps, 'db' | 'log' | 'slack'>;
  workspace: WorkspaceInfo;
  actor: Actor;
  now: Temporal.Instant;
  today: LocalDate;
}

/** A row of the file by the columns that were understood; tidied, and '' where there is nothing. */
export interface ImportRow {
  readonly row: number;
  cell(key: string): string;
}

/** What is wrong with a row: where, what stands there, and why, in the reader's words (plain text). */
export interface RowProblem {
  readonly row: number;
  readonly is: 'wrong';
  /** Key of the column; '' where the row as a whole is meant. */
  readonly column: string;
  readonly value: string;
  readonly why: string;
}

/** What becomes of a row: it is new, it is there already, or it cannot be taken. */
export type RowOutcome = { readonly row: number; readonly is: 'new' | 'known' } | RowProblem;

/** How an import goes about it. */
export interface ImportHow {
  /** Names the import; what it writes is taken back under it. */
  importId: string;
  /** Nothing is written: what would become of each row. */
  isRehearsal: boolean;
  /** How dates are written that could mean two days. */
  order: DateOrder | undefined;
  /** What each column is called in the file, by key. */
  headers: ReadonlyMap<string, string>;
}

/** One import under way. Rows are handed in a few hundred at a time, in their order. */
export interface ImportRun {
  /** What becomes of these rows; of rows that must wait for the others `end` tells. */
  take(rows: readonly ImportRow[]): Promise<RowOutcome[]>;
  end(): Promise<RowOutcome[]>;
  /** What was understood of the rows that are new: sums, dates, people; lines that are safe in mrkdwn. */
  lines(locale: Locale): string[];
}

/** What became of Undo: how many were taken back, and how many somebody has changed since, which stay. */
export interface ImportUndone {
  undone: number;
  left: number;
}

export interface TableImport {
  readonly kind: TableKind;
  readonly columns: readonly TableColumn[];
  /** Of each of these groups one column must be there. */
  readonly needs: readonly (readonly string[])[];
  /** At least one of these must be there, so that it is this kind; empty: the needs suffice. */
  readonly tells?: readonly string[];
  /** What may stand in every row of a column that the file does not have: a list of deals need not say that they are deals. */
  fixable?(act: TableAct): Promise<{ column: string; options: readonly { text: string; value: string }[] }>;
  /** Columns that hold dates. */
  readonly dates: readonly string[];
  readonly mostRows: number;
  labelOf(column: string, locale: Locale): string;
  /** Whether the actor may import such a table at all; which rows, the run decides. */
  mayImport(actor: Actor): boolean;
  /** What is said to those who may not. */
  denied(locale: Locale): string;
  begin(act: TableAct, how: ImportHow): Promise<ImportRun>;
  undo(
    act: TableAct,
    importId: string,
    transportKey: string,
    onProgress: (done: number) => void,
  ): Promise<ImportUndone>;
  /**
   * What those are told whose own an import by somebody else concerns, once it is done or taken back; absent: its writing tells them itself.
   * Asked for before the end is written down, and sent with it.
   */
  concerned?(
    act: TableAct,
    ended: { importId: string; fileName: string; isUndo: boolean },
  ): Promise<Notice[]>;
}

export const EXPORT_KINDS = [...TABLE_KINDS, 'customers', 'kpi'] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

/** Whose and when: what the one who asks may export, and has asked for. */
export interface ExportScope {
  /** Undefined: everybody. */
  memberIds: readonly string[] | undefined;
  /** Undefined: all teams. */
  teamIds: readonly string[] | undefined;
  /** Whether nobody was named, so that what is wider than a team belongs to it, too. */
  isWhole: boolean;
  range: DateRange;
  period: PeriodKey;
  metricKey: string | undefined;
  /** P-06: whether what somebody did on a date belongs to it. */
  holds(memberId: string, date: LocalDate): boolean;
}

export interface TableExport {
  readonly kind: ExportKind;
  /** A header, in the reader's language, then lines. */
  lines(act: TableAct, scope: ExportScope): AsyncGenerator<readonly OutCell[]>;
}
