import type { Person, TeamInfo } from '../../people/person.ts';
import { may, relationsOf } from '../../people/rights.ts';
import { listPeople, listTeams } from '../../people/store.ts';
import type { Actor, Input } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import type { Playbook } from '../../playbook/playbook.ts';
import { readPlaybook } from '../../playbook/store.ts';
import { denied } from '../../workspace/store.ts';
import type { Frame } from '../phrases.ts';
import type { Retro } from '../retro.ts';
import { readRetro } from '../store.ts';
import { words } from '../words.ts';

/** What every act of a retrospective begins with. */

export interface Scene {
  teams: readonly TeamInfo[];
  people: readonly Person[];
  playbook: Playbook;
  frame(locale: Locale): Frame;
}

export async function sceneOf({
  deps,
  workspace,
  today,
}: Pick<Input, 'workspace' | 'today'> & { deps: Pick<Input['deps'], 'db'> }): Promise<Scene> {
  const [teams, people, playbook] = await Promise.all([
    listTeams(deps.db, workspace.id, today),
    listPeople(deps.db, workspace.id, today),
    readPlaybook(deps.db, workspace.id, workspace.playbookVersion),
  ]);
  const names = new Map(people.map((one) => [one.memberId, one.name]));
  const called = new Map(teams.map((one) => [one.id, one.name]));
  return {
    teams,
    people,
    playbook,
    frame: (locale) => ({ locale, workspace, playbook, names, teams: called }),
  };
}

/** Whoever leads the team leads its retrospective (reliability.md § 7). */
export const mayLead = (actor: Actor, teamId: string): boolean =>
  may(actor, 'schedule-team', { memberId: null, teamId });

/** Who takes part: the team and those below it, and whoever leads it; an administrator of elsewhere does not. */
export const takesPart = (actor: Actor, teamId: string): boolean =>
  relationsOf(actor, { memberId: null, teamId }).some(
    (one) => one === 'same team' || one === 'manager of the team',
  );

/** The retrospective that somebody may lead; undefined where there is none, or it is not theirs, which they were told. */
export const ledRetro = (input: Input, id: string): Promise<Retro | undefined> =>
  theirs(input, id, { isAllowed: mayLead, right: 'lead-retro', refusal: 'notYours' });

/**
 * The retrospective in which somebody may take part; undefined where there is none, or it is another team's, which they were told. Nobody who
 * may take part is written down anywhere; who may not is, like any attempt of this kind.
 */
export const joinedRetro = (input: Input, id: string): Promise<Retro | undefined> =>
  theirs(input, id, { isAllowed: takesPart, right: 'join-retro', refusal: 'notMember' });

async function theirs(
  input: Input,
  id: string,
  rule: {
    isAllowed: (actor: Actor, teamId: string) => boolean;
    right: string;
    refusal: 'notYours' | 'notMember';
  },
): Promise<Retro | undefined> {
  const { deps, workspace, actor } = input;
  const say = words(actor.locale);
  const retro = await readRetro(deps.db, workspace.id, id);
  if (retro !== undefined && rule.isAllowed(actor, retro.teamId)) return retro;
  if (retro !== undefined) await denied(deps.db, workspace.id, actor.memberId, rule.right, `retro:${id}`);
  await input.reply({ text: say(retro === undefined ? 'gone' : rule.refusal) });
  return undefined;
}
