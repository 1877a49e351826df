import type { KnownBlock } from '@slack/types';
import { addDays } from '../../../kpi/localDate.ts';
import type { Input } from '../../../platform/slice.ts';
import { readPlaybook } from '../../../playbook/store.ts';
import { type Asked, OPEN_DAYS } from '../odd.ts';
import { answeredReply, MOST_OPEN, type OddFrame, openBlocks } from '../question.ts';
import { askedOf, findAsked, liveAmong, markShown } from '../store.ts';

/** Questions about entries that wait for an answer, where the one who was asked looks anyway: in Home and in `/log list`. */

/** In which words they are told. */
export async function oddFrame({
  deps,
  workspace,
  actor,
}: Pick<Input, 'deps' | 'workspace' | 'actor'>): Promise<OddFrame> {
  const { types } = await readPlaybook(deps.db, workspace.id, workspace.playbookVersion);
  return { locale: actor.locale, types };
}

/** What waits for the actor's own answer: not answered, and as it was when it was asked. Whoever reads it has been asked with that. */
export async function openQuestions(input: Input, place: 'home' | 'list'): Promise<KnownBlock[]> {
  const { deps, workspace, actor, today } = input;
  const from = addDays(today, -OPEN_DAYS);
  const asked = await askedOf(deps.db, workspace.id, { memberIds: [actor.memberId], from });
  const open = asked.filter(({ answer }) => answer === null);
  if (open.length === 0) return [];
  const live = await liveAmong(
    deps.db,
    workspace.id,
    open.flatMap(({ facts }) => facts),
  );
  const shown = open.filter(({ facts }) => facts.every((id) => live.has(id))).slice(0, MOST_OPEN);
  const whose = { workspaceId: workspace.id, memberId: actor.memberId, ids: shown.map(({ id }) => id) };
  await markShown(deps.db, whose, today);
  return openBlocks(shown, place, await oddFrame(input));
}

/** What stands in the place of a question of the actor's that was just answered. */
export async function answeredBlocks(input: Input, id: string): Promise<KnownBlock[]> {
  const { deps, workspace, actor } = input;
  const asked: Asked | undefined = await findAsked(deps.db, workspace.id, id);
  if (asked?.memberId !== actor.memberId) return [];
  return answeredReply(asked, await oddFrame(input)).blocks ?? [];
}
