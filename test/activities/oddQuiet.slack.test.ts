import { describe, expect, test } from 'vitest';
import { ask, channelId, type Driver, messagesOf, press, pressInView } from '../../sandbox/driver.ts';
import { nudgeDue } from '../../src/feedback/nudges/job.ts';
import { DEFAULT_PREFERENCE } from '../../src/feedback/nudges/nudge.ts';
import { savePreference } from '../../src/feedback/nudges/store.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { runDue } from '../../src/platform/jobs/run.ts';
import { answered, eventually, hears } from '../support/hear.ts';
import { type Handle, textsOf, useOffice } from '../support/office.ts';
import { keepWeekly } from '../support/weekly.ts';
import { oddDigestText } from './oddDigest.ts';

/**
 * Odd entries of whoever wants no messages about them: Ana muted the kind, Bo has quiet hours over the hours in which entries are looked at. Wednesday,
 * 18 November 2026; New York is five hours behind UTC.
 */
const office = useOffice('2026-11-18T15:00:00Z');
const general = (driver: Driver): string => channelId(driver, 'general');
const at = (instant: string): Temporal.Instant => Temporal.Instant.from(instant);
const rowOf = (handle: Handle) =>
  office().db.client.oddEntry.findFirstOrThrow({
    where: { workspaceId: office().workspaceId, memberId: office().memberIds[handle] },
  });

const digest = (now: string): Promise<string> => oddDigestText(office(), now);

async function home(driver: Driver, wanted: (text: string) => boolean) {
  await driver.act('home-opened', { appId: driver.state.apps[0]?.id ?? '' });
  return driver.waitFor('Home', ({ home: view }) =>
    view !== null && wanted(textsOf(view.blocks)) ? view : undefined,
  );
}

describe('odd entries of whoever wants no message', () => {
  test('nobody is written to; the question stands, and nobody else is told before it was seen', async () => {
    const { deps, db, workspaceId, memberIds } = office();
    await keepWeekly(db, at('2026-11-18T15:00:00Z'));
    const wishes = { ana: { muted: ['odd' as const] }, bo: { quietFrom: '09:30', quietTo: '13:00' } };
    for (const [handle, wish] of Object.entries(wishes)) {
      const act = { workspaceId, actorId: memberIds[handle as Handle], transportKey: `wish-${handle}` };
      await savePreference(db, act, { ...DEFAULT_PREFERENCE, ...wish });
      const driver = await office().as(handle as Handle);
      for (let i = 0; i < 3; i += 1) await ask(driver, '/log call with Acme', general(driver));
    }
    await nudgeDue(deps, at('2026-11-18T15:20:00Z'));
    await nudgeDue(deps, at('2026-11-18T16:25:00Z'));
    const kept = await db.client.oddEntry.findMany({ where: { workspaceId } });
    expect(kept.map(({ memberId }) => memberId).toSorted()).toEqual([memberIds.ana, memberIds.bo].toSorted());
    expect(kept.map(({ shownOn }) => shownOn)).toEqual([null, null]);
    const sent = await db.client.outbox.findMany({ where: { workspaceId } });
    expect(JSON.stringify(sent.map(({ blocks }) => blocks))).not.toContain('identical');
    // Long after two working days: nobody has seen it yet.
    expect(await digest('2026-11-26T15:00:00Z')).toBe('');
  });

  test('in `/log list` an answer settles the question alone; the list stays', async () => {
    const bo = await office().as('bo');
    const list = await ask(bo, '/log list', general(bo));
    expect(textsOf(list.blocks)).toMatch(/3 identical entries of “call”[\s\S]*What you logged last/);
    expect((await rowOf('bo')).shownOn).toEqual(new Date('2026-11-18'));
    // Seen on Wednesday: Thursday and Friday are two working days, which are over on Monday.
    expect(await digest('2026-11-20T15:00:00Z')).toBe('');
    expect(await digest('2026-11-23T15:00:00Z')).toContain('*Bo Lindqvist* was asked about 3 identical');
    await press(bo, list, 'activities.odd-undo');
    const renewed = await bo.waitFor('the list', ({ ephemerals }) =>
      ephemerals.find(({ ts, blocks }) => ts === list.ts && textsOf(blocks).includes('only one of them')),
    );
    const text = textsOf(renewed.blocks);
    expect(text).not.toContain('identical');
    expect(text.match(/\*1 call\* · Acme/g)).toHaveLength(1);
    expect(await digest('2026-11-23T15:00:00Z')).toContain('*Bo Lindqvist* took back');
  });

  test('in the weekly feedback it has its buttons, and only the question gives way to the answer', async () => {
    const { deps, db, app, workspaceId, slackIds } = office();
    const ana = await office().as('ana');
    await runDue(app.jobs, at('2026-11-23T14:00:30Z'));
    const week = await hears(deps, ana, '3 identical entries of “call”');
    expect(textsOf(week.blocks)).toMatch(/Your week[\s\S]*3 identical entries/);
    // Slack has had it since Monday; the database's clock is another than the test's.
    const sentAt = new Date('2026-11-23T14:00:40Z');
    await db.client.outbox.updateMany({ where: { workspaceId, channel: slackIds.ana }, data: { sentAt } });
    expect((await rowOf('ana')).shownOn).toBeNull();
    // Seen on Monday: Tuesday and Wednesday are over on Thursday.
    expect(await digest('2026-11-25T15:00:00Z')).not.toContain('Ana');
    expect(await digest('2026-11-26T15:00:00Z')).toContain('*Ana Torres* was asked about 3 identical');

    await press(ana, week, 'activities.odd-right');
    const now = await eventually(async () => {
      const all = await messagesOf(ana, week.channel);
      const text = textsOf(all.find(({ ts }) => ts === week.ts)?.blocks ?? []);
      expect(text).toContain('Thank you, noted: it is right.');
      return text;
    });
    expect(now).toMatch(/Your week/);
    expect(now).not.toContain('identical');
  });

  test('in Home it stands until it is answered', async () => {
    const { deps, db, workspaceId, memberIds } = office();
    const ana = await office().as('ana');
    for (let i = 0; i < 3; i += 1) await ask(ana, '/log demo with Globex', general(ana));
    await nudgeDue(deps, at('2026-11-19T15:20:00Z'));
    const view = await home(ana, (text) => text.includes('3 identical entries of “demo”'));
    expect(textsOf(view.blocks)).toContain('What I logged');
    const where = { workspaceId, memberId: memberIds.ana, typeKey: 'demo' };
    expect((await db.client.oddEntry.findFirstOrThrow({ where })).shownOn).not.toBeNull();
    await pressInView(ana, view, 'activities.odd-right');
    await hears(deps, ana, 'Thank you, noted: it is right.');
    await ana.waitFor('Home without it', ({ home: shown }) =>
      shown !== null && !textsOf(shown.blocks).includes('identical') ? shown : undefined,
    );
    expect((await db.client.oddEntry.findFirstOrThrow({ where })).answer).toBe('right');
  });

  test('nobody answers for somebody else, wherever the question stands; that is logged', async () => {
    const { db, deps } = office();
    const [ana, bo] = [await office().as('ana'), await office().as('bo')];
    for (let i = 0; i < 3; i += 1) await ask(ana, '/log email with Initech', general(ana));
    for (let i = 0; i < 3; i += 1) await ask(bo, '/log meeting with Initech', general(bo));
    await nudgeDue(deps, at('2026-11-20T15:20:00Z'));
    const { id } = await db.client.oddEntry.findFirstOrThrow({ where: { typeKey: 'email' } });
    const list = await ask(bo, '/log list', general(bo));
    expect(textsOf(list.blocks)).not.toContain('“email”');
    await press(bo, list, 'activities.odd-right', { value: `list:${id}` });
    await answered(bo, 'Only the person who was asked can answer this.');
    const refused = { action: 'access.denied', subject: `odd:${id}` };
    expect(await db.client.auditRow.count({ where: refused })).toBe(1);
    expect(
      await db.client.oddEntry.count({ where: { typeKey: { in: ['email', 'meeting'] }, answer: null } }),
    ).toBe(2);
  });
});
