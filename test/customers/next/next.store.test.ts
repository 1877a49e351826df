import { expect, test } from 'vitest';
import { finishNext, plannedOf, setNext, undoNext } from '../../../src/customers/next/store.ts';
import { localDate } from '../../../src/kpi/localDate.ts';
import { Temporal } from '../../../src/kpi/time.ts';
import { freshWorkspaceId, useDb } from '../../support/db.ts';

/** Next follow-ups that come twice, or from two instances at once. */

const db = useDb();
const now = Temporal.Instant.from('2026-11-18T15:00:00Z');
const keys = ['acme', 'acme ltd'];
const wish = (due: string, key = 'acme') => ({
  ...{ key, keys, customer: 'Acme', due: localDate(due), note: '' },
});
const dues = async (workspaceId: string) =>
  (await plannedOf(db(), workspaceId, { memberIds: ['ana'], limit: 9 })).map(({ due }) => due);

async function withAna() {
  const workspaceId = freshWorkspaceId();
  const who = { slackUserId: `U${workspaceId}`, name: 'Ana', tz: 'UTC', locale: 'en' };
  await db().client.member.create({ data: { workspaceId, id: 'ana', ...who } });
  const act = (transportKey: string) => ({ workspaceId, memberId: 'ana', transportKey, now });
  return { workspaceId, act };
}

test('slack.md § 1 one is open for a customer of two names, whatever comes twice or at once', async () => {
  const { workspaceId, act } = await withAna();
  await Promise.all([
    setNext(db(), act('1'), wish('2026-12-03')),
    setNext(db(), act('1'), wish('2026-12-03')),
    setNext(db(), act('2'), wish('2026-12-03', 'acme ltd')),
  ]);
  expect(await dues(workspaceId)).toEqual(['2026-12-03']);
});

test('done is undone once; not where another was set since', async () => {
  const { workspaceId, act } = await withAna();
  const id = (await setNext(db(), act('1'), wish('2026-12-03'))) ?? '';
  expect(await finishNext(db(), act('2'), id)).toBe(true);
  expect(await finishNext(db(), act('3'), id)).toBe(false);
  expect(await undoNext(db(), act('4'), { id, keys }, 'done')).toBe(true);
  expect(await undoNext(db(), act('4'), { id, keys }, 'done')).toBeUndefined();
  expect(await finishNext(db(), act('5'), id)).toBe(true);
  await setNext(db(), act('6'), wish('2026-12-10', 'acme ltd'));
  expect(await undoNext(db(), act('7'), { id, keys }, 'done')).toBe(false);
  expect(await dues(workspaceId)).toEqual(['2026-12-10']);
});
