import type { HelpLine, Slice } from '../platform/slice.ts';
import type { Locale } from '../platform/words.ts';
import { ADOPT_FORM, checkAdopt, checkEnd, END_FORM } from './adopt/form.ts';
import { pressAdopt, pressEnd, submitAdopt, submitEnd } from './adopt/slack.ts';
import { CAMPAIGN_FORM, checkCampaign } from './form/form.ts';
import { pressEdit, pressNew, submitCampaign } from './form/slack.ts';
import { pressList, pressPage, pressUndo } from './list/slack.ts';
import { ACCEPT_FORM, checkDecision, DECLINE_FORM } from './moves/blocks.ts';
import { pressAccept, pressDecline, pressMoves, submitAccept, submitDecline } from './moves/slack.ts';
import { monthlyReturn } from './report/job.ts';
import { pressReport, sendPicture, switchReport } from './report/slack.ts';
import { campaignVerb } from './slack.ts';
import { campaignExport, campaignImport } from './table/job.ts';
import { words } from './words.ts';

function help(locale: Locale): HelpLine[] {
  const say = words(locale);
  return [
    { usage: say('usageList'), what: say('helpList') },
    { usage: say('usageReport'), what: say('helpReport') },
    { usage: say('usageMoves'), what: say('helpMoves') },
  ];
}

/** Channels and campaigns: what was spent on them, and what came of it (R-01…R-03). */
export const campaigns: Slice = {
  name: 'campaigns',
  verbs: [{ name: 'campaign', aliases: ['campaigns', '营销活动', '活动'], run: campaignVerb }],
  actions: {
    'campaigns.list': pressList,
    'campaigns.before': pressPage,
    'campaigns.next': pressPage,
    'campaigns.new': pressNew,
    'campaigns.edit': pressEdit,
    'campaigns.end': pressEnd,
    'campaigns.adopt': pressAdopt,
    'campaigns.undo': pressUndo,
    'campaigns.report': pressReport,
    'campaigns.by-channel': switchReport,
    'campaigns.by-campaign': switchReport,
    'campaigns.by-region': switchReport,
    'campaigns.picture': sendPicture,
    'campaigns.moves': pressMoves,
    'campaigns.accept': pressAccept,
    'campaigns.decline': pressDecline,
  },
  modals: [
    { callbackId: CAMPAIGN_FORM, check: checkCampaign, run: submitCampaign },
    { callbackId: ADOPT_FORM, check: checkAdopt, run: submitAdopt },
    { callbackId: END_FORM, check: checkEnd, run: submitEnd },
    { callbackId: ACCEPT_FORM, check: checkDecision, run: submitAccept },
    { callbackId: DECLINE_FORM, check: checkDecision, run: submitDecline },
  ],
  reports: [monthlyReturn],
  imports: [campaignImport],
  exports: [campaignExport],
  help,
};
