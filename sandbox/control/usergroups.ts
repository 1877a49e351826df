import { z } from 'zod';
import type { Answer } from '../contract.ts';
import { newId } from '../ids.ts';
import type { World } from '../world.ts';
import { type Verbs, verb } from './verb.ts';

const usergroup = z.object({
  handle: z.string().regex(/^[\p{Ll}\p{Lo}\p{N}._-]{1,80}$/u),
  name: z.string().min(1).max(80).optional(),
  description: z.string().max(140).default(''),
  userIds: z.array(z.string()).default([]),
  disabled: z.boolean().default(false),
});

/** User groups, which administrators keep in Slack. */
export const usergroupVerbs: Verbs = {
  /** A user group with these people; one that is there under the handle is changed. */
  usergroup: verb(usergroup, keepUsergroup),
};

function keepUsergroup(world: World, body: z.infer<typeof usergroup>): Answer {
  const unknown = body.userIds.find((id) => world.people.get(id) === undefined);
  if (unknown !== undefined) return { ok: false, error: `user_not_found: ${unknown}` };
  const known = world.usergroups.byHandle(body.handle);
  const seconds = Math.floor(world.now() / 1000);
  const id = known?.id ?? newId('S');
  world.usergroups.put({
    id,
    handle: body.handle,
    name: body.name ?? known?.name ?? body.handle,
    description: body.description,
    userIds: [...new Set(body.userIds)],
    disabled: body.disabled,
    created: known?.created ?? seconds,
    updated: seconds,
  });
  return { ok: true, data: { id } };
}
