import { addDays } from '../../kpi/localDate.ts';
import { leadsAnybody, may } from '../../people/rights.ts';
import { listPeople } from '../../people/store.ts';
import { section } from '../../platform/blocks.ts';
import type { ActionInput, Input, SubmitInput, VerbInput } from '../../platform/slice.ts';
import { denied } from '../../workspace/store.ts';
import { frameFor } from '../recording/slack.ts';
import { type ConfirmFrame, confirmedReply, confirmView, MOST_AT_ONCE } from './blocks.ts';
import { needsConfirmation, typesToConfirm } from './pending.ts';
import { confirmAmounts, factsByIds, listUnconfirmed, undoConfirmation } from './store.ts';
import { trustWords } from './words.ts';

/** How far back amounts are offered for confirmation. */
const DAYS_BACK = 400;

/** `/pace confirm`: the amounts of those whom the actor leads (an administrator: of all), never their own. */
export async function confirm(input: VerbInput): Promise<void> {
  const { deps, workspace, actor, today } = input;
  const say = trustWords(actor.locale);
  if (!leadsAnybody(actor)) return refuse(input);
  if (!needsConfirmation(workspace)) return input.reply({ text: say('off') });
  const [frame, people] = await Promise.all([frameFor(input), listPeople(deps.db, workspace.id, today)]);
  const memberIds = people
    .filter((person) => may(actor, 'confirm-amounts', person))
    .map(({ memberId }) => memberId);
  const found = await listUnconfirmed(
    deps.db,
    workspace.id,
    {
      range: { from: addDays(today, -DAYS_BACK), to: addDays(today, 2) },
      types: [...typesToConfirm(workspace, frame.playbook)],
      memberIds,
    },
    MOST_AT_ONCE * 2,
  );
  const own = (memberId: string, shares: Readonly<Record<string, number>> | null): boolean =>
    memberId === actor.memberId || (shares !== null && actor.memberId in shares);
  // Whoever only shares in it is not the one whose fact it is.
  const theirs = found.filter(
    (fact) => memberIds.includes(fact.memberId) && !own(fact.memberId, fact.shares),
  );
  if (theirs.length === 0) return input.reply({ text: say('none') });
  const names = new Map(people.map((person) => [person.memberId, person.name]));
  const shown: ConfirmFrame = { ...frame, people: names };
  await input.open(confirmView(theirs.slice(0, MOST_AT_ONCE), theirs.length > MOST_AT_ONCE, shown));
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
