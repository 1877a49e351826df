import { beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../../sandbox/contract.ts';
import { ask, channelId, type Driver } from '../../sandbox/driver.ts';
import { weeklyFeedback } from '../../src/feedback/weekly/job.ts';
import type { PeriodKey } from '../../src/kpi/period.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { weeklyBoard } from '../../src/leaderboard/report/job.ts';
import { changePerson, changeTeam, listTeams } from '../../src/people/store.ts';
import { textsOf, useOffice } from '../support/office.ts';
import { day } from './company.ts';

/**
 * A-03, P-06 through the whole house: West stands under Americas from Wednesday on; what its people did before does not count there. Thursday
 * of the week, in New York.
 */
const office = useOffice('2026-11-16T15:00:00Z');
const TODAY = day('2026-11-19');
const wednesday = { today: day('2026-11-18'), sinceMonday: day('2026-11-16') };
let maya: Driver | undefined;

const say = async (driver: Driver, line: string): Promise<string> => {
  const message: Message = await ask(driver, line, channelId(driver, 'general'));
  return `${message.text}\n${textsOf(message.blocks)}`.replaceAll('\u2060', '');
};
const lead = (): Driver => maya as Driver;

beforeAll(async () => {
  const { db, workspaceId, memberIds, teamIds } = office();
  const { maya: mayaId, ana, bo } = memberIds;
  const columns = { region: null, tz: 'America/New_York', channelId: null };
  const americas = { id: 'americas', name: 'Americas', ...columns, leadIds: [mayaId], memberIds: [] };
  const monday = { today: day('2026-11-16'), sinceMonday: day('2026-11-16') };
  await changeTeam(db, workspaceId, mayaId, americas, monday);
  const west = { id: teamIds.West, name: 'West', ...columns, region: 'Americas', parentId: 'americas' };
  await changeTeam(db, workspaceId, mayaId, { ...west, leadIds: [mayaId], memberIds: [ana, bo] }, wednesday);
  maya = await office().as('maya');
  await say(maya, '/goal team Americas calls 100 weekly');
  await say(maya, '/goal team West calls 100 weekly');
  office().setNow('2026-11-19T15:00:00Z');
  const [anaDriver, boDriver] = [await office().as('ana'), await office().as('bo')];
  await say(anaDriver, '/log 5 calls on:2026-11-17');
  await say(anaDriver, '/log 3 calls on:2026-11-18');
  await say(boDriver, '/log 4 calls on:2026-11-19');
});

describe('the figures of a team that others stand under', () => {
  test('are the sums of who counts for it on each day', async () => {
    expect(await say(lead(), '/kpi team West')).toMatch(/\*12\* of 100/);
    expect(await say(lead(), '/kpi team Americas')).toMatch(/\*7\* of 100/);
  });

  test('on the board of teams both stand with their own sums, and the whole counts once', async () => {
    const board = await say(lead(), '/leaderboard calls teams');
    expect(board).toMatch(/West[^\n]*12/);
    expect(board).toMatch(/Americas[^\n]*7/);
    expect(board).not.toMatch(/\b19\b/);
  });

  test('its board of people holds those of the teams below', async () => {
    const board = await say(lead(), '/leaderboard calls team Americas');
    expect(board).toMatch(/Bo Lindqvist[^\n]*4/);
    expect(board).toMatch(/Ana Torres[^\n]*3/);
    expect(await say(lead(), '/leaderboard calls team West')).toMatch(/Ana Torres[^\n]*8/);
  });

  test('the weekly digest of its lead and its board say the same; each rep is told once, by their own team', async () => {
    const { deps, workspaceId, teamIds } = office();
    const request = (teamId: string) => ({
      ...{ workspaceId, teamId, kind: 'weekly-feedback' as const, periodKey: '2026-W47' as PeriodKey },
      ...{ dueAt: Temporal.Instant.from('2026-11-23T14:00:00Z') },
    });
    const built = async (teamId: string) =>
      [
        ...(await weeklyFeedback(() => Promise.resolve([])).build(deps, request(teamId) as never)),
        ...(await weeklyBoard.build(deps, request(teamId) as never)),
      ].map((message) => ({ key: message.key, text: textsOf(message.reply.blocks ?? []) }));
    const above = await built('americas');
    expect(above.map(({ key }) => key.split(':')[0])).toEqual(['digest', 'board']);
    expect(above[0]?.text).toMatch(/\*7\* of 100[\s\S]*The people of West count here too/);
    expect(above[0]?.text).not.toMatch(/Nobody was/);
    const below = await built(teamIds.West);
    expect(below.map(({ key }) => key.split(':')[0])).toEqual(['rep', 'rep', 'digest', 'board']);
  });

  test('a person who moves out of the tree counts there until that day', async () => {
    const { db, workspaceId, memberIds, teamIds } = office();
    const change = { from: TODAY, place: { teamId: teamIds['华东'] } };
    await changePerson(db, workspaceId, memberIds.maya, memberIds.bo, change, {
      today: TODAY,
      sinceMonday: TODAY,
    });
    expect(await say(lead(), '/kpi team Americas')).toMatch(/\*3\* of 100/);
    expect((await listTeams(db, workspaceId, TODAY)).map((team) => team.parentId)).toContain('americas');
  });
});
