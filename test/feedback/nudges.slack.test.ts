import { describe, expect, test } from 'vitest';
import { ask, channelId, command, type Driver, press, submit } from '../../sandbox/driver.ts';
import { nudgeDue } from '../../src/feedback/nudges/job.ts';
import { sendNudge } from '../../src/feedback/nudges/store.ts';
import type { LocalDate } from '../../src/kpi/localDate.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { runDue } from '../../src/platform/jobs/run.ts';
import { type Handle, textsOf, useOffice } from '../support/office.ts';

/** Reminders and good news through the real protocol. Wednesday, 18 November 2026; New York is five hours behind UTC. */
const office = useOffice('2026-11-18T15:00:00Z');
const general = (driver: Driver): string => channelId(driver, 'general');
const at = (instant: string): Temporal.Instant => Temporal.Instant.from(instant);
async function news(handle: Handle): Promise<string[]> {
  const where = {
    workspaceId: office().workspaceId,
    channel: office().slackIds[handle],
    key: { startsWith: 'nudge:' },
  };
  const rows = await office().db.client.outbox.findMany({ where, orderBy: { createdAt: 'asc' } });
  return rows.map((row) => textsOf(row.blocks as object[]));
}
const answered = (driver: Driver, containing: string) =>
  driver.waitFor(containing, ({ ephemerals }) =>
    ephemerals.findLast((one) => `${one.text}\n${textsOf(one.blocks)}`.includes(containing)),
  );

describe('reminders', () => {
  test('come by one’s own clock, once, also where two instances look at the same minute', async () => {
    // 10:00 in New York, 23:00 in Shanghai: nobody's hour.
    await nudgeDue(office().deps, at('2026-11-18T15:00:00Z'));
    expect([...(await news('ana')), ...(await news('lilei'))]).toEqual([]);
    // 16:10 in New York.
    const moment = at('2026-11-18T21:10:00Z');
    await Promise.all([nudgeDue(office().deps, moment), nudgeDue(office().deps, moment)]);
    const [first, ...more] = await news('ana');
    expect(first).toContain('Nothing is logged for today yet.');
    expect(more).toEqual([]);
    expect(await news('maya')).toEqual([]);
    expect(await news('lilei')).toEqual([]);
    // 16:10 in Shanghai, the next day.
    await nudgeDue(office().deps, at('2026-11-19T08:10:00Z'));
    expect((await news('lilei'))[0]).toContain('今天还没有记录');
  });

  test('a target that was reached is told, and its kind can be muted from the message', async () => {
    const [ana, maya] = [await office().as('ana'), await office().as('maya')];
    await ask(maya, `/goal <@${office().slackIds.ana}|ana> calls 10 weekly`, general(maya));
    await ask(ana, '/log 8 calls', general(ana));
    await nudgeDue(office().deps, at('2026-11-19T15:30:00Z'));
    expect((await news('ana')).at(-1)).toMatch(/\*(Nearly there|Reached|Half way):\* Calls/);
    const shown = await ask(ana, '/pace nudges', general(ana));
    expect(textsOf(shown.blocks)).toContain('a customer waits to hear from me');
    await press(ana, shown, 'feedback.nudges');
    const view = await ana.waitFor('the form', ({ modals }) => modals.at(-1));
    await submit(ana, view, { 'feedback.nudge-kinds': ['record'], 'feedback.nudge-hour': '17:00' });
    await answered(ana, 'You get: A best week.');
    await command(ana, '/pace 提醒 关闭', general(ana));
    await answered(ana, 'You get no reminders.');
    const before = (await news('ana')).length;
    await nudgeDue(office().deps, at('2026-11-20T22:30:00Z'));
    expect((await news('ana')).length).toBe(before);
  });

  test('who waits to hear from one is named after a week', async () => {
    const bo = await office().as('bo');
    await ask(bo, '/log meeting with Globex on:2026-11-09', general(bo));
    await ask(bo, '/log meeting with Initech on:2026-11-17', general(bo));
    await nudgeDue(office().deps, at('2026-11-23T16:30:00Z'));
    const told = (await news('bo')).join('\n');
    expect(told).toContain('*Globex*, last on Mon, Nov 9');
    expect(told).not.toContain('Initech');
  });

  test('what could not be sent before the quiet hours is let go, does not count, and may be said another day', async () => {
    const { db, deps, workspaceId, memberIds, app } = office();
    const where = { workspaceId, memberId: memberIds.lilei };
    // 16:10 in Shanghai; quiet from 19:00 on.
    await nudgeDue(deps, at('2026-11-25T08:10:00Z'));
    const message = { workspaceId, key: `nudge:${memberIds.lilei}:2026-11-25:silent:2026-11-25` };
    const found = await db.client.outbox.findFirstOrThrow({ where: message });
    expect(found.validMs).toBe((2 * 60 + 50) * 60_000);
    // Slack, or Pacer, was away until 19:01.
    await db.client.$executeRaw`
      UPDATE outbox SET created_at = created_at - interval '171 minutes', state = 'pending', sent_at = NULL, sent_ts = NULL
      WHERE workspace_id = ${workspaceId} AND id = ${found.id}`;
    await runDue(app.jobs, at('2026-11-25T11:01:00Z'));
    expect(await db.client.outbox.findFirstOrThrow({ where: message })).toMatchObject({ state: 'left' });
    const before = await db.client.nudge.count({ where });
    await nudgeDue(deps, at('2026-11-26T08:10:00Z'));
    const kept = await db.client.nudge.findMany({ where });
    expect(kept.map(({ key }) => key)).not.toContain('silent:2026-11-25');
    expect(kept).toHaveLength(before);
  });

  test('never more than two a day, also where a process was overtaken by another one', async () => {
    const { db, workspaceId, memberIds, slackIds } = office();
    const to = { workspaceId, memberId: memberIds.bo, today: '2026-11-26' as LocalDate };
    const notice = { channel: slackIds.bo, reply: { text: 'A reminder' } };
    const keys = ['a', 'b', 'c', 'd'];
    const sent = await Promise.all(
      keys.map((key) => sendNudge(db, to, { kind: 'silent', key: `silent:${key}` }, notice)),
    );
    expect(sent.filter(Boolean)).toHaveLength(2);
  });
});

describe('a deal for the channel', () => {
  test('on the wish of who made it, with or without the amount, once', async () => {
    const [ana, bo] = [await office().as('ana'), await office().as('bo')];
    const logged = await ask(ana, '/log deal with "Acme <!channel>" $12,500', general(ana));
    await press(ana, logged, 'feedback.announce');
    const preview = await answered(ana, 'This goes to');
    expect(textsOf(preview.blocks)).toContain('*$12,500*');
    const { id } = await office().db.client.activity.findFirstOrThrow({ where: { amount: 1_250_000 } });
    await press(bo, await ask(bo, '/log deal with Globex $1', general(bo)), 'feedback.announce', {
      value: id,
    });
    await answered(bo, 'Only who made the deal can tell the channel.');
    await press(ana, preview, 'feedback.announce-plain');
    await answered(ana, 'It goes to');
    await press(ana, preview, 'feedback.announce-post');
    await answered(ana, 'It was posted before.');
    const rows = await office().db.client.outbox.findMany({ where: { key: { startsWith: 'announce:' } } });
    expect(rows).toHaveLength(1);
    const text = textsOf(rows[0]?.blocks as object[]);
    expect(text).toContain('*Ana Torres* · deal with Acme');
    expect(text).not.toContain('12,500');
    expect(text).not.toContain('<!channel>');
    expect(
      (await ask(ana, '/log 2 calls', general(ana))).blocks.some((block) =>
        JSON.stringify(block).includes('feedback.announce'),
      ),
    ).toBe(false);
  });

  test('is not offered of a deal that was undone', async () => {
    const ana = await office().as('ana');
    expect(textsOf((await ask(ana, '/log deal with Initech $900', general(ana))).blocks)).toContain(
      'Initech',
    );
    const undone = await ask(ana, '/log undo', general(ana));
    expect(textsOf(undone.blocks)).toMatch(/Undone[\s\S]*Initech/);
    expect(JSON.stringify(undone.blocks)).not.toContain('feedback.announce');
  });
});
