import type { ActionInput, Input } from '../../platform/slice.ts';
import { listPeople, listTeams } from '../directory/store.ts';
import { mayManage } from '../members/slack.ts';
import type { Nouns } from '../profile/phrases.ts';
import { undoneReply, undoProblemText } from './blocks.ts';
import { changeLines } from './lines.ts';
import { type Around, noticesOf } from './notices.ts';
import { changeMadeBy, type Tell, undoChange } from './store.ts';

/** People and teams around a change, as of the actor's today. */
export async function readAround(
  { deps, workspace, actor, today }: Input,
  isUndo = false,
): Promise<Around & Nouns> {
  const [people, teams] = await Promise.all([
    listPeople(deps.db, workspace.id, today),
    listTeams(deps.db, workspace.id, today),
  ]);
  return { people, teams, actor, isUndo };
}

/** Tells those whom a change concerns, as `noticesOf` decides. */
export const tellOf =
  (around: Around): Tell =>
  (change) =>
    noticesOf(change, around);

/** Undo below a confirmation: what it changed is as it was, if nothing newer happened. */
export async function undo(input: ActionInput): Promise<void> {
  if (!(await isOwnSetting(input)) && !(await mayManage(input))) return;
  const { deps, workspace, actor, today, transportKey } = input;
  const around = await readAround(input, true);
  const undone = await undoChange(
    deps.db,
    workspace.id,
    actor.memberId,
    input.value,
    today,
    transportKey,
    tellOf(around),
  );
  if (!undone.ok) {
    const { kind } = undone.problem;
    return kind === 'repeated' ? undefined : input.reply({ text: undoProblemText(kind, actor.locale) });
  }
  await deps.db.durable();
  await input.replace(undoneReply(changeLines(undone.value, around, actor.locale), actor.locale));
}

/** Whether the change is of what people settle for themselves, made by the very person. */
async function isOwnSetting({ deps, workspace, actor, value }: ActionInput): Promise<boolean> {
  const made = await changeMadeBy(deps.db, workspace.id, value);
  const own = ['tz', 'locale', 'overrides'].map((column) => `member:${actor.memberId}:${column}`);
  return made?.actorId === actor.memberId && made.facets.every((facet) => own.includes(facet));
}
