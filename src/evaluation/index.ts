import type { Slice } from '../platform/slice.ts';
import { ADJUST_FORM, checkAdjust, confirm, openAdjust, submitAdjust } from './adjust/slack.ts';
import { ANSWER_FORM, agree, checkAnswer, openAnswer, submitAnswer } from './answer/slack.ts';
import { showCard } from './card/slack.ts';
import { move } from './closing/slack.ts';
import { CYCLE_FORM, checkCycle } from './cycle/form.ts';
import { choosePeriod, pressNew, removeDraft, submitCycle } from './cycle/slack.ts';
import { digest } from './digest/slack.ts';
import { HANDOVER_FORM } from './handover/blocks.ts';
import { checkHandover, openHandover, submitHandover, takeProposal } from './handover/slack.ts';
import { sendSpread, showPeople } from './overview/slack.ts';
import { PEER_FORM, PEERS_FORM } from './peers/blocks.ts';
import {
  approve,
  checkPeer,
  checkPeers,
  openPeer,
  openPeers,
  submitPeer,
  submitPeers,
} from './peers/slack.ts';
import { checkReopen, openReopen, REOPEN_CYCLE_FORM, submitReopen } from './reopen/slack.ts';
import {
  checkSelf,
  openSelf,
  openWord,
  SELF_FORM,
  submitSelf,
  submitWord,
  WORD_FORM,
} from './reviews/slack.ts';
import { pressPdf, sendChart } from './sheet/slack.ts';
import { homePart, review } from './slack.ts';
import { CARD_FORM } from './template/form.ts';
import { checkCard, openCard, retireCard, showTemplates, submitCard, updateCard } from './template/slack.ts';
import { remind, showMissing } from './waiting/slack.ts';
import { words } from './words.ts';

/** Period evaluations of process and result, from the template to the answer (S-01…S-08). */
export const evaluation: Slice = {
  name: 'evaluation',
  verbs: [{ name: 'review', aliases: ['reviews', '评估', '考核', '绩效'], bare: '/review', run: review }],
  actions: {
    'evaluation.new': pressNew,
    'evaluation.cycle-period': choosePeriod,
    'evaluation.remove': removeDraft,
    'evaluation.move': move,
    'evaluation.people': showPeople,
    'evaluation.spread': sendSpread,
    'evaluation.missing': showMissing,
    'evaluation.remind': remind,
    'evaluation.see': showCard,
    'evaluation.review': openSelf,
    'evaluation.word': openWord,
    'evaluation.adjust': openAdjust,
    'evaluation.confirm': confirm,
    'evaluation.agree': agree,
    'evaluation.comment': openAnswer,
    'evaluation.dispute': openAnswer,
    'evaluation.settle': openAnswer,
    'evaluation.hand': openHandover,
    'evaluation.hand-over': takeProposal,
    'evaluation.peers': openPeers,
    'evaluation.peers-approve': approve,
    'evaluation.peer': openPeer,
    'evaluation.reopen': openReopen,
    'evaluation.chart': sendChart,
    'evaluation.pdf': pressPdf,
    'evaluation.cards': showTemplates,
    'evaluation.card-new': openCard,
    'evaluation.card-change': openCard,
    'evaluation.card-retire': retireCard,
    'evaluation.card-metrics': updateCard,
    'evaluation.card-total': updateCard,
  },
  modals: [
    { callbackId: CYCLE_FORM, check: checkCycle, run: submitCycle },
    { callbackId: SELF_FORM, check: checkSelf, run: submitSelf },
    { callbackId: WORD_FORM, check: () => undefined, run: submitWord },
    { callbackId: ADJUST_FORM, check: checkAdjust, run: submitAdjust },
    { callbackId: ANSWER_FORM, check: checkAnswer, run: submitAnswer },
    { callbackId: HANDOVER_FORM, check: checkHandover, run: submitHandover },
    { callbackId: PEERS_FORM, check: checkPeers, run: submitPeers },
    { callbackId: PEER_FORM, check: checkPeer, run: submitPeer },
    { callbackId: REOPEN_CYCLE_FORM, check: checkReopen, run: submitReopen },
    { callbackId: CARD_FORM, check: checkCard, run: submitCard },
  ],
  home: homePart,
  digest,
  help: (locale) => {
    const say = words(locale);
    return [
      { usage: '/review', what: say('help') },
      { usage: '/review new last quarter', what: say('helpNew') },
      { usage: locale === 'zh' ? '/review 缺' : '/review missing', what: say('helpMissing') },
      { usage: '/review pdf', what: say('helpPdf') },
      { usage: '/review templates', what: say('helpTemplates') },
    ];
  },
};
