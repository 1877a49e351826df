import { describe, expect, test } from 'vitest';
import { ask, channelId, type Driver, press } from '../../sandbox/driver.ts';
import { textsOf, useOffice } from '../support/office.ts';

/** `/leaderboard` through the real protocol. Wednesday of week 47, 15:00 in New York. */
const office = useOffice('2026-11-18T20:00:00Z');

const general = (driver: Driver): string => channelId(driver, 'general');
async function says(driver: Driver, line: string): Promise<string> {
  const answer = await ask(driver, line, general(driver));
  return `${answer.text}\n${textsOf(answer.blocks)}`;
}

describe('/leaderboard', () => {
  test('follows what is logged, undone and set as a target, in both languages', async () => {
    const [ana, bo, maya, lilei] = [
      await office().as('ana'),
      await office().as('bo'),
      await office().as('maya'),
      await office().as('lilei'),
    ];
    expect(await says(ana, '/leaderboard')).toMatch(/takes the first place/);
    await says(ana, '/log deal with Acme $12,500');
    await says(lilei, '/log 成交 客户:华为 2000');
    await says(bo, '/log 4 calls');
    const first = await says(ana, '/leaderboard');
    expect(first).toMatch(/\*1\.\* \*Ana Torres \(you\)\* · \*\$12,500\*/);
    expect(first).toMatch(/Nothing counted: Bo Lindqvist/);
    expect(await says(bo, '/pace leaderboard calls')).toMatch(/\*1\.\* \*Bo Lindqvist \(you\)\* · \*4\*/);
    expect(await says(lilei, '/leaderboard 团队 West 积分 本月')).toMatch(/团队 West：活动积分/);
    expect(await says(maya, '/leaderboard teams revenue this year')).toMatch(
      /\*1\.\* West · \*\$6,250\* · \$12,500 in all/,
    );

    await says(maya, `/goal <@${office().slackIds.bo}|bo> calls 5 weekly`);
    const attained = await says(bo, '/leaderboard');
    expect(attained).toMatch(/Leaderboard: Attainment/);
    expect(attained).toMatch(/\*1\.\* \*Bo Lindqvist \(you\)\*/);
    expect(attained).toMatch(/Without a place, no target from a manager: Ana Torres/);
  });

  test('a button replaces the board in its place', async () => {
    const ana = await office().as('ana');
    const answer = await ask(ana, '/leaderboard revenue', general(ana));
    const replaced = (wanted: RegExp) =>
      ana.waitFor(`a board like ${wanted}`, ({ ephemerals }) =>
        ephemerals.find((message) => message.ts === answer.ts && wanted.test(textsOf(message.blocks))),
      );
    await press(ana, answer, 'leaderboard.before');
    const last = await replaced(/Last week · Nov 9/);
    await press(ana, last, 'leaderboard.now');
    const now = await replaced(/This week · Nov 16/);
    await press(ana, now, 'leaderboard.measure');
    await replaced(/Leaderboard: Attainment/);
  });

  test('L-03 opt-out takes one off every board, and back; the audit log has both', async () => {
    const [ana, bo] = [await office().as('ana'), await office().as('bo')];
    expect(await says(bo, '/leaderboard opt out')).toMatch(/on no board any more/);
    expect(await says(ana, '/leaderboard calls')).not.toMatch(/Bo Lindqvist/);
    expect(await says(bo, '/leaderboard calls')).toMatch(/nobody else sees you here.*\*4\*/);
    expect(await says(bo, '/leaderboard 加入')).toMatch(/on the boards again/);
    expect(await says(ana, '/leaderboard calls')).toMatch(/Bo Lindqvist/);
    const { db, workspaceId, memberIds } = office();
    const rows = await db.client.auditRow.findMany({
      where: { workspaceId, actorId: memberIds.bo, action: 'member.changed' },
    });
    expect(rows).toHaveLength(2);
  });

  test.each([
    ['/leaderboard dance', /do not understand “dance”/],
    ['/leaderboard team Nowhere', /no team “Nowhere”.*West/],
    ['/leaderboard next week', /has not begun/],
    ['/leaderboard help', /`\/leaderboard revenue last week`/],
    ['/leaderboard <@U1|ana>', /ask `\/kpi @name`/],
  ])('%s is answered in words', async (line, wanted) => {
    const ana = await office().as('ana');
    expect(await says(ana, line)).toMatch(wanted);
  });
});
