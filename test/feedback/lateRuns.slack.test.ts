import { expect, test } from 'vitest';
import { ask, channelId, directMessage, messagesOf } from '../../sandbox/driver.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { runDue } from '../../src/platform/jobs/run.ts';
import { textsOf, useOffice } from '../support/office.ts';
import { keepWeekly } from '../support/weekly.ts';

/** Two Mondays, 09:00 in New York: what came in late between them moves the week that was reported, and the second report says so. */
const office = useOffice('2026-11-18T20:00:00Z');

test('P-05 two calls entered late: reported as 12, then “Calls +2, 14 instead of 12”', async () => {
  const { db, app, setNow } = office();
  const ana = await office().as('ana');
  const says = (line: string) => ask(ana, line, channelId(ana, 'general'));
  const reported = async (week: RegExp): Promise<string> => {
    const all = await messagesOf(ana, await directMessage(ana));
    return all.map(({ blocks }) => textsOf(blocks)).find((text) => week.test(text)) ?? '';
  };
  await keepWeekly(db, Temporal.Instant.from('2026-11-18T20:00:00Z'));
  await says('/goal set calls 20 weekly');
  await says('/log 12 calls');
  // The target began on Wednesday: three of five days ask for 20 × 3 ÷ 5 = 12.
  await runDue(app.jobs, Temporal.Instant.from('2026-11-23T14:00:30Z'));
  expect(await reported(/Your week, Nov 16/)).toMatch(/Calls\*\s+12 of 12/);

  setNow('2026-11-24T15:00:00Z');
  await says('/log 2 calls on:2026-11-19');
  await says('/log 21 calls');
  await runDue(app.jobs, Temporal.Instant.from('2026-11-30T14:00:30Z'));
  const next = await reported(/Your week, Nov 23/);
  expect(next).toMatch(/Calls\*\s+21 of 20[^\n]*14 the week before/);
  expect(next).toContain(
    'Since the last report one entry of that week came in late or was changed: Calls +2, 14 instead of 12.',
  );
});
