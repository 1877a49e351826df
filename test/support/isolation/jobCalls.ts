import { expect } from 'vitest';
import * as inbox from '../../../src/platform/bolt/inbox.ts';
import * as asking from '../../../src/platform/jobs/asking.ts';
import * as choosing from '../../../src/platform/jobs/choices.ts';
import * as demand from '../../../src/platform/jobs/demand.ts';
import * as doubt from '../../../src/platform/jobs/doubt.ts';
import * as ending from '../../../src/platform/jobs/ending.ts';
import * as outbox from '../../../src/platform/jobs/outbox.ts';
import * as standing from '../../../src/platform/jobs/overview.ts';
import * as resume from '../../../src/platform/jobs/resume.ts';
import * as jobs from '../../../src/platform/jobs/store.ts';
import * as untold from '../../../src/platform/jobs/untold.ts';
import * as once from '../../../src/platform/once.ts';
import { type Calls, inTx } from './calls.ts';
import { now, type Twins } from './twins.ts';

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

/** Reports and what carries them. */
export const jobCalls: Calls = [
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
  [outbox.leftOf, (t) => outbox.leftOf(t.db, t.id, ['report']).then((found) => [...found])],
  [outbox.isDone, (t) => outbox.isDone(t.db, t.id, t.run.id)],
  [outbox.messagesOf, (t) => outbox.messagesOf(t.db, t.id, t.run.id)],
  [outbox.holdWorkspace, (t) => outbox.holdWorkspace(t.db, t.id, 60_000)],
  [untold.markTold, (t) => inTx(t, (tx) => untold.markTold(tx, t.id, [t.outboxId]))],
  [untold.runInTrouble, (t) => untold.runInTrouble(t.db, t.id, t.run.id)],
  [resume.resumeWork, (t) => inTx(t, (tx) => resume.resumeWork(tx, t.id, now.add({ hours: 24 * 30 })))],
  [once.isFirst, (t) => once.isFirst(t.db, t.id, 'trigger:3')],
  [once.takeOnce, (t) => inTx(t, (tx) => once.takeOnce(tx, t.id, 'trigger:1'))],
  [once.wasTaken, (t) => once.wasTaken(t.db, t.id, 'trigger:1')],
  [once.isCopy, (t) => once.isCopy(t.db, t.id, 'trigger:1')],
  [inbox.keepEvent, (t) => inbox.keepEvent(t.db, event(t))],
  [inbox.claimEvent, (t) => inbox.claimEvent(t.db, event(t))],
  [inbox.postponeEvent, (t) => inbox.postponeEvent(t.db, { ...event(t), attempt: 1 }, 'x')],
  [inbox.finishEvent, (t) => inbox.finishEvent(t.db, { ...event(t), attempt: 1 })],
];
