import type { Slice } from '../platform/slice.ts';
import { CLAWBACK_FORM } from './clawback/clawback.ts';
import { checkClawback, pressClawback, submitClawback } from './clawback/slack.ts';
import { DISPUTE_FORM, SETTLE_FORM } from './dispute/form.ts';
import {
  checkSettle,
  pressCorrect,
  pressDispute,
  pressSettle,
  submitDispute,
  submitSettle,
} from './dispute/slack.ts';
import { sendExport } from './export/slack.ts';
import { PLAN_FORM } from './plan/form.ts';
import {
  activatePlan,
  changeKind,
  checkPlanForm,
  endPlan,
  openNewPlan,
  pressChange,
  submitPlan,
  tryPlan,
} from './plan/slack.ts';
import { showFairness, showPreview } from './preview/slack.ts';
import { approveReward, handOver, pressDecline, submitDecline } from './rewards/deciding/slack.ts';
import {
  checkBudget,
  checkGive,
  checkReward,
  REWARD_BUDGET_FORM,
  REWARD_DECLINE_FORM,
  REWARD_FORM,
  REWARD_GIVE_FORM,
} from './rewards/edit/form.ts';
import {
  openBudget,
  openGive,
  openReward,
  pressChangeReward,
  submitBudget,
  submitGive,
  submitReward,
} from './rewards/edit/slack.ts';
import { choose, showCatalogue, showRewards, takeBack } from './rewards/slack.ts';
import { rewardWords } from './rewards/words.ts';
import { compute } from './run/computing/slack.ts';
import { approve, discard, showPeople } from './run/slack.ts';
import { bonus, homePart } from './slack.ts';
import { pressSheet, showOwn, showStatement } from './statement/slack.ts';
import { words } from './words.ts';

/** Bonus plans, payouts of closed evaluations, and statements that anyone can recompute (B-01…B-12). */
export const incentives: Slice = {
  name: 'incentives',
  verbs: [
    { name: 'bonus', aliases: ['bonuses', '奖金', '提成'], run: bonus },
    { name: 'statement', aliases: ['statements', 'payslip', '结算单', '奖金单'], run: showOwn },
    { name: 'rewards', aliases: ['reward', '奖励', '兑换'], run: showRewards },
  ],
  actions: {
    'incentives.plan-new': openNewPlan,
    'incentives.plan-change': pressChange,
    'incentives.plan-kind': changeKind,
    'incentives.plan-try': tryPlan,
    'incentives.plan-activate': activatePlan,
    'incentives.plan-end': endPlan,
    'incentives.preview': showPreview,
    'incentives.fairness': showFairness,
    'incentives.compute': compute,
    'incentives.approve': approve,
    'incentives.discard': discard,
    'incentives.people': showPeople,
    'incentives.statement': showStatement,
    'incentives.statement-pdf': pressSheet,
    'incentives.export': sendExport,
    'incentives.export-xlsx': sendExport,
    'incentives.dispute': pressDispute,
    'incentives.settle': pressSettle,
    'incentives.correct': pressCorrect,
    'incentives.clawback': pressClawback,
    'incentives.rewards': showCatalogue,
    'incentives.reward-choose': choose,
    'incentives.reward-cancel': takeBack,
    'incentives.reward-approve': approveReward,
    'incentives.reward-decline': pressDecline,
    'incentives.reward-given': handOver,
    'incentives.reward-new': openReward,
    'incentives.reward-change': pressChangeReward,
    'incentives.reward-budget': openBudget,
    'incentives.reward-give': openGive,
  },
  modals: [
    { callbackId: PLAN_FORM, check: checkPlanForm, run: submitPlan },
    { callbackId: DISPUTE_FORM, check: () => undefined, run: submitDispute },
    { callbackId: SETTLE_FORM, check: checkSettle, run: submitSettle },
    { callbackId: CLAWBACK_FORM, check: checkClawback, run: submitClawback },
    { callbackId: REWARD_FORM, check: checkReward, run: submitReward },
    { callbackId: REWARD_BUDGET_FORM, check: checkBudget, run: submitBudget },
    { callbackId: REWARD_GIVE_FORM, check: checkGive, run: submitGive },
    { callbackId: REWARD_DECLINE_FORM, check: () => undefined, run: submitDecline },
  ],
  home: homePart,
  help: (locale) => {
    const say = words(locale);
    return [
      { usage: '/pace bonus', what: say('helpBonus') },
      { usage: '/pace bonus new', what: say('helpNew') },
      { usage: '/pace statement', what: say('helpStatement') },
      { usage: '/pace statement pdf', what: say('helpPdf') },
      { usage: '/pace rewards', what: rewardWords(locale)('helpRewards') },
    ];
  },
};
