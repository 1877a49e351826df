import { afterAll, describe, expect, test } from 'vitest';
import { importActivities } from '../../src/activities/store.ts';
import { setTarget } from '../../src/goals/store.ts';
import { exact } from '../../src/kpi/exact.ts';
import { readBoard, type Wanted } from '../../src/leaderboard/reading/index.ts';
import { weeklyBoard, weekPlaces } from '../../src/leaderboard/report/job.ts';
import { addPeople, updateMember } from '../../src/people/store.ts';
import { createCharts } from '../../src/platform/charts/index.ts';
import type { Deps, WorkspaceInfo } from '../../src/platform/slice.ts';
import type { Playbook } from '../../src/playbook/playbook.ts';
import { readyMade } from '../../src/playbook/readyMade.ts';
import { installPlaybook, readPlaybook } from '../../src/playbook/store.ts';
import { ensureWorkspace, readWorkspace } from '../../src/workspace/store.ts';
import { activity } from '../activities/samples.ts';
import { at, day, person, team } from '../people/company.ts';
import { freshWorkspaceId, useDb } from '../support/db.ts';
import { silentLog } from '../support/log.ts';
import { textsOf } from '../support/office.ts';
import { everybody, placesOf } from './given.ts';

/** Boards over a real database: West and East, Ana, Bo and Cy; Bo moves from West to East on Thursday of week 47. */
const db = useDb();
const since = day('2026-01-01');
const thursday = day('2026-11-19');

interface Company {
  workspace: WorkspaceInfo;
  playbook: Playbook;
  members: Readonly<Record<'ana' | 'bo' | 'cy', string>>;
  teams: Readonly<Record<'West' | 'East', string>>;
}

async function company(boardChannelId: string | null = null): Promise<Company> {
  const id = freshWorkspaceId();
  await ensureWorkspace(db(), { id, name: 'Northwind', boardChannelId });
  await installPlaybook(db(), id, readyMade);
  const people = ['ana', 'bo', 'cy'].map((name) =>
    person(name, { name: name[0]?.toUpperCase() + name.slice(1), teamName: name === 'cy' ? 'East' : 'West' }),
  );
  const teams = [team('West', { region: 'Americas', channelId: 'C1' }), team('East', { region: 'Asia' })];
  const { memberIds, teamIds } = await addPeople(db(), id, people, teams, since);
  await addPeople(db(), id, [person('bo', { teamName: 'East' })], [], thursday);
  const workspace = await readWorkspace(db(), id);
  if (workspace === undefined) throw new Error('the workspace is there');
  const of = (map: Map<string, string>, name: string) => map.get(name) ?? '';
  return {
    workspace,
    playbook: await readPlaybook(db(), id, workspace.playbookVersion),
    members: { ana: of(memberIds, 'ana'), bo: of(memberIds, 'bo'), cy: of(memberIds, 'cy') },
    teams: { West: of(teamIds, 'West'), East: of(teamIds, 'East') },
  };
}

let facts = 0;
async function log(
  { workspace, members }: Company,
  rows: readonly [who: 'ana' | 'bo' | 'cy', date: string, calls: number, dealAmount?: number][],
): Promise<void> {
  const imported = rows.flatMap(([who, date, calls, amount]) => {
    facts += 2;
    const common = { memberId: members[who], localDate: day(date) };
    return [
      ...(calls === 0
        ? []
        : [{ ...activity({ quantity: BigInt(calls) * 100n }), ...common, externalId: `x${facts}` }]),
      ...(amount === undefined
        ? []
        : [
            {
              ...activity({ typeKey: 'deal', amount: BigInt(amount) * 100n }),
              ...common,
              externalId: `x${facts + 1}`,
            },
          ]),
    ];
  });
  await importActivities(db(), workspace.id, members.ana, imported);
}

async function target(
  { workspace }: Company,
  memberId: string,
  metricKey: string,
  value: bigint,
  layer: 'own' | 'official' = 'official',
) {
  return setTarget(db(), {
    workspaceId: workspace.id,
    transportKey: `t-${memberId}-${metricKey}-${layer}`,
    frame: { today: since, period: null },
    subject: { kind: 'member', id: memberId },
    metricKey,
    layer,
    shape: { periodKind: 'week', periodKey: null },
    wish: {
      ...{
        value,
        from: since,
        state: layer === 'own' ? 'own' : 'set',
        actorId: memberId,
        trigger: '',
        reason: '',
      },
    },
  });
}

async function board(from: Company, wanted: Partial<Wanted>) {
  const read = await readBoard({ db: db() }, from.workspace, from.playbook, {
    ...{ scope: everybody, measure: null, period: '2026-W47' as Wanted['period'], today: day('2026-11-23') },
    ...wanted,
  });
  if (read === undefined) throw new Error('there is a board');
  return read;
}
const charts = createCharts({ maxThreads: 1 });
afterAll(() => charts.close());
const deps = (): Deps => ({
  db: db(),
  charts,
  log: silentLog,
  slack: () => Promise.reject(new Error('a report sends nothing itself')),
});

describe('boards over the database', () => {
  test('L-01, L-04 by value from one sum each, with movement against the week before; by default revenue', async () => {
    const north = await company();
    await log(north, [
      ['ana', '2026-11-10', 0, 100],
      ['bo', '2026-11-11', 0, 200],
      ['ana', '2026-11-17', 0, 500],
      ['bo', '2026-11-18', 0, 300],
      ['cy', '2026-11-20', 0, 300],
    ]);
    const read = await board(north, {});
    expect(read.measure).toMatchObject({ kind: 'value', metric: { key: 'revenue' } });
    expect(placesOf(read.board)).toBe('1 Ana, 2 Bo, 2 Cy');
    expect(read.board.ranked.map((row) => row.movement)).toEqual([
      { kind: 'up', places: 1 },
      { kind: 'down', places: 1 },
      { kind: 'new' },
    ]);
    expect(read.board.total.n).toBe(110_000n);
  });

  test('P-06 a transfer in the middle of the week: each board has what was done in its team', async () => {
    const north = await company();
    await log(north, [
      ['ana', '2026-11-17', 10],
      ['bo', '2026-11-17', 6],
      ['bo', '2026-11-20', 50],
      ['cy', '2026-11-20', 1],
    ]);
    const calls = north.playbook.metrics.find((metric) => metric.key === 'calls');
    if (calls === undefined) throw new Error('calls are measured');
    const measure = { kind: 'value', metric: calls } as const;
    const all = await board(north, { measure });
    expect(placesOf(all.board)).toBe('1 Bo, 2 Ana, 3 Cy');
    const west = await board(north, { measure, scope: { kind: 'people', teamId: north.teams.West } });
    expect(west.board.ranked.map((row) => [row.name, row.value.n])).toEqual([
      ['Ana', 1000n],
      ['Bo', 600n],
    ]);
    const east = await board(north, { measure, scope: { kind: 'people', teamId: north.teams.East } });
    expect(placesOf(east.board)).toBe('1 Cy');
    expect(east.board.unranked).toMatchObject([{ name: 'Bo', reason: 'away' }]);
    const teams = await board(north, { measure, scope: { kind: 'teams' } });
    // L-05: East 51 calls ÷ (5 + 2 days) × 5, West 16 ÷ (5 + 3) × 5 = 10.
    expect(teams.board.ranked.map((row) => [row.name, row.value, row.sum])).toEqual([
      ['East', exact(25_500, 7), exact(5100)],
      ['West', exact(1000), exact(1600)],
    ]);
    const regions = await board(north, {
      measure,
      scope: { kind: 'regions' },
      period: '2026' as Wanted['period'],
    });
    expect(placesOf(regions.board)).toBe('1 Asia, 2 Americas');
  });

  test('T-06 attainment once anybody has an official target; L-03 who opted out is not there', async () => {
    const north = await company();
    await log(north, [
      ['ana', '2026-11-17', 40],
      ['bo', '2026-11-17', 10],
      ['cy', '2026-11-17', 99],
    ]);
    await target(north, north.members.cy, 'calls', 1000n, 'own');
    expect((await board(north, {})).measure).toMatchObject({ kind: 'value' });
    await target(north, north.members.ana, 'calls', 5000n);
    await target(north, north.members.bo, 'calls', 1000n);
    const read = await board(north, {});
    expect(read.measure).toEqual({ kind: 'attainment', metric: null });
    expect(placesOf(read.board)).toBe('1 Bo, 2 Ana');
    expect(read.board.unranked).toMatchObject([{ name: 'Cy', reason: 'no target' }]);
    expect(read.board).toMatchObject({ reached: 1, asked: 2 });
    await updateMember(db(), north.workspace.id, null, north.members.bo, { hidesFromBoards: true });
    expect(placesOf((await board(north, {})).board)).toBe('1 Ana');
  });

  test('L-02 activity points add up over all types', async () => {
    const north = await company();
    await log(north, [
      ['ana', '2026-11-17', 3, 10],
      ['bo', '2026-11-20', 5],
    ]);
    const points = (key: string) => north.playbook.types.find((type) => type.key === key)?.points ?? 0;
    const read = await board(north, { measure: { kind: 'points' } });
    expect(read.board.ranked.map((row) => [row.name, Number(row.value.n)])).toEqual([
      ['Ana', 3 * points('call') + points('deal')],
      ['Bo', 5 * points('call')],
    ]);
  });

  test('L-02, L-04 improvement on the four weeks before, with movement by the same rule', async () => {
    const north = await company();
    await log(north, [
      ['ana', '2026-10-13', 40],
      ['bo', '2026-10-13', 40],
      ['ana', '2026-11-11', 40],
      ['bo', '2026-11-11', 20],
      ['ana', '2026-11-17', 30],
      ['bo', '2026-11-17', 30],
    ]);
    const calls = north.playbook.metrics.find((metric) => metric.key === 'calls');
    if (calls === undefined) throw new Error('calls are measured');
    const measure = { kind: 'improvement', of: { kind: 'value', metric: calls } } as const;
    const { board: found } = await board(north, { measure });
    // Ana 30 ÷ (40 ÷ 20 × 5 = 10) = 3, Bo 30 ÷ (20 ÷ 20 × 5 = 5) = 6; in week 46 Ana 40 ÷ (40 ÷ 20 × 5) = 4 stood above Bo with 2.
    expect(found.ranked.map((row) => [row.name, row.value, row.base])).toEqual([
      ['Bo', exact(6), exact(500)],
      ['Ana', exact(3), exact(1000)],
    ]);
    expect(found.ranked.map((row) => row.movement)).toEqual([
      { kind: 'up', places: 1 },
      { kind: 'down', places: 1 },
    ]);
    expect(found.unranked).toMatchObject([{ name: 'Cy', reason: 'no base' }]);
    const teams = await board(north, { measure, scope: { kind: 'teams' } });
    expect(teams.board.ranked.map((row) => row.name)).toEqual(['West']);
  });

  test('what another workspace did is not there', async () => {
    const [north, south] = [await company(), await company()];
    await log(north, [['ana', '2026-11-17', 0, 500]]);
    expect((await board(south, {})).board.ranked).toEqual([]);
  });
});

describe('the private weekly feedback', () => {
  test('L-06 tells each their own place and neighbours; who has none is told why, in both languages', async () => {
    const north = await company();
    await log(north, [
      ['ana', '2026-11-17', 2, 500],
      ['bo', '2026-11-17', 1, 300],
    ]);
    const request = {
      workspaceId: north.workspace.id,
      teamId: north.teams.West,
      periodKey: '2026-W47' as Wanted['period'],
    };
    const place = await weekPlaces({ db: deps().db }, request);
    expect(place(north.members.bo, 'en')).toBe(
      'Your place in the team this week: 2 of 2 (Revenue). Beside you: 1. Ana $500. Only you see this.',
    );
    expect(place(north.members.ana, 'zh')).toMatch(
      /^你本周在团队排第 1 名，共 2 人上榜（销售额）。前后是：2\. Bo/,
    );
    expect(place('nobody', 'en')).toBeUndefined();
  });
});

describe('the weekly board', () => {
  const report = (north: Company, teamId: string) =>
    weeklyBoard.build(deps(), {
      workspaceId: north.workspace.id,
      teamId,
      periodKey: '2026-W47' as Wanted['period'],
      dueAt: at('2026-11-23T09:00:00Z'),
    });

  test('goes to the team’s channel, else the workspace’s, else nowhere; it names its team', async () => {
    const north = await company('CGENERAL');
    await log(north, [
      ['ana', '2026-11-17', 2, 500],
      ['cy', '2026-11-17', 0, 300],
    ]);
    const [west] = await report(north, north.teams.West);
    const [east] = await report(north, north.teams.East);
    expect(west).toMatchObject({ key: 'board', channel: 'C1', to: 'West', chart: { kind: 'leaderboard' } });
    expect(east).toMatchObject({ key: 'board', channel: 'CGENERAL', to: 'East' });
    expect(textsOf(west?.reply.blocks ?? [])).toMatch(/Team West.*\n.*Ana\* leads with \$500/);
    expect(textsOf(west?.reply.blocks ?? [])).toMatch(/together: Revenue \*\$500\*.*Calls \*2\*/);
    const silent = await company(null);
    expect(await report(silent, silent.teams.East)).toEqual([]);
  });

  test('a week without a log is told kindly, without a picture', async () => {
    const north = await company();
    const [message] = await report(north, north.teams.West);
    expect(message?.chart).toBeUndefined();
    expect(textsOf(message?.reply.blocks ?? [])).toMatch(/A quiet week/);
  });
});
