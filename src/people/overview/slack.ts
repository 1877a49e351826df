import type { Reply } from '../../platform/blocks.ts';
import { normalise } from '../../platform/normalise.ts';
import type { ActionInput, Input, VerbInput } from '../../platform/slice.ts';
import { denied } from '../../workspace/store.ts';
import { administrators } from '../members/slack.ts';
import type { Person, TeamInfo } from '../person.ts';
import { type CardReader, personReply } from '../profile/blocks.ts';
import { profileWords } from '../profile/words.ts';
import { type Holder, may } from '../rights.ts';
import { listPeople, listRetired, listTeams, personById, personBySlackId, readProfile } from '../store.ts';
import { peopleWords } from '../words.ts';
import { foundReply, nobodyFoundText, peopleReply, teamReply } from './blocks.ts';
import { findByName, parsePeople } from './find.ts';

const NOBODY = { memberId: null, teamId: null };

/** `/pace people …`: everything that the actor may see, one person, one team, or whoever is called so. */
export async function showPeople(input: VerbInput): Promise<void> {
  const question = parsePeople(normalise(input.text).text);
  switch (question.kind) {
    case 'all':
      return input.reply(await overview(input, 0));
    case 'usage':
      return input.reply({ text: peopleWords(input.actor.locale)('usage') });
    case 'person':
      return showMentioned(input, question.slackUserId);
    case 'name':
      return showNamed(input, question.text);
  }
}

/** Another page of the teams. */
export async function turnPage(input: ActionInput): Promise<void> {
  const page = Number(input.value);
  await input.replace(await overview(input, Number.isInteger(page) ? page : 0));
}

/** Administrators see all teams, managers theirs and those below, everybody else their own. */
async function overview({ deps, workspace, actor, today }: Input, page: number): Promise<Reply> {
  const [all, people, retired] = await Promise.all([
    listTeams(deps.db, workspace.id, today),
    listPeople(deps.db, workspace.id, today),
    listRetired(deps.db, workspace.id),
  ]);
  const canEdit = may(actor, 'manage-people', NOBODY);
  const teams = all.filter((team) => maySeeTeam(actor, team));
  if (teams.length === 0 && !canEdit) return { text: peopleWords(actor.locale)('no-team') };
  return peopleReply({ teams, people, canEdit, retired: retired.length, page }, actor.locale);
}

const maySeeTeam = (actor: Holder, team: TeamInfo): boolean =>
  may(actor, 'see-team', { memberId: null, teamId: team.id });

/** As what the actor reads somebody's card; undefined where they may not. */
function readerOf(actor: Holder, person: Person): CardReader | undefined {
  if (may(actor, 'manage-people', NOBODY)) return 'administrator';
  if (person.memberId === actor.memberId) return 'self';
  if (may(actor, 'see-figures', person)) return 'manager';
  return may(actor, 'see-team', person) ? 'colleague' : undefined;
}

async function showMentioned(input: Input, slackUserId: string): Promise<void> {
  const { deps, workspace, actor, today } = input;
  const person = await personBySlackId(deps.db, workspace.id, slackUserId, today);
  if (person !== undefined) return showCard(input, person);
  const text = profileWords(actor.locale)('not-member', { who: `<@${slackUserId}>` });
  await input.reply({ text });
}

/** A person of a list. */
export async function openPerson(input: ActionInput): Promise<void> {
  const { deps, workspace, actor, today } = input;
  const person = await personById(deps.db, workspace.id, input.value, today);
  if (person !== undefined) return showCard(input, person);
  await input.reply({ text: profileWords(actor.locale)('no-member') });
}

/** Answers with the card of a person, as far as the actor may see it. */
export async function showCard(input: Input, person: Person): Promise<void> {
  const { deps, workspace, actor, today } = input;
  const reader = readerOf(actor, person);
  if (reader === undefined) return refusePerson(input, person);
  const [profile, teams, people] = await Promise.all([
    readProfile(deps.db, workspace.id, person.memberId, today),
    listTeams(deps.db, workspace.id, today),
    listPeople(deps.db, workspace.id, today),
  ]);
  if (profile === undefined) return input.reply({ text: profileWords(actor.locale)('no-member') });
  await input.reply(personReply(profile, { today, teams, people, reader }, actor.locale));
}

async function refusePerson(input: Input, person: Person): Promise<void> {
  const { deps, workspace, actor } = input;
  await denied(deps.db, workspace.id, actor.memberId, 'see-team', `member:${person.memberId}`);
  const admins = await administrators(input);
  await input.reply({ text: profileWords(actor.locale)('denied-person', { admins }) });
}

async function showNamed(input: Input, text: string): Promise<void> {
  const { deps, workspace, actor, today } = input;
  const [teams, everybody] = await Promise.all([
    listTeams(deps.db, workspace.id, today),
    listPeople(deps.db, workspace.id, today),
  ]);
  const people = everybody.filter((person) => readerOf(actor, person) !== undefined);
  const found = findByName(text, teams, people);
  switch (found.kind) {
    case 'team': {
      const { team } = found;
      const canEdit = may(actor, 'manage-people', NOBODY);
      if (maySeeTeam(actor, team))
        return input.reply(teamReply(team, { teams, people: everybody, canEdit }, actor.locale));
      await denied(deps.db, workspace.id, actor.memberId, 'see-team', `team:${team.id}`);
      const say = profileWords(actor.locale);
      return input.reply({ text: say('denied-person', { admins: await administrators(input) }) });
    }
    case 'people': {
      const [only, ...others] = found.people;
      if (only !== undefined && others.length === 0) return showCard(input, only);
      return input.reply(foundReply(found.people, teams, actor.locale));
    }
    case 'none':
      return input.reply({ text: nobodyFoundText(text, found.near, actor.locale) });
  }
}
