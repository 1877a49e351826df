import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { fail, ok, type Result } from '../../kpi/result.ts';
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

/** Why a file is no roster. `no person`: no column says who; `twice`: two columns mean the same; `quotes`: nobody can tell the rows. */
export type TableProblem =
  | { readonly kind: 'empty' }
  | { readonly kind: 'no person'; readonly headers: readonly string[] }
  | { readonly kind: 'twice'; readonly column: Column; readonly headers: readonly string[] }
  | { readonly kind: 'too many'; readonly most: number }
  | { readonly kind: 'quotes'; readonly row: number };

/** More people at once are no list that somebody wrote. */
export const MOST_ROWS = 5_000;
/** Blank ones included. A file of nothing but line ends would else cost seconds and gigabytes, of everybody who is served here. */
const MOST_RECORDS = 20_000;
/** A row is not longer: somewhere before, a quote is not closed. */
const LONGEST_RECORD = 100_000;
/** A title and the like may stand above the header. */
const LATEST_HEADER = 10;
const DELIMITERS = [',', ';', '\t', '|'] as const;

const lines = z.array(z.array(z.string()));

/** Reads the text of a CSV file: delimiter, header and quirks of spreadsheets are found out, blank lines passed over. */
export function readTable(text: string): Result<RosterTable, TableProblem> {
  const hint = /^sep=(.)\r?\n/iu.exec(text);
  const body = hint === null ? text : text.slice(hint[0].length);
  const offset = hint === null ? 0 : 1;
  const parsed = recordsOf(body, hint?.[1] ?? delimiterOf(body));
  if (!parsed.ok) return parsed;
  const records = parsed.value.map((cells) => cells.map(tidyCell));
  const filled = records.map((cells, index) => ({ cells, row: index + 1 + offset })).filter(hasContent);
  if (filled.length === 0) return fail({ kind: 'empty' });
  const at = filled
    .slice(0, LATEST_HEADER)
    .findIndex(({ cells }) => cells.some((cell) => isPersonHeader(cell)));
  const header = filled[at]?.cells;
  if (header === undefined) return fail({ kind: 'no person', headers: shown(filled[0]?.cells ?? []) });
  return underHeader(header, filled.slice(at + 1));
}

function underHeader(
  header: readonly string[],
  filled: readonly { cells: string[]; row: number }[],
): Result<RosterTable, TableProblem> {
  const columns = header.map(columnOf);
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

function isPersonHeader(cell: string): boolean {
  const column = columnOf(cell);
  return column !== undefined && PERSON_COLUMNS.includes(column);
}

const hasContent = ({ cells }: { cells: readonly string[] }): boolean => cells.some((cell) => cell !== '');
const shown = (cells: readonly string[]): string[] => cells.filter((cell) => cell !== '').slice(0, 20);

function recordsOf(text: string, delimiter: string): Result<string[][], TableProblem> {
  try {
    const records: unknown[] = parse(withoutEmptyEnd(text), {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      to: MOST_RECORDS + 1,
      max_record_size: LONGEST_RECORD,
    });
    if (records.length > MOST_RECORDS) return fail({ kind: 'too many', most: MOST_ROWS });
    return ok(lines.parse(records));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = Number(error['lines'] ?? 1);
    return fail({ kind: 'quotes', row: Number.isFinite(row) ? row : 1 });
  }
}

/** Spreadsheets write formatted rows without content by the ten thousand. */
function withoutEmptyEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ' ,;|\t\r\n'.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** What divides one of the first lines into the most columns that mean something; where two are even, the first of the list. */
function delimiterOf(text: string): string {
  const head = text.slice(0, 8_000).split(/\r?\n/u).slice(0, LATEST_HEADER);
  const understood = (sign: string): number =>
    Math.max(
      ...head.map((line) => line.split(sign).filter((cell) => columnOf(cell.replaceAll('"', ''))).length),
    );
  return DELIMITERS.reduce((best, sign) => (understood(sign) > understood(best) ? sign : best));
}

/** A cell as it was meant: without what spreadsheets add (`="007"`, the apostrophe that guards a formula) and invisible signs. */
function tidyCell(cell: string): string {
  const plain = cell
    .replace(/[\u00a0\u200b\u2060\ufeff]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  return plain
    .replace(/^="(.*)"$/u, '$1')
    .replace(/^'(?=\s*[=+\-@])/u, '')
    .trim();
}
