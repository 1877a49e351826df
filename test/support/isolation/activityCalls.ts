import { expect } from 'vitest';
import * as facts from '../../../src/activities/facts/store.ts';
import * as grading from '../../../src/activities/grading/store.ts';
import * as raters from '../../../src/activities/grading/writing/store.ts';
import * as known from '../../../src/activities/import/store.ts';
import * as ledger from '../../../src/activities/ledger/store.ts';
import * as lookback from '../../../src/activities/lookback/store.ts';
import * as rollup from '../../../src/activities/rollup/store.ts';
import * as samples from '../../../src/activities/samples/store.ts';
import * as activities from '../../../src/activities/store.ts';
import { factsLeaving } from '../../../src/activities/table/leaving/store.ts';
import * as tables from '../../../src/activities/table/store.ts';
import * as trust from '../../../src/activities/trust/store.ts';
import * as transfer from '../../../src/transfer/store.ts';
import { act, type Calls } from './calls.ts';
import { now, ratingBy, type Twins, today, week, what } from './twins.ts';

const piece = (t: Twins) => ({ batchId: t.batchId, line: 1 });

const importAct = (t: Twins) => ({ workspaceId: t.id, actorId: t.ids.maya, importId: 'import-1' });
const importedRow = (t: Twins) => ({
  ...{ row: 5, memberId: t.ids.bo, externalId: 'row:5', what: { ...what(100n), ref: 'A-2' } },
});

/** Tables that are imported and leave. */
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
  [transfer.sayOfImport, (t) => transfer.sayOfImport(t.db, t.id, 'import-0', {}, 'i3')],
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

/** What was logged. */
export const activityCalls: Calls = [
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
  [lookback.sumWeeks, (t) => lookback.sumWeeks(t.db, t.id, { range: week, memberIds: [t.ids.ana] })],
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
  ...ofTables,
];
