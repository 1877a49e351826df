import { describe, expect, it } from 'vitest';
import { unwrap } from '../../src/kpi/result.ts';
import {
  addPeople,
  claimAdministration,
  deactivate,
  ensureMember,
  findActor,
  findTeam,
  listPeople,
  listTeams,
  membershipsIn,
  personById,
  personBySlackId,
  saveTeam,
  updateMember,
} from '../../src/people/store.ts';
import { ensureWorkspace } from '../../src/workspace/store.ts';
import { freshWorkspaceId, useDb } from '../support/db.ts';
import { at, day, person, slackPerson, team } from './company.ts';

const db = useDb();
const NOON = at('2026-11-23T12:00:00Z');

async function workspace(): Promise<string> {
  const id = freshWorkspaceId();
  await ensureWorkspace(db(), { id, name: 'Northwind' });
  return id;
}

describe('first contact', () => {
  it('makes a rep without a team, in the language and zone of Slack', async () => {
    const ws = await workspace();
    const id = await ensureMember(
      db(),
      ws,
      slackPerson('U1', { locale: 'zh-CN', tz: 'Asia/Shanghai' }),
      NOON,
    );
    const found = await findActor(db(), ws, 'U1', NOON);
    expect(found?.actor).toEqual({
      workspaceId: ws,
      memberId: id,
      slackUserId: 'U1',
      name: 'Name of U1',
      locale: 'zh',
      tz: 'Asia/Shanghai',
      isAdmin: false,
      isFinance: false,
      role: 'rep',
      teamId: null,
      region: null,
      leads: [],
      inTeams: [],
    });
    expect(found?.workspace).toMatchObject({ id: ws, name: 'Northwind', currency: 'USD', settings: {} });
  });

  it('happens once, also when eight commands arrive at the same time', async () => {
    const ws = await workspace();
    const ids = await Promise.all(
      Array.from({ length: 8 }, () => ensureMember(db(), ws, slackPerson('U1'), NOON)),
    );
    expect(new Set(ids).size).toBe(1);
    expect(await db().client.member.count({ where: { workspaceId: ws } })).toBe(1);
  });

  it('makes the first Slack administrator an administrator of Pacer, and no later one', async () => {
    const ws = await workspace();
    await ensureMember(db(), ws, slackPerson('U1'), NOON);
    await ensureMember(db(), ws, slackPerson('U2', { isAdmin: true }), NOON);
    await ensureMember(db(), ws, slackPerson('U3', { isAdmin: true }), NOON);
    const admins = await Promise.all(['U1', 'U2', 'U3'].map((user) => findActor(db(), ws, user, NOON)));
    expect(admins.map((found) => found?.actor.isAdmin)).toEqual([false, true, false]);
  });

  it('a zone that does not exist becomes UTC', async () => {
    const ws = await workspace();
    await ensureMember(db(), ws, slackPerson('U1', { tz: 'Mars/Olympus' }), NOON);
    expect((await findActor(db(), ws, 'U1', NOON))?.actor.tz).toBe('UTC');
  });

  it('nobody unknown, deactivated, or of another workspace is an actor', async () => {
    const [ws, other] = [await workspace(), await workspace()];
    const id = await ensureMember(db(), ws, slackPerson('U1'), NOON);
    expect(await findActor(db(), other, 'U1', NOON)).toBeUndefined();
    expect(await deactivate(db(), ws, 'U1')).toBe(true);
    expect(await deactivate(db(), ws, 'U1')).toBe(false);
    expect(await findActor(db(), ws, 'U1', NOON)).toBeUndefined();
    expect(await ensureMember(db(), ws, slackPerson('U1'), NOON)).toBe(id);
    expect((await findActor(db(), ws, 'U1', NOON))?.actor.memberId).toBe(id);
  });
});

describe('members', () => {
  it('a change is audited with before and after, and the same again is not', async () => {
    const ws = await workspace();
    const id = await ensureMember(db(), ws, slackPerson('U1'), NOON);
    const change = { hidesFromBoards: true, firstDay: day('2026-11-02') };
    expect(await updateMember(db(), ws, id, id, change)).toEqual({ ok: true, value: undefined });
    await updateMember(db(), ws, id, id, change);
    const rows = await db().client.auditRow.findMany({
      where: { workspaceId: ws, action: 'member.changed' },
    });
    expect(rows.map((row) => row.detail)).toEqual([
      { hidesFromBoards: 'false → true', firstDay: '– → 2026-11-02' },
    ]);
    const found = await personById(db(), ws, id, day('2026-11-23'));
    expect(found).toMatchObject({ hidesFromBoards: true, firstDay: '2026-11-02', lastDay: null });
  });

  it('the last administrator cannot step down; the first one can be claimed once', async () => {
    const ws = await workspace();
    const one = await ensureMember(db(), ws, slackPerson('U1'), NOON);
    const two = await ensureMember(db(), ws, slackPerson('U2'), NOON);
    expect(await claimAdministration(db(), ws, one)).toBe(true);
    expect(await claimAdministration(db(), ws, two)).toBe(false);
    expect(await updateMember(db(), ws, one, one, { isAdmin: false })).toEqual({
      ok: false,
      problem: { kind: 'last administrator' },
    });
    await updateMember(db(), ws, one, two, { isAdmin: true });
    expect(await updateMember(db(), ws, one, one, { isAdmin: false })).toMatchObject({ ok: true });
    expect((await findActor(db(), ws, 'U1', NOON))?.actor.isAdmin).toBe(false);
  });
});

describe('adding people in bulk', () => {
  const people = [
    person('M1', { role: 'manager', teamName: 'West', name: 'Summer Sewald', isAdmin: true }),
    person('R1', { teamName: 'West', name: 'Zane Levy' }),
    person('R2', {
      teamName: 'East',
      name: '李雷',
      locale: 'zh',
      region: 'APAC',
      firstDay: day('2026-10-01'),
    }),
  ];
  const teams = [
    team('West', { region: 'Americas', tz: 'America/New_York', leadEmailsOrSlackIds: ['m1@EXAMPLE.com'] }),
    team('East', { region: 'Europe', channelId: 'C9', leadEmailsOrSlackIds: ['M1'] }),
  ];

  it('gives everybody their place, and done again changes nothing', async () => {
    const ws = await workspace();
    const first = await addPeople(db(), ws, people, teams, day('2026-01-01'));
    expect(first.changed).toBe(true);
    const again = await addPeople(db(), ws, people, teams, day('2026-01-01'));
    expect(again).toEqual({ ...first, changed: false });
    const later = await addPeople(db(), ws, people, teams, day('2026-05-01'));
    expect(later.changed).toBe(false);
    expect(await db().client.auditRow.count({ where: { workspaceId: ws, action: 'people.added' } })).toBe(1);
    const found = await listPeople(db(), ws, day('2026-11-23'));
    expect(found.map(({ name, role, teamId, region }) => [name, role, teamId, region])).toEqual([
      ['Summer Sewald', 'manager', first.teamIds.get('West'), 'Americas'],
      ['Zane Levy', 'rep', first.teamIds.get('West'), 'Americas'],
      ['李雷', 'rep', first.teamIds.get('East'), 'APAC'],
    ]);
    const lead = first.memberIds.get('M1');
    expect(await listTeams(db(), ws, day('2026-11-23'))).toEqual([
      {
        id: first.teamIds.get('East'),
        name: 'East',
        region: 'Europe',
        tz: null,
        channelId: 'C9',
        leadIds: [lead],
        parentId: null,
      },
      {
        id: first.teamIds.get('West'),
        name: 'West',
        region: 'Americas',
        tz: 'America/New_York',
        channelId: null,
        leadIds: [lead],
        parentId: null,
      },
    ]);
    expect((await listTeams(db(), ws, day('2025-12-31')))[0]?.leadIds).toEqual([]);
    const actor = (await findActor(db(), ws, 'M1', NOON))?.actor;
    expect(actor).toMatchObject({ isAdmin: true, role: 'manager', region: 'Americas' });
    expect(new Set(actor?.leads)).toEqual(new Set(first.teamIds.values()));
  });

  it('an import from an earlier date takes over who had only met Pacer', async () => {
    const ws = await workspace();
    await ensureMember(db(), ws, slackPerson('R1', { name: 'Zane', tz: 'Asia/Tokyo' }), NOON);
    const added = await addPeople(db(), ws, people, teams, day('2016-10-01'));
    const found = await personBySlackId(db(), ws, 'R1', day('2026-11-23'));
    expect(found).toMatchObject({ name: 'Zane', tz: 'Asia/Tokyo', teamId: added.teamIds.get('West') });
    expect((await addPeople(db(), ws, people, teams, day('2016-10-01'))).changed).toBe(false);
  });

  it('P-06 a transfer never moves history', async () => {
    const ws = await workspace();
    const { teamIds, memberIds } = await addPeople(db(), ws, people, teams, day('2026-01-01'));
    await addPeople(db(), ws, [person('R1', { teamName: 'East' })], [], day('2026-06-01'));
    const [west, east, rep] = [teamIds.get('West'), teamIds.get('East'), memberIds.get('R1')];
    expect((await personBySlackId(db(), ws, 'R1', day('2026-05-31')))?.teamId).toBe(west);
    expect((await personBySlackId(db(), ws, 'R1', day('2026-06-01')))?.teamId).toBe(east);
    const stays = await membershipsIn(db(), ws, { from: day('2026-05-01'), to: day('2026-07-01') });
    expect(stays.filter((stay) => stay.memberId === rep)).toEqual([
      { memberId: rep, teamId: west, role: 'rep', region: 'Americas', from: '2026-01-01', to: '2026-06-01' },
      { memberId: rep, teamId: east, role: 'rep', region: 'Europe', from: '2026-06-01', to: null },
    ]);
    expect(await membershipsIn(db(), ws, { from: day('2025-01-01'), to: day('2026-01-01') })).toEqual([]);
  });

  it('P-02 whose team it is today depends on the own date of the person', async () => {
    const ws = await workspace();
    await addPeople(
      db(),
      ws,
      [person('R1', { teamName: 'West', tz: 'Pacific/Apia' })],
      teams,
      day('2026-01-01'),
    );
    const { teamIds } = await addPeople(db(), ws, people, teams, day('2026-01-01'));
    await addPeople(db(), ws, [person('R1', { teamName: 'East' })], [], day('2026-11-24'));
    const before = await findActor(db(), ws, 'R1', at('2026-11-23T10:59:00Z'));
    const after = await findActor(db(), ws, 'R1', at('2026-11-23T11:01:00Z'));
    expect([before?.actor.teamId, after?.actor.teamId]).toEqual([teamIds.get('West'), teamIds.get('East')]);
  });

  it('finds a team by what people type, whatever case, width and quotes', async () => {
    const ws = await workspace();
    const { teamIds } = await addPeople(db(), ws, [], [team('Melvin Marxen')], day('2026-01-01'));
    for (const typed of ['melvin marxen', '“Melvin  Marxen”', 'ＭＥＬＶＩＮ Marxen'])
      expect((await findTeam(db(), ws, typed))?.id).toBe(teamIds.get('Melvin Marxen'));
    expect(await findTeam(db(), ws, 'Melvin')).toBeUndefined();
  });

  it('takes the size of the real company at once', async () => {
    const ws = await workspace();
    const many = Array.from({ length: 41 }, (_, index) =>
      person(`U${index}`, { teamName: `Team ${index % 6}` }),
    );
    const six = Array.from({ length: 6 }, (_, index) =>
      team(`Team ${index}`, { leadEmailsOrSlackIds: [`U${index}`] }),
    );
    const { memberIds } = await addPeople(db(), ws, many, six, day('2016-10-01'));
    expect(memberIds.size).toBe(41);
    expect((await listTeams(db(), ws, day('2017-07-03'))).every((one) => one.leadIds.length === 1)).toBe(
      true,
    );
    expect((await addPeople(db(), ws, many, six, day('2016-10-01'))).changed).toBe(false);
  });
});

describe('saving a team', () => {
  const days = { today: day('2026-11-25'), sinceMonday: day('2026-11-23') };
  const west = { name: 'West', region: 'Americas', tz: null, channelId: null };

  it('new people belong to it since Monday, and its lead may lead at once', async () => {
    const ws = await workspace();
    const lead = await ensureMember(db(), ws, slackPerson('U1'), NOON);
    const rep = await ensureMember(db(), ws, slackPerson('U2'), NOON);
    const id = unwrap(await saveTeam(db(), ws, lead, { ...west, leadIds: [lead], memberIds: [rep] }, days));
    expect((await personById(db(), ws, rep, day('2026-11-23')))?.teamId).toBe(id);
    expect((await personById(db(), ws, rep, day('2026-11-22')))?.teamId).toBeNull();
    const actor = (await findActor(db(), ws, 'U1', at('2026-11-25T12:00:00Z')))?.actor;
    expect(actor).toMatchObject({ role: 'manager', teamId: id, leads: [id], region: 'Americas' });
  });

  it('a name is taken once; who is no longer named leaves today', async () => {
    const ws = await workspace();
    const ids = await Promise.all(
      ['U1', 'U2', 'U3'].map((user) => ensureMember(db(), ws, slackPerson(user), NOON)),
    );
    const [lead = '', rep = '', other = ''] = ids;
    const id = unwrap(await saveTeam(db(), ws, lead, { ...west, leadIds: [lead], memberIds: [rep] }, days));
    expect(
      await saveTeam(db(), ws, lead, { ...west, name: 'WEST', leadIds: [], memberIds: [] }, days),
    ).toEqual({ ok: false, problem: { kind: 'name taken' } });
    const next = { today: day('2026-12-02'), sinceMonday: day('2026-11-30') };
    const changed = { ...west, ...(id === undefined ? {} : { id }), leadIds: [other], memberIds: [lead] };
    expect(await saveTeam(db(), ws, lead, changed, next)).toEqual({ ok: true, value: id });
    expect((await personById(db(), ws, rep, day('2026-12-01')))?.teamId).toBe(id);
    expect((await personById(db(), ws, rep, day('2026-12-02')))?.teamId).toBeNull();
    expect((await listTeams(db(), ws, day('2026-12-01')))[0]?.leadIds).toEqual([lead]);
    expect((await listTeams(db(), ws, day('2026-12-02')))[0]?.leadIds).toEqual([other]);
    expect((await personById(db(), ws, lead, day('2026-12-02')))?.role).toBe('rep');
  });
});
