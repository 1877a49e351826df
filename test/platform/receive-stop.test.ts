import { beforeAll, expect, test } from 'vitest';
import { channelId, command, type Driver } from '../../sandbox/driver.ts';
import { listRecent } from '../../src/activities/store.ts';
import { useOffice } from '../support/office.ts';

const office = useOffice('2026-11-18T20:00:00Z');
let ana: Driver;
let general: string;

beforeAll(async () => {
  ana = await office().as('ana');
  general = channelId(ana, 'general');
});

test('a stop while a command is under way answers it first, then closes the socket', async () => {
  const { world } = office().sandbox;
  world.faults.add({ kind: 'slow_before', method: 'response_url', ms: 1_200 });
  expect(await command(ana, '/log 1 call note:late', general)).toMatchObject({ ok: true });
  expect(ana.seen.ephemerals).toEqual([]);
  await office().app.stop();
  expect(world.link.connections()).toBe(0);
  expect(ana.seen.ephemerals.map(({ text }) => text)).toEqual([expect.stringMatching(/1 call/)]);
  const { db, workspaceId, memberIds } = office();
  expect((await listRecent(db, workspaceId, memberIds.ana, 5)).map(({ note }) => note)).toEqual(['late']);
  expect((await office().app.health.report()).ready).toBe(false);
  expect(ana.seen.notices).toEqual([]);
});
