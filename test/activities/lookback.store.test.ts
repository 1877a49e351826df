import { expect, test } from 'vitest';
import { firstDates, sumSpans, sumWeeks } from '../../src/activities/lookback/store.ts';
import { readRollup, record, undo } from '../../src/activities/store.ts';
import { addDays, contains, type LocalDate, localDate } from '../../src/kpi/localDate.ts';
import { type RollupRow, tally } from '../../src/kpi/tally.ts';
import { calls, revenue } from '../kpi/fixtures.ts';
import { freshWorkspaceId, useDb } from '../support/db.ts';
import { activity } from './samples.ts';

/** T-07, C-02: what the database adds up over many spans is what the single days add up to. */

const db = useDb();
/** A Monday. */
const monday = localDate('2026-10-05');
const range = { from: monday, to: addDays(monday, 28) };

/** Four weeks of two people: every other day calls, every fifth a deal, one of them from the second week on; one entry is taken back. */
async function fourWeeks(): Promise<string> {
  const workspaceId = freshWorkspaceId();
  for (const [memberId, first] of [
    ['ana', 0],
    ['bo', 9],
  ] as const)
    for (let day: number = first; day < 28; day += 2) {
      const lines = [
        activity({ localDate: addDays(monday, day), quantity: BigInt(100 + 100 * day) }),
        ...(day % 5 === 0
          ? [
              activity({
                ...{ localDate: addDays(monday, day), typeKey: 'deal', channel: 'fair' },
                amount: BigInt(day * 1_000),
              }),
            ]
          : []),
      ];
      const batch = { workspaceId, actorId: memberId, memberId, origin: 'slash', lines } as const;
      await record(db(), { ...batch, transportKey: `${memberId}:${day}` });
      if (day === 10) await record(db(), { ...batch, transportKey: `${memberId}:again` });
    }
  const lines = [activity({ localDate: monday })];
  const early = { workspaceId, actorId: 'bo', memberId: 'bo', origin: 'slash', lines } as const;
  const recorded = await record(db(), { ...early, transportKey: 'early' });
  const [taken] = recorded.activities;
  await undo(db(), {
    ...{ workspaceId, actorId: 'bo', transportKey: 'undo', batchId: taken?.batchId ?? '' },
  });
  return workspaceId;
}

const totals = (rows: readonly RollupRow[], memberId: string, from: LocalDate, to: LocalDate) => {
  const own = rows.filter((row) => row.memberId === memberId && contains({ from, to }, row.date));
  return [tally(calls(), own), tally(revenue(), own)];
};

test('spans and weeks add up to the days, also where they are read in many parts', async () => {
  const workspaceId = await fourWeeks();
  const days = await readRollup(db(), workspaceId, { range });
  // More spans than are read at once, most of them long before anything: the rows still belong to their own.
  const old = Array.from({ length: 5_500 }, (_, day) => ({
    memberId: 'ana',
    range: { from: addDays(monday, -6_000 + day), to: addDays(monday, -5_999 + day) },
  }));
  const cuts = [0, 3, 11, 28].map((day) => addDays(monday, day));
  const spans = ['ana', 'bo'].flatMap((memberId) =>
    cuts.slice(1).map((to, at) => ({ memberId, range: { from: cuts[at] ?? to, to } })),
  );
  const summed = await sumSpans(db(), workspaceId, [...old, ...spans]);
  for (const { memberId, range: span } of spans) {
    expect(totals(summed, memberId, span.from, span.to)).toEqual(totals(days, memberId, span.from, span.to));
    expect(summed.filter((row) => row.memberId === memberId && contains(span, row.date))).toSatisfy(
      (rows: RollupRow[]) => rows.every(({ date }) => date === span.from),
    );
  }
  expect(summed.map(({ date }) => date).every((date) => date >= monday)).toBe(true);
  const callsAlone = await sumSpans(db(), workspaceId, spans, ['call']);
  expect(new Set(callsAlone.map((row) => row.activityType))).toEqual(new Set(['call']));

  const weeks = await sumWeeks(db(), workspaceId, { range, memberIds: ['ana', 'bo', 'nobody'] });
  for (const memberId of ['ana', 'bo'])
    for (let week = 0; week < 4; week += 1) {
      const [from, to] = [addDays(monday, 7 * week), addDays(monday, 7 * week + 7)];
      expect(totals(weeks.rows, memberId, from, to)).toEqual(totals(days, memberId, from, to));
    }
  // An entry that was taken back is no beginning.
  expect(weeks.begun).toEqual(
    new Map([
      ['ana', monday],
      ['bo', addDays(monday, 9)],
    ]),
  );
  const dealsAlone = await sumWeeks(db(), workspaceId, {
    range,
    memberIds: ['ana', 'bo'],
    sources: ['deal'],
  });
  expect(new Set(dealsAlone.rows.map((row) => row.activityType))).toEqual(new Set(['deal']));
  // When somebody began to log does not depend on what is asked for.
  expect(dealsAlone.begun).toEqual(weeks.begun);
});

test('a first date may be asked for within some dates alone', async () => {
  const workspaceId = await fourWeeks();
  expect(await firstDates(db(), workspaceId, ['ana', 'bo'])).toEqual(
    new Map([
      ['ana', monday],
      ['bo', addDays(monday, 9)],
    ]),
  );
  const later = { from: addDays(monday, 7), to: addDays(monday, 9) };
  expect(await firstDates(db(), workspaceId, ['ana', 'bo'], later)).toEqual(
    new Map([['ana', addDays(monday, 8)]]),
  );
});
