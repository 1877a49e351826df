import { describe, expect, test } from 'vitest';
import { ask, channelId, command, type Driver, press, submit } from '../../sandbox/driver.ts';
import { closedOn } from '../../src/workspace/closed/closed.ts';
import { day } from '../goals/given.ts';
import { textsOf, useOffice } from '../support/office.ts';
import { PATIENCE_MS } from '../support/patience.ts';

/** P-05: what is closed stays as it is, until an administrator reopens it with a reason. Thursday, 5 November 2026. */
const office = useOffice('2026-11-05T15:00:00Z');
const general = (driver: Driver): string => channelId(driver, 'general');
const answered = (driver: Driver, containing: string) =>
  driver.waitFor(containing, ({ ephemerals }) =>
    ephemerals.findLast((one) => `${one.text}\n${textsOf(one.blocks)}`.includes(containing)),
  );
const facts = () => office().db.client.activity.count();

describe('closed dates', () => {
  test('P-05 a range is half-open', () => {
    const closed = [{ id: 'x', name: 'October', range: { from: day('2026-10-01'), to: day('2026-11-01') } }];
    expect(
      [day('2026-09-30'), day('2026-10-01'), day('2026-10-31'), day('2026-11-01')].map(
        (date) => closedOn(closed, date)?.name,
      ),
    ).toEqual([undefined, 'October', 'October', undefined]);
  });

  test('P-05 an administrator closes a period that is over; nothing is entered, changed or taken back on it', async () => {
    const [ana, maya] = [await office().as('ana'), await office().as('maya')];
    const logged = await ask(ana, '/log 3 calls on:2026-10-28', general(ana));
    expect((await ask(maya, '/pace close last month', general(maya))).text).toContain(
      'Only an administrator',
    );
    await office().db.client.member.updateMany({
      where: { slackUserId: office().slackIds.maya },
      data: { isAdmin: true },
    });
    expect((await ask(maya, '/pace close this month', general(maya))).text).toContain(
      'from Tue, Dec 1, 2026 on',
    );
    expect((await ask(maya, '/pace close dance', general(maya))).text).toContain('Say which period');
    expect((await ask(maya, '/pace close last month', general(maya))).text).toContain(
      'Closed: *October 2026*',
    );

    const before = await facts();
    const refused = await ask(ana, '/log 5 calls on:2026-10-29', general(ana));
    expect(textsOf(refused.blocks)).toContain('is closed (*October 2026*). It can count today instead');
    expect(textsOf(refused.blocks)).toContain('nothing is saved so far');
    await press(ana, logged, 'activities.undo');
    await answered(ana, 'so this stays as it is');
    await press(ana, logged, 'activities.edit');
    await ana.waitFor('a second refusal', ({ ephemerals }) =>
      ephemerals.filter((one) => one.text.includes('so this stays as it is')).length > 1 ? true : undefined,
    );
    expect(await facts()).toBe(before);
    expect((await ask(ana, '/log 5 calls on:2026-11-02', general(ana))).text).toContain('5 calls');
  });

  test('P-05 a late entry counts today once the person says so, once, and says of which date it is', async () => {
    const ana = await office().as('ana');
    const before = await facts();
    const asked = await ask(ana, '/log 4 calls on:2026-10-30 note: found in my notebook', general(ana));
    expect(await facts()).toBe(before);
    await press(ana, asked, 'activities.late');
    await answered(ana, 'Late entry of Fri, Oct 30, 2026 · found in my notebook');
    await press(ana, asked, 'activities.late');
    await answered(ana, 'logged already');
    const { workspaceId } = office();
    const late = await office().db.client.activity.findMany({
      where: { workspaceId, note: { startsWith: 'Late entry' } },
    });
    expect(late.map(({ localDate, quantity }) => [localDate.toISOString().slice(0, 10), quantity])).toEqual([
      ['2026-11-05', 400n],
    ]);
  });

  test('P-05 from the form, too: what was filled in counts today once the person says so, with its own date', async () => {
    const ana = await office().as('ana');
    const before = await facts();
    await command(ana, '/log', general(ana));
    const form = await ana.waitFor(
      'the form',
      ({ modals }) => modals.findLast((one) => one.callback_id === 'activities.log'),
      PATIENCE_MS,
    );
    await submit(ana, form, {
      ...{
        type: 'meeting',
        customer: 'Acme North',
        date: '2026-10-29',
        note: 'first talk\nwith: the board',
      },
    });
    const asked = await ana.waitFor(
      'the question',
      ({ ephemerals }) =>
        ephemerals.findLast((one) => textsOf(one.blocks).includes('Thu, Oct 29, 2026 is closed')),
      PATIENCE_MS,
    );
    expect(await facts()).toBe(before);
    await press(ana, asked, 'activities.late');
    await answered(ana, 'Late entry of Thu, Oct 29, 2026 · first talk with: the board');
    const where = { workspaceId: office().workspaceId, note: { contains: 'first talk' } };
    const late = await office().db.client.activity.findMany({ where });
    expect(
      late.map(({ typeKey, customer, localDate }) => [typeKey, customer, localDate.toISOString()]),
    ).toEqual([['meeting', 'Acme North', '2026-11-05T00:00:00.000Z']]);
  });

  test('P-05 a manager’s entry for somebody counts today by itself, and is said', async () => {
    const maya = await office().as('maya');
    const { slackIds, memberIds, workspaceId } = office();
    await command(maya, `/log <@${slackIds.ana}|ana> 2 calls on:2026-10-12`, general(maya));
    await answered(maya, 'so this counts today, as a late entry of that date');
    await answered(maya, 'Late entry of Mon, Oct 12, 2026');
    const where = { workspaceId, memberId: memberIds.ana, note: 'Late entry of Mon, Oct 12, 2026' };
    const { localDate } = await office().db.client.activity.findFirstOrThrow({ where });
    expect(localDate.toISOString().slice(0, 10)).toBe('2026-11-05');
  });

  test('P-05 whatever forgets to ask, the database refuses', async () => {
    const { id } = await office().db.client.activity.findFirstOrThrow({
      where: { localDate: new Date('2026-10-28') },
    });
    await expect(
      office().db.client.$executeRaw`
        INSERT INTO activity (workspace_id, id, member_id, actor_id, origin, batch_id, local_date, quantity, voids_id)
        SELECT workspace_id, 'x', member_id, actor_id, origin, batch_id, local_date, 0, id FROM activity WHERE id = ${id}`,
    ).rejects.toThrow('closed dates');
  });

  test('P-05 a row of a file on a closed date is rejected with its reason; an administrator reopens with a reason', async () => {
    const [ana, maya] = [await office().as('ana'), await office().as('maya')];
    const shown = await ask(maya, '/pace closed', general(maya));
    expect(textsOf(shown.blocks)).toContain('*October 2026*: Thu, Oct 1, 2026 – Sat, Oct 31, 2026');
    expect(textsOf((await ask(ana, '/pace 关账', general(ana))).blocks)).not.toContain('Reopen');
    await press(maya, shown, 'workspace.reopenDates');
    const view = await maya.waitFor('the form', ({ modals }) => modals.at(-1));
    const wrong = await submit(maya, view, { 'workspace.reopenReason': 'oops' });
    expect(JSON.stringify(wrong)).toContain('in at least ten characters');
    await submit(maya, view, { 'workspace.reopenReason': 'two deals were entered twice' });
    await answered(maya, '*October 2026* is open again.');
    await command(ana, '/log 2 calls on:2026-10-29', general(ana));
    await answered(ana, '2 calls');
    const rows = await office().db.client.auditRow.findMany({ where: { action: { startsWith: 'dates.' } } });
    expect(rows.map(({ action }) => action).toSorted()).toEqual(['dates.closed', 'dates.reopened']);
  });
});
