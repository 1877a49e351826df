import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { fail, ok, type Result } from '../../kpi/result.ts';
import { fileKindOf, HEAD_BYTES } from './fileKind.ts';
import { csvRows } from './records.ts';
import { type TableProblem, type TableRow, TableTrouble } from './table.ts';
import { openPackage } from './xlsx/package.ts';
import { sheetRows } from './xlsx/sheet.ts';
import { readWorkbook } from './xlsx/workbook.ts';

/** The one room in which tables are read: CSV in any encoding, and Excel's XLSX; row by row, whatever their size. */

/** A file: its bytes (from Slack, where their number is bounded), or where it lies (on a command line). */
export type TableSource = { readonly bytes: Uint8Array } | { readonly path: string };

/** An opened file. Its rows can be asked for again and again; while they are read a `TableTrouble` may be thrown, see {@link attempted}. */
export interface OpenTable {
  /** Names of the sheets that are shown; none for text. */
  readonly sheets: readonly string[];
  /** The rows of a sheet (default: the first one with content) that have content. */
  rows(sheet?: string): AsyncGenerator<TableRow>;
  close(): void;
}

const CHUNK = 65_536;
/** So many rows are read between two turns of the event loop: others wait for their acknowledgements. */
const ROWS_A_TURN = 500;

/** Opens a file as a table. `understands`: whether a cell is a header that means something, by which the delimiter is found. */
export async function openTable(
  source: TableSource,
  understands: (cell: string) => boolean = () => false,
): Promise<Result<OpenTable, TableProblem>> {
  return attempted(async () => {
    const head = await headOf(source);
    if (head.length === 0) throw new TableTrouble({ kind: 'empty' });
    const kind = fileKindOf(head);
    switch (kind) {
      case 'text':
        return {
          sheets: [],
          rows: () => withTurns(csvRows(() => chunksOf(source), understands)),
          close: () => {},
        };
      case 'zip':
        return openWorkbook(source);
      case 'encrypted excel':
        throw new TableTrouble({ kind: 'encrypted' });
      default:
        throw new TableTrouble({ kind: 'other file', is: kind });
    }
  });
}

/** Does what may meet trouble in a file; the trouble becomes a value. */
export async function attempted<T>(work: () => Promise<T>): Promise<Result<T, TableProblem>> {
  try {
    return ok(await work());
  } catch (error) {
    if (error instanceof TableTrouble) return fail(error.problem);
    throw error;
  }
}

async function openWorkbook(source: TableSource): Promise<OpenTable> {
  const parts = await openPackage(source);
  try {
    const workbook = await readWorkbook(parts);
    const { sheets } = workbook;
    return {
      sheets: sheets.map(({ name }) => name),
      async *rows(name) {
        const chosen = name === undefined ? sheets : sheets.filter((sheet) => sheet.name === name);
        for (const sheet of chosen) {
          let isEmpty = true;
          for await (const row of withTurns(sheetRows(parts, sheet, workbook))) {
            isEmpty = false;
            yield row;
          }
          if (!isEmpty) return;
        }
      },
      close: () => parts.close(),
    };
  } catch (error) {
    parts.close();
    throw error;
  }
}

async function headOf(source: TableSource): Promise<Uint8Array> {
  if ('bytes' in source) return source.bytes.subarray(0, HEAD_BYTES);
  const file = await open(source.path);
  try {
    const buffer = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await file.read(buffer, 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function* chunksOf(source: TableSource): AsyncGenerator<Uint8Array> {
  if ('path' in source) {
    for await (const chunk of createReadStream(source.path, { highWaterMark: CHUNK }))
      yield chunk as Uint8Array;
    return;
  }
  for (let at = 0; at < source.bytes.length; at += CHUNK) yield source.bytes.subarray(at, at + CHUNK);
}

async function* withTurns(rows: AsyncGenerator<TableRow>): AsyncGenerator<TableRow> {
  let read = 0;
  for await (const row of rows) {
    read += 1;
    if (read % ROWS_A_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
    yield row;
  }
}

/** All rows of a small table; one of more rows than `most` is a problem. */
export async function readRows(
  source: TableSource,
  most: number,
  understands?: (cell: string) => boolean,
): Promise<Result<TableRow[], TableProblem>> {
  const table = await openTable(source, understands);
  if (!table.ok) return table;
  try {
    return await attempted(async () => {
      const rows: TableRow[] = [];
      for await (const row of table.value.rows()) {
        rows.push(row);
        if (rows.length > most) throw new TableTrouble({ kind: 'too many', most });
      }
      return rows;
    });
  } finally {
    table.value.close();
  }
}
