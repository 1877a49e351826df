import { z } from 'zod';
import { joinMembers } from '../app/members.ts';
import { tellConversation, tellPeople } from '../browser/tell.ts';
import type { Answer } from '../contract.ts';
import { worldOfTeam } from '../site/find.ts';
import { addWorkspace } from '../site/site.ts';
import type { World } from '../world.ts';
import { type Verbs, verb } from './verb.ts';

const domain = z.string().regex(/^[a-z0-9][a-z0-9-]{0,20}$/);

export const workspaceVerbs: Verbs = {
  /** One more workspace, with an owner and channels of its own, in which the app is not installed yet. */
  workspace: verb(
    z.object({
      name: z.string().trim().min(1).max(80),
      domain: domain.optional(),
      /** Workspaces with the same one belong to one organisation. */
      enterpriseId: z
        .string()
        .regex(/^E\w+$/)
        .optional(),
    }),
    newWorkspace,
  ),
  /**
   * Shares a channel with another workspace: its people (all of them, or those named) come in as strangers. `isStranger: false` is what Slack says
   * of somebody in a channel that the app is in too: then the workspace in `team_id` is all that tells them apart.
   */
  share: verb(
    z.object({
      channel: z.string(),
      teamId: z.string(),
      memberIds: z.array(z.string()).optional(),
      isStranger: z.boolean().default(true),
    }),
    share,
  ),
};

function newWorkspace(
  { site }: World,
  body: { name: string; domain?: string | undefined; enterpriseId?: string | undefined },
): Answer {
  const { name, enterpriseId } = body;
  const wanted = body.domain ?? (slug(name) || `workspace-${site.worlds.length + 1}`);
  if (site.worlds.some(({ installation }) => installation.teamDomain === wanted))
    return { ok: false, error: `domain_taken: ${wanted}` };
  const { installation } = addWorkspace(site, { name, domain: wanted, enterpriseId });
  const { teamId, ownerId, scimToken } = installation;
  return { ok: true, data: { teamId, ownerId, scimToken, domain: wanted } };
}

function slug(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 21);
  return plain.replace(/^-+|-+$/g, '');
}

function share(
  world: World,
  body: { channel: string; teamId: string; memberIds?: string[] | undefined; isStranger: boolean },
): Answer {
  const record = world.conversations.get(body.channel);
  if (record === undefined || record.kind === 'im' || record.kind === 'mpim')
    return { ok: false, error: 'channel_not_found' };
  const other = worldOfTeam(world.site, body.teamId);
  if (other === undefined || other === world) return { ok: false, error: 'team_not_found' };
  const members = other.people
    .all()
    .filter(({ isBot, deleted, homeTeam }) => !isBot && !deleted && homeTeam === undefined);
  const wanted = body.memberIds ?? members.map(({ id }) => id);
  const unknown = wanted.find((id) => !members.some((person) => person.id === id));
  if (unknown !== undefined) return { ok: false, error: `user_not_found: ${unknown}` };
  for (const person of members.filter(({ id }) => wanted.includes(id))) {
    const { isStranger } = body;
    const rights = { isAdmin: false, isOwner: false, isRestricted: false };
    world.people.put({ ...person, ...rights, isStranger, homeTeam: body.teamId });
  }
  tellPeople(world);
  const shared = { ...record, sharedWith: [...new Set([...(record.sharedWith ?? []), body.teamId])] };
  world.conversations.put(shared);
  joinMembers(world, shared, wanted);
  tellConversation(world, shared);
  return { ok: true, data: { channel: record.id, memberIds: wanted } };
}
