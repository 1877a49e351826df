/** A row that is not imported, and why: enough to find it in the file and mend it. */
export interface Trouble {
  file: string;
  /** As a spreadsheet numbers it: the header is row 1. */
  row: number;
  column: string;
  value: string;
  reason: string;
}

/** A row of a table, by its columns' names. Cells have no spaces around them. */
export interface TableRow {
  file: string;
  row: number;
  cells: Readonly<Record<string, string>>;
}

/** The cell of a column, '' where there is none. */
export function cellOf({ cells }: TableRow, column: string): string {
  return cells[column] ?? '';
}

/** What is wrong with a cell of a row. */
export function troubleIn({ file, row, cells }: TableRow, column: string, reason: string): Trouble {
  return { file, row, column, value: cells[column] ?? '', reason };
}
