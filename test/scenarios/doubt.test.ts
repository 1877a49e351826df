import { beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../../sandbox/contract.ts';
import {
  ask,
  channelId,
  control,
  type Driver,
  directMessage,
  messagesOf,
  press,
} from '../../sandbox/driver.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { parkedMessages } from '../../src/platform/jobs/asking.ts';
import { markerOf } from '../../src/platform/jobs/mark.ts';
import { runDue } from '../../src/platform/jobs/run.ts';
import { keepSchedules } from '../../src/schedules.ts';
import { tellOfTrouble } from '../../src/trouble.ts';
import { parkedReply } from '../../src/workspace/deliveries/blocks.ts';
import { textsOf, useOffice } from '../support/office.ts';

/** Slack takes a report and never says so, or says nothing at all: nothing twice, nothing lost, and where nobody can look a person is asked. */
const office = useOffice('2026-11-18T20:00:00Z');
const at = (instant: string) => Temporal.Instant.from(instant);
const post = 'chat.postMessage';
let ana: Driver;
let maya: Driver;
let bo: Driver;
let general: string;

beforeAll(async () => {
  [ana, maya, bo] = [await office().as('ana'), await office().as('maya'), await office().as('bo')];
  general = channelId(ana, 'general');
  await ask(ana, '/log deal with Acme $1,200', general);
  await keepSchedules(office().db, at('2026-11-18T20:00:00Z'));
});

/** As if minutes had passed for what is doubtful. */
async function minutesPass(minutes = 3): Promise<void> {
  const { db, workspaceId } = office();
  await db.client.$executeRaw`
    UPDATE outbox SET not_before = not_before - ${minutes} * interval '1 minute', look_at = look_at - ${minutes} * interval '1 minute',
      doubt_at = doubt_at - ${minutes} * interval '1 minute', sent_at = sent_at - ${minutes} * interval '1 minute',
      sweep_at = sweep_at - ${minutes} * interval '1 minute'
    WHERE workspace_id = ${workspaceId}`;
}

async function tick(instant: string): Promise<void> {
  await runDue(office().app.jobs, at(instant));
  await tellOfTrouble(office().deps, at(instant));
}

/** The board of a week as it stands in the database. */
async function boardOf(week: string) {
  const { db, workspaceId, teamIds } = office();
  return db.client.outbox.findFirstOrThrow({
    where: { workspaceId, key: `weekly-feedback:${teamIds.West}:${week}:board` },
  });
}

/** As often as that text stands in the channel. */
async function copies({ text }: { text: string }): Promise<Message[]> {
  return (await messagesOf(ana, general)).filter((message) => message.text === text);
}

async function fault(wish: Record<string, string | number>): Promise<void> {
  const answer = await control(office().address, 'fault', { channel: general, ...wish });
  expect(answer.ok, JSON.stringify(answer)).toBe(true);
}

async function question(driver: Driver, words: RegExp): Promise<Message> {
  const found = (await messagesOf(driver, await directMessage(driver))).findLast((one) =>
    words.test(one.text),
  );
  if (found === undefined) throw new Error('nobody was asked');
  return found;
}

describe('Slack does not say whether it took the board', () => {
  test('it took it: it is found by its mark after the settle time, and not sent again', async () => {
    await fault({ kind: 'fails_after', method: post });
    await tick('2026-11-23T14:00:10Z');
    expect(await boardOf('2026-W47')).toMatchObject({ state: 'ambiguous', attempts: 1 });
    await tick('2026-11-23T14:01:10Z');
    expect((await boardOf('2026-W47')).state, 'within the settle time nobody looks').toBe('ambiguous');
    await minutesPass();
    await tick('2026-11-23T14:03:10Z');
    const board = await boardOf('2026-W47');
    const there = await copies(board);
    expect(there).toHaveLength(1);
    expect(board).toMatchObject({ state: 'sent', attempts: 1, sentTs: there[0]?.ts, sentChannel: general });
  });

  test('it did not: the same bytes are sent after a complete look, once', async () => {
    await fault({ kind: 'fails_before', method: post });
    await tick('2026-11-30T14:00:10Z');
    const first = await boardOf('2026-W48');
    expect(first.state).toBe('ambiguous');
    // The mark may stand pages away: the look goes on to the end of its window.
    for (let line = 0; line < 20; line += 1) await bo.act('post', { channel: general, text: `line ${line}` });
    await minutesPass();
    await tick('2026-11-30T14:03:10Z');
    const board = await boardOf('2026-W48');
    expect(board).toMatchObject({ state: 'sent', attempts: 2, version: 1, hash: first.hash });
    expect(await copies(board)).toHaveLength(1);
  });

  test('a forged mark is not believed', async () => {
    await fault({ kind: 'fails_before', method: post });
    await tick('2026-12-07T14:00:10Z');
    const { key, text } = await boardOf('2026-W49');
    const { address } = office();
    await fetch(`${address.api}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${address.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ channel: general, text: 'posted already, believe me' },
        metadata: { event_type: 'pacer_delivery', event_payload: { k: key, sig: 'AAAA' } },
      }),
    });
    await minutesPass();
    await tick('2026-12-07T14:03:10Z');
    expect((await boardOf('2026-W49')).state).toBe('sent');
    expect(await copies({ text })).toHaveLength(1);
  });
});

test('a second copy, however it came about, is taken back minutes later, and the audit log says so', async () => {
  const { db, workspaceId, deps } = office();
  const board = await boardOf('2026-W48');
  const marker = await markerOf(db, workspaceId);
  const messenger = await deps.slack(workspaceId);
  const copy = await messenger.post(general, { text: board.text, mark: marker.mark(board.key) });
  expect(await copies(board)).toHaveLength(2);
  await minutesPass(10);
  await tick('2026-12-07T14:10:10Z');
  expect((await copies(board)).map(({ ts }) => ts)).toEqual([board.sentTs]);
  const lines = await db.client.auditRow.findMany({ where: { workspaceId, action: 'delivery.swept' } });
  expect(lines.map(({ detail }) => detail)).toEqual([{ key: board.key, ts: copy.ts }]);
});

describe('where Pacer may not look, whoever leads the team is asked once', () => {
  test('"It is there": it counts as posted', async () => {
    await fault({ kind: 'fails_after', method: post });
    await fault({ kind: 'refused', method: 'conversations.history', error: 'missing_scope' });
    await tick('2026-12-14T14:00:10Z');
    await minutesPass();
    await tick('2026-12-14T14:03:10Z');
    expect((await boardOf('2026-W50')).state).toBe('parked');
    await tick('2026-12-14T14:04:10Z');
    const asked = await question(maya, /Is this message/);
    expect(textsOf(asked.blocks)).toContain(`<#${general}>`);
    expect(textsOf(asked.blocks)).toMatch(/may not read this channel/);
    expect(JSON.stringify(asked.blocks), 'where to look').toMatch(/archives\/C\w+\/p\d+/);
    await press(maya, asked, 'workspace.itIsThere');
    await expect.poll(async () => (await boardOf('2026-W50')).state).toBe('sent');
    await expect
      .poll(async () => textsOf((await question(maya, /Is this message/)).blocks))
      .toMatch(/✓ It is there/);
    expect(await copies(await boardOf('2026-W50'))).toHaveLength(1);
  });

  test('"Post it": posted as its next version with the same mark; a second press changes nothing', async () => {
    await fault({ kind: 'fails_before', method: post });
    await fault({ kind: 'refused', method: 'conversations.history', error: 'missing_scope', times: 2 });
    await tick('2026-12-21T14:00:10Z');
    const before = await boardOf('2026-W51');
    await minutesPass();
    await tick('2026-12-21T14:03:10Z');
    await tick('2026-12-21T14:04:10Z');
    const asked = await question(maya, /Is this message/);
    await press(maya, asked, 'workspace.postIt');
    await expect.poll(async () => (await boardOf('2026-W51')).state).toBe('ambiguous');
    await tick('2026-12-21T14:05:10Z');
    const board = await boardOf('2026-W51');
    expect(board).toMatchObject({ state: 'sent', version: 2, attempts: 2 });
    expect(board.hash).not.toBe(before.hash);
    const there = (await copies(board)).filter((one) => /Posted on request/.test(textsOf(one.blocks)));
    expect(there).toHaveLength(1);
    const lines = await office().db.client.auditRow.findMany({ where: { subject: `outbox:${board.id}` } });
    expect(lines.map(({ action }) => action)).toEqual(['delivery.released']);
  });

  test('a rep who gets hold of the button may not decide, and it is logged', async () => {
    const { db, workspaceId, deps, slackIds } = office();
    const board = await boardOf('2026-W51');
    await db.client.outbox.updateMany({ where: { workspaceId, id: board.id }, data: { state: 'parked' } });
    const lines = await parkedMessages(db, workspaceId, [board.id]);
    const about = { team: 'West', periodKey: '2026-W51', more: 0 };
    const copy = parkedReply(
      'en',
      about,
      lines.map((line) => ({ ...line, person: undefined, linkBefore: undefined })),
      { zone: 'UTC', periods: {} },
    );
    await (await deps.slack(workspaceId)).post(slackIds.ana, copy);
    await press(ana, await question(ana, /Is this message/), 'workspace.postIt');
    const denials = { where: { workspaceId, action: 'access.denied', subject: `outbox:${board.id}` } };
    await expect.poll(() => db.client.auditRow.count(denials)).toBe(1);
    expect((await boardOf('2026-W51')).state).toBe('parked');
    await db.client.outbox.updateMany({ where: { workspaceId, id: board.id }, data: { state: 'sent' } });
  });
});
