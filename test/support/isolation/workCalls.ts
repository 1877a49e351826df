import { expect } from 'vitest';
import * as facts from '../../../src/activities/facts/store.ts';
import * as grading from '../../../src/activities/grading/store.ts';
import * as raters from '../../../src/activities/grading/writing/store.ts';
import * as known from '../../../src/activities/import/store.ts';
import * as ledger from '../../../src/activities/ledger/store.ts';
import * as lookback from '../../../src/activities/lookback/store.ts';
import * as odd from '../../../src/activities/odd/store.ts';
import * as rollup from '../../../src/activities/rollup/store.ts';
import * as samples from '../../../src/activities/samples/store.ts';
import * as activities from '../../../src/activities/store.ts';
import { factsLeaving } from '../../../src/activities/table/leaving/store.ts';
import * as tables from '../../../src/activities/table/store.ts';
import * as trust from '../../../src/activities/trust/store.ts';
import * as waiting from '../../../src/activities/waiting/store.ts';
import * as checkin from '../../../src/feedback/checkin/store.ts';
import { DEFAULT_PREFERENCE } from '../../../src/feedback/nudges/nudge.ts';
import * as nudges from '../../../src/feedback/nudges/store.ts';
import * as batch from '../../../src/goals/batch/store.ts';
import * as reviews from '../../../src/goals/review/store.ts';
import * as goals from '../../../src/goals/store.ts';
import * as strategies from '../../../src/goals/strategy/store.ts';
import { localDate } from '../../../src/kpi/localDate.ts';
import { ok } from '../../../src/kpi/result.ts';
import * as inbox from '../../../src/platform/bolt/inbox.ts';
import { inTransaction, type Tx } from '../../../src/platform/db/index.ts';
import * as asking from '../../../src/platform/jobs/asking.ts';
import * as choosing from '../../../src/platform/jobs/choices.ts';
import * as deadlines from '../../../src/platform/jobs/deadlines.ts';
import * as demand from '../../../src/platform/jobs/demand.ts';
import * as doubt from '../../../src/platform/jobs/doubt.ts';
import * as ending from '../../../src/platform/jobs/ending.ts';
import { firstSent } from '../../../src/platform/jobs/firstSent.ts';
import * as outbox from '../../../src/platform/jobs/outbox.ts';
import * as standing from '../../../src/platform/jobs/overview.ts';
import * as resume from '../../../src/platform/jobs/resume.ts';
import * as jobs from '../../../src/platform/jobs/store.ts';
import * as untold from '../../../src/platform/jobs/untold.ts';
import * as once from '../../../src/platform/once.ts';
import * as choose from '../../../src/playbook/choose/store.ts';
import * as edit from '../../../src/playbook/edit/store.ts';
import { readyMade } from '../../../src/playbook/readyMade.ts';
import * as playbook from '../../../src/playbook/store.ts';
import * as transfer from '../../../src/transfer/store.ts';
import * as closed from '../../../src/workspace/closed/store.ts';
import * as erasure from '../../../src/workspace/installations/erasure/store.ts';
import * as installations from '../../../src/workspace/installations/store.ts';
import * as workspace from '../../../src/workspace/store.ts';
import { key } from '../../goals/given.ts';
import {
  frame,
  installation,
  newReview,
  now,
  oddOne,
  ratingBy,
  secrets,
  type Twins,
  target,
  today,
  week,
  what,
  wish,
} from './twins.ts';

/** A call of a store's function for the first of two twins. */
export type Call = (t: Twins) => Promise<unknown>;
/** Function → how it is called. */
export type Calls = readonly (readonly [fn: unknown, call: Call])[];

const inTx = (t: Twins, work: (tx: Tx) => Promise<unknown>): Promise<unknown> => inTransaction(t.db, work);
const lastCentury = {
  ...{ id: 'period:1990', name: '1990' },
  range: { from: localDate('1990-01-01'), to: localDate('1991-01-01') },
};
const act = (t: Twins, key: string) => ({ workspaceId: t.id, actorId: t.ids.ana, transportKey: key });

const piece = (t: Twins) => ({ batchId: t.batchId, line: 1 });
const said = (t: Twins) => ({
  ...{ memberId: t.ids.ana, week: key('2026-W47'), metricKey: 'revenue', periodKey: key('2026-11'), sure: 4 },
});
const ofFeedback: Calls = [
  [
    waiting.waitingCustomers,
    (t) =>
      waiting.waitingCustomers(t.db, t.id, {
        ...{ memberId: t.ids.ana, range: week, openTypes: ['call'], limit: 9 },
      }),
  ],
  [closed.listClosed, (t) => closed.listClosed(t.db, t.id)],
  [closed.closeDates, (t) => inTx(t, (tx) => closed.closeDates(tx, t.id, t.ids.maya, lastCentury))],
  [closed.closeByHand, (t) => closed.closeByHand(t.db, act(t, 'close:1'), lastCentury)],
  [
    closed.openDates,
    (t) =>
      inTransaction(t.db, async (tx) => {
        await closed.openDates(tx, t.id, t.ids.maya, { id: 'period:2019', reason: 'a mistake', now });
      }),
  ],
  [
    closed.reopenDates,
    (t) => closed.reopenDates(t.db, act(t, 'close:2'), { id: 'period:2020', reason: 'a mistake', now }),
  ],
  [deadlines.reportsDueAround, (t) => deadlines.reportsDueAround(t.db, t.id, t.ids.west, 'weekly-feedback')],
  [
    odd.findOdd,
    (t) => odd.findOdd(t.db, t.id, { memberId: t.ids.ana, team: [], today, deadlines: [], unit: 100n }),
  ],
  [
    odd.keepAsked,
    (t) =>
      odd
        .keepAsked(
          t.db,
          { workspaceId: t.id, memberId: t.ids.ana, askedOn: today, isQuiet: false },
          { ...oddOne, key: 'copies:call:2026-11-20' },
        )
        .then((id) => id.length),
  ],
  [
    odd.markShown,
    (t) => {
      const whose = { workspaceId: t.id, memberId: t.ids.ana, ids: [odd.askedId(t.ids.ana, oddOne.key)] };
      return odd.markShown(t.db, whose, today);
    },
  ],
  [
    firstSent,
    (t) => {
      const sought = [{ channel: 'U1', value: odd.askedId(t.ids.ana, oddOne.key) }];
      const since = now.subtract({ hours: 1_000 });
      return firstSent(t.db, t.id, 'weekly-feedback', { sought, since }).then((found) => [...found]);
    },
  ],
  [odd.findAsked, (t) => odd.findAsked(t.db, t.id, odd.askedId(t.ids.ana, oddOne.key))],
  [odd.askedOf, (t) => odd.askedOf(t.db, t.id, { memberIds: [t.ids.ana], from: week.from })],
  [
    odd.answerAsked,
    (t) =>
      odd.answerAsked(
        t.db,
        { ...act(t, 'odd:1'), actorId: t.ids.ana, now, id: odd.askedId(t.ids.ana, oddOne.key) },
        'right',
      ),
  ],
  [
    odd.noteAsked,
    (t) =>
      odd.noteAsked(
        t.db,
        { ...act(t, 'odd:2'), actorId: t.ids.ana, id: odd.askedId(t.ids.ana, oddOne.key) },
        'fair',
      ),
  ],
  [odd.liveAmong, (t) => odd.liveAmong(t.db, t.id, [t.dealId]).then((found) => [...found])],
  [nudges.readPreference, (t) => nudges.readPreference(t.db, t.id, t.ids.ana)],
  [nudges.savePreference, (t) => nudges.savePreference(t.db, act(t, 'nudge:1'), DEFAULT_PREFERENCE)],
  [nudges.sentSince, (t) => nudges.sentSince(t.db, t.id, t.ids.ana, { from: today, today })],
  [
    nudges.sendNudge,
    (t) => {
      const to = { workspaceId: t.id, memberId: t.ids.ana, today };
      const notice = { channel: 'UANA', reply: { text: 'A nudge' } };
      return nudges.sendNudge(t.db, to, { kind: 'silent', key: 'silent:2026-11-24' }, notice);
    },
  ],
  [checkin.answersOf, (t) => checkin.answersOf(t.db, t.id, { memberIds: [t.ids.ana] })],
  [checkin.saveAnswer, (t) => checkin.saveAnswer(t.db, t.id, said(t), { transportKey: 'checkin:1', now })],
  [checkin.readChoices, (t) => checkin.readChoices(t.db, t.id, [{ kind: 'member', id: t.ids.ana }])],
  [
    checkin.saveChoice,
    (t) =>
      checkin.saveChoice(...([t.db, t.id, { kind: 'member', id: t.ids.ana }, { isOff: true }] as const), {
        actorId: t.ids.ana,
        transportKey: 'checkin:2',
      }),
  ],
];

const ofActivities: Calls = [
  [facts.findBatch, (t) => facts.findBatch(t.db, t.id, t.batchId)],
  [facts.findFirstBatch, (t) => facts.findFirstBatch(t.db, t.id, t.batchId)],
  [facts.findActivity, (t) => facts.findActivity(t.db, t.id, t.factId)],
  [facts.findReplacement, (t) => facts.findReplacement(t.db, t.id, t.factId)],
  [facts.listRecent, (t) => facts.listRecent(t.db, t.id, t.ids.ana, 50)],
  [
    facts.listChangedAfter,
    (t) => {
      const query = { range: week, memberIds: Object.values(t.ids), types: ['call', 'deal'] };
      return facts.listChangedAfter(t.db, t.id, { ...query, after: now.subtract({ hours: 24 * 9999 }) });
    },
  ],
  [facts.findLastBatch, (t) => facts.findLastBatch(t.db, t.id, t.ids.ana)],
  [
    facts.countKnown,
    async (t) => {
      expect(await facts.countKnown(t.db, t.id, ['ext-0', 'ext-1'])).toBe(1);
    },
  ],
  [known.countKnown, (t) => known.countKnown(t.db, t.id, ['ext-1'])],
  [
    samples.readSamples,
    (t) => {
      const span = { metric: 'days', start: {}, end: {} };
      return samples.readSamples(t.db, t.id, { types: undefined, spans: [span] }, { range: week });
    },
  ],
  [grading.findPiece, (t) => grading.findPiece(t.db, t.id, piece(t))],
  [grading.listWaiting, (t) => grading.listWaiting(t.db, t.id, t.ids.bo, 50)],
  [grading.listRated, (t) => grading.listRated(t.db, t.id, t.ids.bo, 50)],
  [
    grading.listPieces,
    (t) => grading.listPieces(t.db, t.id, { types: ['call'], memberIds: [t.ids.ana], range: week }, 50),
  ],
  [
    grading.ratingsOf,
    async (t) => {
      const ratings = await grading.ratingsOf(t.db, t.id, [piece(t)]);
      expect(ratings).toHaveLength(1);
      return ratings;
    },
  ],
  [
    grading.requestsOf,
    async (t) => {
      expect(await grading.requestsOf(t.db, t.id, [piece(t)])).toHaveLength(1);
    },
  ],
  [
    grading.loadOf,
    async (t) => {
      const since = new Date('2026-01-01');
      expect(await grading.loadOf(t.db, t.id, [t.ids.bo], since)).toEqual(new Map([[t.ids.bo, 1]]));
    },
  ],
  [
    grading.poolsOf,
    async (t) => {
      expect(await grading.poolsOf(t.db, t.id, [t.ids.west])).toEqual(new Map([[t.ids.west, [t.ids.bo]]]));
    },
  ],
  [
    raters.askRaters,
    (t) => raters.askRaters(t.db, { ...act(t, 'r1'), ...piece(t), raterIds: [t.ids.bo, t.ids.maya] }),
  ],
  [raters.rate, (t) => raters.rate(t.db, ratingBy(t.id, t.ids.bo, t.batchId, 'r2'))],
  [
    raters.unrate,
    (t) =>
      raters.unrate(t.db, {
        ...{ workspaceId: t.id, raterId: t.ids.bo, transportKey: 'r3', ratingId: t.ratingId },
      }),
  ],
  [
    raters.setPool,
    (t) => raters.setPool(t.db, { ...act(t, 'r4'), teamId: t.ids.west, memberIds: [t.ids.maya] }),
  ],
  [facts.listIn, (t) => facts.listIn(t.db, t.id, { range: week, memberIds: [t.ids.ana] }, 50)],
  [trust.listUnconfirmed, (t) => trust.listUnconfirmed(t.db, t.id, { range: week, types: ['deal'] }, 50)],
  [trust.readUnconfirmed, (t) => trust.readUnconfirmed(t.db, t.id, { range: week, types: ['deal'] })],
  [trust.factsByIds, (t) => trust.factsByIds(t.db, t.id, [t.factId])],
  [
    trust.findDouble,
    async (t) => {
      const [fact] = await trust.factsByIds(t.db, t.id, [t.dealId]);
      return fact && trust.findDouble(t.db, t.id, { ...fact, id: 'another' });
    },
  ],
  [trust.confirmAmounts, (t) => trust.confirmAmounts(t.db, { ...act(t, 'c1'), activityIds: [t.dealId] })],
  [
    trust.undoConfirmation,
    (t) =>
      trust.undoConfirmation(t.db, {
        ...{ workspaceId: t.id, actorId: t.ids.maya, transportKey: 'c2', batchId: t.confirmedId },
      }),
  ],
  [rollup.readRollup, (t) => rollup.readRollup(t.db, t.id, { range: week })],
  [rollup.readRollupBetween, (t) => rollup.readRollupBetween(t.db, t.id, { range: week, cuts: [week.from] })],
  [
    rollup.sumRollup,
    (t) => rollup.sumRollup(t.db, t.id, { range: week, sources: ['call'], groupBy: 'member' }),
  ],
  [rollup.dayTotals, (t) => rollup.dayTotals(t.db, t.id, t.ids.ana, today)],
  [rollup.lastDates, (t) => rollup.lastDates(t.db, t.id, [t.ids.ana], week.from)],
  [lookback.sumSpans, (t) => lookback.sumSpans(t.db, t.id, [{ memberId: t.ids.ana, range: week }], ['call'])],
  [
    lookback.hasLateChanges,
    (t) => lookback.hasLateChanges(t.db, t.id, t.ids.ana, { since: today, before: today }),
  ],
  [lookback.firstDates, (t) => lookback.firstDates(t.db, t.id, [t.ids.ana])],
  [
    rollup.verifyRollup,
    async (t) => {
      expect(await rollup.verifyRollup(t.db, t.id)).toEqual([]);
    },
  ],
  [
    activities.record,
    (t) =>
      activities.record(t.db, { ...act(t, 'k1'), memberId: t.ids.ana, origin: 'slash', lines: [what(100n)] }),
  ],
  [
    activities.edit,
    (t) => activities.edit(t.db, { ...act(t, 'k2'), activityId: t.factId, what: what(400n) }),
  ],
  [activities.undo, (t) => activities.undo(t.db, { ...act(t, 'k3'), batchId: t.batchId })],
  [
    activities.importActivities,
    (t) =>
      activities.importActivities(t.db, t.id, t.ids.maya, [
        { ...what(100n), memberId: t.ids.bo, externalId: 'ext-1' },
      ]),
  ],
  [
    ledger.write,
    (t) =>
      ledger.write(t.db, {
        ...{ ...act(t, 'k4'), origin: 'slash', audit: { action: 'test', subject: 'test', detail: {} } },
        facts: [
          {
            ...{ id: 'own', batchId: 'own', line: 0, memberId: t.ids.ana, localDate: today },
            ...{ what: what(100n), externalId: null, voids: null },
          },
        ],
      }),
  ],
];

const importAct = (t: Twins) => ({ workspaceId: t.id, actorId: t.ids.maya, importId: 'import-1' });
const importedRow = (t: Twins) => ({
  ...{ row: 5, memberId: t.ids.bo, externalId: 'row:5', what: { ...what(100n), ref: 'A-2' } },
});

const ofTables: Calls = [
  [
    factsLeaving,
    async (t) => {
      const leaving = { range: week, typeKey: 'call', memberIds: [t.ids.ana] };
      return Array.fromAsync(factsLeaving(t.db, t.id, leaving));
    },
  ],
  [tables.findByKeys, (t) => tables.findByKeys(t.db, t.id, { externalIds: ['ext-0'], ids: [t.factId] })],
  [tables.peopleOfImport, (t) => tables.peopleOfImport(t.db, t.id, 'import-0')],
  [tables.takenRefs, (t) => tables.takenRefs(t.db, t.id, ['A-1'])],
  [tables.writeRows, (t) => tables.writeRows(t.db, importAct(t), [importedRow(t)])],
  [tables.undoRows, (t) => tables.undoRows(t.db, importAct(t))],
  [transfer.findImport, (t) => transfer.findImport(t.db, t.id, 'import-0')],
  [
    transfer.addImport,
    async (t) => {
      const row = await transfer.findImport(t.db, t.id, 'import-0');
      if (row === undefined) throw new Error('the import is gone');
      const { actorId, slackUserId, fileId, fileUrl, fileName, plan, kind } = row;
      const file = { id: 'import-9', actorId, slackUserId, fileId, fileUrl, fileName, plan, kind };
      return transfer.addImport(t.db, t.id, file, 'i1');
    },
  ],
  [transfer.changeImport, (t) => transfer.changeImport(t.db, t.id, 'import-0', { state: 'previewed' })],
  [transfer.claimImport, (t) => transfer.claimImport(t.db, t.id, 'import-0', ['previewed'], 'running', 'i2')],
  [
    transfer.finishImport,
    (t) =>
      transfer.finishImport(
        t.db,
        { workspaceId: t.id, actorId: t.ids.maya, id: 'import-0', state: 'done' },
        { kind: 'activities' },
      ),
  ],
  [transfer.findMappings, (t) => transfer.findMappings(t.db, t.id, 'date|type')],
  [
    transfer.keepMapping,
    (t) => {
      const said = { kind: 'activities' as const, columns: { date: 'Day' }, order: null };
      return transfer.keepMapping(t.db, t.id, t.ids.maya, 'date|type', said);
    },
  ],
];

const ofGoals: Calls = [
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

const ofPlaybook: Calls = [
  [playbook.readPlaybook, (t) => playbook.readPlaybook(t.db, t.id, 1)],
  [playbook.readProcess, (t) => playbook.readProcess(t.db.client, t.id)],
  [playbook.lockPlaybook, (t) => inTx(t, (tx) => playbook.lockPlaybook(tx, t.id))],
  [choose.previewChoice, (t) => choose.previewChoice(t.db, t.id, 'field')],
  [choose.choosePlaybook, (t) => choose.choosePlaybook(t.db, t.id, t.ids.maya, 'field', 'p1')],
  [choose.undoChoice, (t) => choose.undoChoice(t.db, t.id, t.ids.maya, 2)],
  [
    playbook.writeProcess,
    (t) => inTx(t, (tx) => playbook.writeProcess(tx, t.id, { types: readyMade.types.slice(1), metrics: [] })),
  ],
  [choose.usageOf, (t) => inTx(t, (tx) => choose.usageOf(tx, t.id))],
  [
    choose.keepBefore,
    (t) => inTx(t, (tx) => choose.keepBefore(tx, t.id, 77, { types: [...readyMade.types], metrics: [] })),
  ],
  [edit.readGround, (t) => edit.readGround(t.db, t.id)],
  [
    edit.changeProcess,
    (t) =>
      edit.changeProcess(
        t.db,
        t.id,
        t.ids.maya,
        ({ book }) => ok({ ...book, stages: book.stages.slice().reverse() }),
        'p2',
      ),
  ],
  [playbook.installPlaybook, (t) => playbook.installPlaybook(t.db, t.id, readyMade)],
];

const claimed = (t: Twins) => ({
  ...{
    workspaceId: t.id,
    id: t.outboxId,
    key: 'report',
    epoch: 0,
    channel: 'C1',
    text: 'A report',
    blocks: [],
  },
  ...{ image: null, imageAlt: '', fileId: null, version: 1, locale: 'en' as const, threadTs: null },
});
const decision = (t: Twins, transportKey: string) => ({
  ...{ workspaceId: t.id, actorId: t.ids.maya, transportKey, now },
});
const doubtful = (t: Twins) => ({
  ...claimed(t),
  looks: 1,
  ageMs: 0,
  isReleased: false,
  cursor: '',
  oldest: '0',
});
const monday = { weekday: 1, localTime: '09:00', zone: 'Europe/Berlin' } as const;
const notice = (t: Twins) => ({ workspaceId: t.id, key: 'own', channel: 'C1', reply: { text: 'x' } });
const event = (t: Twins) => ({ workspaceId: t.id, id: 'Ev1', name: 'user_change', event: {} });

const digest = (t: Twins) => ({ teamId: t.ids.west, kind: 'digest' as const, base: monday });
const digestAt = (t: Twins) => ({ workspaceId: t.id, teamId: t.ids.west, kind: 'digest' as const });

const ofChoices: Calls = [
  [choosing.choicesOf, (t) => choosing.choicesOf(t.db, t.id)],
  [choosing.usersOf, (t) => choosing.usersOf(t.db, t.id, [t.ids.ana])],
  [choosing.saveChoice, (t) => choosing.saveChoice(t.db, digest(t), { weekday: 3 }, decision(t, 'choice:1'))],
  [
    choosing.lockedRow,
    async (t) => {
      await inTx(t, async (tx) => {
        const row = await choosing.lockedRow(tx, digestAt(t), monday, now);
        expect(row.workspace_id).toBe(t.id);
      });
    },
  ],
  [
    choosing.insertRun,
    async (t) => {
      await inTx(t, async (tx) => {
        const row = await choosing.lockedRow(tx, digestAt(t), monday, now);
        await choosing.insertRun(tx, row, '2026-W20', { dueAt: now, isAsked: true });
      });
    },
  ],
  [standing.schedulesOf, (t) => standing.schedulesOf(t.db, t.id, [t.ids.west], now)],
  [demand.sentOf, (t) => demand.sentOf(t.db, t.id, ['report'])],
  [demand.copiesOf, (t) => demand.copiesOf(t.db, t.id, { ...digest(t), periodKey: '2026-W20' })],
  [
    demand.askFor,
    (t) => demand.askFor(t.db, { ...digest(t), periodKey: '2026-W20' }, decision(t, 'demand:1')),
  ],
  [
    demand.askCopy,
    (t) => demand.askCopy(t.db, { ...digest(t), periodKey: '2026-W20', copy: 1 }, decision(t, 'demand:2')),
  ],
];

const ofJobs: Calls = [
  ...ofChoices,
  [
    jobs.ensureSchedule,
    (t) =>
      jobs.ensureSchedule(
        t.db,
        { workspaceId: t.id, teamId: t.ids.west, kind: 'weekly-feedback', moment: monday },
        now,
      ),
  ],
  [jobs.planOne, (t) => jobs.planOne(t.db, t.id, t.ids.west, 'weekly-feedback', now.add({ hours: 24 * 7 }))],
  [
    jobs.reportBuiltAt,
    (t) =>
      jobs.reportBuiltAt(
        t.db,
        { workspaceId: t.id, teamId: t.ids.west, periodKey: t.open.periodKey },
        'weekly-feedback',
      ),
  ],
  [jobs.releaseRun, (t) => jobs.releaseRun(t.db, t.open, 'a reason')],
  [
    jobs.freeze,
    async (t) => {
      expect(await jobs.freeze(t.db, t.open, [])).toBe(true);
    },
  ],
  [outbox.isEnqueued, (t) => outbox.isEnqueued(t.db, t.id, 'report')],
  [outbox.enqueue, (t) => outbox.enqueue(t.db, notice(t))],
  [outbox.enqueueAll, (t) => outbox.enqueueAll(t.db, t.id, [])],
  [outbox.keepFile, (t) => outbox.keepFile(t.db, claimed(t), 'F1')],
  [
    ending.markFailure,
    (t) => ending.markFailure(t.db, claimed(t), { kind: 'retry', afterMs: 1, error: 'x' }),
  ],
  [
    ending.markSent,
    (t) => ending.markSent(t.db, claimed(t), { channel: 'C1', ts: '1.0' }, { isPictureDue: false, now }),
  ],
  [ending.nextVersion, (t) => ending.nextVersion(t.db, claimed(t), { text: 'plain', blocks: [] })],
  [
    ending.sayIfLate,
    (t) =>
      ending.sayIfLate(t.db.client, claimed(t), {
        is_late: true,
        due_at: new Date('2026-11-23'),
        zone: 'UTC',
      }),
  ],
  [
    doubt.settleDoubt,
    async (t) => {
      await t.db.client.outbox.updateMany({ where: { workspaceId: t.id }, data: { state: 'ambiguous' } });
      const hold = { to: 'ambiguous', afterMs: 1, before: undefined, holdsWorkspace: true } as const;
      await doubt.settleDoubt(t.db, doubtful(t), hold, 'C1', now);
      await doubt.settleDoubt(t.db, doubtful(t), { to: 'parked', why: 'x' }, 'C1', now);
    },
  ],
  [asking.parkedMessages, (t) => asking.parkedMessages(t.db, t.id, [t.outboxId])],
  [asking.offeredRuns, (t) => asking.offeredRuns(t.db, t.id, [t.run.id, t.open.id])],
  [asking.openDeliveries, (t) => asking.openDeliveries(t.db, t.id, t.run.teamId)],
  [asking.markAsked, (t) => inTx(t, (tx) => asking.markAsked(tx, t.id, [t.run.id]))],
  [asking.releaseParked, (t) => asking.releaseParked(t.db, decision(t, 'd1'), t.outboxId)],
  [asking.settleParked, (t) => asking.settleParked(t.db, decision(t, 'd2'), t.outboxId)],
  [asking.releaseRunNow, (t) => asking.releaseRunNow(t.db, decision(t, 'd3'), t.open.id)],
  [asking.leaveRun, (t) => asking.leaveRun(t.db, decision(t, 'd4'), t.open.id)],
  [outbox.lastSentBefore, (t) => outbox.lastSentBefore(t.db, t.id, 'C1', t.outboxId)],
  [outbox.lastSent, (t) => outbox.lastSent(t.db, t.id, 'report')],
  [outbox.isDone, (t) => outbox.isDone(t.db, t.id, t.run.id)],
  [outbox.messagesOf, (t) => outbox.messagesOf(t.db, t.id, t.run.id)],
  [outbox.holdWorkspace, (t) => outbox.holdWorkspace(t.db, t.id, 60_000)],
  [untold.markTold, (t) => inTx(t, (tx) => untold.markTold(tx, t.id, [t.outboxId]))],
  [untold.runInTrouble, (t) => untold.runInTrouble(t.db, t.id, t.run.id)],
  [resume.resumeWork, (t) => inTx(t, (tx) => resume.resumeWork(tx, t.id, now.add({ hours: 24 * 30 })))],
  [once.takeOnce, (t) => inTx(t, (tx) => once.takeOnce(tx, t.id, 'trigger:1'))],
  [once.wasTaken, (t) => once.wasTaken(t.db, t.id, 'trigger:1')],
  [once.isCopy, (t) => once.isCopy(t.db, t.id, 'trigger:1')],
  [inbox.keepEvent, (t) => inbox.keepEvent(t.db, event(t))],
  [inbox.claimEvent, (t) => inbox.claimEvent(t.db, event(t))],
  [inbox.postponeEvent, (t) => inbox.postponeEvent(t.db, { ...event(t), attempt: 1 }, 'x')],
  [inbox.finishEvent, (t) => inbox.finishEvent(t.db, { ...event(t), attempt: 1 })],
];

const ofWorkspace: Calls = [
  [workspace.readWorkspace, (t) => workspace.readWorkspace(t.db, t.id)],
  [workspace.isInstalled, (t) => workspace.isInstalled(t.db, t.id)],
  [workspace.ensureWorkspace, (t) => workspace.ensureWorkspace(t.db, { id: t.id, name: 'x' })],
  [
    workspace.updateWorkspace,
    (t) => workspace.updateWorkspace(t.db, t.id, null, { locale: 'zh', settings: { a: 1 } }),
  ],
  [workspace.rateOn, (t) => workspace.rateOn(t.db, t.id, 'EUR', today)],
  [workspace.listRates, (t) => workspace.listRates(t.db, t.id)],
  [
    workspace.addRate,
    (t) =>
      workspace.addRate(
        t.db,
        t.id,
        null,
        { ...{ currency: 'EUR', fromDate: week.from }, rate: '1.1', source: 'x' },
        'w1',
      ),
  ],
  [workspace.denied, (t) => workspace.denied(t.db, t.id, t.ids.ana, 'x', 'y')],
  [installations.readInstallation, (t) => installations.readInstallation(t.db, t.id)],
  [installations.wasInstalledBefore, (t) => installations.wasInstalledBefore(t.db, t.id)],
  [installations.readTokens, (t) => installations.readTokens(t.db, secrets, t.id)],
  [
    installations.claimRenewal,
    (t) => installations.claimRenewal(t.db, t.id, { ...installation(t.id).tokens, installedAt: now }),
  ],
  [installations.releaseRenewal, (t) => installations.releaseRenewal(t.db, t.id, 5)],
  [
    installations.storeRenewed,
    (t) =>
      installations.storeRenewed(t.db, secrets, t.id, 'xoxe-1-1', {
        ...installation(t.id).tokens,
        botToken: 'xoxb-2',
      }),
  ],
  [installations.endInstallation, (t) => installations.endInstallation(t.db, t.id, 'app_uninstalled', now)],
  [installations.reviveWorkspace, (t) => installations.reviveWorkspace(t.db, t.id, now)],
  [
    installations.saveInstallation,
    (t) => installations.saveInstallation(t.db, secrets, installation(t.id), now),
  ],
];

/** After all others: nothing of the workspace is left then. */
const last: Calls = [
  [
    erasure.erase,
    async (t) => {
      await installations.endInstallation(t.db, t.id, 'app_uninstalled', now);
      return erasure.erase(t.db, t.id, now.add({ hours: 24 * 31 }), 1e6);
    },
  ],
];

export const workCalls: Calls = [
  ...ofActivities,
  ...ofTables,
  ...ofFeedback,
  ...ofGoals,
  ...ofPlaybook,
  ...ofJobs,
  ...ofWorkspace,
];
export const lastCalls: Calls = last;
