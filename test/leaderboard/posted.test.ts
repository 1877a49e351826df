import { beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../../sandbox/contract.ts';
import { ask, channelId, type Driver, elementsIn, messagesOf, press } from '../../sandbox/driver.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { runDue } from '../../src/platform/jobs/run.ts';
import { keepSchedules } from '../../src/schedules.ts';
import { type Handle, textsOf, useOffice } from '../support/office.ts';

/** Boards of a month and a quarter as a channel gets them. The year begins on a Saturday: Monday the 3rd is its first working day, 08:50 in New York. */
const now = '2028-01-03T13:50:00Z';
const office = useOffice(now);
const patient = { timeout: 60_000, interval: 100 };
const shown = ({ text, blocks }: Pick<Message, 'text' | 'blocks'>): string => `${text}\n${textsOf(blocks)}`;
const general = (driver: Driver): string => channelId(driver, 'general');
const pass = (at: string) => runDue(office().app.jobs, Temporal.Instant.from(at));

/** The boards in the channel, of a period that they name. */
async function posted(period: RegExp): Promise<Message[]> {
  const maya = await office().as('maya');
  const all = await messagesOf(maya, general(maya));
  return all.filter((one) => one.text.startsWith('Leaderboard of team West') && period.test(one.text));
}

/** Switches a report on below `/pace schedule`. */
async function switchOn(kind: string): Promise<void> {
  const { db, teamIds } = office();
  const maya = await office().as('maya');
  const message = await ask(maya, '/pace schedule', general(maya));
  const value = `${kind} ${teamIds.West}`;
  const blocks = message.blocks.filter((block) =>
    elementsIn([block]).every(({ element }) => element['value'] === value),
  );
  await press(maya, { ...message, blocks }, 'schedule.resume');
  const where = { teamId: teamIds.West, kind };
  await expect
    .poll(async () => (await db.client.schedule.findFirst({ where }))?.nextDueAt.toISOString(), patient)
    .toBe('2028-01-03T14:00:00.000Z');
}

beforeAll(async () => {
  const { db, workspaceId } = office();
  await keepSchedules(office().db, Temporal.Instant.from(now));
  const maya = await office().as('maya');
  await db.client.workspace.updateMany({
    where: { id: workspaceId },
    data: { boardChannelId: general(maya) },
  });
  const logs: readonly (readonly [Handle, string])[] = [
    ['ana', '/log deal with Acme $12,500 on:2027-12-30'],
    ['bo', '/log deal with Beta $900 on:2027-12-30'],
  ];
  for (const [handle, line] of logs) {
    const driver = await office().as(handle);
    await ask(driver, line, general(driver));
  }
});

describe('boards of a month and a quarter', () => {
  test('come once, on the first working day after the period, at nine by the team’s clock', async () => {
    await switchOn('monthly-board');
    await switchOn('quarterly-board');
    await pass('2028-01-03T13:59:59Z');
    expect(await posted(/./)).toEqual([]);
    await expect
      .poll(async () => {
        await pass('2028-01-03T14:00:30Z');
        return [(await posted(/December 2027/)).length, (await posted(/quarter|Q4/)).length];
      }, patient)
      .toEqual([1, 1]);
    await pass('2028-01-03T14:05:00Z');
    const boards = [...(await posted(/December 2027/)), ...(await posted(/quarter|Q4/))];
    expect(boards).toHaveLength(2);
    for (const board of boards)
      expect(shown(board)).toMatch(
        /\*1\.\* Ana Torres · \*\$12,500\*[\s\S]*\*2\.\* Bo Lindqvist · \*\$900\*/,
      );
  });
});

describe('“My place” below a posted board', () => {
  /** What somebody reads who presses it; nobody else sees it. */
  async function placeOf(handle: Handle): Promise<string> {
    const driver = await office().as(handle);
    const [board] = await posted(/December 2027/);
    if (board === undefined) throw new Error('no board was posted');
    const before = new Set(driver.seen.ephemerals.map(({ ts }) => ts));
    await press(driver, board, 'leaderboard.place');
    const answer = await driver.waitFor('one’s own place', ({ ephemerals }) =>
      ephemerals.find(({ ts }) => !before.has(ts)),
    );
    return shown(answer);
  }

  test('L-06 says one’s own place with its neighbours, to oneself alone, in one’s own language', async () => {
    const count = (await posted(/./)).length;
    const bo = await placeOf('bo');
    expect(bo).toMatch(/You are number 2\* of 2/);
    expect(bo).toMatch(/\*1\.\* Ana Torres[\s\S]*\*2\.\* \*Bo Lindqvist \(you\)\*/);
    expect(await posted(/./)).toHaveLength(count);
  });

  test('L-03 opted out, away for most of the period, or not one of the team: each is told so', async () => {
    expect(await placeOf('lilei')).toMatch(/这个榜上没有你/);
    // A manager is no one of those whom a board of reps is about.
    expect(await placeOf('maya')).toMatch(/This board is about others/);
    const bo = await office().as('bo');
    await ask(bo, '/leaderboard opt-out', general(bo));
    expect(await placeOf('bo')).toMatch(/not to be shown on boards[\s\S]*\$900/);
    expect(await placeOf('ana')).not.toMatch(/Bo Lindqvist/);
    // 1 to 29 December are 21 of the month's 23 working days: present on two, less than half.
    const { db, workspaceId, memberIds } = office();
    const away = { firstDate: new Date('2027-12-01'), lastDate: new Date('2027-12-29') };
    await db.client.absence.create({
      data: { ...away, workspaceId, id: 'away', memberId: memberIds.ana, createdById: memberIds.maya },
    });
    expect(await placeOf('ana')).toMatch(
      /listed without a place:\* there for less than half of the working days/,
    );
  });
});
