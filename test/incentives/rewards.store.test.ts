import { describe, expect, test } from 'vitest';
import { saveReward, setRewardBudget } from '../../src/incentives/rewards/edit/store.ts';
import { creditOf, type RewardItem, refusalOf, stockAfter } from '../../src/incentives/rewards/reward.ts';
import {
  budgetIn,
  chooseReward,
  findReward,
  givePoints,
  moveOrder,
  ordersOf,
} from '../../src/incentives/rewards/store.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { freshWorkspaceId, useDb } from '../support/db.ts';

/** B-08: what can be chosen is bounded by points, stock and budget, however many choose at the same moment. */
const db = useDb();
const now = Temporal.Instant.from('2026-11-20T15:00:00Z');
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** A catalogue with one thing, and so many points for each of so many people. */
async function shop(given: {
  stock: number | null;
  minor: bigint;
  points: number;
  people: number;
  each: number;
}) {
  const workspaceId = freshWorkspaceId();
  let acts = 0;
  const act = (actorId: string) => {
    acts += 1;
    return { workspaceId, actorId, transportKey: `act:${acts}` };
  };
  const what = { name: 'A book', kind: 'gift', description: '', currency: 'USD', isOffered: true } as const;
  const { points, minor, stock } = given;
  await saveReward(db(), act('boss'), { id: 'book', ...what, points, minor, stock, seenStock: null });
  for (const memberId of times(given.people, (index) => `m${index}`))
    await givePoints(db(), act('boss'), { memberId, points: given.each, reason: 'for the fair', now }, []);
  const choose = (memberId: string) => {
    const wish = { itemId: 'book', currency: 'USD', periodKey: '2026-Q4', now };
    return chooseReward(db(), act(memberId), wish, () => []);
  };
  const all = () => ordersOf(db(), workspaceId, { states: ['waiting', 'approved', 'given'] });
  return {
    workspaceId,
    act,
    choose,
    all,
    left: async () => (await findReward(db(), workspaceId, 'book'))?.stock,
  };
}

const kindsOf = (done: readonly { kind: string }[]) =>
  Object.fromEntries([...Map.groupBy(done, ({ kind }) => kind)].map(([kind, own]) => [kind, own.length]));

describe('twelve at the same moment', () => {
  test('B-08 three are left: three get one, nine are told, and stock is 0', async () => {
    const { choose, left, all } = await shop({ stock: 3, minor: 0n, points: 10, people: 12, each: 10 });
    const done = await Promise.all(times(12, (index) => choose(`m${index}`)));
    expect(kindsOf(done)).toEqual({ chosen: 3, 'none left': 9 });
    expect([await left(), (await all()).length]).toEqual([0, 3]);
  });

  test('B-08 a budget of $100 of things for $30: three, and $90 is taken', async () => {
    const { choose, act, workspaceId } = await shop({
      stock: null,
      minor: 3000n,
      points: 10,
      people: 12,
      each: 10,
    });
    await setRewardBudget(db(), act('boss'), { minor: 10_000n, currency: 'USD' });
    const done = await Promise.all(times(12, (index) => choose(`m${index}`)));
    expect(kindsOf(done)).toEqual({ chosen: 3, 'over budget': 9 });
    expect((await budgetIn(db(), workspaceId, '2026-Q4', 'USD')).spent).toBe(9000n);
    // Another quarter has its own.
    expect((await budgetIn(db(), workspaceId, '2027-Q1', 'USD')).spent).toBe(0n);
  });

  test('B-08 one person with 45 points of things for 10: four, and 5 points are left', async () => {
    const { choose } = await shop({ stock: null, minor: 0n, points: 10, people: 1, each: 45 });
    const done = await Promise.all(times(12, () => choose('m0')));
    expect(kindsOf(done)).toEqual({ chosen: 4, 'too few points': 8 });
    expect(
      done.flatMap((one) => (one.kind === 'chosen' ? [one.credit] : [])).toSorted((a, b) => a - b),
    ).toEqual([5, 15, 25, 35]);
  });

  test('B-08 declined and taken back at once: stock and points come back once', async () => {
    const { choose, left, act, all } = await shop({ stock: 1, minor: 0n, points: 10, people: 1, each: 10 });
    const chosen = await choose('m0');
    if (chosen.kind !== 'chosen') throw new Error(chosen.kind);
    const { id } = chosen.order;
    const moves = times(12, (index) => {
      const to = index % 2 === 0 ? 'cancelled' : 'declined';
      return moveOrder(db(), act('boss'), { id, to, now }, []);
    });
    expect(kindsOf(await Promise.all(moves))).toEqual({ moved: 1, decided: 11 });
    expect([await left(), await all()]).toEqual([1, []]);
    expect((await choose('m0')).kind).toBe('chosen');
  });
});

test('B-08 the same act twice gives, takes and saves once', async () => {
  const { workspaceId, left } = await shop({ stock: 5, minor: 0n, points: 10, people: 1, each: 30 });
  const same = { workspaceId, actorId: 'm0', transportKey: 'trigger:1' };
  const wish = { itemId: 'book', currency: 'USD', periodKey: '2026-Q4', now };
  const done = await Promise.all([1, 2].map(() => chooseReward(db(), same, wish, () => [])));
  expect(kindsOf(done)).toEqual({ chosen: 1, repeated: 1 });
  expect(await left()).toBe(4);
});

test('B-08 what was taken while the form was open is not put back by saving it', async () => {
  const { choose, act, left } = await shop({ stock: 3, minor: 0n, points: 10, people: 1, each: 10 });
  await choose('m0');
  const what = { name: 'A book', kind: 'gift', description: '', currency: 'USD', isOffered: true } as const;
  // The form showed 3, the administrator bought two more and typed 5; one is gone in the meantime.
  await saveReward(db(), act('boss'), { id: 'book', ...what, points: 10, minor: 0n, stock: 5, seenStock: 3 });
  expect(await left()).toBe(4);
  expect([stockAfter(1, 3, 0), stockAfter(2, 3, null), stockAfter(null, null, 7)]).toEqual([0, null, 7]);
});

test('B-08 points: 50 and 20 given, 30 approved, 10 declined, 15 taken back → 40', () => {
  const order = (points: number, state: 'approved' | 'declined' | 'cancelled') => ({ points, state });
  const orders = [order(30, 'approved'), order(10, 'declined'), order(15, 'cancelled')];
  expect(creditOf([{ points: 50 }, { points: 20 }], orders)).toBe(40);
});

test('B-08, M-05 a price in the currency that the workspace had before is no price', () => {
  const item: RewardItem = {
    ...{ id: 'x', name: 'x', description: '', points: 1, minor: 500n, currency: 'EUR' },
    kind: 'gift',
    ...{ stock: null, isOffered: true },
  };
  const facts = { credit: 10, budget: null, currency: 'USD' };
  expect(refusalOf(item, facts)?.kind).toBe('not offered');
  expect(refusalOf({ ...item, minor: 0n }, facts)).toBeUndefined();
});

test('B-08 the database refuses less than nothing in stock', async () => {
  const { workspaceId } = await shop({ stock: 0, minor: 0n, points: 1, people: 0, each: 0 });
  const below = db().client.rewardItem.updateMany({ where: { workspaceId }, data: { stock: -1 } });
  await expect(below).rejects.toThrow(/reward_item_check/);
});
