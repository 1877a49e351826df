import { describe, expect, test } from 'vitest';
import { ask, channelId, control, directMessage, messagesOf } from '../../sandbox/driver.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { runDue } from '../../src/platform/jobs/run.ts';
import { claimRun, ensureSchedule, freeze, planDue } from '../../src/platform/jobs/store.ts';
import { tellOfTrouble } from '../../src/trouble.ts';
import { updateWorkspace } from '../../src/workspace/store.ts';
import { textsOf, useOffice } from '../support/office.ts';
import { keepWeekly as keepSchedules } from '../support/weekly.ts';

/** What happens to a report when Slack, a zone or a second process gets in its way. */
const office = useOffice('2026-11-18T20:00:00Z');
const at = (instant: string) => Temporal.Instant.from(instant);

describe('a report that Slack does not take', () => {
  test('the lead is told once which board was not posted, and what to do', async () => {
    const { db, app, deps, address, workspaceId } = office();
    const [ana, maya] = [await office().as('ana'), await office().as('maya')];
    await ask(ana, '/log deal with Acme $1,200', channelId(ana, 'general'));
    const channel = channelId(ana, 'random');
    await updateWorkspace(db, workspaceId, null, { boardChannelId: channel });
    await control(address, 'archive', { channel });
    await keepSchedules(db, at('2026-11-18T20:00:00Z'));
    await runDue(app.jobs, at('2026-11-23T14:00:10Z'));
    await tellOfTrouble(deps, at('2026-11-23T14:00:10Z'));
    await tellOfTrouble(deps, at('2026-11-23T14:01:00Z'));
    await runDue(app.jobs, at('2026-11-23T14:02:00Z'));
    const messages = await messagesOf(maya, await directMessage(maya));
    const told = messages.filter((message) => /not posted/.test(message.text));
    expect(told).toHaveLength(1);
    expect(textsOf(told[0]?.blocks ?? [])).toMatch(/archived|not in the channel|refused/);
    expect(textsOf(told[0]?.blocks ?? [])).toContain(`<#${channel}>`);
  });
});

describe('schedules', () => {
  const monday = { weekday: 1, localTime: '09:00' } as const;
  const find = (teamId: string) =>
    office().db.client.schedule.findFirstOrThrow({ where: { teamId, kind: 'weekly-feedback' } });

  test('P-03 a zone further east after the week’s report: the same Monday is not reported again', async () => {
    const { db, workspaceId, teamIds } = office();
    const wish = { workspaceId, teamId: teamIds.West, kind: 'weekly-feedback' as const };
    await ensureSchedule(
      db,
      { ...wish, moment: { ...monday, zone: 'Europe/Berlin' } },
      at('2026-11-24T12:00:00Z'),
    );
    expect((await find(teamIds.West)).nextDueAt.toISOString()).toBe('2026-11-30T08:00:00.000Z');
  });

  test('P-03 a change of zone on the day itself swallows no week', async () => {
    const { db, workspaceId, teamIds } = office();
    const wish = { workspaceId, teamId: teamIds.West, kind: 'weekly-feedback' as const };
    // Monday 08:30 in Berlin; 09:00 in Shanghai has passed, and that week has no run yet.
    await ensureSchedule(
      db,
      { ...wish, moment: { ...monday, zone: 'Asia/Shanghai' } },
      at('2026-11-30T07:30:00Z'),
    );
    expect((await find(teamIds.West)).nextDueAt.toISOString()).toBe('2026-11-30T01:00:00.000Z');
  });

  test('what is due already is planned before a zone changes', async () => {
    const { db, workspaceId, teamIds } = office();
    const wish = { workspaceId, teamId: teamIds.West, kind: 'weekly-feedback' as const };
    await ensureSchedule(
      db,
      { ...wish, moment: { ...monday, zone: 'America/Lima' } },
      at('2026-11-30T08:00:00Z'),
    );
    expect((await find(teamIds.West)).zone).toBe('Asia/Shanghai');
  });

  test('a build that another process took over writes nothing', async () => {
    const { db } = office();
    await planDue(db, at('2026-11-30T12:00:00Z'));
    const first = await claimRun(db);
    if (first === undefined) throw new Error('no run was planned');
    await db.client.reportRun.updateMany({ where: { id: first.id }, data: { leaseUntil: null } });
    let second = await claimRun(db);
    while (second !== undefined && second.id !== first.id) second = await claimRun(db);
    if (second === undefined) throw new Error('the run could not be taken over');
    const message = {
      key: 'k',
      channel: 'C1',
      text: 't',
      blocks: [],
      ...{ locale: 'en' as const, image: null, imageAlt: '' },
    };
    expect(await freeze(db, first, [message])).toBe(false);
    expect(await freeze(db, second, [message])).toBe(true);
    expect(await freeze(db, second, [message])).toBe(false);
  });
});
