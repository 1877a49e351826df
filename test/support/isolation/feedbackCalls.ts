import * as odd from '../../../src/activities/odd/store.ts';
import * as waiting from '../../../src/activities/waiting/store.ts';
import * as checkin from '../../../src/feedback/checkin/store.ts';
import { DEFAULT_PREFERENCE } from '../../../src/feedback/nudges/nudge.ts';
import * as nudges from '../../../src/feedback/nudges/store.ts';
import { localDate } from '../../../src/kpi/localDate.ts';
import { inTransaction } from '../../../src/platform/db/index.ts';
import * as deadlines from '../../../src/platform/jobs/deadlines.ts';
import { firstSent } from '../../../src/platform/jobs/firstSent.ts';
import * as closed from '../../../src/workspace/closed/store.ts';
import { key } from '../../goals/given.ts';
import { act, type Calls, inTx } from './calls.ts';
import { now, oddOne, type Twins, today, week } from './twins.ts';

const lastCentury = {
  ...{ id: 'period:1990', name: '1990' },
  range: { from: localDate('1990-01-01'), to: localDate('1991-01-01') },
};

const said = (t: Twins) => ({
  ...{ memberId: t.ids.ana, week: key('2026-W47'), metricKey: 'revenue', periodKey: key('2026-11'), sure: 4 },
});

/** What people say of themselves and are told, and closed dates. */
export const feedbackCalls: Calls = [
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
  [
    deadlines.reportDueLast,
    (t) => deadlines.reportDueLast(t.db, { workspaceId: t.id, teamId: t.ids.west }, 'weekly-feedback'),
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
  [nudges.forgetUnsent, (t) => nudges.forgetUnsent(t.db, t.id, t.ids.ana)],
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
