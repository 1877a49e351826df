import { toDate } from '../../../kpi/time.ts';
import type { TeamInfo } from '../../../people/person.ts';
import { listAdministrators, listPeople, listTeams } from '../../../people/store.ts';
import { context } from '../../../platform/blocks.ts';
import { postOrKeep } from '../../../platform/jobs/tell.ts';
import type { Input } from '../../../platform/slice.ts';
import type { Rubric } from '../../../playbook/rubric.ts';
import type { RecordedActivity } from '../../activity.ts';
import type { Frame } from '../../blocks.ts';
import { askedReply, chooseReply } from '../blocks.ts';
import { drawRaters, ownersOf } from '../grade.ts';
import { loadOf, poolsOf } from '../store.ts';
import { gradingWords } from '../words.ts';
import { askRaters } from '../writing/store.ts';

/** How far back one counts who was asked how often. */
const LOAD_HOURS = 90 * 24;

/** The rubric of a fact's activity, undefined where nobody grades it. */
export const rubricOf = ({ playbook }: Pick<Frame, 'playbook'>, typeKey: string): Rubric | undefined =>
  playbook.types.find((type) => type.key === typeKey)?.rubric;

/** M-01: new work that raters grade: the pool of its team is asked, else whoever leads it chooses. A trouble here must not hide what is saved. */
export async function askForRatings(
  input: Input,
  facts: readonly RecordedActivity[],
  frame: Frame,
): Promise<void> {
  const graded = facts.flatMap((fact) => {
    const rubric = rubricOf(frame, fact.typeKey);
    return rubric === undefined ? [] : [{ fact, rubric }];
  });
  if (graded.length === 0) return;
  const { deps } = input;
  try {
    for (const { fact, rubric } of graded) await askFor(input, fact, rubric, frame);
  } catch (error) {
    deps.log.warn({ err: error }, 'raters could not be asked');
  }
}

async function askFor(input: Input, fact: RecordedActivity, rubric: Rubric, frame: Frame): Promise<void> {
  const { deps, workspace, actor, today, now, transportKey } = input;
  const [people, teams] = await Promise.all([
    listPeople(deps.db, workspace.id, today),
    listTeams(deps.db, workspace.id, today),
  ]);
  const author = people.find((person) => person.memberId === fact.memberId);
  const chain = chainAbove(teams, author?.teamId ?? null);
  const pools = await poolsOf(
    deps.db,
    workspace.id,
    chain.map((team) => team.id),
  );
  const isThere = (memberId: string): boolean =>
    people.some((person) => person.memberId === memberId && person.isActive);
  const pool = (chain.map((team) => pools.get(team.id)).find((one) => one !== undefined) ?? []).filter(
    isThere,
  );
  const load = await loadOf(deps.db, workspace.id, pool, toDate(now.subtract({ hours: LOAD_HOURS })));
  const raterIds = drawRaters(pool, { owners: ownersOf(fact), needed: rubric.raters }, load);
  const say = gradingWords(actor.locale);
  if (raterIds.length < rubric.raters) {
    const others = (ids: readonly string[]): string[] => ids.filter((id) => id !== fact.memberId);
    const leads = chain.map((team) => others(team.leadIds)).find((ids) => ids.length > 0);
    const admins = (await listAdministrators(deps.db, workspace.id)).map((one) => one.slackUserId);
    const memberOf = people.filter((one) => admins.includes(one.slackUserId)).map((one) => one.memberId);
    const choosers = leads ?? others(memberOf);
    const message = (to: Frame) => chooseReply(fact, author?.name ?? '?', rubric.raters, to);
    await tellEach(input, choosers, message, frame);
    return input.reply({ text: say('nobody-yet', { needed: rubric.raters }) });
  }
  const key = `${transportKey}:raters:${fact.line}`;
  const { batchId, line } = fact;
  const asked = await askRaters(deps.db, {
    ...{ workspaceId: workspace.id, actorId: null, transportKey: key, raterIds, batchId, line },
  });
  if (asked === undefined) return;
  await tellRaters(input, asked, fact, frame);
  const text = say('will-be-rated', { count: raterIds.length, needed: rubric.raters });
  await input.reply({ text, blocks: [context(text)] });
}

/** A team and those above it, the nearest first. */
export function chainAbove(teams: readonly TeamInfo[], teamId: string | null): TeamInfo[] {
  const chain: TeamInfo[] = [];
  for (let id: string | null = teamId; id !== null; ) {
    const team = teams.find((one) => one.id === id && !chain.includes(one));
    if (team === undefined) break;
    chain.push(team);
    id = team.parentId ?? null;
  }
  return chain;
}

/** Asks raters in their direct messages, each in their own language. */
export async function tellRaters(
  input: Input,
  raterIds: readonly string[],
  fact: RecordedActivity,
  frame: Frame,
): Promise<void> {
  const { deps, workspace, today } = input;
  const people = await listPeople(deps.db, workspace.id, today);
  const author = people.find((person) => person.memberId === fact.memberId)?.name ?? '?';
  await tellEach(input, raterIds, (to) => askedReply(fact, author, to), frame);
}

/** Sends each of them a message in their own language; what does not arrive waits in `/pace rate`. */
export async function tellEach(
  input: Input,
  memberIds: readonly string[],
  message: (frame: Frame) => Parameters<Input['reply']>[0],
  frame: Frame,
): Promise<void> {
  const { deps, workspace, today } = input;
  const people = await listPeople(deps.db, workspace.id, today);
  for (const person of people.filter((one) => memberIds.includes(one.memberId) && one.isActive))
    try {
      const names = new Map(people.map((one) => [one.memberId, one.name]));
      const to = { ...frame, locale: person.locale, memberId: person.memberId, names };
      const reply = message(to);
      const key = `told:${input.transportKey}:${person.memberId}:${reply.text.length}`;
      await postOrKeep(deps, workspace.id, { key, channel: person.slackUserId, reply });
    } catch (error) {
      deps.log.warn({ err: error }, 'somebody could not be told about a rating');
    }
}
