/** What stands between the cells of a text file. */

const DELIMITERS = [',', ';', '\t', '|'] as const;
/** A title and the like may stand above the header. */
const LOOKED_AT = 10;

/** `sep=;` in the first line: what Excel writes for itself. */
const HINT = /^sep=(.)\r?\n/iu;

/** The delimiter of a text by its beginning, and how many characters of it only say so. */
export function delimiterOf(
  head: string,
  understands: (cell: string) => boolean,
): { delimiter: string; skipped: number } {
  const hint = HINT.exec(head);
  if (hint?.[1] !== undefined) return { delimiter: hint[1], skipped: hint[0].length };
  const lines = head
    .split(/\r\n|\n|\r/u)
    .filter((line) => line.trim() !== '')
    .slice(0, LOOKED_AT);
  const scores = DELIMITERS.map((sign) => ({ sign, score: scoreOf(lines, sign, understands) }));
  const best = scores.reduce((a, b) => (b.score > a.score ? b : a));
  return { delimiter: best.sign, skipped: 0 };
}

/** Columns that mean something count most; else what divides the lines into equally many cells. */
function scoreOf(lines: readonly string[], sign: string, understands: (cell: string) => boolean): number {
  const cells = lines.map((line) => withoutQuoted(line).split(sign));
  const known = Math.max(
    0,
    ...lines.map((line) => line.split(sign).filter((cell) => understands(cell.replaceAll('"', ''))).length),
  );
  const widths = cells.map((line) => line.length);
  const usual = widths.toSorted((a, b) => a - b)[Math.floor(widths.length / 2)] ?? 1;
  const alike = widths.filter((width) => width === usual).length / Math.max(1, widths.length);
  return known * 1_000 + (usual > 1 ? usual * alike : 0);
}

const withoutQuoted = (line: string): string => line.replaceAll(/"(?:[^"]|"")*"/gu, '');
