import { parseArgs } from 'node:util';
import { TABLE_KINDS, type TableKind } from '../../../platform/tables/contract.ts';
import { DATE_ORDERS, type DateOrder } from '../../../platform/tables/dates.ts';
import { CommandProblem } from '../../open.ts';

export const usage = `Usage: npm run import -- activities|spend|targets|people|campaigns --file F [--dry-run] [--report R]
       npm run import -- undo <id of the import>
  --file       CSV in any usual encoding, or Excel (.xlsx), of any size
  --dry-run    reads and checks everything, prints the same summary, changes nothing
  --strict     imports nothing where a row is rejected; otherwise the good rows are imported
  --report     writes every rejected row with its reason into this CSV file
  --column     key=Header, for a column that is not recognised; again for each one
  --all        key=value, for a column that the file does not have, for example type=deal
  --dates      "day first" or "month first", for dates such as 03/04/2026; default: as the other dates of the file say
  --sheet      of an Excel file; default: the first one that fits
  --as         e-mail address of the member who imports, and whose the rows are that name nobody; default: an administrator
  --workspace  the workspace's id, where Pacer serves many`;

/** What somebody asked for, checked as far as words go. */
export interface TableWish {
  kind: TableKind;
  file: string;
  report: string | undefined;
  columns: ReadonlyMap<string, string>;
  fixed: ReadonlyMap<string, string>;
  order: DateOrder | undefined;
  sheet: string | undefined;
  as: string | undefined;
  workspace: string | undefined;
  dryRun: boolean;
  strict: boolean;
}

/** Taking an import back. */
export interface UndoWish {
  kind: 'undo';
  id: string;
  as: string | undefined;
  workspace: string | undefined;
}

const text = { type: 'string' } as const;
const several = { type: 'string', multiple: true, default: [] as string[] } as const;
const flag = { type: 'boolean', default: false } as const;
const options = {
  ...{ file: text, report: text, column: several, all: several, dates: text, sheet: text, as: text },
  ...{ workspace: text, 'dry-run': flag, strict: flag },
} as const;

/** Whether the words ask for a table (and not for a CRM's pipeline). */
export const isTableWish = ([word]: readonly string[]): boolean =>
  word === 'undo' || TABLE_KINDS.some((kind) => kind === word);

/** Reads the words behind the command. Throws a CommandProblem with the usage and exit code 2 where they do not fit. */
export function tableWish(args: readonly string[]): TableWish | UndoWish {
  const { values, positionals } = parsed(args);
  const { file, report, column, all, dates, sheet, as, workspace, strict, 'dry-run': dryRun } = values;
  if (positionals[0] === 'undo') {
    const [, id] = positionals;
    if (id === undefined) throw wrong('Which import? Its id was printed when it was done.');
    return { kind: 'undo', id, as, workspace };
  }
  const kind = TABLE_KINDS.find((known) => known === positionals[0]);
  if (kind === undefined || positionals.length > 1) throw wrong(`I cannot import ${positionals.join(' ')}.`);
  if (file === undefined || file === '') throw wrong('--file is missing.');
  const order = DATE_ORDERS.find((known) => known === dates);
  if (dates !== undefined && order === undefined)
    throw wrong(`--dates ${dates} is neither "day first" nor "month first".`);
  const columns = pairs(column, '--column');
  return {
    ...{ kind, file, report, columns, order, sheet, as, workspace, strict, dryRun },
    fixed: pairs(all, '--all'),
  };
}

function pairs(given: readonly string[], option: string): Map<string, string> {
  return new Map(
    given.map((one) => {
      const at = one.indexOf('=');
      if (at < 1) throw wrong(`${option} ${one} is not written key=value.`);
      return [one.slice(0, at), one.slice(at + 1)];
    }),
  );
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
}

function wrong(what: string): CommandProblem {
  return new CommandProblem(`${what}\n\n${usage}`, 2);
}
