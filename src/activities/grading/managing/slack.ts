import { addDays } from '../../../kpi/localDate.ts';
import type { Person } from '../../../people/person.ts';
import { leadsAnybody, may } from '../../../people/rights.ts';
import { listPeople, listTeams } from '../../../people/store.ts';
import { namesWithin } from '../../../platform/fit.ts';
import { plainInMrkdwn } from '../../../platform/mrkdwn.ts';
import type { ActionInput, Input, SubmitInput } from '../../../platform/slice.ts';
import { denied } from '../../../workspace/store.ts';
import { frameFor } from '../../recording/slack.ts';
import { rubricOf, tellRaters } from '../asking/slack.ts';
import { readPiece } from '../blocks.ts';
import { leniencyOf, ownersOf } from '../grade.ts';
import { poolsReply } from '../list/blocks.ts';
import { findPiece, listPieces, poolsOf, ratingsOf, requestsOf } from '../store.ts';
import { gradingWords } from '../words.ts';
import { askRaters, setPool } from '../writing/store.ts';
import { chosenIn, chosenText, leniencyReply, poolModal, ratersMetadata, ratersModal } from './blocks.ts';

const YEAR = 366;
const MOST_PIECES = 2_000;

async function refuse(
  input: Input,
  subject: string,
  word: 'raters-denied' | 'leniency-denied',
): Promise<void> {
  const { deps, workspace, actor } = input;
  await denied(deps.db, workspace.id, actor.memberId, 'evaluate', subject);
  await input.reply({ text: gradingWords(actor.locale)(word) });
}

/** Work whose raters the actor may choose, with its author; a refusal is said and written down. */
async function workToAssign(input: Input, value: string) {
  const { deps, workspace, actor, today } = input;
  const fact = await findPiece(deps.db, workspace.id, readPiece(value));
  const people = await listPeople(deps.db, workspace.id, today);
  const author = people.find((person) => person.memberId === fact?.memberId);
  if (fact === undefined || author === undefined) {
    await input.reply({ text: gradingWords(actor.locale)('not-asked') });
    return undefined;
  }
  if (may(actor, 'evaluate', author)) return { fact, author, people };
  await refuse(input, `piece:${fact.batchId}-${fact.line}`, 'raters-denied');
  return undefined;
}

/** "Choose raters": the form. */
export async function pickRaters(input: ActionInput): Promise<void> {
  const found = await workToAssign(input, input.value);
  if (found === undefined) return;
  const { deps, workspace } = input;
  const { fact, author, people } = found;
  const [frame, requests] = await Promise.all([
    frameFor(input, [fact]),
    requestsOf(deps.db, workspace.id, [fact]),
  ]);
  const slackIds = (memberIds: readonly string[]): string[] =>
    people.filter((person) => memberIds.includes(person.memberId)).map((person) => person.slackUserId);
  const given = {
    author: author.name,
    asked: slackIds(requests.map((one) => one.raterId)),
    owners: slackIds(ownersOf(fact)),
    needed: rubricOf(frame, fact.typeKey)?.raters ?? 2,
  };
  await input.open(ratersModal(fact, given, frame));
}

/** The raters of a piece of work, chosen: rights are asked again. */
export async function submitRaters(input: SubmitInput): Promise<void> {
  const { deps, workspace, actor, transportKey } = input;
  const found = await workToAssign(input, ratersMetadata(input.metadata).piece);
  if (found === undefined) return;
  const { fact, people } = found;
  const owners = ownersOf(fact);
  const { chosen, leftOut } = membersIn(input, people, (person) => !owners.includes(person.memberId));
  const { batchId, line } = fact;
  const asked = await askRaters(deps.db, {
    ...{ workspaceId: workspace.id, actorId: actor.memberId, transportKey, batchId, line },
    raterIds: chosen.map((person) => person.memberId),
  });
  if (asked === undefined) return;
  await tellRaters(input, asked, fact, await frameFor(input, [fact]));
  const say = gradingWords(actor.locale);
  const what = asked.length === 0 ? say('raters-same') : say('raters-saved', { count: asked.length });
  await input.reply({ text: chosenText(what, leftOut, actor.locale) });
}

/** Those who were chosen and may be; the names of the others. */
function membersIn(
  input: SubmitInput,
  people: readonly Person[],
  fits: (person: Person) => boolean,
): { chosen: Person[]; leftOut: string[] } {
  const ids = chosenIn(input.values['raters']);
  const known = people.filter((person) => person.isActive && ids.includes(person.slackUserId));
  const chosen = known.filter(fits);
  const taken = chosen.map((person) => person.slackUserId);
  const leftOut = ids.filter((id) => !taken.includes(id)).map((id) => nameOf(id, people));
  return { chosen, leftOut };
}

const nameOf = (slackUserId: string, people: readonly Person[]): string => {
  const person = people.find((one) => one.slackUserId === slackUserId);
  return person === undefined ? `<@${slackUserId.replace(/[^A-Z0-9]/gu, '')}>` : plainInMrkdwn(person.name);
};

const mayLead = ({ actor }: Input, teamId: string): boolean => actor.isAdmin || actor.leads.includes(teamId);

/** `/pace rate raters`. */
export async function showPools(input: Input): Promise<void> {
  const { deps, workspace, actor, today } = input;
  if (!leadsAnybody(actor)) return refuse(input, `workspace:${workspace.id}`, 'raters-denied');
  const teams = await listTeams(deps.db, workspace.id, today);
  await input.reply(
    poolsReply(
      teams.filter((team) => mayLead(input, team.id)),
      actor.locale,
    ),
  );
}

/** A team was chosen: the form of its raters. */
export async function openPool(input: ActionInput): Promise<void> {
  const { deps, workspace, actor, today, value: teamId } = input;
  if (!mayLead(input, teamId)) return refuse(input, `team:${teamId}`, 'raters-denied');
  const [teams, people, pools] = await Promise.all([
    listTeams(deps.db, workspace.id, today),
    listPeople(deps.db, workspace.id, today),
    poolsOf(deps.db, workspace.id, [teamId]),
  ]);
  const team = teams.find((one) => one.id === teamId);
  if (team === undefined) return input.reply({ text: gradingWords(actor.locale)('pool-none') });
  const pool = pools.get(teamId) ?? [];
  const members = people.filter((person) => person.isActive && pool.includes(person.memberId));
  await input.open(
    poolModal(
      team,
      members.map((person) => person.slackUserId),
      actor.locale,
    ),
  );
}

/** The raters of a team, chosen. */
export async function submitPool(input: SubmitInput): Promise<void> {
  const { deps, workspace, actor, today, transportKey, metadata: teamId } = input;
  const teams = await listTeams(deps.db, workspace.id, today);
  const team = teams.find((one) => one.id === teamId);
  if (team === undefined || !mayLead(input, teamId)) return refuse(input, `team:${teamId}`, 'raters-denied');
  const people = await listPeople(deps.db, workspace.id, today);
  const { chosen, leftOut } = membersIn(input, people, () => true);
  const memberIds = chosen.map((person) => person.memberId);
  const act = { workspaceId: workspace.id, actorId: actor.memberId, transportKey, teamId, memberIds };
  if (!(await setPool(deps.db, act))) return;
  const say = gradingWords(actor.locale);
  const name = plainInMrkdwn(team.name);
  const names = namesWithin(
    chosen.map((person) => plainInMrkdwn(person.name)),
    actor.locale,
  );
  const what =
    chosen.length === 0 ? say('pool-empty', { team: name }) : say('pool-saved', { team: name, names });
  await input.reply({ text: chosenText(what, leftOut, actor.locale) });
}

/** How raters compare, over a year of the work of those whom the actor leads. */
export async function showLeniency(input: Input): Promise<void> {
  const { deps, workspace, actor, today } = input;
  if (!leadsAnybody(actor)) return refuse(input, `workspace:${workspace.id}`, 'leniency-denied');
  const [frame, people] = await Promise.all([frameFor(input), listPeople(deps.db, workspace.id, today)]);
  const types = frame.playbook.types.filter((type) => type.rubric !== undefined).map((type) => type.key);
  const memberIds = people.filter((person) => may(actor, 'evaluate', person)).map((one) => one.memberId);
  const range = { from: addDays(today, -YEAR), to: addDays(today, 2) };
  const pieces = await listPieces(deps.db, workspace.id, { types, memberIds, range }, MOST_PIECES);
  const ratings = await ratingsOf(deps.db, workspace.id, pieces);
  const grouped = Map.groupBy(ratings, ({ batchId, line }) => `${batchId} ${line}`);
  const names = new Map(people.map((person) => [person.memberId, person.name]));
  await input.reply(leniencyReply(leniencyOf([...grouped.values()]), names, actor.locale));
}
