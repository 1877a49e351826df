import { describe, expect, it } from 'vitest';
import { presence } from '../../src/kpi/calendar.ts';
import { unwrap } from '../../src/kpi/result.ts';
import { ledOn, plansAfter } from '../../src/people/profile/profile.ts';
import {
  addPeople,
  calendarsOf,
  changePerson,
  changeTeam,
  dropPlans,
  findActor,
  listRetired,
  listTeams,
  membershipsIn,
  personById,
  readProfile,
  retireTeam,
  reviveTeam,
  undoChange,
  updateMember,
} from '../../src/people/store.ts';
import { ensureWorkspace } from '../../src/workspace/store.ts';
import { freshWorkspaceId, useDb } from '../support/db.ts';
import { at, day, person, team } from './company.ts';

const db = useDb();
const TODAY = day('2026-11-25');
const days = { today: TODAY, sinceMonday: day('2026-11-23') };
const later = day('2026-12-14');

async function company() {
  const ws = freshWorkspaceId();
  await ensureWorkspace(db(), { id: ws, name: 'Northwind' });
  const people = [
    person('ADA', { isAdmin: true, role: 'none' }),
    person('MAYA', { role: 'manager', teamName: 'West' }),
    person('ANA', { teamName: 'West' }),
    person('BO', { teamName: 'East' }),
  ];
  const teams = [
    team('Americas', { leadEmailsOrSlackIds: ['ADA'] }),
    team('West', { leadEmailsOrSlackIds: ['MAYA'] }),
    team('East'),
  ];
  const { memberIds, teamIds } = await addPeople(db(), ws, people, teams, day('2026-01-01'));
  const id = (handle: string) => memberIds.get(handle) ?? '';
  return {
    ws,
    ada: id('ADA'),
    maya: id('MAYA'),
    ana: id('ANA'),
    bo: id('BO'),
    teamOf: (name: string) => teamIds.get(name) ?? '',
  };
}

const auditOf = (ws: string, action: string) =>
  db().client.auditRow.findMany({ where: { workspaceId: ws, action }, orderBy: { id: 'asc' } });

describe('changing a person (P-06)', () => {
  it('holds from a date on and never moves history', async () => {
    const { ws, ada, ana, teamOf } = await company();
    const wanted = { from: later, place: { teamId: teamOf('East') }, weekdays: [1, 2, 3] as const };
    const change = unwrap(await changePerson(db(), ws, ada, ana, wanted, days));
    expect((await personById(db(), ws, ana, day('2026-12-13')))?.teamId).toBe(teamOf('West'));
    expect((await personById(db(), ws, ana, later))?.teamId).toBe(teamOf('East'));
    const range = { from: day('2026-12-07'), to: day('2026-12-21') };
    const calendar = (await calendarsOf(db(), ws, [ana], range)).get(ana);
    if (calendar === undefined) throw new Error('no calendar');
    expect(presence(calendar, day('2026-12-11'))).toBe(2);
    expect([16, 17, 18].map((date) => presence(calendar, day(`2026-12-${date}`)))).toEqual([2, 0, 0]);
    const profile = await readProfile(db(), ws, ana, TODAY);
    expect(profile && plansAfter(profile, TODAY).map(({ kind, from }) => [kind, from])).toEqual([
      ['place', '2026-12-14'],
      ['weekdays', '2026-12-14'],
    ]);
    const [row] = await auditOf(ws, 'member.changed');
    expect(row).toMatchObject({ actorId: ada, subject: `member:${ana}` });
    expect(row?.detail).toMatchObject({ change: change.id });
    expect(JSON.stringify(row?.detail)).toContain('→');
  });

  it('a date in the past is today', async () => {
    const { ws, ada, ana, teamOf } = await company();
    const wanted = { from: day('2026-10-01'), place: { teamId: teamOf('East') } };
    unwrap(await changePerson(db(), ws, ada, ana, wanted, days));
    expect((await personById(db(), ws, ana, day('2026-11-24')))?.teamId).toBe(teamOf('West'));
    expect((await personById(db(), ws, ana, TODAY))?.teamId).toBe(teamOf('East'));
  });

  it('a change now leaves what is planned for later', async () => {
    const { ws, ada, ana, teamOf } = await company();
    unwrap(await changePerson(db(), ws, ada, ana, { from: later, place: { teamId: teamOf('East') } }, days));
    unwrap(await changePerson(db(), ws, ada, ana, { from: TODAY, place: { region: 'EMEA' } }, days));
    expect(await personById(db(), ws, ana, TODAY)).toMatchObject({ teamId: teamOf('West'), region: 'EMEA' });
    expect(await personById(db(), ws, ana, later)).toMatchObject({ teamId: teamOf('East'), region: null });
    unwrap(await dropPlans(db(), ws, ada, ana, TODAY));
    expect((await personById(db(), ws, ana, later))?.teamId).toBe(teamOf('West'));
    expect(await dropPlans(db(), ws, ada, ana, TODAY)).toMatchObject({ problem: { kind: 'nothing' } });
  });

  it('leading begins and ends by date, and gives and takes the rights with it', async () => {
    const { ws, ada, ana, maya, teamOf } = await company();
    const west = teamOf('West');
    unwrap(await changePerson(db(), ws, ada, ana, { from: TODAY, leads: { begin: [west], end: [] } }, days));
    unwrap(await changePerson(db(), ws, ada, maya, { from: later, leads: { begin: [], end: [west] } }, days));
    const leads = async (user: string, on: string) =>
      (await findActor(db(), ws, user, at(`${on}T12:00:00Z`)))?.actor.leads;
    expect(await leads('ANA', '2026-11-24')).toEqual([]);
    expect(await leads('ANA', '2026-11-25')).toEqual([west]);
    expect(await leads('MAYA', '2026-12-13')).toEqual([west]);
    expect(await leads('MAYA', '2026-12-14')).toEqual([]);
    const profile = await readProfile(db(), ws, maya, TODAY);
    expect(profile && ledOn(profile, TODAY)).toEqual([west]);
  });

  it('the last administrator stays; a team that is gone is no place; the same again is nothing', async () => {
    const { ws, ada, ana } = await company();
    const change = (id: string, wanted: object) =>
      changePerson(db(), ws, ada, id, { from: TODAY, ...wanted }, days);
    expect(await change(ada, { isAdmin: false })).toMatchObject({ problem: { kind: 'last administrator' } });
    expect(await change(ana, { place: { teamId: 'gone' } })).toMatchObject({ problem: { kind: 'no team' } });
    expect(await change('nobody', {})).toMatchObject({ problem: { kind: 'no member' } });
    expect(await change(ana, { isAdmin: true, lastDay: day('2026-12-31') })).toMatchObject({ ok: true });
    expect(await change(ana, { isAdmin: true, lastDay: day('2026-12-31') })).toMatchObject({
      problem: { kind: 'nothing' },
    });
    expect(await change(ada, { isAdmin: false })).toMatchObject({ ok: true });
  });

  it('the same act delivered twice, at once, is one change and one notice', async () => {
    const { ws, ada, ana } = await company();
    const tell = ({ id }: { id: string }) => [
      { key: `people:${id}`, channel: 'U1', reply: { text: 'told' } },
    ];
    const act = () =>
      changePerson(db(), ws, ada, ana, { from: TODAY, isFinance: true }, days, 'view:1', tell);
    const done = await Promise.all([act(), act(), act()]);
    expect(done.filter((one) => one.ok)).toHaveLength(1);
    expect(await auditOf(ws, 'member.changed')).toHaveLength(1);
    expect(await db().client.outbox.count({ where: { workspaceId: ws } })).toBe(1);
  });
});

describe('Undo', () => {
  it('and a late second delivery of the act does not bring it back', async () => {
    const { ws, ada, ana } = await company();
    const act = () => changePerson(db(), ws, ada, ana, { from: TODAY, isFinance: true }, days, 'view:2');
    const { id } = unwrap(await act());
    unwrap(await undoChange(db(), ws, ada, id, TODAY, 'trigger:2'));
    expect(await act()).toMatchObject({ problem: { kind: 'repeated' } });
    expect(await undoChange(db(), ws, ada, id, TODAY, 'trigger:2')).toMatchObject({
      problem: { kind: 'repeated' },
    });
  });

  it('restores everything as it was, once', async () => {
    const { ws, ada, ana, teamOf } = await company();
    const before = await readProfile(db(), ws, ana, TODAY);
    const wanted = {
      ...{ from: later, place: { teamId: teamOf('East'), role: 'manager' as const, region: 'EMEA' } },
      ...{ weekdays: [1] as const, leads: { begin: [teamOf('East')], end: [] }, isFinance: true },
      ...{
        firstDay: day('2026-01-01'),
        lastDay: day('2026-12-31'),
        tz: { value: 'Asia/Tokyo', isOwn: true },
      },
    };
    const change = unwrap(await changePerson(db(), ws, ada, ana, wanted, days));
    expect(await readProfile(db(), ws, ana, TODAY)).not.toEqual(before);
    unwrap(await undoChange(db(), ws, ada, change.id, TODAY));
    expect(await readProfile(db(), ws, ana, TODAY)).toEqual(before);
    expect(await undoChange(db(), ws, ada, change.id, TODAY)).toMatchObject({ problem: { kind: 'gone' } });
    expect(await auditOf(ws, 'people.undone')).toHaveLength(1);
  });

  it('is refused where something that it touched is newer, and not where something else is', async () => {
    const { ws, ada, ana } = await company();
    const change = unwrap(await changePerson(db(), ws, ada, ana, { from: TODAY, isFinance: true }, days));
    await updateMember(db(), ws, ada, ana, { isAdmin: true });
    expect(await undoChange(db(), ws, ada, change.id, TODAY)).toMatchObject({ ok: true });
    const again = unwrap(await changePerson(db(), ws, ada, ana, { from: TODAY, isFinance: true }, days));
    await updateMember(db(), ws, ada, ana, { isFinance: false });
    expect(await undoChange(db(), ws, ada, again.id, TODAY)).toMatchObject({ problem: { kind: 'newer' } });
  });

  it('does not leave Pacer without an administrator', async () => {
    const { ws, ada, ana } = await company();
    const appointed = unwrap(await changePerson(db(), ws, ada, ana, { from: TODAY, isAdmin: true }, days));
    await updateMember(db(), ws, ana, ada, { isAdmin: false });
    const undone = await undoChange(db(), ws, ana, appointed.id, TODAY);
    expect(undone).toMatchObject({ problem: { kind: 'last administrator' } });
  });

  it('of another workspace is unknown', async () => {
    const [here, there] = [await company(), await company()];
    const { id } = unwrap(
      await changePerson(db(), here.ws, here.ada, here.ana, { from: TODAY, isFinance: true }, days),
    );
    expect(await undoChange(db(), there.ws, there.ada, id, TODAY)).toMatchObject({
      problem: { kind: 'gone' },
    });
  });
});

describe('teams', () => {
  const of = (id: string, given: object = {}) => ({
    ...{ id, name: 'West', region: null, tz: null, channelId: null, leadIds: [], memberIds: [] },
    ...given,
  });

  it('A-03 stand under others by date; who leads above leads below', async () => {
    const { ws, ada, maya, ana, teamOf } = await company();
    const [west, americas] = [teamOf('West'), teamOf('Americas')];
    const saved = of(west, { parentId: americas, leadIds: [maya], memberIds: [ana] });
    unwrap(await changeTeam(db(), ws, ada, saved, { ...days, from: later }));
    const leads = async (on: string) =>
      (await findActor(db(), ws, 'ADA', at(`${on}T12:00:00Z`)))?.actor.leads;
    expect(await leads('2026-12-13')).toEqual([americas]);
    expect(await leads('2026-12-14')).toEqual([americas, west]);
    expect((await findActor(db(), ws, 'ANA', at('2026-12-14T12:00:00Z')))?.actor.inTeams).toEqual([
      west,
      americas,
    ]);
    const range = { from: day('2026-12-01'), to: day('2027-01-01') };
    const counted = (await membershipsIn(db(), ws, range, americas)).filter((stay) => stay.memberId === ana);
    expect(counted).toEqual([
      { memberId: ana, teamId: americas, role: 'rep', region: null, from: '2026-12-14', to: null },
    ]);
    expect((await listTeams(db(), ws, later)).find((one) => one.id === west)?.parentId).toBe(americas);
  });

  it('a circle is refused, whoever closes it', async () => {
    const { ws, ada, maya, teamOf } = await company();
    const [west, east] = [teamOf('West'), teamOf('East')];
    const under = (id: string, name: string, parentId: string) =>
      changeTeam(db(), ws, ada, of(id, { name, parentId, leadIds: [maya] }), days);
    expect(await under(west, 'West', east)).toMatchObject({ ok: true });
    expect(await under(east, 'East', west)).toMatchObject({ problem: { kind: 'circle' } });
    expect(await under(east, 'East', east)).toMatchObject({ problem: { kind: 'circle' } });
    expect(await under(east, 'East', 'gone')).toMatchObject({ problem: { kind: 'no parent' } });
  });

  it('saved for a later date, only who differs from today moves; other plans stay', async () => {
    const { ws, ada, maya, ana, bo, teamOf } = await company();
    const [west, east] = [teamOf('West'), teamOf('East')];
    unwrap(
      await changePerson(db(), ws, ada, ana, { from: day('2026-12-01'), place: { teamId: east } }, days),
    );
    const saved = of(west, { leadIds: [maya], memberIds: [ana, bo] });
    unwrap(await changeTeam(db(), ws, ada, saved, { ...days, from: later }));
    expect((await personById(db(), ws, ana, later))?.teamId).toBe(east);
    expect((await personById(db(), ws, bo, day('2026-12-13')))?.teamId).toBe(east);
    expect((await personById(db(), ws, bo, later))?.teamId).toBe(west);
  });

  it('an empty one is retired, its name is free, and it can come back', async () => {
    const { ws, ada, bo, teamOf } = await company();
    const east = teamOf('East');
    expect(await retireTeam(db(), ws, ada, east, TODAY)).toMatchObject({ problem: { kind: 'not empty' } });
    unwrap(await changePerson(db(), ws, ada, bo, { from: TODAY, place: { teamId: null } }, days));
    unwrap(await retireTeam(db(), ws, ada, east, TODAY, 'trigger:1'));
    expect(await retireTeam(db(), ws, ada, east, TODAY)).toMatchObject({ problem: { kind: 'gone' } });
    expect((await listTeams(db(), ws, TODAY)).map((one) => one.name)).toEqual(['Americas', 'West']);
    expect((await listTeams(db(), ws, day('2026-11-24'))).map((one) => one.name)).toContain('East');
    expect((await listRetired(db(), ws)).map((one) => one.name)).toEqual(['East']);
    const other = unwrap(await changeTeam(db(), ws, ada, of('new', { name: 'East', leadIds: [bo] }), days));
    expect(await reviveTeam(db(), ws, ada, east)).toMatchObject({ problem: { kind: 'name taken' } });
    unwrap(await undoChange(db(), ws, ada, other.id, TODAY));
    expect(await reviveTeam(db(), ws, ada, east)).toMatchObject({ ok: true });
    expect((await listTeams(db(), ws, TODAY)).map((one) => one.id)).toContain(east);
  });

  it('Undo of a new team takes its people back and retires it', async () => {
    const { ws, ada, bo, teamOf } = await company();
    const change = unwrap(
      await changeTeam(
        db(),
        ws,
        ada,
        of('north', { name: 'North', leadIds: [bo], parentId: teamOf('West') }),
        days,
      ),
    );
    unwrap(await undoChange(db(), ws, ada, change.id, TODAY));
    expect((await personById(db(), ws, bo, TODAY))?.teamId).toBe(teamOf('East'));
    expect((await findActor(db(), ws, 'BO', at('2026-11-25T12:00:00Z')))?.actor.leads).toEqual([]);
    expect((await listTeams(db(), ws, TODAY)).map((one) => one.name)).not.toContain('North');
  });
});
