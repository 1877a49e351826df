import type { LocalDate } from '../../kpi/localDate.ts';
import type { Person, TeamInfo } from '../../people/person.ts';
import { may, type Right } from '../../people/rights.ts';
import { listPeople, listTeams } from '../../people/store.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Input } from '../../platform/slice.ts';
import type { Playbook } from '../../playbook/playbook.ts';
import { readPlaybook } from '../../playbook/store.ts';
import { denied } from '../../workspace/store.ts';
import type { PlanScene } from '../plan/show.ts';
import { words } from '../words.ts';

/** What the handlers of incentives have in common: who there is, and who may do what (reliability.md § 7). */

export interface Scene extends PlanScene {
  people: readonly Person[];
  teams: readonly TeamInfo[];
  playbook: Playbook;
}

export async function readScene({ deps, workspace, today }: Input, on: LocalDate = today): Promise<Scene> {
  const [people, teams, playbook] = await Promise.all([
    listPeople(deps.db, workspace.id, today),
    listTeams(deps.db, workspace.id, on),
    readPlaybook(deps.db, workspace.id, workspace.playbookVersion),
  ]);
  const names = new Map(people.map((one) => [one.memberId, one.name]));
  const { currency, fiscalYearStart } = workspace;
  return { people, teams, playbook, names, metrics: playbook.metrics, currency, fiscalYearStart };
}

const NOBODY = { memberId: null, teamId: null };

export const isAdministrator = ({ actor }: Pick<Input, 'actor'>): boolean => may(actor, 'settings', NOBODY);
/** Administrators and finance: second approval and payroll. */
export const isOfficer = ({ actor }: Pick<Input, 'actor'>): boolean => may(actor, 'export-payroll', NOBODY);

/** Whether the actor is an administrator; otherwise they were told, and it was noted. */
export const onlyAdministrator = (input: Input, what: string): Promise<boolean> =>
  only(input, what, isAdministrator(input), 'deniedAdmin');

/** The same for administrators and finance. */
export const onlyOfficer = (input: Input, what: string): Promise<boolean> =>
  only(input, what, isOfficer(input), 'deniedOfficer');

async function only(
  input: Input,
  what: string,
  isRight: boolean,
  key: 'deniedAdmin' | 'deniedOfficer',
): Promise<boolean> {
  if (isRight) return true;
  const { deps, workspace, actor } = input;
  await denied(deps.db, workspace.id, actor.memberId, what, `workspace:${workspace.id}`);
  await input.reply({ text: words(actor.locale)(key) });
  return false;
}

/** Whether the actor has a right over somebody; a refusal is said and noted. */
export async function isAllowed(input: Input, right: Right, person: Person): Promise<boolean> {
  const { deps, workspace, actor } = input;
  if (may(actor, right, person)) return true;
  await denied(deps.db, workspace.id, actor.memberId, right, `member:${person.memberId}`);
  await input.reply({ text: words(actor.locale)('denied', { name: plainInMrkdwn(person.name) }) });
  return false;
}

export const actOf = ({ workspace, actor, transportKey }: Input) => ({
  ...{ workspaceId: workspace.id, actorId: actor.memberId, transportKey },
});
