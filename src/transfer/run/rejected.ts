import { type CsvCell, csvLine } from '../../platform/csv.ts';
import type { RowProblem } from '../../platform/tables/contract.ts';

/** Rejected rows as a file that can be mended and sent again: what stood there, and behind it the row's number and what is wrong. */

/** A longer file is mended in its source. */
const MOST_ROWS = 50_000;
/** Excel takes a file without the mark for something else than UTF-8. */
const MARK = '\uFEFF';

/** What the columns behind the file's own are called. */
export interface RejectedHeads {
  row: string;
  column: string;
  reason: string;
}

export class Rejected {
  readonly #lines: string[] = [];
  #count = 0;

  /** `label`: what the column is called that is wrong. */
  add(problem: RowProblem, cells: readonly string[], label: string): void {
    this.#count += 1;
    if (this.#lines.length >= MOST_ROWS) return;
    const own: CsvCell[] = cells.map((cell) => cell);
    this.#lines.push(csvLine([...own, problem.row, label, problem.why]));
  }

  get count(): number {
    return this.#count;
  }

  /** The file, under the file's own header. */
  file(headers: readonly string[], heads: RejectedHeads): Buffer {
    const header = csvLine([...headers, heads.row, heads.column, heads.reason]);
    return Buffer.from(MARK + header + this.#lines.join(''), 'utf8');
  }
}
