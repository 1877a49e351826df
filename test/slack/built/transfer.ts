import { concernedReply } from '../../../src/activities/table/blocks.ts';
import { COLUMNS } from '../../../src/activities/table/columns.ts';
import { activityImport } from '../../../src/activities/table/index.ts';
import { localDate } from '../../../src/kpi/localDate.ts';
import { EXPORT_KINDS, TABLE_KINDS } from '../../../src/platform/tables/contract.ts';
import {
  askKindReply,
  doneReply,
  importingReply,
  missingReply,
  previewReply,
  readingReply,
  undoingReply,
  undoneReply,
} from '../../../src/transfer/blocks.ts';
import { exportModal } from '../../../src/transfer/export/form.ts';
import { tableModal } from '../../../src/transfer/form.ts';
import { mappingModal } from '../../../src/transfer/mapping/form.ts';
import { type Built, times, type World } from './world.ts';

/** Tables that come in. */
export function transferBuilt(world: World): Built[] {
  const { locale, typed, entries } = world;
  const headers = times(Math.min(99, Math.max(1, entries)), (at) => typed(90) + String(at));
  const plan = {
    ...{ sheet: typed(31), others: times(20, () => typed(31)), headerRow: 1, headers },
    samples: times(3, () => headers.map(() => typed(60))),
    columns: Object.fromEntries(COLUMNS.map(({ key }, at) => [key, at % headers.length])),
    ...{ fixed: { type: typed(60) }, order: null },
  };
  const fileName = typed(120);
  const about = { id: 'import-1', fileName, kind: activityImport, plan };
  const problems = times(Math.min(8, entries), (at) => ({
    ...{
      row: at + 2,
      is: 'wrong' as const,
      column: at % 2 === 0 ? 'date' : '',
      value: at === 0 ? '1/2/2026' : typed(2_000),
    },
    ...{ why: typed(300), label: at % 3 === 0 ? '' : typed(90) },
  }));
  const lines = times(entries, () => `• ${locale}: 3`);
  const found = { fresh: 250_000, known: 3, wrong: entries, problems, isOrderOpen: true, lines };
  const nothing = { ...found, fresh: 0, wrong: 0, problems: [], isOrderOpen: false };
  const fixable = {
    column: 'type',
    options: times(world.types, (at) => ({ text: typed(80), value: `t${at}` })),
  };
  return [
    { what: 'the preview of a table', reply: previewReply(about, found, locale) },
    { what: 'a preview of nothing new', reply: previewReply(about, nothing, locale) },
    { what: 'a file that is read', reply: readingReply(fileName, 12_000, locale) },
    { what: 'an import on its way', reply: importingReply(fileName, 12_000, 250_000, locale) },
    { what: 'an import that is done', reply: doneReply(about, found, locale) },
    { what: 'an undo on its way', reply: undoingReply(fileName, 12_000, locale) },
    { what: 'an import that is undone', reply: undoneReply(fileName, 12_000, 3, locale) },
    ...[true, false].map((isUndo) => ({
      what: `an import that concerns somebody${isUndo ? ', undone' : ''}`,
      reply: concernedReply(
        {
          ...{ count: 12_000, first: localDate('2026-01-01'), last: localDate('2026-11-23') },
          ...{ actor: typed(80), fileName, isUndo },
        },
        locale,
      ),
    })),
    { what: 'which kind of table', reply: askKindReply({ ...about, headers }, TABLE_KINDS, true, locale) },
    {
      what: 'columns that are missing',
      reply: missingReply(
        about,
        COLUMNS.map(({ key }) => key),
        locale,
      ),
    },
    { what: 'the form of the columns', view: mappingModal(about, fixable, locale) },
    {
      what: 'the form of an export',
      view: exportModal({ kinds: EXPORT_KINDS, teams: times(world.teams, () => typed(60)) }, locale),
    },
    { what: 'the form of a table', view: tableModal(locale) },
  ];
}
