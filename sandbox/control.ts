import type { Answer } from './contract.ts';
import { channelVerbs } from './control/channels.ts';
import { clockVerbs } from './control/clock.ts';
import { faultVerbs } from './control/faults.ts';
import { fileVerbs } from './control/files.ts';
import { installationVerbs } from './control/installations.ts';
import { limitVerbs } from './control/limits.ts';
import { linkVerbs } from './control/link.ts';
import { reinstallVerbs } from './control/reinstall.ts';
import { resetVerbs } from './control/reset.ts';
import { usergroupVerbs } from './control/usergroups.ts';
import type { Verbs } from './control/verb.ts';
import { workspaceVerbs } from './control/workspaces.ts';
import { json, type Reply, type Request, readArguments } from './http/request.ts';
import { worldOfOwner } from './site/find.ts';
import type { Site } from './site/site.ts';
import type { World } from './world.ts';

/**
 * What a test or the inspector may do to the workspace: `POST /sandbox/<verb>` with the owner's token. To add a verb: its
 * body's schema and a small function in the table of its family in `control/`.
 */
const VERBS: Verbs = {
  ...linkVerbs,
  ...faultVerbs,
  ...clockVerbs,
  ...limitVerbs,
  ...resetVerbs,
  ...channelVerbs,
  ...workspaceVerbs,
  ...installationVerbs,
  ...reinstallVerbs,
  ...fileVerbs,
  ...usergroupVerbs,
};

/** `POST /sandbox/<verb>` */
export async function controlRoute(site: Site, request: Request): Promise<Reply> {
  const world = worldOfOwner(site, request.bearer);
  if (world === undefined) return json({ ok: false, error: 'invalid_auth' }, 401);
  const name = request.path[1] ?? '';
  const answer = await runVerb(world, name, await readArguments(request));
  return json(answer, Object.hasOwn(VERBS, name) ? 200 : 404);
}

/** Runs a verb, for whoever may; `unknown_verb` where there is none of that name. */
export async function runVerb(world: World, name: string, body: unknown): Promise<Answer> {
  const run = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  return run === undefined ? { ok: false, error: 'unknown_verb' } : run(world, body);
}
