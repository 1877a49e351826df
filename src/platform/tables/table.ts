import type { FileKind } from './fileKind.ts';

/** A table as a file holds it: rows of cells, all as text. */

/** A row with content: its number as a spreadsheet shows it. */
export interface TableRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/**
 * Why a file cannot be read as a table. `other file`: it is of another kind; `encrypted`: it has a password; `broken`: it ends early or is
 * damaged; `quotes`: a quote is not closed, so that nobody can tell the rows; `too large`: unpacked it is larger than any such list.
 */
export type TableProblem =
  | { readonly kind: 'empty' | 'encrypted' | 'broken' | 'too large' }
  | { readonly kind: 'other file'; readonly is: FileKind | 'document' | 'open document' | 'binary excel' }
  | { readonly kind: 'quotes'; readonly row: number }
  | { readonly kind: 'too many'; readonly most: number };

/** Thrown while rows are read, and caught by `attempted` alone: a value beyond it. */
export class TableTrouble extends Error {
  readonly problem: TableProblem;
  constructor(problem: TableProblem) {
    super(problem.kind);
    this.problem = problem;
  }
}

/** A cell as it was meant: without what spreadsheets add (`="007"`, the apostrophe that guards a formula) and invisible signs. */
export function tidyCell(cell: string): string {
  const plain = cell
    .replace(/[\u00a0\u200b\u2060\ufeff]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  return plain
    .replace(/^="(.*)"$/u, '$1')
    .replace(/^'(?=\s*[=+\-@])/u, '')
    .trim();
}
