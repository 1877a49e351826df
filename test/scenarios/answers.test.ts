import { beforeEach, expect, test } from 'vitest';
import { ask, channelId, command, control, type Driver } from '../../sandbox/driver.ts';
import { eventually, hears } from '../support/hear.ts';
import { useOffice } from '../support/office.ts';

/** A command is never left without an answer, however much Slack has to do: the answer waits, or comes as a direct message. */
const office = useOffice('2026-11-18T20:00:00Z');
let ana: Driver;

beforeEach(async () => {
  ana = await office().as('ana');
  await control(office().address, 'clear-faults', {});
});

const tooMuch = (method: string, times: number) =>
  control(office().address, 'fault', { kind: 'rate_limited', method, times, retryAfter: 1 });
const waiting = () => office().db.client.outbox.count({ where: { key: { startsWith: 'answer:' } } });

test('an answer that Slack does not take yet is tried again after the time that it names', async () => {
  await tooMuch('response_url', 2);
  const answer = await ask(ana, '/log 2 calls', channelId(ana, 'general'));
  expect(answer.text).toContain('2');
  const ways = office()
    .sandbox.world.calls.all()
    .filter(({ name }) => name === 'chat.postEphemeral');
  expect(ways).toEqual([]);
  expect(await waiting()).toBe(0);
});

test('where no way takes it, it waits in the outbox, and comes once', async () => {
  await control(office().address, 'fault', { kind: 'fails_before', method: 'response_url', times: 1 });
  for (const method of ['chat.postEphemeral', 'chat.postMessage']) await tooMuch(method, 0);
  await command(ana, '/log 3 calls', channelId(ana, 'general'));
  await eventually(async () => expect(await waiting()).toBe(1));
  await control(office().address, 'clear-faults', {});
  const heard = await hears(office().deps, ana, /\b3\b/);
  expect(heard.blocks.length).toBeGreaterThan(0);
  expect(await waiting()).toBe(1);
});
