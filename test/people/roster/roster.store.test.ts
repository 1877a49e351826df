import { describe, expect, it } from 'vitest';
import { Directory } from '../../../src/people/roster/match.ts';
import { changesSomething, planRoster } from '../../../src/people/roster/plan.ts';
import { applyRoster, readPresent, undoRoster } from '../../../src/people/roster/store.ts';
import { addPeople, membershipsIn, updateMember } from '../../../src/people/store.ts';
import { ensureWorkspace } from '../../../src/workspace/store.ts';
import { freshWorkspaceId, useDb } from '../../support/db.ts';
import { day, person, slackPerson, team } from '../company.ts';
import { tableOf } from './given.ts';

const db = useDb();
const today = day('2026-11-25');
const days = { today, sinceMonday: day('2026-11-23') };

/** Ana leads West, Bo is in it; there are many more in Slack. */
async function company(size = 20) {
  const id = freshWorkspaceId();
  await ensureWorkspace(db(), { id, name: 'Northwind' });
  const { memberIds } = await addPeople(
    db(),
    id,
    [
      person('U0', { name: 'Ana', role: 'manager', teamName: 'West', isAdmin: true }),
      person('U1', { name: 'Bo', teamName: 'West' }),
    ],
    [team('West', { leadEmailsOrSlackIds: ['U0'] })],
    day('2026-01-05'),
  );
  const people = Array.from({ length: size }, (_, at) =>
    slackPerson(`U${at}`, { name: `Person ${at}`, email: `u${at}@example.com`, teamId: id }),
  );
  const directory = new Directory(people);
  const plan = async (csv: string) =>
    planRoster(tableOf(csv), { workspaceId: id, directory, ...(await readPresent(db(), id, today)) });
  const apply = async (csv: string, key?: string) => applyRoster(db(), id, 'ana', await plan(csv), days, key);
  return { id, plan, apply, ana: memberIds.get('U0') ?? '', bo: memberIds.get('U1') ?? '' };
}

const present = async (id: string, user: string) => {
  const { members, teams } = await readPresent(db(), id, today);
  const member = members.get(user);
  const nameOf = (teamId: string | null | undefined) => teams.find((one) => one.id === teamId)?.name;
  return member && { ...member, team: nameOf(member.teamId), leads: member.leads.map(nameOf) };
};
const imported = async (given: Promise<Awaited<ReturnType<typeof applyRoster>>>): Promise<string> => {
  const done = await given;
  if (!done.ok || done.value === undefined) throw new Error('nothing was imported');
  return done.value;
};

const CSV = `email,team,parent team,manages,first day,last day,working days,administrator,finance
u1@example.com,North,All,North,2026-02-02,2026-12-31,Mon-Thu,yes,yes
u2@example.com,North,,,,,,,
u3@example.com,West,,,,,,,
`;

describe('an import', () => {
  it('does all that the file says, from today on, newcomers from Monday', async () => {
    const { id, apply, bo } = await company();
    await imported(apply(CSV));
    expect(await present(id, 'U1')).toMatchObject({
      ...{ team: 'North', role: 'manager', leads: ['North'], firstDay: '2026-02-02', lastDay: '2026-12-31' },
      ...{ weekdays: [1, 2, 3, 4], isAdmin: true, isFinance: true },
    });
    const { teams } = await readPresent(db(), id, today);
    const parents = teams.map((one) => [one.name, teams.find((other) => other.id === one.parentId)?.name]);
    expect(parents).toEqual([
      ['All', undefined],
      ['North', 'All'],
      ['West', undefined],
    ]);
    const stays = await membershipsIn(db(), id, { from: day('2026-01-01'), to: day('2027-01-01') });
    expect(stays.filter((stay) => stay.memberId === bo).map(({ from, to }) => [from, to])).toEqual([
      ['2026-01-05', '2026-11-25'],
      ['2026-11-25', null],
    ]);
    const fresh = (await present(id, 'U2'))?.memberId;
    expect(stays.findLast((stay) => stay.memberId === fresh)?.from).toBe('2026-11-23');
  });

  it('of the same file a second time changes nothing, and the same act counts once', async () => {
    const { id, plan, apply } = await company();
    await imported(apply(CSV, 'trigger:1'));
    expect(await apply(CSV, 'trigger:1')).toEqual({ ok: false, problem: { kind: 'repeated' } });
    expect(changesSomething(await plan(CSV))).toBe(false);
    expect(await apply(CSV)).toEqual({ ok: true, value: undefined });
    expect(await db().client.rosterImport.count({ where: { workspaceId: id } })).toBe(1);
  });

  it('is audited for the whole and for each person, and nothing of another workspace is touched', async () => {
    const { id, apply, bo } = await company();
    const other = await company();
    const import_ = await imported(apply(CSV));
    const rows = await db().client.auditRow.findMany({ where: { workspaceId: id, actorId: 'ana' } });
    expect(rows.map((row) => row.action).sort()).toEqual([
      'member.imported',
      'member.imported',
      'member.imported',
      'people.imported',
      'team.imported',
    ]);
    expect(rows.find((row) => row.subject === `member:${bo}`)?.detail).toMatchObject({
      import: import_,
      [`member:${bo}:isFinance`]: 'false → true',
    });
    expect((await present(other.id, 'U1'))?.team).toBe('West');
  });
});

describe('undo of an import', () => {
  it('restores what it changed, and retires teams that it made', async () => {
    const { id, apply, ana } = await company();
    const before = await present(id, 'U1');
    const import_ = await imported(apply(CSV));
    expect(await undoRoster(db(), id, ana, import_, today)).toEqual({ ok: true, value: { left: 0 } });
    expect(await present(id, 'U1')).toEqual(before);
    expect((await present(id, 'U2'))?.team).toBeUndefined();
    expect((await readPresent(db(), id, today)).teams.map((one) => one.name)).toEqual(['West']);
    expect(await undoRoster(db(), id, ana, import_, today)).toEqual({ ok: false, problem: { kind: 'gone' } });
    await imported(apply(CSV));
    expect((await present(id, 'U1'))?.team).toBe('North');
  });

  it('leaves who was changed since, with their team', async () => {
    const { id, apply, ana, bo } = await company();
    const import_ = await imported(apply(CSV));
    await updateMember(db(), id, ana, bo, { isFinance: false });
    expect(await undoRoster(db(), id, ana, import_, today)).toEqual({ ok: true, value: { left: 1 } });
    expect(await present(id, 'U1')).toMatchObject({ team: 'North', leads: ['North'], isFinance: false });
    expect((await present(id, 'U3'))?.team).toBeUndefined();
    expect((await readPresent(db(), id, today)).teams.map((one) => one.name)).toContain('North');
  });

  it('of another workspace is not there', async () => {
    const { apply } = await company();
    const other = await company();
    const import_ = await imported(apply(CSV));
    expect(await undoRoster(db(), other.id, 'ana', import_, today)).toMatchObject({ ok: false });
  });
});

describe('two thousand people', () => {
  it('are imported and taken back in moments, by a number of statements that does not grow', async () => {
    const { id, plan, apply, ana } = await company(2_100);
    const rows = Array.from(
      { length: 2_000 },
      (_, at) => `u${at + 2}@example.com,Team ${at % 40},Division ${at % 4},Mon-Thu,2026-02-02`,
    );
    const csv = `email,team,parent team,working days,first day\n${rows.join('\n')}\n`;
    const started = performance.now();
    const import_ = await imported(apply(csv));
    const importing = performance.now() - started;
    const { members, teams } = await readPresent(db(), id, today);
    expect([members.size, teams.length]).toEqual([2_002, 45]);
    expect(changesSomething(await plan(csv))).toBe(false);
    const again = performance.now();
    expect(await undoRoster(db(), id, ana, import_, today)).toEqual({ ok: true, value: { left: 0 } });
    const undoing = performance.now() - again;
    expect(
      [...(await readPresent(db(), id, today)).members.values()].filter((one) => one.teamId !== null),
    ).toHaveLength(2);
    expect(Math.max(importing, undoing)).toBeLessThan(10_000);
  }, 60_000);
});
