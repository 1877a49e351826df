/** CSV that leaves: RFC 4180, and safe to open in a spreadsheet. */

/** What a spreadsheet would take for a formula, also behind spaces or a byte order mark. */
const FORMULA = /^[\s\uFEFF]*[=+\-@\t\r]/;

/** Text, or what is a number or a date and needs no guard. */
export type CsvCell = string | number | { readonly plain: string };

/** One line of cells, ended by CRLF. A cell that a spreadsheet would calculate gets `'` in front. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(cellText).join(',')}\r\n`;
}

function cellText(cell: CsvCell): string {
  if (typeof cell === 'number') return String(cell);
  const text = typeof cell === 'string' ? (FORMULA.test(cell) ? `'${cell}` : cell) : cell.plain;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
