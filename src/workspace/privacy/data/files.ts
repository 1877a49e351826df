import { csvLine } from '../../../platform/csv.ts';
import type { Locale } from '../../../platform/words.ts';
import { privacyWords } from '../words.ts';

/** A person's data as files: of each table one for a spreadsheet and one as it is stored, and what they are. */

export interface Rows {
  readonly table: string;
  readonly rows: readonly Record<string, unknown>[];
}

/** Excel takes a file without it for something else. */
const MARK = '\uFEFF';

/** Tables without rows are left out; people stand by name in what is read in a spreadsheet. */
export function filesOf(
  tables: readonly Rows[],
  names: ReadonlyMap<string, string>,
  locale: Locale,
): { name: string; text: string }[] {
  const say = privacyWords(locale);
  const filled = tables.filter(({ rows }) => rows.length > 0);
  return [
    { name: 'README.txt', text: `${MARK}${say('aboutTitle')}\n\n${say('about')}\n` },
    ...filled.map(({ table, rows }) => ({ name: `csv/${table}.csv`, text: MARK + csvOf(rows, names) })),
    ...filled.map(({ table, rows }) => ({
      name: `json/${table}.json`,
      text: `${JSON.stringify(rows, null, 2)}\n`,
    })),
  ];
}

function csvOf(rows: readonly Record<string, unknown>[], names: ReadonlyMap<string, string>): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = rows.map((row) => csvLine(columns.map((column) => cell(row[column], names))));
  return csvLine(columns) + lines.join('');
}

function cell(value: unknown, names: ReadonlyMap<string, string>): string | { plain: string } {
  if (value === null || value === undefined) return '';
  // A negative figure is no formula.
  if (typeof value === 'number' || typeof value === 'boolean') return { plain: String(value) };
  if (typeof value === 'string') return names.get(value) ?? value;
  return JSON.stringify(value);
}
