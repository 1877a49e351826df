import type { Person, TeamInfo } from '../../people/person.ts';
import { may, type Right } from '../../people/rights.ts';
import { listPeople, listTeams } from '../../people/store.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Input } from '../../platform/slice.ts';
import type { Playbook } from '../../playbook/playbook.ts';
import { readPlaybook } from '../../playbook/store.ts';
import { denied } from '../../workspace/store.ts';
import type { Cycle, CycleMember } from '../cycle/cycle.ts';
import { membersOfCycle, readCycle } from '../cycle/store.ts';
import { words } from '../words.ts';

/** What the handlers of evaluations have in common: who there is, and who may do what (reliability.md § 7). */

export interface Scene {
  people: readonly Person[];
  teams: readonly TeamInfo[];
  playbook: Playbook;
  /** By member id. */
  names: ReadonlyMap<string, string>;
}

export async function readScene({
  deps,
  workspace,
  today,
}: Pick<Input, 'deps' | 'workspace' | 'today'>): Promise<Scene> {
  const [people, teams, playbook] = await Promise.all([
    listPeople(deps.db, workspace.id, today),
    listTeams(deps.db, workspace.id, today),
    readPlaybook(deps.db, workspace.id, workspace.playbookVersion),
  ]);
  return { people, teams, playbook, names: new Map(people.map((one) => [one.memberId, one.name])) };
}

export const isAdministrator = ({ actor }: Input): boolean =>
  may(actor, 'settings', { memberId: null, teamId: null });

/** Whether the actor is an administrator; otherwise they were told, and it was noted. */
export async function onlyAdministrator(input: Input, what: string): Promise<boolean> {
  if (isAdministrator(input)) return true;
  const { deps, workspace, actor } = input;
  await denied(deps.db, workspace.id, actor.memberId, what, `workspace:${workspace.id}`);
  await input.reply({ text: words(actor.locale)('deniedAdmin') });
  return false;
}

/** Somebody in a cycle, with all that a handler needs of them. */
export interface Part {
  cycle: Cycle;
  member: CycleMember;
  members: readonly CycleMember[];
  person: Person;
}

/** "<cycle>:<member>", as buttons carry it. */
export const partValue = (cycleId: string, memberId: string): string => `${cycleId}:${memberId}`;

/** The person's part that a button names; undefined where it is gone, which is said. */
export async function readPart(input: Input, value: string, { people }: Scene): Promise<Part | undefined> {
  const { deps, workspace, actor } = input;
  const [cycleId = '', memberId = ''] = value.split(':');
  const cycle = await readCycle(deps.db, workspace.id, cycleId);
  const members = cycle === undefined ? [] : await membersOfCycle(deps.db, workspace.id, cycle.id);
  const member = members.find((one) => one.memberId === memberId);
  const person = people.find((one) => one.memberId === memberId);
  if (cycle === undefined || member === undefined || person === undefined) {
    await input.reply({ text: words(actor.locale)('gone') });
    return undefined;
  }
  return { cycle, member, members, person };
}

/** Whether the actor has a right over somebody in a cycle; who was named as evaluator reads and evaluates like who leads the team. */
export function mayOver(
  { actor }: Pick<Input, 'actor'>,
  right: Right,
  { member, person }: Pick<Part, 'member' | 'person'>,
): boolean {
  const byName = right === 'read-evaluation' || right === 'evaluate';
  if (byName && member.evaluatorId === actor.memberId && person.memberId !== actor.memberId) return true;
  return may(actor, right, person);
}

/** The same; a refusal is said and noted. */
export async function isAllowed(
  input: Input,
  right: Right,
  part: Pick<Part, 'member' | 'person'>,
): Promise<boolean> {
  if (mayOver(input, right, part)) return true;
  const { deps, workspace, actor } = input;
  await denied(deps.db, workspace.id, actor.memberId, right, `member:${part.person.memberId}`);
  await input.reply({ text: words(actor.locale)('denied', { name: plainInMrkdwn(part.person.name) }) });
  return false;
}
