import { sameNameKey } from '../../activities/import/sameName.ts';
import { planStaff, type Staff, type StaffFacts } from '../../activities/import/staff.ts';
import { readAgents, TEAM_COLUMNS } from '../../activities/import/team.ts';
import { cellOf, type Trouble, troubleIn } from '../../activities/import/trouble.ts';
import { localDate } from '../../kpi/localDate.ts';
import { instantOf, localDateOf } from '../../kpi/time.ts';
import { listPeople, membershipsIn } from '../../people/store.ts';
import type { CrmWish } from './options.ts';
import type { ImportBench } from './run.ts';
import { readWhole } from './table.ts';

/** Reads the teams' and the mapping file and matches their names to the workspace's members. */
export async function readStaff(
  { db, workspace, sandbox }: ImportBench,
  wish: CrmWish,
): Promise<{ staffFacts: StaffFacts; staff: Staff; troubles: Trouble[] }> {
  const teams = await readWhole(wish.teams, '--teams', TEAM_COLUMNS);
  const read = readAgents(teams.rows);
  const map = await readMapping(wish.map);
  const people = await listPeople(db, workspace.id, localDateOf(instantOf(await db.now()), workspace.tz));
  const ever = { from: localDate('0001-01-01'), to: localDate('9999-12-31') };
  const stays = await membershipsIn(db, workspace.id, ever);
  const staffFacts: StaffFacts = {
    ...{ agents: read.agents, candidates: people, mapping: map.mapping, mayMake: sandbox !== undefined },
    placed: new Set(stays.flatMap((stay) => (stay.teamId === null ? [] : [stay.memberId]))),
  };
  const troubles = [...teams.troubles, ...read.troubles, ...map.troubles];
  return { staffFacts, staff: planStaff(staffFacts), troubles };
}

async function readMapping(
  path: string | undefined,
): Promise<{ mapping: Map<string, string>; troubles: Trouble[] }> {
  if (path === undefined) return { mapping: new Map(), troubles: [] };
  const { rows, troubles } = await readWhole(path, '--map', ['sales_agent', 'member']);
  const mapping = new Map<string, string>();
  for (const row of rows) {
    const [name, member] = [cellOf(row, 'sales_agent'), cellOf(row, 'member')];
    if (name === '' || member === '')
      troubles.push(troubleIn(row, name === '' ? 'sales_agent' : 'member', 'is empty'));
    else mapping.set(sameNameKey(name), member);
  }
  return { mapping, troubles };
}
