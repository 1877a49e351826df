/** CSV that leaves: RFC 4180, and safe to open in a spreadsheet. */

/** What a spreadsheet would take for a formula, also behind spaces or a byte order mark. */
const FORMULA = /^[\s\uFEFF]*[=+\-@\t\r]/;

/** One line of cells, ended by CRLF. A cell that a spreadsheet would calculate gets `'` in front. */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map(cellText).join(',')}\r\n`;
}

function cellText(cell: string | number): string {
  if (typeof cell === 'number') return String(cell);
  const guarded = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
