import type { VerbInput } from '../platform/slice.ts';
import { playbookReply } from './blocks.ts';
import { readPlaybook } from './store.ts';

/** `/pace playbook`: what can be logged and what is measured. */
export async function showPlaybook({ deps, workspace, actor, reply }: VerbInput): Promise<void> {
  const playbook = await readPlaybook(deps.db, workspace.id, workspace.playbookVersion);
  await reply(playbookReply(playbook, actor.locale));
}
