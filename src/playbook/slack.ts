import type { VerbInput } from '../platform/slice.ts';
import { playbookReply } from './blocks.ts';
import { choose } from './choose/slack.ts';
import { editButton } from './edit/blocks.ts';
import { showMenu } from './edit/slack.ts';
import { exportPlaybook, openImport } from './file/slack.ts';
import { readPlaybook } from './store.ts';

const CHOOSE = /^\s*(?:choose|use|switch|templates?|选择|选用|更换)(?![\p{L}\p{N}])(?<rest>.*)$/isu;

const EDIT = /^\s*(?:edit|change|修改|编辑)\s*$/iu;
const EXPORT = /^\s*(?:export|download|yaml|导出|下载)\s*$/iu;
const IMPORT = /^\s*(?:import|upload|导入|上传)\s*$/iu;

/** `/pace playbook`: what can be logged and what is measured; `choose`: the ready-made ones; `edit`, `export`, `import`. */
export async function showPlaybook(input: VerbInput): Promise<void> {
  const { deps, workspace, actor, reply, text } = input;
  const rest = CHOOSE.exec(text)?.groups?.['rest'];
  if (rest !== undefined) return choose(input, rest);
  if (EDIT.test(text)) return showMenu(input);
  if (EXPORT.test(text)) return exportPlaybook(input);
  if (IMPORT.test(text)) return openImport(input);
  const playbook = await readPlaybook(deps.db, workspace.id, workspace.playbookVersion);
  await reply(playbookReply(playbook, actor.locale, actor.isAdmin ? [editButton(actor.locale)] : []));
}
