import { expect, test } from 'vitest';
import { points } from '../../src/platform/jobs/rules.ts';
import { killedAt, useScene } from './scene.ts';

/** A process is killed between any two of its steps; another one goes on. Each message is there once (reliability.md § 3). */
const scene = useScene();

test.each(points)('killed at "%s": nothing lost, nothing twice', { timeout: 90_000 }, async (point) => {
  const { workspaceId, expected } = await scene().team();
  // So that there is something to look for, and to sweep after.
  const isOfCopies = ['before sweeping', 'swept'].includes(point);
  const isOfDoubt = isOfCopies || ['before looking', 'looked', 'looked up'].includes(point);
  if (isOfDoubt) {
    await scene().fault({ kind: 'fails_after' });
    await scene().process();
    await scene().pass(workspaceId, 120);
    if (isOfCopies) {
      await scene().process();
      await scene().db.client.outbox.updateMany({
        where: { workspaceId, sweepAt: { not: null } },
        data: { sweepAt: new Date(0) },
      });
    }
  }
  const { trial, died } = killedAt(point);
  await scene().process(trial);
  expect(died(), 'the process came there').toBe(true);
  for (let minutes = 0; minutes < 5; minutes += 1) {
    await scene().pass(workspaceId, 130);
    await scene().process();
  }
  expect(scene().verdict(expected)).toEqual([]);
  const open = await scene().db.client.outbox.count({ where: { workspaceId, state: { not: 'sent' } } });
  expect(open).toBe(0);
});
