import { expect, test } from 'vitest';
import { startTicker } from '../../src/platform/tick.ts';
import { silentLog } from '../support/log.ts';

/** The tick that does the minute's work. */
test('comes at the start and again and again, never twice at once, and after work that failed', async () => {
  let [begun, underWay, most] = [0, 0, 0];
  const again = Promise.withResolvers<void>();
  const ticker = startTicker(
    async () => {
      begun += 1;
      underWay += 1;
      most = Math.max(most, underWay);
      if (begun === 4) again.resolve();
      await Promise.resolve();
      underWay -= 1;
      if (begun === 2) throw new Error('the database is away');
    },
    silentLog,
    5,
  );
  await again.promise;
  await ticker.stop();
  expect(most).toBe(1);
  const atTheEnd = begun;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(begun).toBe(atTheEnd);
});
