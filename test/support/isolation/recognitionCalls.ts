import { addDays } from '../../../src/kpi/localDate.ts';
import { earned } from '../../../src/recognition/badges/badge.ts';
import * as badges from '../../../src/recognition/badges/store.ts';
import * as giving from '../../../src/recognition/giving/store.ts';
import * as recognition from '../../../src/recognition/store.ts';
import * as values from '../../../src/recognition/values/store.ts';
import { READY_VALUES } from '../../../src/recognition/values/values.ts';
import * as requests from '../../../src/workspace/privacy/data/request/store.ts';
import * as data from '../../../src/workspace/privacy/data/store.ts';
import * as erasing from '../../../src/workspace/privacy/erasing/store.ts';
import type { Calls } from './calls.ts';
import { now, type Twins, today } from './twins.ts';

const act = (t: Twins, key: string) => ({ workspaceId: t.id, actorId: t.ids.ana, transportKey: key });
const range = { from: today, to: addDays(today, 30) };
const thanks = (t: Twins) => ({
  ...{ workspaceId: t.id, giverId: t.ids.ana, receiverIds: [t.ids.bo], reason: 'a good word', channel: null },
  ...{ valueKey: 'teamwork', today, now, transportKey: 'kudos:1' },
});

const log = earned({ from: today, to: addDays(today, 1) }, { kind: 'first-log' });

const whose = (t: Twins) => ({ workspaceId: t.id, memberId: t.ids.ana, slackUserId: 'UANA' });
const asked = (t: Twins) => ({ ...whose(t), localDate: today, tries: 1, channel: 'D1', ts: '1' });
const called = (number: number) => `Former member ${number}`;

/** Thanks, values and badges; a person's own data, and their erasure, after which nobody else is asked for. */
export const recognitionCalls: Calls = [
  [giving.giveKudos, (t) => giving.giveKudos(t.db, thanks(t), () => [])],
  [giving.givenOn, (t) => giving.givenOn(t.db.client, t.id, t.ids.ana, today)],
  [giving.lastGiven, (t) => giving.lastGiven(t.db, t.id, t.ids.ana)],
  [giving.undoKudos, (t) => giving.undoKudos(t.db, act(t, 'kudos:2'), t.kudosBatchId, now)],
  [giving.uncleared, (t) => giving.uncleared(t.db, now, { workspaceId: t.id, batchId: t.kudosBatchId })],
  [giving.markCleared, (t) => giving.markCleared(t.db, t.id, t.kudosBatchId, now)],
  [giving.noticeKeys, async (t) => giving.noticeKeys(t.kudosBatchId)],
  [badges.badgesOf, (t) => badges.badgesOf(t.db, t.id, t.ids.ana)],
  [badges.badgesIn, (t) => badges.badgesIn(t.db, t.id, { range })],
  [
    badges.changeBadges,
    (t) => badges.changeBadges(t.db, whose(t), { grant: [log], withdraw: [log.key] }, now),
  ],
  [badges.badgesLooked, (t) => badges.badgesLooked(t.db, t.id, t.ids.ana, { next: now, lookedTo: today })],
  [recognition.kudosIn, (t) => recognition.kudosIn(t.db, t.id, { range })],
  [recognition.countedThanks, (t) => recognition.countedThanks(t.db, t.id, range)],
  [recognition.pairsSince, (t) => recognition.pairsSince(t.db, t.id, today, 90)],
  [values.readValues, (t) => values.readValues(t.db, t.id)],
  [values.saveValues, (t) => values.saveValues(t.db, act(t, 'values:1'), READY_VALUES, READY_VALUES)],
  [values.valuesBefore, (t) => values.valuesBefore(t.db, t.id, t.valuesChangeId)],
  [data.readOwn, (t) => data.readOwn(t.db, whose(t))],
  [data.namesOf, (t) => data.namesOf(t.db, t.id)],
  [requests.requestData, (t) => requests.requestData(t.db, whose(t), addDays(today, 1))],
  [requests.touchRequest, (t) => requests.touchRequest(t.db, asked(t))],
  [requests.endRequest, (t) => requests.endRequest(t.db, asked(t), 'failed')],
  [erasing.identityOf, (t) => erasing.identityOf(t.db, t.id, t.ids.ana)],
  [
    erasing.erasePerson,
    (t) =>
      erasing.erasePerson(t.db, { ...act(t, 'erase:1'), actorId: t.ids.maya }, t.ids.ana, {
        aliases: [],
        called,
      }),
  ],
];
