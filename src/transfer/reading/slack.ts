import { fail, ok, type Result } from '../../kpi/result.ts';
import { type FileToRead, failureOf } from '../../platform/slack.ts';
import { columnNamed, headersName } from '../../platform/tables/columns.ts';
import type { TableAct, TableImport } from '../../platform/tables/contract.ts';
import { fileProblemText, tableProblemText } from '../../platform/tables/say.ts';
import { attempted, type OpenTable, openTable, type TableSource } from '../../platform/tables/source.ts';
import type { TableRow } from '../../platform/tables/table.ts';
import type { FilePlan } from '../plan.ts';
import { guesses, HEAD_ROWS, type Head, headOf } from '../recognise.ts';
import { findMappings, type Mapping } from '../store.ts';

/** What Slack may hand out; a list of a quarter of a million rows is smaller. */
export const MOST_MEGABYTES = 40;

/** A file by its name, opened. */
export interface Opened {
  name: string;
  table: OpenTable;
}

/** Fetches a file from Slack and opens it; else a sentence that says why not. */
export async function fetched(
  { deps, workspace, actor }: TableAct,
  file: FileToRead,
  kinds: readonly TableImport[],
): Promise<Result<Opened, string>> {
  const { locale } = actor;
  const slack = await deps.slack(workspace.id);
  try {
    const found = await slack.download(file, MOST_MEGABYTES * 1_000_000);
    if (!found.ok) return fail(fileProblemText(found.problem, MOST_MEGABYTES, locale));
    const { name, bytes } = found.value;
    const opened = await openAs({ bytes }, kinds);
    return opened.ok
      ? ok({ name, table: opened.value })
      : fail(tableProblemText(opened.problem, name, locale));
  } catch (error) {
    const { error: why } = failureOf(error);
    if (why !== 'missing_scope' && why !== 'no_permission') throw error;
    return fail(fileProblemText({ kind: 'unreadable' }, MOST_MEGABYTES, locale));
  }
}

/** Opens a file whose headers may be those of some kinds. */
export const openAs = (source: TableSource, kinds: readonly TableImport[]) =>
  openTable(source, (cell) => kinds.some(({ columns }) => columnNamed(cell, columns) !== undefined));

/** The header of a sheet and what stands below it; undefined where it is empty. A problem of the file is told. */
export async function headIn(
  { name, table }: Opened,
  kinds: readonly TableImport[],
  locale: TableAct['actor']['locale'],
): Promise<Result<Head & Pick<FilePlan, 'sheet' | 'others'>, string>> {
  const read = await attempted(async () => {
    const sheets = table.sheets.length === 0 ? [undefined] : table.sheets;
    const found = [];
    for (const sheet of sheets) {
      const rows: TableRow[] = [];
      for await (const row of table.rows(sheet)) if (rows.push(row) >= HEAD_ROWS) break;
      const head = headOf(rows, kinds);
      if (head !== undefined && rows.length > 1) found.push({ sheet, head });
    }
    // Of several sheets the first that is some kind's; a cover sheet stands before it.
    return found.find(({ head }) => guesses(head.headers, kinds).length > 0) ?? found[0];
  });
  if (!read.ok) return fail(tableProblemText(read.problem, name, locale));
  if (read.value === undefined) return fail(tableProblemText({ kind: 'empty' }, name, locale));
  const { sheet, head } = read.value;
  return ok({
    ...head,
    sheet: sheet ?? null,
    others: table.sheets.filter((one) => one !== sheet).slice(0, 20),
  });
}

/** What was said of files with these headers before. */
export const rememberedFor = (
  { deps, workspace }: TableAct,
  headers: readonly string[],
): Promise<Mapping[]> => findMappings(deps.db, workspace.id, headersName(headers));
