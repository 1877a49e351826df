import { beforeAll, expect, test } from 'vitest';
import { ask, channelId, control, messagesOf } from '../../sandbox/driver.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { runDue } from '../../src/platform/jobs/run.ts';
import { useOffice } from '../support/office.ts';
import { keepWeekly as keepSchedules } from '../support/weekly.ts';

/** Slack needs a moment until an uploaded picture can be shown; until then it refuses a message that holds it. */
const office = useOffice('2026-11-18T20:00:00Z');
const tick = (at: string) => runDue(office().app.jobs, Temporal.Instant.from(at));

beforeAll(async () => {
  const ana = await office().as('ana');
  await ask(ana, '/log deal with Acme $1,200', channelId(ana, 'general'));
  await keepSchedules(office().db, Temporal.Instant.from('2026-11-18T20:00:00Z'));
  await tick('2026-11-23T01:00:30Z');
});

test('a report whose picture is refused is posted once without it, and the picture follows', async () => {
  const { address, db } = office();
  const channel = channelId(await office().as('ana'), 'general');
  const fault = { kind: 'refused', method: 'chat.postMessage', times: 1, error: 'invalid_blocks', channel };
  await control(address, 'fault', fault);
  await tick('2026-11-23T14:00:10Z');

  const unsent = await db.client.outbox.findMany({ where: { state: { not: 'sent' } } });
  expect(unsent.map(({ key, error }) => `${key} ${error}`)).toEqual([]);
  const ana = await office().as('ana');
  const found = await messagesOf(ana, channelId(ana, 'general'));
  const boards = found.filter((message) => /Leaderboard of team West/.test(message.text));
  expect(boards).toHaveLength(1);
  expect(boards[0]?.blocks.some((block) => block.type === 'image')).toBe(true);
});
