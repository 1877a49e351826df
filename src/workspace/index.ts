import type { Slice } from '../platform/slice.ts';
import { REOPEN_FORM } from './closed/blocks.ts';
import { checkReopen, close, openReopen, submitReopen } from './closed/slack.ts';
import { closedWords } from './closed/words.ts';
import { digest } from './deliveries/digest/slack.ts';
import { itIsThere, leaveLate, lookThere, postIt, postLate } from './deliveries/slack.ts';
import { checkSettingsForm } from './form.ts';
import { appUninstalled, tokensRevoked } from './installations/slack.ts';
import { checkFirstTeam, checkRhythm } from './onboarding/form.ts';
import {
  keepPlaybook,
  openFirstTeam,
  openRhythm,
  pickChannel,
  pickPlaybook,
  submitFirstTeam,
  submitRhythm,
  undoStep,
} from './onboarding/slack.ts';
import { myData } from './privacy/data/slack.ts';
import { checkErase, ERASE_FORM } from './privacy/erasing/blocks.ts';
import { erase, openErase, submitErase } from './privacy/erasing/slack.ts';
import { privacyWords } from './privacy/words.ts';
import { openSettings, rate, settings, setup, submitSettings } from './slack.ts';
import { workspaceWords } from './words.ts';

/** Installation, settings, onboarding and exchange rates. */
export const workspace: Slice = {
  name: 'workspace',
  verbs: [
    { name: 'setup', aliases: ['开始'], run: setup },
    { name: 'close', aliases: ['closed', '关账', '封账'], run: close },
    { name: 'settings', aliases: ['设置'], run: settings },
    { name: 'rates', aliases: ['汇率'], run: rate },
    { name: 'my-data', aliases: ['mydata', '我的数据'], run: myData },
    { name: 'erase', aliases: ['清除'], run: erase },
  ],
  actions: {
    'workspace.settings': openSettings,
    'workspace.reopenDates': openReopen,
    'workspace.keepPlaybook': keepPlaybook,
    'workspace.pickPlaybook': pickPlaybook,
    'workspace.firstTeam': openFirstTeam,
    'workspace.pickChannel': pickChannel,
    'workspace.otherTime': openRhythm,
    'workspace.undoStep': undoStep,
    'workspace.postIt': postIt,
    'workspace.itIsThere': itIsThere,
    'workspace.lookThere': lookThere,
    'workspace.postLate': postLate,
    'workspace.leaveLate': leaveLate,
    'workspace.eraseForm': openErase,
  },
  modals: [
    { callbackId: REOPEN_FORM, check: checkReopen, run: submitReopen },
    { callbackId: ERASE_FORM, check: checkErase, run: submitErase },
    { callbackId: 'workspace.settings', check: checkSettingsForm, run: submitSettings },
    { callbackId: 'workspace.firstTeam', check: checkFirstTeam, run: submitFirstTeam },
    { callbackId: 'workspace.rhythm', check: checkRhythm, run: submitRhythm },
  ],
  digest,
  events: [
    { name: 'app_uninstalled', run: appUninstalled },
    { name: 'tokens_revoked', run: tokensRevoked },
  ],
  help: (locale) => {
    const say = workspaceWords(locale);
    return [
      { usage: '/pace setup', what: say('help-setup') },
      { usage: '/pace settings', what: say('help-settings') },
      { usage: privacyWords(locale)('usageData'), what: privacyWords(locale)('help') },
      { usage: privacyWords(locale)('usageErase'), what: privacyWords(locale)('helpErase') },
      { usage: '/pace closed', what: closedWords(locale)('help') },
      { usage: '/pace rates', what: say('help-rate') },
    ];
  },
};
