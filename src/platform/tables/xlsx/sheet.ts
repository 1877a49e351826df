import type { TableRow } from '../table.ts';
import { TableTrouble } from '../table.ts';
import { numberText, serialDate } from './formats.ts';
import type { Package } from './package.ts';
import { type Sheet, unescaped, type Workbook } from './workbook.ts';
import { readXml } from './xml.ts';

/** A million rows of some width, unpacked; they are read as they come, never held. */
const MOST_SHEET_BYTES = 4_000_000_000;
/** Excel's own. */
const MOST_COLUMNS = 16_384;

/** The rows of a sheet that have content, as text: dates as 2026-11-23, results of formulas as their values. */
export async function* sheetRows(
  parts: Package,
  sheet: Sheet,
  workbook: Pick<Workbook, 'texts' | 'styles' | 'is1904'>,
): AsyncGenerator<TableRow> {
  const ready: TableRow[] = [];
  const cell = { type: '', style: 0, column: 0, value: '' };
  let row = 0;
  let cells: string[] = [];
  let isValue = false;
  const events = {
    open(name: string, attributes: Readonly<Record<string, string>>) {
      const { r = '', t = 'n', s = '0' } = attributes;
      if (name === 'row') {
        row = r === '' ? row + 1 : Number(r);
        cells = [];
        cell.column = -1;
      } else if (name === 'c') {
        cell.type = t;
        cell.style = Number(s);
        cell.column = r === '' ? cell.column + 1 : columnOf(r);
        cell.value = '';
      } else isValue = name === 'v' || name === 't';
    },
    text(piece: string) {
      if (isValue) cell.value += piece;
    },
    close(name: string) {
      if (name === 'v' || name === 't') isValue = false;
      if (name === 'c' && cell.value !== '') place(cells, cell.column, textOf(cell, workbook));
      if (name === 'row' && cells.some((text) => text !== undefined && text.trim() !== ''))
        ready.push({ row, cells: Array.from(cells, (text) => text ?? '') });
    },
  };
  for await (const _ of readXml(parts.read(sheet.part, MOST_SHEET_BYTES), events)) yield* ready.splice(0);
  yield* ready;
}

function place(cells: string[], column: number, text: string): void {
  if (column < 0 || column >= MOST_COLUMNS) throw new TableTrouble({ kind: 'broken' });
  cells[column] = text;
}

/** "AB12" → 27. */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}

interface Cell {
  type: string;
  style: number;
  value: string;
}

function textOf(
  { type, style, value }: Cell,
  { texts, styles, is1904 }: Pick<Workbook, 'texts' | 'styles' | 'is1904'>,
): string {
  switch (type) {
    case 's':
      return texts[Number(value)] ?? '';
    case 'str':
    case 'inlineStr':
      return unescaped(value);
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE';
    // A date as text (ISO 8601), and an error such as #REF!.
    case 'd':
      return value.replace(/T00:00:00(?:\.0+)?Z?$/u, '').replace('T', ' ');
    case 'e':
      return value;
    default:
      return numberIn(value, styles[style]?.kind === undefined ? { kind: 'number' } : styles[style], is1904);
  }
}

function numberIn(value: string, meaning: Workbook['styles'][number], is1904: boolean): string {
  switch (meaning.kind) {
    case 'date':
      return Number.isFinite(Number(value)) ? serialDate(Number(value), is1904) : value;
    case 'percent':
      return `${numberText(String(Number((Number(value) * 100).toPrecision(15))))}%`;
    case 'money':
      return `${meaning.sign}${numberText(value)}`;
    case 'number':
      return numberText(value);
  }
}
