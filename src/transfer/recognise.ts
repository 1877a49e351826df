import { columnNamed, recognise } from '../platform/tables/columns.ts';
import type { TableImport, TableKind } from '../platform/tables/contract.ts';
import { type TableRow, tidyCell } from '../platform/tables/table.ts';

/** What kind of table a file is, by its columns. */

/** A title and the like may stand above the header. */
const LATEST_HEADER = 10;
const SAMPLES = 3;
/** Rows that are looked at: those above a header, the header, and some below. */
export const HEAD_ROWS = LATEST_HEADER + SAMPLES;
const MOST_COLUMNS = 200;

type Kind = Pick<TableImport, 'kind' | 'columns' | 'needs' | 'tells'>;

/** The header of a file and what stands below it. */
export interface Head {
  headerRow: number;
  headers: string[];
  samples: string[][];
}

/** One word alone may stand in a row of data: of the ways by which customers came, "email" is one. */
const LEAST_KNOWN = 2;

/** Which of the first rows is the header: the one in which most cells mean something to some kind; else the first. */
export function headOf(rows: readonly TableRow[], kinds: readonly Kind[]): Head | undefined {
  const known = ({ cells }: TableRow): number =>
    Math.max(
      0,
      ...kinds.map(({ columns }) => cells.filter((cell) => columnNamed(tidyCell(cell), columns)).length),
    );
  const candidates = rows.slice(0, LATEST_HEADER);
  const first = candidates[0];
  if (first === undefined) return undefined;
  const header = candidates.reduce(
    (best, row) => (known(row) >= LEAST_KNOWN && known(row) > known(best) ? row : best),
    first,
  );
  const headers = header.cells.slice(0, MOST_COLUMNS).map(tidyCell);
  const samples = rows
    .filter(({ row }) => row > header.row)
    .slice(0, SAMPLES)
    .map(({ cells }) => headers.map((_, at) => tidyCell(cells[at] ?? '').slice(0, 60)));
  return { headerRow: header.row, headers, samples };
}

/** Where the columns of a kind stand, and whether all that it needs is there. */
export interface Guess {
  kind: TableKind;
  columns: ReadonlyMap<string, number>;
  isWhole: boolean;
}

/** How a file reads as one kind. */
export function guessAt(headers: readonly string[], { kind, columns, needs, tells = [] }: Kind): Guess {
  const found = recognise(headers, columns);
  const hasAll = needs.every((group) => group.some((key) => found.has(key)));
  const isTold = tells.length === 0 || tells.some((key) => found.has(key));
  return { kind, columns: found, isWhole: hasAll && isTold };
}

/** The kinds that a file may be: one where it is clear, several where somebody must choose, none where no kind has all that it needs. */
export function guesses(headers: readonly string[], kinds: readonly Kind[]): Guess[] {
  const whole = kinds.map((kind) => guessAt(headers, kind)).filter((guess) => guess.isWhole);
  const most = Math.max(0, ...whole.map(({ columns }) => columns.size));
  return whole.filter(({ columns }) => columns.size === most);
}

/** Columns that a kind needs and that were not found, by the first of each group. */
export function missingIn(columns: ReadonlyMap<string, unknown>, { needs }: Pick<Kind, 'needs'>): string[] {
  return needs.filter((group) => !group.some((key) => columns.has(key))).map(([first = '']) => first);
}
