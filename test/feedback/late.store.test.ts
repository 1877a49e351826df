import { expect, test } from 'vitest';
import { listChangedAfter } from '../../src/activities/facts/store.ts';
import { edit, record, undo } from '../../src/activities/store.ts';
import { localDate } from '../../src/kpi/localDate.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { activity } from '../activities/samples.ts';
import { freshWorkspaceId, useDb } from '../support/db.ts';

/** What was entered, changed or taken back after an instant, from the facts of a real database. */

const db = useDb();
const range = { from: localDate('2026-11-09'), to: localDate('2026-11-16') };
const on = localDate('2026-11-10');

test('P-05 entries after a report: one added, one edited (taken and put), one undone; what stood before and other weeks are not among them', async () => {
  const workspaceId = freshWorkspaceId();
  const ana = { workspaceId, actorId: 'ana', memberId: 'ana', origin: 'slash' as const };
  const calls = (quantity: bigint, localDate = on) =>
    activity({ typeKey: 'call', quantity, localDate, shares: null });
  const lines = [calls(1000n), calls(500n), calls(300n)];
  const first = await record(db(), { ...ana, transportKey: 'before', lines });
  const [kept, edited, undone] = first.activities;
  if (kept === undefined || edited === undefined || undone === undefined) throw new Error('not recorded');
  const after = kept.recordedAt.add({ milliseconds: 1 });
  await expect.poll(() => Temporal.Instant.compare(Temporal.Now.instant(), after)).toBe(1);

  await record(db(), {
    ...{ ...ana, transportKey: 'late' },
    lines: [calls(200n), calls(900n, localDate('2026-11-17'))],
  });
  await edit(db(), { ...ana, activityId: edited.id, transportKey: 'edit', what: calls(600n) });
  await undo(db(), { ...ana, activityId: undone.id, transportKey: 'undo' });

  const query = { range, memberIds: ['ana'], types: ['call'], after };
  const found = await listChangedAfter(db(), workspaceId, query);
  const seen = found.map(({ fact, isTaken }) => [isTaken, fact.quantity]);
  expect(seen).toHaveLength(4);
  // 5 → 6 by the edit, 3 taken back, 2 added: 18 − 5 + 6 − 3 + 2 = 18 calls, by three entries.
  expect(seen).toEqual(
    expect.arrayContaining([
      [true, 500n],
      [false, 600n],
      [true, 300n],
      [false, 200n],
    ]),
  );
  expect(new Set(found.map(({ fact }) => `${fact.batchId}-${fact.line}`)).size).toBe(3);
  expect(await listChangedAfter(db(), workspaceId, { ...query, memberIds: ['bo'] })).toEqual([]);
});
