import type { Config } from './config.ts';
import { createMessenger, type Messenger } from './platform/slack.ts';
import type { Deps, WorkspaceInfo } from './platform/slice.ts';
import { readyMade } from './playbook/readyMade.ts';
import { installPlaybook } from './playbook/store.ts';
import { ensureWorkspace } from './workspace/store.ts';

/** The workspace behind the bot token, made on first contact with the ready-made playbook. Throws what Slack's `auth.test` throws. */
export async function installWorkspace(deps: Deps, messenger: Messenger): Promise<WorkspaceInfo> {
  const { teamId, team } = await messenger.whoAmI();
  const workspace = await ensureWorkspace(deps.db, { id: teamId, name: team });
  if (workspace.playbookVersion === 0) await installPlaybook(deps.db, teamId, readyMade);
  return workspace;
}

/** One token serves one workspace: everybody's messenger is the same. */
export function singleWorkspace(config: Config): { messenger: Messenger; slack: Deps['slack'] } {
  const messenger = createMessenger(config.slack.botToken, config.slack.apiUrl);
  return { messenger, slack: () => Promise.resolve(messenger) };
}
