import * as batch from '../../../src/goals/batch/store.ts';
import * as reviews from '../../../src/goals/review/store.ts';
import * as goals from '../../../src/goals/store.ts';
import * as strategies from '../../../src/goals/strategy/store.ts';
import { act, type Calls, inTx } from './calls.ts';
import { frame, newReview, now, target, today, wish } from './twins.ts';

/** Targets, their reviews and strategies. */
export const goalCalls: Calls = [
  [goals.targetsOf, (t) => goals.targetsOf(t.db, t.id)],
  [goals.findTarget, (t) => goals.findTarget(t.db, t.id, t.targetId)],
  [
    goals.setTarget,
    (t) => goals.setTarget(t.db, { ...act(t, 'g1'), ...target(t.ids.ana), wish: wish(6000n) }),
  ],
  [
    goals.undoVersion,
    (t) => goals.undoVersion(t.db, { ...act(t, 'g2'), frame, targetId: t.targetId, seq: 2 }),
  ],
  [
    goals.proposeTarget,
    (t) => goals.proposeTarget(t.db, { ...act(t, 'g3'), ...target(t.ids.ana, 'meetings'), wish: wish(300n) }),
  ],
  [
    goals.answerProposal,
    (t) =>
      goals.answerProposal(t.db, {
        ...{
          ...act(t, 'g4'),
          frame,
          targetId: t.proposalId,
          seq: 1,
          answer: 'accepted',
          actorId: t.ids.maya,
        },
      }),
  ],
  [
    goals.counterProposal,
    (t) => {
      const counter = { value: 4500n, levels: {}, from: null, actorId: t.ids.maya, reason: 'why' };
      return goals.counterProposal(t.db, { ...act(t, 'g8'), frame, targetId: t.proposalId, seq: 1, counter });
    },
  ],
  [goals.openProposals, (t) => goals.openProposals(t.db, t.id)],
  [goals.findTargets, (t) => goals.findTargets(t.db, t.id, [t.targetId])],
  [
    batch.setMany,
    (t) => {
      const changes = [{ ...target(t.ids.ana), wish: wish(6500n) }];
      return batch.setMany(t.db, { ...act(t, 'g6'), changes }, () => []);
    },
  ],
  [batch.readBatch, (t) => batch.readBatch(t.db, t.id, t.targetBatchId)],
  [
    batch.undoMany,
    (t) => batch.undoMany(t.db, { ...act(t, 'g7'), batchId: t.targetBatchId, today }, () => []),
  ],
  [
    batch.setManyIn,
    (t) => {
      const changes = [{ ...target(t.ids.ana), wish: wish(6600n) }];
      return inTx(t, (tx) => batch.setManyIn(tx, { ...act(t, 'g9'), changes }, () => []));
    },
  ],
  [reviews.addReviews, (t) => reviews.addReviews(t.db, t.id, [newReview(t)], () => [])],
  [reviews.addReviewsIn, (t) => inTx(t, (tx) => reviews.addReviewsIn(tx, t.id, [newReview(t)], () => []))],
  [reviews.findReview, (t) => reviews.findReview(t.db, t.id, t.reviewId)],
  [reviews.openReviews, (t) => reviews.openReviews(t.db, t.id, t.ids.maya)],
  [reviews.decidedReviews, (t) => reviews.decidedReviews(t.db, t.id, t.ids.maya)],
  [reviews.knownReviews, (t) => reviews.knownReviews(t.db, t.id, ['market'])],
  [reviews.toldEvents, (t) => reviews.toldEvents(t.db, t.id, 'strategy')],
  [
    reviews.applyReview,
    (t) => {
      const changes = [{ ...target(t.ids.ana), wish: wish(6700n) }];
      const { reviewId } = t;
      return reviews.applyReview(t.db, { ...act(t, 'g10'), changes, reviewId, reason: 'why' }, () => []);
    },
  ],
  [
    reviews.leaveReview,
    (t) => reviews.leaveReview(t.db, { ...act(t, 'g11'), reviewId: t.reviewId, reason: 'why' }),
  ],
  [reviews.watchedUntil, (t) => reviews.watchedUntil(t.db, t.id, now.add({ hours: 24 }))],
  [
    strategies.addStrategy,
    (t) => {
      const strategy = {
        ...{ id: 's2', title: 'Fewer demos', text: '', from: today, metricKeys: ['demos'], teamIds: [] },
        ...{ percent: -20, actorId: t.ids.maya },
      };
      const reviews = [newReview(t, 'strategy:s2:maya')];
      return strategies.addStrategy(t.db, { ...act(t, 'g12'), strategy, reviews }, () => []);
    },
  ],
  [
    strategies.addDraft,
    (t) => {
      const strategy = {
        ...{ id: 's4', title: 'More calls', text: '', from: today, metricKeys: ['calls'], teamIds: [] },
        ...{ percent: 10, actorId: t.ids.maya },
      };
      return strategies.addDraft(t.db, { workspaceId: t.id, transportKey: 'g13', strategy });
    },
  ],
  [strategies.listDrafts, (t) => strategies.listDrafts(t.db, t.id)],
  [strategies.findDraft, (t) => strategies.findDraft(t.db, t.id, 's3')],
  [
    strategies.keepOwns,
    (t) => {
      const changes = new Map([['member/a/demos/month/', { value: 900n, levels: {} }]]);
      return strategies.keepOwns(t.db, { ...act(t, 'g14'), strategyId: 's3', changes });
    },
  ],
  [
    strategies.proposeDraft,
    async (t) => {
      const found = await strategies.findDraft(t.db, t.id, 's3');
      if (found === undefined) throw new Error('no draft');
      const reviews = [newReview(t, 'strategy:s3:maya')];
      return strategies.proposeDraft(t.db, { ...act(t, 'g15'), strategy: found.strategy, reviews }, () => []);
    },
  ],
  [strategies.discardDraft, (t) => strategies.discardDraft(t.db, { ...act(t, 'g16'), strategyId: 's5' })],
  [strategies.listStrategies, (t) => strategies.listStrategies(t.db, t.id)],
  [strategies.openOf, (t) => strategies.openOf(t.db, t.id, 's1')],
  [goals.endTarget, (t) => goals.endTarget(t.db, { ...act(t, 'g5'), ...target(t.ids.ana), wish: wish(0n) })],
];
