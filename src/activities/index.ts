import type { HelpLine, Slice } from '../platform/slice.ts';
import type { Locale } from '../platform/words.ts';
import { figure, spend } from './entry/slack.ts';
import { entryWords } from './entry/words.ts';
import { checkForm, EDIT_FORM, LOG_FORM } from './form/form.ts';
import { openEdit, openForm, openFormForMessage, submitEdit, submitLog } from './form/slack.ts';
import { showLines } from './lines/slack.ts';
import { type AfterRecord, homePart, log, logText, pressUndo } from './slack.ts';
import { another } from './trust/ask/slack.ts';
import { CONFIRM_FORM } from './trust/blocks.ts';
import { confirm, submitConfirm, unconfirm } from './trust/slack.ts';
import { trustWords } from './trust/words.ts';
import { words } from './words.ts';

export type { AfterRecord } from './slack.ts';

function help(locale: Locale): HelpLine[] {
  const say = words(locale);
  return [
    { usage: say('exampleAmount'), what: say('helpLog') },
    { usage: '/log', what: say('helpForm') },
    { usage: '/log list', what: say('helpList') },
    { usage: '/log undo', what: say('helpUndo') },
    { usage: '/pace confirm', what: trustWords(locale)('help') },
    { usage: entryWords(locale)('usageSpend'), what: entryWords(locale)('helpSpend') },
    { usage: entryWords(locale)('usageFigure'), what: entryWords(locale)('helpFigure') },
  ];
}

/** Logging what people do. `afterRecord` says where they stand afterwards; the feedback slice brings it (slices.ts wires it). */
export function activities(afterRecord: AfterRecord): Slice {
  return {
    name: 'activities',
    verbs: [
      { name: 'log', aliases: ['记录', '登记', '日志'], bare: '/log', run: log(afterRecord) },
      { name: 'confirm', aliases: ['确认'], run: confirm },
      { name: 'spend', aliases: ['花费'], run: spend((input) => logText(input, afterRecord)) },
      { name: 'figure', aliases: ['数值'], run: figure(afterRecord) },
    ],
    actions: {
      'activities.undo': pressUndo(afterRecord),
      'activities.edit': openEdit,
      'activities.another': another,
      'activities.lines': showLines,
      'activities.unconfirm': unconfirm,
    },
    modals: [
      { callbackId: LOG_FORM, check: checkForm, run: submitLog(afterRecord) },
      { callbackId: EDIT_FORM, check: checkForm, run: submitEdit(afterRecord) },
      { callbackId: CONFIRM_FORM, check: () => undefined, run: submitConfirm },
    ],
    shortcuts: [
      { callbackId: 'log_activity', type: 'global', run: (input) => openForm(input, 'shortcut') },
      { callbackId: 'log_message', type: 'message', run: openFormForMessage },
    ],
    home: homePart,
    help,
  };
}
