import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, type Receiver } from '@slack/bolt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Call } from '../../sandbox/contract.ts';
import { directMessage, messagesOf } from '../../sandbox/driver.ts';
import { identifier } from '../../src/app.ts';
import { publishHome } from '../../src/home/slack.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { createEvents } from '../../src/platform/bolt/eventHandling.ts';
import { createInFlight } from '../../src/platform/bolt/inFlight.ts';
import { listen } from '../../src/platform/bolt/listen.ts';
import type { EventInput } from '../../src/platform/slice.ts';
import { slices } from '../../src/slices.ts';
import { textsOf, useOffice } from '../support/office.ts';

/**
 * Gateways and other programs that speak Slack's protocol send less than Slack does. What they leave out has a default, and nobody is left
 * without an answer for it.
 */
const office = useOffice('2026-11-18T20:00:00Z');
const now = Temporal.Instant.from('2026-11-18T20:00:00Z');

/** Takes every answer, and shows it to nobody. */
const drain = createServer((_request, response) => void response.end('ok'));
let nobody = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => drain.listen(0, '127.0.0.1', resolve));
  nobody = `http://127.0.0.1:${(drain.address() as AddressInfo).port}/`;
});
afterAll(() => drain.close());

/** Hands a request to the app's own listeners, as a receiver does, and waits until it is served. */
async function hand(body: Record<string, unknown>): Promise<void> {
  const { deps, address } = office();
  const receiver: Receiver = { init() {}, start: () => Promise.resolve(), stop: () => Promise.resolve() };
  const clientOptions = { slackApiUrl: address.api };
  const app = new App({ token: address.botToken, receiver, convoStore: false, clientOptions });
  const inFlight = createInFlight();
  const on = { deps, slices, identify: identifier(deps), now: () => now, home: publishHome };
  listen(app, on, inFlight);
  await app.processEvent({ body, ack: () => Promise.resolve() });
  expect(await inFlight.drained(5_000)).toBe(true);
}

/** A press in Home that brings neither the view nor a conversation, and an address where nobody reads. */
const pressedInHome = (actionId: string): Record<string, unknown> => ({
  type: 'block_actions',
  team: { id: office().workspaceId },
  user: { id: office().slackIds.ana },
  container: { type: 'message' },
  channel: { id: '', name: '' },
  trigger_id: '12.34.unknown',
  response_url: nobody,
  actions: [{ type: 'button', action_id: actionId, block_id: 'b', value: '', action_ts: '1.1' }],
});

describe('a press in Home that does not say where it was made', () => {
  test('is answered in the direct message, and Home shows what became of it', async () => {
    const ana = await office().as('ana');
    expect(ana.seen.home).toBeNull();
    await hand(pressedInHome('home.help'));
    const messages = await messagesOf(ana, await directMessage(ana));
    expect(messages.map((message) => message.text).join('\n')).toMatch(/what you can type/);
    const home = await ana.waitFor('Home', (seen) => seen.home ?? undefined);
    expect(textsOf(home.blocks)).toMatch(/Ana Torres/);
  });

  test('a view without the state of its inputs is a view without inputs', async () => {
    const ana = await office().as('ana');
    const before = (await messagesOf(ana, await directMessage(ana))).length;
    const view = { id: 'V1', hash: '1.a', type: 'home', callback_id: '', private_metadata: '', blocks: [] };
    await hand({ ...pressedInHome('home.help'), channel: undefined, response_url: undefined, view });
    const messages = await messagesOf(ana, await directMessage(ana));
    expect(messages.length).toBe(before + 1);
    expect(office().logged.lines.join('')).not.toMatch(/a handler failed/);
  });
});

test('Home that was opened without a word on its tab is shown', async () => {
  const bo = await office().as('bo');
  expect(bo.seen.home).toBeNull();
  const event = { type: 'app_home_opened', user: office().slackIds.bo, channel: 'D1' };
  await hand({ type: 'event_callback', team_id: office().workspaceId, event: { ...event, tab: 'messages' } });
  expect(bo.seen.home).toBeNull();
  await hand({ type: 'event_callback', team_id: office().workspaceId, event });
  const home = await bo.waitFor('Home', (seen) => seen.home ?? undefined);
  expect(textsOf(home.blocks)).toMatch(/Bo /);
});

test('a form that is handed in without the state of its inputs is a form that was left empty', async () => {
  const ana = await office().as('ana');
  const view = { id: 'V2', type: 'modal', callback_id: 'nowhere', private_metadata: '' };
  const before = (await messagesOf(ana, await directMessage(ana))).length;
  await hand({
    ...{ type: 'view_submission', team: { id: office().workspaceId } },
    ...{ user: { id: office().slackIds.ana }, view },
  });
  expect((await messagesOf(ana, await directMessage(ana))).length).toBe(before + 1);
});

test('a command with signs that no database takes is a command without them', async () => {
  const { slackIds, workspaceId, db } = office();
  await hand({
    ...{ command: '/log', text: 'call with A\u0000cme note:rings\u0007 back\ud83d', team_id: workspaceId },
    ...{ user_id: slackIds.bo, channel_id: 'C1', trigger_id: '56.78.unknown' },
    response_url: nobody,
  });
  const kept = await db.client.activity.findFirstOrThrow({ where: { workspaceId } });
  expect(kept).toMatchObject({ customer: 'Acme', note: 'rings back' });
});

/** Keeps an event as it is delivered, and has the slices that listen hear of it. */
async function happen(id: string | undefined, event: object): Promise<void> {
  const { deps, workspaceId } = office();
  // Somebody who answers everything that is written.
  const answering = {
    name: 'message.im',
    run: (input: EventInput) =>
      input.as(String(input.event['user']), String(input.event['channel']), ({ reply }) =>
        reply({ text: 'Heard you' }),
      ),
  };
  const handling = {
    deps,
    slices: [{ name: 'echo', events: [answering] }],
    identify: identifier(deps),
    now: () => now,
  };
  const events = createEvents(handling, createInFlight());
  await events.keep({ type: 'event_callback', team_id: workspaceId, event_id: id, event });
  await office().db.client.$executeRaw`update inbox set received_at = received_at - interval '1 hour'`;
  await events.everyMinute();
}

test('the app does not answer itself where its own message comes back as if a person had written it', async () => {
  const ana = await office().as('ana');
  const channel = await directMessage(ana);
  const message = { type: 'message', channel_type: 'im', channel, text: 'hello', ts: '1.2' };
  const said = async () =>
    (await ana.read<Call[]>('calls')).filter(({ name }) => name.startsWith('chat.')).length;
  const before = await said();
  await happen('Ev1', { ...message, user: ana.state.apps[0]?.botUserId });
  expect(await said()).toBe(before);
  await happen('Ev2', { ...message, ts: '1.3', user: office().slackIds.ana });
  await ana.waitFor('the answer', ({ ephemerals }) => ephemerals.find(({ text }) => text === 'Heard you'));
});

test('a file that comes without a text, and a message without the event’s id, are heard, and their copies are not', async () => {
  const ana = await office().as('ana');
  const channel = await directMessage(ana);
  const message = { type: 'message', channel, user: office().slackIds.ana };
  const heard = () => ana.seen.ephemerals.filter(({ text }) => text === 'Heard you').length;
  const before = heard();
  await happen('Ev3', { ...message, subtype: 'file_share', ts: '1.4', files: [{ id: 'F1', name: 'a.csv' }] });
  await ana.waitFor('the answer to a file', () => heard() === before + 1 || undefined);
  await happen(undefined, { ...message, text: 'hello', ts: '1.5' });
  await ana.waitFor('the answer to a message', () => heard() === before + 2 || undefined);
  await happen('Ev4', { ...message, text: 'hello', ts: '1.5' });
  await happen('Ev5', { ...message, text: 'the last', ts: '1.6' });
  await ana.waitFor('the answer to the last', () => heard() >= before + 3 || undefined);
  expect(heard()).toBe(before + 3);
});
