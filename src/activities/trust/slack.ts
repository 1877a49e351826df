import { addDays } from '../../kpi/localDate.ts';
import type { Person } from '../../people/person.ts';
import { leadsAnybody, may } from '../../people/rights.ts';
import { listPeople, listPeopleAmong } from '../../people/store.ts';
import { section } from '../../platform/blocks.ts';
import type {
  ActionInput,
  DigestAsk,
  DigestPart,
  Input,
  SubmitInput,
  VerbInput,
} from '../../platform/slice.ts';
import { readPlaybook } from '../../playbook/store.ts';
import { denied } from '../../workspace/store.ts';
import type { RecordedActivity } from '../activity.ts';
import { frameFor } from '../recording/slack.ts';
import { amountsBlocks, type ConfirmFrame, confirmedReply, confirmView, MOST_AT_ONCE } from './blocks.ts';
import { needsConfirmation, typesToConfirm } from './pending.ts';
import { confirmAmounts, factsByIds, listUnconfirmed, undoConfirmation } from './store.ts';
import { trustWords } from './words.ts';

/** How far back amounts are offered for confirmation. */
const DAYS_BACK = 400;
/** So many are counted for a digest. */
const MOST_TOLD = 1_000;

/** `/pace confirm`: the amounts of those whom the actor leads (an administrator: of all), never their own. */
export async function confirm(input: VerbInput | ActionInput): Promise<void> {
  const { deps, workspace, actor, today } = input;
  const say = trustWords(actor.locale);
  if (!leadsAnybody(actor)) return refuse(input);
  if (!needsConfirmation(workspace)) return input.reply({ text: say('off') });
  const [frame, people] = await Promise.all([frameFor(input), listPeople(deps.db, workspace.id, today)]);
  const theirs = await openAmounts(input, frame.playbook, people, MOST_AT_ONCE * 2);
  // In a digest it stands in the place of the amounts that waited.
  if (theirs.length === 0) return ('settle' in input ? input.settle : input.reply)({ text: say('none') });
  const names = new Map(people.map((person) => [person.memberId, person.name]));
  const shown: ConfirmFrame = { ...frame, people: names };
  await input.open(confirmView(theirs.slice(0, MOST_AT_ONCE), theirs.length > MOST_AT_ONCE, shown));
}

/** The amounts of these people that wait for the actor, the oldest first. */
async function openAmounts(
  { deps, workspace, actor, today }: Pick<Input, 'deps' | 'workspace' | 'actor' | 'today'>,
  playbook: ConfirmFrame['playbook'],
  people: readonly Person[],
  most: number,
): Promise<RecordedActivity[]> {
  const allowed = people.filter((person) => may(actor, 'confirm-amounts', person));
  const memberIds = allowed.map(({ memberId }) => memberId);
  const range = { from: addDays(today, -DAYS_BACK), to: addDays(today, 2) };
  const types = [...typesToConfirm(workspace, playbook)];
  const found = await listUnconfirmed(deps.db, workspace.id, { range, types, memberIds }, most);
  const own = (memberId: string, shares: Readonly<Record<string, number>> | null): boolean =>
    memberId === actor.memberId || (shares !== null && actor.memberId in shares);
  // Whoever only shares in it is not the one whose fact it is.
  return found.filter((fact) => memberIds.includes(fact.memberId) && !own(fact.memberId, fact.shares));
}

/** M-07: for a lead's weekly digest: how many amounts of their people wait, with the way to confirm them at once. */
export async function amountsDigest(ask: DigestAsk): Promise<DigestPart[]> {
  const { deps, workspace, actor, today, memberIds } = ask;
  if (!needsConfirmation(workspace)) return [];
  const [playbook, theirs] = await Promise.all([
    readPlaybook(deps.db, workspace.id, workspace.playbookVersion),
    listPeopleAmong(deps.db, workspace.id, today, { memberIds: [...memberIds] }),
  ]);
  const open = await openAmounts(ask, playbook, theirs, MOST_TOLD);
  if (open.length === 0) return [];
  const told = amountsBlocks(open, open.length >= MOST_TOLD, workspace.currency, actor.locale);
  return [{ kind: 'decision', order: 40, blocks: told }];
}

/** The form, handed in: rights are asked again for each amount. */
export async function submitConfirm(input: SubmitInput): Promise<void> {
  const { deps, workspace, actor, today, transportKey } = input;
  const ids = Object.entries(input.values).flatMap(([field, value]) =>
    field.startsWith('page-') ? value.split(',').filter((id) => id !== '') : [],
  );
  const [facts, people] = await Promise.all([
    factsByIds(deps.db, workspace.id, ids),
    listPeople(deps.db, workspace.id, today),
  ]);
  const allowed = new Set(
    people.filter((person) => may(actor, 'confirm-amounts', person)).map(({ memberId }) => memberId),
  );
  const activityIds = facts.filter((fact) => allowed.has(fact.memberId)).map((fact) => fact.id);
  if (facts.length > 0 && activityIds.length === 0) return refuse(input);
  const act = { workspaceId: workspace.id, actorId: actor.memberId, transportKey, activityIds };
  await input.reply(confirmedReply(await confirmAmounts(deps.db, act), await frameFor(input)));
}

/** Undo, by the one who confirmed. */
export async function unconfirm(input: ActionInput): Promise<void> {
  const { deps, workspace, actor, transportKey, value: batchId } = input;
  const act = { workspaceId: workspace.id, actorId: actor.memberId, transportKey, batchId };
  const count = await undoConfirmation(deps.db, act);
  // A copy of the press must not replace the answer to it.
  if (count === undefined) return;
  const say = trustWords(actor.locale);
  const text = count === 0 ? say('undoneNone') : say('undone', { count });
  await input.replace({ text, blocks: [section(text)] });
}

async function refuse(input: Input): Promise<void> {
  const { deps, workspace, actor } = input;
  await denied(deps.db, workspace.id, actor.memberId, 'confirm-amounts', `workspace:${workspace.id}`);
  await input.reply({ text: trustWords(actor.locale)('denied') });
}
