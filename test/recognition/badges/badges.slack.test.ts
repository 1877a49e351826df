import { describe, expect, test } from 'vitest';
import { ask, channelId, command, type Driver, submit } from '../../../sandbox/driver.ts';
import { nudgeDue } from '../../../src/feedback/nudges/job.ts';
import { localDate } from '../../../src/kpi/localDate.ts';
import { Temporal } from '../../../src/kpi/time.ts';
import { grantDue, grantPerson } from '../../../src/recognition/badges/job.ts';
import { closeByHand } from '../../../src/workspace/closed/store.ts';
import { type Handle, textsOf, useOffice } from '../../support/office.ts';
import { PATIENCE_MS } from '../../support/patience.ts';

/** Badges through the real protocol. Wednesday, 18 November 2026, 10:00 in New York. */
const office = useOffice('2026-11-18T15:00:00Z');
const general = (driver: Driver): string => channelId(driver, 'general');
const at = (instant: string): Temporal.Instant => Temporal.Instant.from(instant);
const keysOf = async (handle: Handle, withdrawn = false): Promise<string[]> => {
  const where = { workspaceId: office().workspaceId, memberId: office().memberIds[handle] };
  const rows = await office().db.client.badge.findMany({ where, orderBy: { key: 'asc' } });
  return rows.filter((row) => (row.withdrawnAt !== null) === withdrawn).map(({ key }) => key);
};
const look = (handle: Handle, now: string) =>
  grantPerson(
    office().deps,
    { workspaceId: office().workspaceId, memberId: office().memberIds[handle], lookedTo: null },
    at(now),
  );
/** Facts have the real clock, grants that of the test: as if it had been granted between entry and void. */
async function grantedBeforeTheVoid(): Promise<void> {
  const { db, workspaceId } = office();
  const gone = await db.client.activity.findFirstOrThrow({ where: { workspaceId, voidsId: { not: null } } });
  await db.client.badge.updateMany({
    where: { workspaceId, key: 'first-deal' },
    data: { grantedAt: gone.recordedAt },
  });
}
async function told(handle: Handle): Promise<string[]> {
  const where = { channel: office().slackIds[handle], key: { startsWith: 'nudge:' } };
  const rows = await office().db.client.outbox.findMany({ where, orderBy: { createdAt: 'asc' } });
  return rows
    .map((row) => textsOf(row.blocks as object[]))
    .filter((text) => /badge|Withdrawn|徽章/i.test(text));
}

describe('/pace badges', () => {
  test('none yet: how the first is earned', async () => {
    const bo = await office().as('bo');
    const shown = textsOf((await ask(bo, '/pace badges', general(bo))).blocks);
    expect(shown).toContain('No badges yet. They come by themselves.');
    expect(shown).toContain('🌱 Log your first activity: `/log 3 calls`');
    expect(shown).toContain('/goal propose calls 50 weekly');
  });

  test('a first entry is a badge, told once, also where two instances look', async () => {
    const ana = await office().as('ana');
    await ask(ana, '/log 8 calls', general(ana));
    const moment = at('2026-11-18T16:00:00Z');
    await Promise.all([grantDue(office().deps, moment), grantDue(office().deps, moment)]);
    expect(await keysOf('ana')).toEqual(['first-log']);
    expect(await keysOf('maya')).toEqual([]);
    await Promise.all([nudgeDue(office().deps, moment), nudgeDue(office().deps, moment)]);
    await nudgeDue(office().deps, at('2026-11-18T18:00:00Z'));
    expect(await told('ana')).toEqual([
      expect.stringContaining('🌱 First activity logged · Wed, Nov 18, 2026'),
    ]);
    const home = await ask(ana, '/pace badges', general(ana));
    expect(textsOf(home.blocks)).toContain('*🌱 First activity logged* · Wed, Nov 18, 2026');
  });

  test('M-07 a first deal is one when its amount is confirmed; a void withdraws it and says so', async () => {
    const [ana, maya] = [await office().as('ana'), await office().as('maya')];
    await ask(ana, '/log deal with Acme $1,000', general(ana));
    await look('ana', '2026-11-18T17:00:00Z');
    expect(await keysOf('ana')).toEqual(['first-log']);
    await command(maya, '/pace confirm', general(maya));
    const form = await maya.waitFor('the amounts', ({ modals }) => modals.at(-1), PATIENCE_MS);
    await submit(maya, form, {});
    await expect
      .poll(() => office().db.client.confirmation.count({ where: { workspaceId: office().workspaceId } }), {
        timeout: 30_000,
      })
      .toBe(1);
    await look('ana', '2026-11-18T18:00:00Z');
    expect(await keysOf('ana')).toEqual(['first-deal', 'first-log']);
    await nudgeDue(office().deps, at('2026-11-18T19:30:00Z'));
    expect((await told('ana')).at(-1)).toContain('🤝 First deal');
    await command(ana, '/log undo', general(ana));
    await expect
      .poll(() => office().db.client.activity.count({ where: { voidsId: { not: null } } }), {
        timeout: 30_000,
      })
      .toBe(1);
    await grantedBeforeTheVoid();
    await look('ana', '2026-11-18T20:00:00Z');
    expect(await keysOf('ana')).toEqual(['first-log']);
    expect(await keysOf('ana', true)).toEqual(['first-deal']);
    const shown = textsOf((await ask(ana, '/pace 徽章', general(ana))).blocks);
    expect(shown).toContain('~🤝 First deal~ · withdrawn');
  });

  test('reliability § 7 a lead sees those of their people, a colleague does not, and that is logged', async () => {
    const [maya, bo, lilei] = [
      await office().as('maya'),
      await office().as('bo'),
      await office().as('lilei'),
    ];
    const ana = `<@${office().slackIds.ana}|ana>`;
    expect(textsOf((await ask(maya, `/pace badges ${ana}`, general(maya))).blocks)).toContain(
      '🌱 First activity logged',
    );
    expect((await ask(bo, '/pace badges @Ana Torres', general(bo))).text).toContain(
      'Badges of Ana Torres are shown to themselves',
    );
    expect(
      await office().db.client.auditRow.count({
        where: { action: 'access.denied', actorId: office().memberIds.bo },
      }),
    ).toBe(1);
    expect((await ask(lilei, '/pace 徽章 @没有这个人', general(lilei))).text).toContain('没有找到');
    expect(textsOf((await ask(lilei, '/pace 徽章', general(lilei))).blocks)).toContain('记下你的第一条');
  });

  test('P-05 what was earned on dates that are closed by now stays', async () => {
    const { db, workspaceId, memberIds } = office();
    const range = { from: localDate('2026-11-01'), to: localDate('2026-11-19') };
    const act = { workspaceId, actorId: memberIds.maya, transportKey: 'close' };
    await closeByHand(db, act, { id: 'period:x', name: 'x', range });
    await db.client.badge.updateMany({ where: { key: 'first-deal' }, data: { withdrawnAt: null } });
    await look('ana', '2026-11-18T21:00:00Z');
    expect(await keysOf('ana')).toEqual(['first-deal', 'first-log']);
  });
});
