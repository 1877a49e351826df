import { beforeAll, describe, expect, test } from 'vitest';
import { ask, channelId, type Driver, messagesOf } from '../../sandbox/driver.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { runDue } from '../../src/platform/jobs/run.ts';
import { type Handle, textsOf, useOffice } from '../support/office.ts';
import { keepWeekly } from '../support/weekly.ts';

/**
 * L-07 through the real protocol. Ten calls a week are asked of Ana, Bo and 李雷 from Monday, 26 October 2026 (W44) on. Ana and Bo reach them in W44,
 * W45 and W46, 李雷 in W45 and W46. They look on the Wednesday of W47, with one call logged.
 */
const office = useOffice('2026-10-26T14:00:00Z');
const general = (driver: Driver): string => channelId(driver, 'general');
async function says(handle: Handle, line: string): Promise<string> {
  const driver = await office().as(handle);
  const answer = await ask(driver, line, general(driver));
  return `${answer.text}\n${textsOf(answer.blocks)}`;
}
async function home(handle: Handle, wanted: RegExp): Promise<string> {
  const driver = await office().as(handle);
  await driver.act('home-opened', { appId: driver.state.apps[0]?.id ?? '' });
  return driver.waitFor('one’s Home', ({ home: view }) => {
    const text = textsOf((view?.blocks ?? []) as object[]);
    return wanted.test(text) ? text : undefined;
  });
}

/** Monday, nine o’clock in New York: the board of the week before is due. */
const pass = () => runDue(office().app.jobs, Temporal.Instant.from('2026-11-16T14:00:30Z'));

/** The board that the channel got of the week of 9 November (W46). */
async function posted(): Promise<string> {
  const maya = await office().as('maya');
  const all = await messagesOf(maya, general(maya));
  const boards = all.filter(
    ({ text }) => text.startsWith('Leaderboard of team West') && text.includes('Nov 9'),
  );
  return boards.map(({ blocks }) => textsOf(blocks)).join('\n');
}

beforeAll(async () => {
  const { slackIds, db, workspaceId } = office();
  await keepWeekly(db, Temporal.Instant.from('2026-11-10T14:00:00Z'));
  const boardChannelId = general(await office().as('maya'));
  await db.client.workspace.updateMany({ where: { id: workspaceId }, data: { boardChannelId } });
  await says('maya', `/goal <@${slackIds.ana}|ana> calls 10 weekly`);
  await says('maya', `/goal <@${slackIds.bo}|bo> calls 10 weekly`);
  await says('hanmeimei', `/goal <@${slackIds.lilei}|lilei> 电话 10 每周`);
  const weeks: [string, Partial<Record<Handle, number>>][] = [
    ['2026-10-28', { ana: 10, bo: 12, lilei: 9 }],
    ['2026-11-04', { ana: 11, bo: 10, lilei: 10 }],
    ['2026-11-11', { ana: 12, bo: 10, lilei: 10 }],
  ];
  for (const [date, counts] of weeks) {
    office().setNow(`${date}T15:00:00Z`);
    for (const [handle, count] of Object.entries(counts)) await says(handle as Handle, `/log ${count} calls`);
  }
  office().setNow('2026-11-18T15:00:00Z');
  for (const handle of ['ana', 'bo', 'lilei'] as const) await says(handle, '/log 1 calls');
});

describe('L-07 weeks in a row', () => {
  test('stand on the posted board beside those in the shown places, and what they are', async () => {
    const came = async () => {
      await pass();
      return posted();
    };
    await expect.poll(came, { timeout: 60_000, interval: 100 }).toContain('Ana');
    const board = await posted();
    expect(board).toMatch(/\*1\.\* Ana Torres · \*120%\* .*· 🔥 3 weeks: calls\n/);
    expect(board).toMatch(/\*2\.\* Bo Lindqvist · \*100%\* .*· 🔥 3 weeks: calls\n/);
    expect(board).toContain('🔥 weeks in a row that reached a weekly target');
  });

  test('stand in one’s Home, in one’s language; two weeks are none yet', async () => {
    expect(await home('ana', /Calls/)).toContain(
      '🔥 *Calls*: target reached 3 weeks in a row, this week still to come',
    );
    expect(await home('lilei', /电话数/)).not.toContain('🔥');
    // Nine more make ten: W45, W46 and this week, which counts at once.
    await says('lilei', '/log 电话 9');
    expect(await home('lilei', /🔥/)).toContain('🔥 电话数：已连续 3 周达标\n');
  });

  test('stand on the live board; of who opted out nothing does (L-03)', async () => {
    expect(await says('bo', '/leaderboard')).toMatch(
      /\*Bo Lindqvist \(you\)\* · \*10%\* .*🔥 3 weeks: calls/,
    );
    const last = await says('lilei', '/leaderboard 上周');
    expect(last).toMatch(/\*1\.\* Ana Torres · \*120%\* .*🔥 电话数连续 3 周达标/);
    // In W46 it was the second week of 李雷’s.
    expect(last).not.toMatch(/李雷.*🔥/);
    await says('bo', '/leaderboard opt-out');
    expect(await says('bo', '/leaderboard')).toMatch(/not to be shown on boards/);
    for (const line of ['/leaderboard', '/leaderboard last week', '/leaderboard calls team West']) {
      const board = await says('ana', line);
      expect(board).toContain('🔥 3 weeks: calls');
      expect(board).not.toContain('Bo');
    }
  });

  test('nobody with three weeks: no word of it', async () => {
    office().setNow('2026-11-24T15:00:00Z');
    await says('ana', '/log 1 calls');
    expect(await says('ana', '/leaderboard')).not.toMatch(/Ana.*🔥/);
    expect(await home('ana', /Wed, Nov 18/)).not.toContain('🔥');
  });
});
