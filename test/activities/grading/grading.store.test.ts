import { describe, expect, it } from 'vitest';
import type { Shares } from '../../../src/activities/activity.ts';
import { listWaiting, type Piece, ratingsOf } from '../../../src/activities/grading/store.ts';
import { askRaters, rate, unrate } from '../../../src/activities/grading/writing/store.ts';
import { samplesNeeded } from '../../../src/activities/samples/need.ts';
import { readSamples } from '../../../src/activities/samples/store.ts';
import { edit, record, undo } from '../../../src/activities/store.ts';
import { localDate } from '../../../src/kpi/localDate.ts';
import { freshWorkspaceId, useDb } from '../../support/db.ts';
import { activity } from '../samples.ts';

/** M-01: grades of several raters on a real database: each act once, nothing overwritten, and what the metric reads. */
const db = useDb();
const range = { from: localDate('2026-01-01'), to: localDate('2027-01-01') };
const quality = {
  ...({ key: 'quality', kind: 'average', unit: 'rating', direction: 'higher', nature: 'quality' } as const),
  ...{ prorated: false, source: { filter: { activityType: ['report'] } } },
};
let keys = 0;
const key = () => {
  keys += 1;
  return `grading-${keys}`;
};

async function report(ws: string, raterIds: string[], shares: Shares | null = null) {
  const { activities } = await record(db(), {
    ...{ workspaceId: ws, actorId: 'ana', memberId: 'ana', transportKey: key(), origin: 'slash' },
    lines: [activity({ typeKey: 'report', shares })],
  });
  const [fact] = activities;
  if (fact === undefined) throw new Error('not recorded');
  const { batchId, line } = fact;
  await askRaters(db(), { workspaceId: ws, actorId: 'boss', transportKey: key(), raterIds, batchId, line });
  return fact;
}
const give = (ws: string, raterId: string, { batchId, line }: Piece, grade: number, transportKey = key()) =>
  rate(db(), {
    ...{ workspaceId: ws, raterId, batchId, line, transportKey, typeKey: 'report', comment: '' },
    ...{ grades: [{ en: 'Insight', zh: '洞察', weight: 100, grade }], needed: 2, scale: 5 },
  });
/** What the average of reports reads, in thousandths. */
async function readings(ws: string): Promise<(bigint | undefined)[]> {
  const need = samplesNeeded([quality]);
  const rows = need === undefined ? [] : await readSamples(db(), ws, need, { range });
  return rows.map((row) => row.sample?.rating);
}

describe('grades of several raters', () => {
  it('M-01, M-03 count from the second rater on; the same act again, or five at once, has one effect', async () => {
    const ws = freshWorkspaceId();
    const piece = await report(ws, ['bo', 'cy']);
    const once = key();
    const many = await Promise.all(Array.from({ length: 5 }, () => give(ws, 'bo', piece, 4, once)));
    expect(many.filter((one) => one.status === 'rated')).toHaveLength(1);
    expect(await readings(ws)).toEqual([undefined]);
    expect(await give(ws, 'cy', piece, 3)).toMatchObject({ status: 'rated', raters: 2, isAgain: false });
    // (4 + 3) ÷ 2.
    expect(await readings(ws)).toEqual([3500n]);
    expect(await ratingsOf(db(), ws, [piece])).toHaveLength(2);
  });

  it('M-01 of two raters at the same moment exactly one is the second', async () => {
    const ws = freshWorkspaceId();
    const piece = await report(ws, ['bo', 'cy']);
    const both = await Promise.all([give(ws, 'bo', piece, 4), give(ws, 'cy', piece, 5)]);
    expect(both.map((one) => (one.status === 'rated' ? one.raters : 0)).toSorted((a, b) => a - b)).toEqual([
      1, 2,
    ]);
  });

  it('M-01 the newest of a rater counts; taken back, the one before does; nobody takes back another’s', async () => {
    const ws = freshWorkspaceId();
    const piece = await report(ws, ['bo', 'cy']);
    await give(ws, 'bo', piece, 2);
    await give(ws, 'cy', piece, 4);
    const again = await give(ws, 'bo', piece, 5);
    expect(await readings(ws)).toEqual([4500n]);
    const ratingId = again.status === 'rated' ? again.ratingId : '';
    const act = { workspaceId: ws, ratingId };
    expect(await unrate(db(), { ...act, raterId: 'cy', transportKey: key() })).toBe(false);
    expect(await unrate(db(), { ...act, raterId: 'bo', transportKey: key() })).toBe(true);
    expect(await readings(ws)).toEqual([3000n]);
    expect(await unrate(db(), { ...act, raterId: 'bo', transportKey: key() })).toBe(false);
    expect(await db().client.rubricRating.count({ where: { workspaceId: ws } })).toBe(4);
    await expect(db().client.rubricRating.deleteMany({ where: { workspaceId: ws } })).rejects.toThrow();
  });

  it('M-01 whoever is not asked, or shares in it, rates nothing; an undone piece waits for nobody', async () => {
    const ws = freshWorkspaceId();
    const piece = await report(ws, ['bo', 'eve'], { ana: 50, eve: 50 });
    expect(await give(ws, 'stranger', piece, 5)).toEqual({ status: 'gone' });
    expect(await give(ws, 'eve', piece, 5)).toEqual({ status: 'gone' });
    expect(await listWaiting(db(), ws, 'bo', 10)).toHaveLength(1);
    await undo(db(), { workspaceId: ws, actorId: 'ana', transportKey: key(), batchId: piece.batchId });
    expect(await listWaiting(db(), ws, 'bo', 10)).toEqual([]);
    expect(await give(ws, 'bo', piece, 5)).toEqual({ status: 'gone' });
  });

  it('M-01 an edit keeps the grades; a rater who has rated stays asked', async () => {
    const ws = freshWorkspaceId();
    const piece = await report(ws, ['bo', 'cy']);
    await give(ws, 'bo', piece, 4);
    await give(ws, 'cy', piece, 4);
    const { batchId, line } = piece;
    await askRaters(db(), {
      ...{ workspaceId: ws, actorId: 'boss', transportKey: key(), raterIds: ['di'], batchId, line },
    });
    expect(await db().client.ratingRequest.count({ where: { workspaceId: ws } })).toBe(3);
    await edit(db(), {
      ...{ workspaceId: ws, actorId: 'ana', activityId: piece.id, transportKey: key() },
      what: activity({ typeKey: 'report', note: 'second draft' }),
    });
    expect(await readings(ws)).toEqual([4000n]);
  });
});
