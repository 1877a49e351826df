import type { Slice } from '../platform/slice.ts';
import { exporting } from './export/slack.ts';
import { exportWords } from './export/words.ts';
import { checkImportForm } from './form.ts';
import { checkMapping } from './mapping/form.ts';
import { handlers, type Wiring } from './slack.ts';
import { transferWords } from './words.ts';

/** Tables that come in and go out: files, columns, previews, progress, Undo. What is in them the other slices know (platform/tables/contract.ts). */
export function transfer(wiring: Wiring): Slice {
  const on = handlers(wiring);
  const out = exporting(wiring.exports);
  return {
    name: 'transfer',
    verbs: [
      { name: 'import', aliases: ['导入', '上传'], run: on.openForm },
      { name: 'export', aliases: ['导出', '下载'], run: out.run },
    ],
    actions: {
      'transfer.kind-activities': on.chooseKind('activities'),
      'transfer.kind-spend': on.chooseKind('spend'),
      'transfer.kind-targets': on.chooseKind('targets'),
      'transfer.kind-people': on.chooseKind('people'),
      'transfer.kind-campaigns': on.chooseKind('campaigns'),
      'transfer.columns': on.openColumns,
      'transfer.dayFirst': on.sayOrder('day first'),
      'transfer.monthFirst': on.sayOrder('month first'),
      'transfer.import': on.importNow,
      'transfer.nothing': on.importNothing,
      'transfer.rejected': on.rejectedRows,
      'transfer.undo': on.undoAll,
    },
    modals: [
      { callbackId: 'transfer.file', check: checkImportForm, run: on.submitFile },
      { callbackId: 'transfer.export', check: () => undefined, run: out.submit },
      { callbackId: 'transfer.columns', check: checkMapping, run: on.submitColumns },
    ],
    events: [{ name: 'message.im', run: on.takeFile }],
    help: (locale) => [
      { usage: '/pace import', what: transferWords(locale)('help-import') },
      { usage: exportWords(locale)('usage'), what: exportWords(locale)('help') },
    ],
  };
}
