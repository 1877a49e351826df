import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction } from '../../src/platform/db/index.ts';
import { type Queue, startQueue, type Work } from '../../src/platform/jobs/queue.ts';
import { useDb } from '../support/db.ts';
import { silentLog } from '../support/log.ts';

/** The queue on either database: wake-ups come, together with the change that they belong to or not at all, to one of several instances. */
const db = useDb();
const taken: [string, Work][] = [];
let queues: Queue[];

beforeAll(async () => {
  const instance = (name: string) =>
    startQueue(db(), silentLog, (work) => Promise.resolve(void taken.push([name, work])));
  queues = [await instance('one'), await instance('two')];
});
afterAll(async () => {
  for (const queue of queues) await queue.stop();
});
const first = (): Queue => {
  const [queue] = queues;
  if (queue === undefined) throw new Error('no queue');
  return queue;
};

test('a wake-up reaches one worker', async () => {
  taken.length = 0;
  await first().wake('plan');
  await expect.poll(() => taken.map(([, work]) => work)).toEqual(['plan']);
});

test('in a transaction it comes with the change, and where that is rolled back it does not come', {
  timeout: 40_000,
}, async () => {
  taken.length = 0;
  const rolledBack = inTransaction(db(), async (tx) => {
    await first().wake('build', tx);
    throw new Error('no');
  });
  await expect(rolledBack).rejects.toThrow('no');
  const start = performance.now();
  await inTransaction(db(), async (tx) => {
    await tx.delivery.create({ data: { workspaceId: 'TQ', key: `${start}` } });
    await first().wake('send', tx);
  });
  // Nothing else is asked of the database while the transaction is open: on the single session that would wait for itself.
  expect(performance.now() - start).toBeLessThan(5_000);
  await expect.poll(() => taken.map(([, work]) => work)).toEqual(['send']);
  await sleep(1_000);
  expect(taken.map(([, work]) => work)).toEqual(['send']);
});

test('however many ask for the same, one waits', async () => {
  taken.length = 0;
  await Promise.all(Array.from({ length: 20 }, () => first().wake('plan')));
  await expect.poll(() => taken.length).toBeGreaterThan(0);
  expect(taken.length).toBeLessThanOrEqual(3);
});
