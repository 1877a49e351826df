import type { Slice } from '../platform/slice.ts';
import { undoAll } from './batch/slack.ts';
import { change, end, history, open, undo } from './buttons/slack.ts';
import { checkCopy } from './copy/check.ts';
import { openCopy, showCopy, submitCopy } from './copy/slack.ts';
import { COPY } from './copy/view.ts';
import { suggest, suggestAll } from './difficulty/outliers/slack.ts';
import { why } from './difficulty/why/slack.ts';
import { digest } from './digest/slack.ts';
import { checkForm } from './form/check.ts';
import { check } from './form/checking/slack.ts';
import { FORM } from './form/form.ts';
import { submit } from './form/slack.ts';
import { helpLines } from './help.ts';
import { accept, decline, openCounter, submitCounter } from './proposal/slack.ts';
import { COUNTER, checkCounter } from './proposal/view.ts';
import { apply, look, openChange, openLeave, submitChange, submitLeave } from './review/slack.ts';
import { CHANGE, checkChange, LEAVE } from './review/view.ts';
import { checkWalk, leaveWalk, reviewTargets, submitWalk, turnWalk, walk } from './review/walk/slack.ts';
import type { TryTargets } from './review/walk/tried.ts';
import { WALK } from './review/walk/view.ts';
import { runGoal } from './slack.ts';
import { checkSplit } from './split/check.ts';
import { openSplit, showSplit, submitSplit } from './split/slack.ts';
import { SPLIT } from './split/view.ts';
import { checkSpread } from './spread/check.ts';
import { openSpread, showSpread, submitSpread } from './spread/slack.ts';
import { SPREAD } from './spread/view.ts';
import {
  discardEach,
  lookAtDraft,
  openEach,
  proposeEach,
  submitEach,
  turnEach,
} from './strategy/own/slack.ts';
import { checkEach, EACH } from './strategy/own/view.ts';
import { runStrategy, submitStrategy, withdrawStrategy } from './strategy/slack.ts';
import { checkStrategy, STRATEGY } from './strategy/view.ts';
import { targetImport } from './table/job.ts';
import { targetExport } from './table/leaving/job.ts';

/** Targets: set, proposed, agreed, ended, with all their versions (T-03…T-06). `tryTargets` (whatif) replays the past under others. */
export const goals = (tryTargets: TryTargets): Slice => ({
  name: 'goals',
  verbs: [
    { name: 'goal', aliases: ['goals', 'target', 'targets', '目标', '指标'], bare: '/goal', run: runGoal },
    { name: 'strategy', aliases: ['strategies', '策略', '战略'], run: runStrategy },
    { name: 'review-targets', aliases: ['复核目标', '目标复核'], run: reviewTargets },
  ],
  actions: {
    'goals.undo': undo,
    'goals.end': end,
    'goals.change': change,
    'goals.new': open,
    'goals.history': history,
    'goals.accept': accept,
    'goals.decline': decline,
    'goals.counter': openCounter,
    'goals.review-look': look,
    'goals.review-apply': apply,
    'goals.review-change': openChange,
    'goals.review-leave': openLeave,
    'goals.walk': walk,
    'goals.walk-next': turnWalk(tryTargets),
    'goals.walk-back': turnWalk(tryTargets),
    'goals.walk-leave': leaveWalk,
    'goals.strategy-withdraw': withdrawStrategy,
    'goals.strategy-look': lookAtDraft,
    'goals.strategy-each': openEach,
    'goals.strategy-each-back': turnEach,
    'goals.strategy-each-next': turnEach,
    'goals.strategy-propose': proposeEach,
    'goals.strategy-discard': discardEach,
    'goals.undo-many': undoAll,
    'goals.check': check,
    'goals.why': why,
    'goals.copy': openCopy,
    'goals.copy-who': showCopy,
    'goals.copy-source': showCopy,
    'goals.copy-to': showCopy,
    'goals.copy-metrics': showCopy,
    'goals.copy-work': showCopy,
    'goals.suggest': suggest,
    'goals.suggest-all': suggestAll,
    'goals.spread': openSpread,
    'goals.spread-how': showSpread,
    'goals.spread-preview': showSpread,
    'goals.split': openSplit,
    'goals.split-among': showSplit,
    'goals.split-how': showSplit,
    'goals.split-who': showSplit,
    'goals.split-keep': showSplit,
    'goals.split-preview': showSplit,
  },
  modals: [
    { callbackId: FORM, check: checkForm, run: submit },
    { callbackId: COUNTER, check: checkCounter, run: submitCounter },
    { callbackId: CHANGE, check: checkChange, run: submitChange },
    { callbackId: LEAVE, check: () => undefined, run: submitLeave },
    { callbackId: WALK, check: checkWalk, run: submitWalk(tryTargets) },
    { callbackId: COPY, check: checkCopy, run: submitCopy },
    { callbackId: STRATEGY, check: checkStrategy, run: submitStrategy },
    { callbackId: EACH, check: checkEach, run: submitEach },
    { callbackId: SPREAD, check: checkSpread, run: submitSpread },
    { callbackId: SPLIT, check: checkSplit, run: submitSplit },
  ],
  digest,
  help: helpLines,
  imports: [targetImport],
  exports: [targetExport],
});
