import { leadsAnybody } from '../../people/rights.ts';
import type { TableImport } from '../../platform/tables/contract.ts';
import { type ActivityColumn, COLUMNS, SPEND_COLUMNS } from './columns.ts';
import { beginActivities, tellConcerned, typesToFix, undoActivities } from './job.ts';
import { tableWords } from './words.ts';

/** More in one file are a history, for which there is the command line. */
const MOST_ROWS = 250_000;

const common = {
  dates: ['date'],
  mostRows: MOST_ROWS,
  labelOf: (column: string, locale: Parameters<TableImport['denied']>[0]) =>
    tableWords(locale)(`column-${column as ActivityColumn}`),
  undo: (
    act: Parameters<TableImport['undo']>[0],
    importId: string,
    _key: string,
    onProgress: (done: number) => void,
  ) => undoActivities(act, importId, onProgress),
  concerned: tellConcerned,
} as const;

/** Activities: everybody imports their own, managers their teams', administrators all. */
export const activityImport: TableImport = {
  ...common,
  kind: 'activities',
  columns: COLUMNS,
  needs: [['date'], ['type']],
  fixable: typesToFix,
  mayImport: () => true,
  denied: (locale) => tableWords(locale)('denied-activities'),
  begin: (act, how) => beginActivities(act, how, 'activities'),
};

/** What was spent: managers and administrators. */
export const spendImport: TableImport = {
  ...common,
  kind: 'spend',
  columns: SPEND_COLUMNS,
  needs: [['date'], ['amount']],
  tells: ['channel', 'campaign'],
  mayImport: leadsAnybody,
  denied: (locale) => tableWords(locale)('denied-spend'),
  begin: (act, how) => beginActivities(act, how, 'spend'),
};
