import { fail, ok, type Result } from '../../kpi/result.ts';
import { type TableProblem, type TableRow, tidyCell } from '../../platform/tables/table.ts';
import { type Column, columnOf, PERSON_COLUMNS } from './columns.ts';

/** A row of the file: its number as a spreadsheet shows it, and what stands in the columns that are understood. */
export interface RosterRow {
  row: number;
  cells: ReadonlyMap<Column, string>;
}

export interface RosterTable {
  rows: RosterRow[];
  columns: readonly Column[];
  /** Headers that mean nothing here, as they are written. */
  unknown: readonly string[];
}

/** Why a file is no roster. `no person`: no column says who; `twice`: two columns mean the same. */
export type RosterProblem =
  | TableProblem
  | { readonly kind: 'no person'; readonly headers: readonly string[] }
  | { readonly kind: 'twice'; readonly column: Column; readonly headers: readonly string[] };

/** More people at once are no list that somebody wrote. */
export const MOST_ROWS = 5_000;
/** A title and the like may stand above the header. */
export const LATEST_HEADER = 10;

/** Which header stands for which column, where somebody has said so. */
export type Mapping = Readonly<Partial<Record<Column, string>>>;

/** The people of a table: its header and the quirks of spreadsheets are found out. */
export function rosterTable(
  found: readonly TableRow[],
  mapping: Mapping = {},
): Result<RosterTable, RosterProblem> {
  const filled = found
    .map(({ row, cells }) => ({ row, cells: cells.map(tidyCell) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (filled.length === 0) return fail({ kind: 'empty' });
  const meant = meaningBy(mapping);
  const at = filled
    .slice(0, LATEST_HEADER)
    .findIndex(({ cells }) => cells.some((cell) => PERSON_COLUMNS.some((column) => meant(cell) === column)));
  const header = filled[at]?.cells;
  if (header === undefined) return fail({ kind: 'no person', headers: shown(filled[0]?.cells ?? []) });
  return underHeader(header, filled.slice(at + 1), meant);
}

/** What was said of a header counts before what it is called. */
function meaningBy(mapping: Mapping): (header: string) => Column | undefined {
  const said = new Map(
    Object.entries(mapping).map(([column, header]) => [tidyCell(header), column as Column] as const),
  );
  if (said.size === 0) return columnOf;
  const taken = new Set(said.values());
  return (header) => {
    const own = columnOf(header);
    return said.get(header) ?? (own !== undefined && taken.has(own) ? undefined : own);
  };
}

function underHeader(
  header: readonly string[],
  filled: readonly { cells: string[]; row: number }[],
  meant: (header: string) => Column | undefined,
): Result<RosterTable, RosterProblem> {
  const columns = header.map(meant);
  for (const column of new Set(columns)) {
    const same = header.filter((_, index) => columns[index] === column);
    if (column !== undefined && same.length > 1) return fail({ kind: 'twice', column, headers: shown(same) });
  }
  if (filled.length === 0) return fail({ kind: 'empty' });
  if (filled.length > MOST_ROWS) return fail({ kind: 'too many', most: MOST_ROWS });
  const rows = filled.map(({ cells, row }) => {
    const named = columns.flatMap((column, index) => {
      const cell = cells[index] ?? '';
      return column === undefined || cell === '' ? [] : [[column, cell] as const];
    });
    return { row, cells: new Map(named) };
  });
  return ok({
    rows,
    columns: columns.filter((column) => column !== undefined),
    unknown: shown(header.filter((cell, index) => cell !== '' && columns[index] === undefined)),
  });
}

const shown = (cells: readonly string[]): string[] => cells.filter((cell) => cell !== '').slice(0, 20);
