import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { TableRow, Trouble } from '../../activities/import/trouble.ts';
import { tableProblemText } from '../../platform/tables/say.ts';
import { openTable } from '../../platform/tables/source.ts';
import { type TableRow as TableLine, type TableProblem, TableTrouble } from '../../platform/tables/table.ts';
import { CommandProblem } from '../open.ts';

/** A row as it came: `trouble` where it has not as many cells as the header. */
export interface ReadRow extends TableRow {
  trouble: Trouble | undefined;
}

/**
 * Reads a CSV or Excel file row by row, whatever its size (platform/tables). Blank lines are passed over, but
 * counted. Throws a CommandProblem where the file is not there, lacks a column, or cannot be read.
 */
export async function* readTable(
  path: string,
  option: string,
  columns: readonly string[],
): AsyncGenerator<ReadRow> {
  await mustBeFile(path, option);
  const file = basename(path);
  let header: string[] | undefined;
  for await (const { row, cells } of records(path, option)) {
    const found = cells.map((cell) => cell.trim());
    if (header === undefined) {
      header = headerOf(found, columns, path, option);
      continue;
    }
    yield rowOf(found, header, file, row);
  }
  if (header === undefined) throw new CommandProblem(`${path} (${option}) is empty.`);
}

/** All rows of a small file; those with another number of cells than the header are trouble. */
export async function readWhole(
  path: string,
  option: string,
  columns: readonly string[],
): Promise<{ rows: TableRow[]; troubles: Trouble[] }> {
  const rows: TableRow[] = [];
  const troubles: Trouble[] = [];
  for await (const { trouble, ...row } of readTable(path, option, columns)) {
    if (trouble === undefined) rows.push(row);
    else troubles.push(trouble);
  }
  return { rows, troubles };
}

async function mustBeFile(path: string, option: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() === true) return;
  const what = found === undefined ? `There is no file ${path}` : `${path} is not a file`;
  throw new CommandProblem(`${what} (${option}). Nothing was imported.`);
}

async function* records(path: string, option: string): AsyncGenerator<TableLine> {
  const table = await openTable({ path });
  if (!table.ok) throw unreadable(path, option, table.problem);
  try {
    yield* table.value.rows();
  } catch (error) {
    if (!(error instanceof TableTrouble)) throw error;
    throw unreadable(path, option, error.problem);
  } finally {
    table.value.close();
  }
}

const unreadable = (path: string, option: string, problem: TableProblem): CommandProblem =>
  new CommandProblem(`${tableProblemText(problem, `${path} (${option})`, 'en')} Nothing was imported.`);

function headerOf(found: string[], columns: readonly string[], path: string, option: string): string[] {
  const header = found.map((name) => name.toLowerCase());
  const missing = columns.filter((column) => !header.includes(column));
  if (missing.length === 0) return header;
  const lacks = `${path} (${option}) lacks the column${missing.length > 1 ? 's' : ''} ${missing.join(', ')}`;
  throw new CommandProblem(`${lacks}; it has ${found.join(', ')}. Nothing was imported.`);
}

function rowOf(found: string[], header: readonly string[], file: string, row: number): ReadRow {
  const byName = Object.fromEntries(header.map((name, index) => [name, found[index] ?? '']));
  const trouble = (column: string, value: string, reason: string): Trouble => ({
    file,
    row,
    column,
    value,
    reason,
  });
  const broken = header.find((name) => byName[name]?.includes('\uFFFD'));
  const problem =
    found.length !== header.length
      ? trouble('', found.join(','), `has ${found.length} cells, the header has ${header.length}`)
      : broken !== undefined
        ? trouble(broken, byName[broken] ?? '', 'is not UTF-8 text')
        : undefined;
  return { file, row, cells: byName, trouble: problem };
}
