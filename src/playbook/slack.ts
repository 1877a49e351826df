import type { VerbInput } from '../platform/slice.ts';
import { playbookReply } from './blocks.ts';
import { choose } from './choose/slack.ts';
import { readPlaybook } from './store.ts';

const CHOOSE = /^\s*(?:choose|use|switch|templates?|选择|选用|更换)(?![\p{L}\p{N}])(?<rest>.*)$/isu;

/** `/pace playbook`: what can be logged and what is measured; `choose`: the ready-made ones. */
export async function showPlaybook(input: VerbInput): Promise<void> {
  const { deps, workspace, actor, reply, text } = input;
  const rest = CHOOSE.exec(text)?.groups?.['rest'];
  if (rest !== undefined) return choose(input, rest);
  const playbook = await readPlaybook(deps.db, workspace.id, workspace.playbookVersion);
  await reply(playbookReply(playbook, actor.locale));
}
