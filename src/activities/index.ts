import type { HelpLine, Slice, VerbInput } from '../platform/slice.ts';
import type { Locale } from '../platform/words.ts';
import { figure, spend } from './entry/slack.ts';
import { entryWords } from './entry/words.ts';
import { checkForm, EDIT_FORM, LOG_FORM } from './form/form.ts';
import { openEdit, openForm, openFormForMessage, submitEdit, submitLog } from './form/slack.ts';
import { RATING_FORM } from './grading/blocks.ts';
import { rateWork, ratingsHome, showRatings } from './grading/list/slack.ts';
import { checkRaters, POOL_FORM, RATERS_FORM } from './grading/managing/blocks.ts';
import { openPool, pickRaters, showLeniency, submitPool, submitRaters } from './grading/managing/slack.ts';
import { checkRating, openRating, pressUnrate, showResult, submitRating } from './grading/rating/slack.ts';
import { gradingWords } from './grading/words.ts';
import { showLines } from './lines/slack.ts';
import { ODD_FORM } from './odd/question.ts';
import { oddDigest, openNote, pressOddEdit, pressOddUndo, pressRight, submitNote } from './odd/slack.ts';
import { homePart } from './recent/slack.ts';
import { type AfterRecord, log, logText, pressLate, pressUndo } from './slack.ts';
import { activityImport, spendImport } from './table/index.ts';
import { activityExport, spendExport } from './table/leaving/job.ts';
import { another } from './trust/ask/slack.ts';
import { CONFIRM_FORM } from './trust/blocks.ts';
import { amountsDigest, confirm, submitConfirm, unconfirm } from './trust/slack.ts';
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
    { usage: '/pace rate', what: gradingWords(locale)('help') },
    { usage: '/pace rate raters', what: gradingWords(locale)('help-raters') },
    { usage: entryWords(locale)('usageSpend'), what: entryWords(locale)('helpSpend') },
    { usage: entryWords(locale)('usageFigure'), what: entryWords(locale)('helpFigure') },
  ];
}

/**
 * Logging what people do, and rating it. `afterRecord` says where they stand afterwards; the feedback slice brings it, as that of the workspace
 * brings the command of exchange rates (slices.ts wires both).
 */
export function activities(afterRecord: AfterRecord, exchange: (input: VerbInput) => Promise<void>): Slice {
  return {
    name: 'activities',
    verbs: [
      { name: 'log', aliases: ['记录', '登记', '日志'], bare: '/log', run: log(afterRecord) },
      { name: 'rate', aliases: ['评审'], run: rateWork(exchange) },
      { name: 'confirm', aliases: ['确认'], run: confirm },
      { name: 'spend', aliases: ['花费'], run: spend((input) => logText(input, afterRecord)) },
      { name: 'figure', aliases: ['数值'], run: figure(afterRecord) },
    ],
    actions: {
      'activities.undo': pressUndo(afterRecord),
      'activities.late': pressLate(afterRecord),
      'activities.edit': openEdit,
      'activities.another': another,
      'activities.lines': showLines,
      'activities.confirm': confirm,
      'activities.unconfirm': unconfirm,
      'activities.ratings': showRatings,
      'activities.rate': openRating,
      'activities.unrate': pressUnrate,
      'activities.ratingResult': showResult,
      'activities.pickRaters': pickRaters,
      'activities.pool': openPool,
      'activities.leniency': showLeniency,
      'activities.odd-right': pressRight,
      'activities.odd-edit': pressOddEdit,
      'activities.odd-undo': pressOddUndo,
      'activities.odd-note': openNote,
    },
    modals: [
      { callbackId: LOG_FORM, check: checkForm, run: submitLog(afterRecord) },
      { callbackId: EDIT_FORM, check: checkForm, run: submitEdit(afterRecord) },
      { callbackId: CONFIRM_FORM, check: () => undefined, run: submitConfirm },
      { callbackId: RATING_FORM, check: checkRating, run: submitRating },
      { callbackId: RATERS_FORM, check: checkRaters, run: submitRaters },
      { callbackId: POOL_FORM, check: () => undefined, run: submitPool },
      { callbackId: ODD_FORM, check: () => undefined, run: submitNote },
    ],
    shortcuts: [
      { callbackId: 'log_activity', type: 'global', run: (input) => openForm(input, 'shortcut') },
      { callbackId: 'log_message', type: 'message', run: openFormForMessage },
    ],
    digest: async (ask) => [...(await amountsDigest(ask)), ...(await oddDigest(ask))],
    home: async (input) => [...(await homePart(input)), ...(await ratingsHome(input))],
    help,
    imports: [activityImport, spendImport],
    exports: [activityExport, spendExport],
  };
}
