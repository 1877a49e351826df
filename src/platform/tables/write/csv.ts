import { csvLine } from '../../csv.ts';
import { type OutCell, textOfCell } from './cell.ts';

/** Excel takes a file without the mark for something else than UTF-8. */
const MARK = '\uFEFF';

/** RFC 4180 with a byte order mark; text that a spreadsheet would calculate is guarded, numbers and dates are what they are. */
export function csvOf(lines: Iterable<readonly OutCell[]>): Buffer {
  let text = MARK;
  for (const cells of lines) text += csvLineOf(cells);
  return Buffer.from(text, 'utf8');
}

/** A negative number is no formula: only text is guarded. */
const csvLineOf = (cells: readonly OutCell[]): string =>
  csvLine(cells.map((cell) => (isFigure(cell) ? { plain: textOfCell(cell) } : textOfCell(cell))));

const isFigure = (cell: OutCell): boolean => cell !== null && typeof cell === 'object';
