import { writeFile } from 'node:fs/promises';
import type { Trouble } from '../../activities/import/trouble.ts';
import { formatMoney } from '../../kpi/formatMoney.ts';
import { csvLine } from '../../platform/csv.ts';
import type { CrmWish } from './options.ts';
import type { CrmOutcome } from './run.ts';

const SHOWN = 10;
const number = (count: number): string => count.toLocaleString('en-US');
const counted = (count: number, one: string, many = `${one}s`): string =>
  `${number(count)} ${count === 1 ? one : many}`;

/** What was found, by which rules, and what came of it: line by line, for a terminal. */
export function summaryOf(outcome: CrmOutcome, wish: CrmWish): string[] {
  const { count } = outcome;
  const type = (key: string): number => count.byType.get(key) ?? 0;
  const troubles = allTroubles(outcome);
  return [
    `${wish.pipeline}: ${counted(count.rows, 'row')}, ${number(count.troubles.length)} rejected.`,
    `  ${number(type('deal'))} won for ${formatMoney(count.won, wish.currency, 'en-US', 'short')}, ${number(type('lost'))} lost, ` +
      `${counted(type('opportunity'), 'opportunity', 'opportunities')}` +
      (count.first === undefined ? '.' : `, from ${count.first} to ${count.last}.`),
    ...rulesOf(outcome, wish),
    ...peopleOf(outcome, wish),
    ...troubleLines(troubles, wish),
    lastLine(outcome, wish),
  ];
}

function rulesOf({ count }: CrmOutcome, wish: CrmWish): string[] {
  const lacks = (column: string): number => count.lacks.get(column) ?? 0;
  const unknown = [...count.unknownAccounts].map(([name, rows]) => `${name} (${counted(rows, 'row')})`);
  return [
    'Rules:',
    `  Dates are read as ${wish.dates}; won and lost count on the close date, opportunities on the engage date.`,
    '  Two spellings are the same name when they are equal without case, spaces and punctuation.',
    ...[...count.renamed].map(([what, rows]) => `    ${what}: ${counted(rows, 'row')}`),
    `  ${counted(lacks('account'), 'row')} without an account: imported without a customer.`,
    `  ${counted(lacks('engage_date'), 'row')} without an engage date: no opportunity is counted for them.`,
    ...(unknown.length === 0
      ? []
      : [`  Accounts that the accounts' file does not know, imported as written: ${unknown.join(', ')}.`]),
  ];
}

function peopleOf({ staff, count }: CrmOutcome, wish: CrmWish): string[] {
  const managers = new Set(staff.toPlace.map((agent) => agent.manager));
  const without = staff.toPlace.filter((agent) => !count.agents.has(agent.name)).map((agent) => agent.name);
  const verb = wish.dryRun ? 'would be made' : 'are there now';
  const made = `${counted(staff.toPlace.length, 'agent')} of ${counted(managers.size, 'team')} ${verb}, with their managers`;
  const silent = without.length === 0 ? '' : ` (without a row: ${without.join(', ')})`;
  const unknown = [...staff.unknown].map(([name, reason]) => `  ${name} ${reason}.`);
  return [
    ...(staff.toPlace.length === 0 ? [] : [`People: ${made}${silent}.`]),
    ...(unknown.length === 0 ? [] : ['Not matched to a member:', ...unknown]),
  ];
}

function troubleLines(troubles: readonly Trouble[], wish: CrmWish): string[] {
  if (troubles.length === 0) return [];
  const shown = troubles.slice(0, SHOWN).map(({ file, row, column, value, reason }) => {
    return `  ${file} row ${row}${column === '' ? '' : `, ${column}`}: ${value === '' ? '' : `"${value}" `}${reason}`;
  });
  const rest = troubles.length - shown.length;
  const where =
    wish.report === undefined
      ? 'name a file with --report to see them all'
      : `all of them are in ${wish.report}`;
  return [
    `Rejected (${counted(troubles.length, 'row')}):`,
    ...shown,
    ...(rest > 0 ? [`  … and ${number(rest)} more; ${where}.`] : []),
  ];
}

function lastLine(outcome: CrmOutcome, wish: CrmWish): string {
  const { total, added } = outcome.facts;
  if (wish.strict && allTroubles(outcome).length > 0)
    return 'Nothing was imported, since rows are rejected (--strict).';
  const there = `${number(total - added)} already there`;
  if (wish.dryRun)
    return `${counted(total, 'fact')}: ${number(added)} would be new, ${there}. Nothing was changed (--dry-run).`;
  return `${counted(total, 'fact')}: ${number(added)} new, ${there}.`;
}

/** Every rejected row of every file. */
export function allTroubles({ count, otherTroubles }: CrmOutcome): Trouble[] {
  return [...otherTroubles, ...count.troubles];
}

/** Writes the rejected rows as CSV: file, row, column, value, reason. */
export async function writeReport(path: string, troubles: readonly Trouble[]): Promise<void> {
  const head = csvLine(['file', 'row', 'column', 'value', 'reason']);
  const lines = troubles.map(({ file, row, column, value, reason }) =>
    csvLine([file, row, column, value, reason]),
  );
  await writeFile(path, head + lines.join(''));
}
