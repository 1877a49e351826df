import { channelVerbs } from './control/channels.ts';
import { clockVerbs } from './control/clock.ts';
import { faultVerbs } from './control/faults.ts';
import { fileVerbs } from './control/files.ts';
import { installationVerbs } from './control/installations.ts';
import { limitVerbs } from './control/limits.ts';
import { linkVerbs } from './control/link.ts';
import { resetVerbs } from './control/reset.ts';
import { usergroupVerbs } from './control/usergroups.ts';
import type { Verbs } from './control/verb.ts';
import { workspaceVerbs } from './control/workspaces.ts';
import { json, type Reply, type Request, readArguments } from './http/request.ts';
import { worldOfOwner } from './site/find.ts';
import type { Site } from './site/site.ts';

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
  ...fileVerbs,
  ...usergroupVerbs,
};

/** `POST /sandbox/<verb>` */
export async function controlRoute(site: Site, request: Request): Promise<Reply> {
  const world = worldOfOwner(site, request.bearer);
  if (world === undefined) return json({ ok: false, error: 'invalid_auth' }, 401);
  const name = request.path[1] ?? '';
  const run = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (run === undefined) return json({ ok: false, error: 'unknown_verb' }, 404);
  return json(await run(world, await readArguments(request)));
}
