import * as adjust from '../../../src/evaluation/adjust/store.ts';
import * as answer from '../../../src/evaluation/answer/store.ts';
import * as closing from '../../../src/evaluation/closing/store.ts';
import * as cycle from '../../../src/evaluation/cycle/store.ts';
import * as handover from '../../../src/evaluation/handover/store.ts';
import * as peers from '../../../src/evaluation/peers/store.ts';
import * as reviews from '../../../src/evaluation/reviews/store.ts';
import * as template from '../../../src/evaluation/template/store.ts';
import * as waiting from '../../../src/evaluation/waiting/store.ts';
import { localDate } from '../../../src/kpi/localDate.ts';
import { periodOf, rangeOf } from '../../../src/kpi/period.ts';
import { inTransaction } from '../../../src/platform/db/index.ts';
import type { Calls } from './calls.ts';
import { card, evaluated } from './evaluated.ts';
import { now, type Twins, today } from './twins.ts';

const act = (t: Twins, key: string) => ({ workspaceId: t.id, actorId: t.ids.maya, transportKey: key });
const year = periodOf('year', localDate('2031-01-01'));
const wish = {
  ...{ name: 'Year', periodKey: year, range: rangeOf(year), selfDue: today, managerDue: today },
  ...{ calibrationDue: today, answerDue: null },
  members: [],
};
const { draft, open, closed, adjustmentId, memberKey } = evaluated;

/** The stores of evaluations, each function called for the first of two twins. */
export const evaluationCalls: Calls = [
  [template.listTemplates, (t) => template.listTemplates(t.db, t.id)],
  [template.templatesOfCycle, (t) => template.templatesOfCycle(t.db, t.id, open)],
  [template.saveTemplate, (t) => template.saveTemplate(t.db, act(t, 'e1'), card, { id: evaluated.template })],
  [cycle.listCycles, (t) => cycle.listCycles(t.db, t.id)],
  [cycle.readCycle, (t) => cycle.readCycle(t.db, t.id, open)],
  [cycle.recentlyClosed, (t) => cycle.recentlyClosed(t.db, t.id)],
  [peers.peersOf, (t) => peers.peersOf(t.db, t.id, evaluated.reviewed)],
  [peers.peerAnswersOf, (t) => peers.peerAnswersOf(t.db, t.id, evaluated.reviewed, t.ids.ana)],
  [
    peers.namePeers,
    (t) => {
      const wish = { cycleId: evaluated.reviewed, memberId: t.ids.ana, peerIds: [t.ids.maya] };
      return peers.namePeers(t.db, act(t, 'e21'), { ...wish, state: 'proposed' }, []);
    },
  ],
  [
    peers.approvePeers,
    (t) => peers.approvePeers(t.db, act(t, 'e22'), { cycleId: evaluated.reviewed, memberId: t.ids.ana }, []),
  ],
  [
    peers.savePeerAnswer,
    (t) => {
      const own = { ...act(t, 'e23'), actorId: t.ids.maya };
      const of = { cycleId: evaluated.reviewed, memberId: t.ids.ana };
      return peers.savePeerAnswer(t.db, own, { ...of, grade: 4, texts: ['kind'] });
    },
  ],
  [
    closing.reopenCycle,
    (t) => closing.reopenCycle(t.db, act(t, 'e24'), { cycleId: evaluated.again, reason: 'late' }),
  ],
  [waiting.sendReminders, (t) => waiting.sendReminders(t.db, act(t, 'e20'), [])],
  [cycle.openCycles, (t) => cycle.openCycles(t.db, t.id)],
  [cycle.membersOfCycle, (t) => cycle.membersOfCycle(t.db, t.id, open)],
  [cycle.createCycle, (t) => cycle.createCycle(t.db, act(t, 'e2'), wish)],
  [cycle.locked, (t) => inTransaction(t.db, (tx) => cycle.locked(tx, t.id, open))],
  [
    cycle.setState,
    (t) =>
      inTransaction(t.db, async (tx) => {
        const found = await cycle.locked(tx, t.id, draft);
        if (found !== undefined) await cycle.setState(tx, act(t, ''), found, 'draft');
      }),
  ],
  [
    handover.handOver,
    (t) => {
      const wish = { cycleId: open, memberIds: [t.ids.ana], evaluatorId: t.ids.bo, reason: 'away' };
      return handover.handOver(t.db, act(t, 'e3'), wish, []);
    },
  ],
  [
    reviews.saveSelfReview,
    (t) => {
      const own = { ...act(t, 'e4'), actorId: t.ids.ana };
      return reviews.saveSelfReview(t.db, own, { cycleId: open, grade: 3, text: 'mine', now });
    },
  ],
  [
    reviews.saveManagerReview,
    (t) => {
      const review = { cycleId: open, memberId: t.ids.ana, text: 'word', isDone: true, now };
      return reviews.saveManagerReview(t.db, act(t, 'e5'), review);
    },
  ],
  [reviews.reviewTimes, (t) => reviews.reviewTimes(t.db, t.id, open, t.ids.ana)],
  [adjust.adjustmentsOf, (t) => adjust.adjustmentsOf(t.db, t.id, open)],
  [adjust.findAdjustment, (t) => adjust.findAdjustment(t.db, t.id, adjustmentId)],
  [adjust.confirmAdjustment, (t) => adjust.confirmAdjustment(t.db, act(t, 'e6'), adjustmentId, now)],
  [
    adjust.adjust,
    (t) => {
      const other = { cycleId: open, memberId: t.ids.ana, points: 2, reason: 'because of it', now };
      return adjust.adjust(t.db, act(t, 'e7'), other, () => []);
    },
  ],
  [closing.snapshotsOf, (t) => closing.snapshotsOf(t.db, t.id, closed)],
  [closing.snapshotOf, (t) => closing.snapshotOf(t.db, t.id, closed, memberKey)],
  [answer.answersOf, (t) => answer.answersOf(t.db, t.id, closed)],
  [
    answer.saveAnswer,
    (t) => {
      const said = { cycleId: closed, memberId: t.ids.ana, kind: 'comment', text: 'fine' } as const;
      return answer.saveAnswer(t.db, act(t, 'e8'), said, []);
    },
  ],
  [
    closing.closeCycle,
    async (t) => {
      const [members, adjustments] = await Promise.all([
        cycle.membersOfCycle(t.db, t.id, open),
        adjust.adjustmentsOf(t.db, t.id, open),
      ]);
      const print = closing.fingerprint(members, adjustments);
      const wished = { cycleId: open, today, now, fingerprint: print, cards: [] };
      return closing.closeCycle(t.db, act(t, 'e9'), wished, () => []);
    },
  ],
  [closing.fingerprint, async () => closing.fingerprint([], [])],
  [
    cycle.moveCycle,
    (t) => cycle.moveCycle(t.db, act(t, 'e10'), { cycleId: draft, from: 'draft', today }, () => []),
  ],
  [cycle.deleteDraft, (t) => cycle.deleteDraft(t.db, act(t, 'e11'), evaluated.spare)],
];
