import type { HelpLine, Slice } from '../platform/slice.ts';
import type { Locale } from '../platform/words.ts';
import { pressArchive, pressOlder, pressRead } from './archive/slack.ts';
import {
  openBallot,
  openContribution,
  submitBallot,
  submitContribution,
  withdrawContribution,
} from './bag/slack.ts';
import { experimentsInWeek } from './experiment/job.ts';
import { openExperiment, pressDrop, submitExperiment } from './experiment/slack.ts';
import {
  BALLOT_FORM,
  CLOSING_FORM,
  CONTRIBUTION_FORM,
  checkBallot,
  checkContribution,
  checkExperiment,
  EXPERIMENT_FORM,
} from './forms.ts';
import { monthlyRetro, quarterlyRetro } from './scheduled/job.ts';
import { retroVerb } from './slack.ts';
import {
  openClosing,
  pressCount,
  pressDiscard,
  pressRemind,
  pressReveal,
  pressStart,
  submitClosing,
} from './steps/slack.ts';
import { words } from './words.ts';

function help(locale: Locale): HelpLine[] {
  const say = words(locale);
  return [
    { usage: say('usage'), what: say('help') },
    { usage: say('usageStart'), what: say('helpStart') },
    { usage: say('usageArchive'), what: say('helpArchive') },
  ];
}

/** Retrospectives: what a team says of its period without names, and what it tries next. */
export const retro: Slice = {
  name: 'retro',
  verbs: [{ name: 'retro', aliases: ['retrospective', 'retros', '复盘', '回顾'], run: retroVerb }],
  actions: {
    'retro.start': pressStart,
    'retro.contribute': openContribution,
    'retro.withdraw': withdrawContribution,
    'retro.remind': pressRemind,
    'retro.reveal': pressReveal,
    'retro.vote': openBallot,
    'retro.count': pressCount,
    'retro.experiment': openExperiment,
    'retro.drop': pressDrop,
    'retro.close': openClosing,
    'retro.discard': pressDiscard,
    'retro.archive': pressArchive,
    'retro.older': pressOlder,
    'retro.read': pressRead,
  },
  modals: [
    { callbackId: CONTRIBUTION_FORM, check: checkContribution, run: submitContribution },
    { callbackId: BALLOT_FORM, check: checkBallot, run: submitBallot },
    { callbackId: EXPERIMENT_FORM, check: checkExperiment, run: submitExperiment },
    { callbackId: CLOSING_FORM, check: () => undefined, run: submitClosing },
  ],
  reports: [monthlyRetro, quarterlyRetro],
  weekly: experimentsInWeek,
  help,
};
