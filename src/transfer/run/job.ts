import type { Result } from '../../kpi/result.ts';
import type {
  ImportHow,
  ImportRow,
  ImportRun,
  RowOutcome,
  RowProblem,
  TableAct,
  TableImport,
} from '../../platform/tables/contract.ts';
import { type DateOrder, orderIn } from '../../platform/tables/dates.ts';
import { attempted, type OpenTable } from '../../platform/tables/source.ts';
import { type TableProblem, type TableRow, TableTrouble, tidyCell } from '../../platform/tables/table.ts';
import type { Locale } from '../../platform/words.ts';
import type { Counts, FilePlan } from '../plan.ts';
import { Rejected } from './rejected.ts';

/** One passage through a file: a rehearsal that says what would become of it, or the import itself. Memory stays flat whatever its length. */

/** Rows that are read, compared and written together. */
const CHUNK = 1_000;
/** So many dates say how the file writes them. */
const LOOKED_AT = 5_000;
const FIRST_PROBLEMS = 8;

export interface Passage extends Counts {
  rows: number;
  /** The first of what is wrong, with what the column is called. */
  problems: (RowProblem & { label: string })[];
  /** Whether a date could mean two days, so that somebody must say the order. */
  isOrderOpen: boolean;
  rejected: Rejected;
  lines: string[];
}

/** What a passage goes through, and how. */
export interface Way {
  table: OpenTable;
  plan: FilePlan;
  kind: TableImport;
  /** Longest file that is taken; undefined: what the kind says. */
  mostRows?: number;
}

/** Goes through a file. `onProgress`: rows so far; called after every chunk, and waited for. */
export async function goThrough(
  act: TableAct,
  way: Way,
  how: Pick<ImportHow, 'importId' | 'isRehearsal'>,
  onProgress: (rows: number) => Promise<void> = async () => {},
): Promise<Result<Passage, TableProblem>> {
  return attempted(async () => {
    const { plan, kind } = way;
    const order = plan.order ?? (await orderOf(way));
    const headers = new Map(Object.entries(plan.columns).map(([key, at]) => [key, plan.headers[at] ?? '']));
    const run = await kind.begin(act, { ...how, order, headers });
    const passage = new Walk(run, way, act.actor.locale);
    let chunk: TableRow[] = [];
    for await (const row of bodyOf(way)) {
      chunk.push(row);
      if (chunk.length < CHUNK) continue;
      await passage.take(chunk);
      chunk = [];
      if (!how.isRehearsal) await act.deps.db.grown();
      await onProgress(passage.rows);
    }
    await passage.take(chunk);
    return passage.ended();
  });
}

/** The rows below the header. */
async function* bodyOf({ table, plan, kind, mostRows = kind.mostRows }: Way): AsyncGenerator<TableRow> {
  let count = 0;
  for await (const row of table.rows(plan.sheet ?? undefined)) {
    if (row.row <= plan.headerRow) continue;
    count += 1;
    if (count > mostRows) throw new TableTrouble({ kind: 'too many', most: mostRows });
    yield row;
  }
}

/** How the file writes dates that could mean two days: as its other dates say; undefined where they say nothing, or both. */
async function orderOf(way: Way): Promise<DateOrder | undefined> {
  const places = way.kind.dates.flatMap((key) => way.plan.columns[key] ?? []);
  const said = new Set<DateOrder>();
  let looked = 0;
  for await (const { cells } of bodyOf(way)) {
    for (const at of places) {
      const order = orderIn(cells[at] ?? '');
      if (order !== undefined) said.add(order);
    }
    looked += 1;
    if (looked >= LOOKED_AT) break;
  }
  const [only] = said;
  return said.size === 1 ? only : undefined;
}

class Walk {
  readonly #run: ImportRun;
  readonly #way: Way;
  readonly #locale: Locale;
  readonly #passage: Omit<Passage, 'lines'> = {
    ...{ rows: 0, fresh: 0, known: 0, wrong: 0, problems: [], isOrderOpen: false },
    rejected: new Rejected(),
  };
  /** Rows whose outcome is not known yet. */
  readonly #waiting = new Map<number, readonly string[]>();

  constructor(run: ImportRun, way: Way, locale: Locale) {
    this.#run = run;
    this.#way = way;
    this.#locale = locale;
  }

  get rows(): number {
    return this.#passage.rows;
  }

  async take(rows: readonly TableRow[]): Promise<void> {
    if (rows.length === 0) return;
    for (const { row, cells } of rows) this.#waiting.set(row, cells);
    this.#passage.rows += rows.length;
    this.#count(await this.#run.take(rows.map((row) => mapped(row, this.#way.plan))));
  }

  async ended(): Promise<Passage> {
    this.#count(await this.#run.end());
    return { ...this.#passage, lines: this.#run.lines(this.#locale) };
  }

  #count(outcomes: readonly RowOutcome[]): void {
    for (const outcome of outcomes) {
      const cells = this.#waiting.get(outcome.row) ?? [];
      this.#waiting.delete(outcome.row);
      if (outcome.is === 'wrong') this.#reject(outcome, cells);
      else if (outcome.is === 'new') this.#passage.fresh += 1;
      else this.#passage.known += 1;
    }
  }

  #reject(problem: RowProblem, cells: readonly string[]): void {
    const { kind, plan } = this.#way;
    const at = plan.columns[problem.column];
    const own = at === undefined ? undefined : plan.headers[at];
    const label = own ?? (problem.column === '' ? '' : kind.labelOf(problem.column, this.#locale));
    this.#passage.wrong += 1;
    this.#passage.isOrderOpen ||=
      plan.order === null && kind.dates.includes(problem.column) && isTwofold(problem.value);
    if (this.#passage.problems.length < FIRST_PROBLEMS) this.#passage.problems.push({ ...problem, label });
    this.#passage.rejected.add(
      problem,
      plan.headers.map((_, index) => cells[index] ?? ''),
      label,
    );
  }
}

const isTwofold = (text: string): boolean =>
  /^\d{1,2}[-/]\d{1,2}[-/]\d{2,4}/u.test(text.trim()) && orderIn(text) === undefined;

function mapped({ row, cells }: TableRow, { columns, fixed }: FilePlan): ImportRow {
  return {
    row,
    cell(key) {
      const at = columns[key];
      return at === undefined ? (fixed[key] ?? '') : tidyCell(cells[at] ?? '') || (fixed[key] ?? '');
    },
  };
}
