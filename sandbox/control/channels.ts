import { z } from 'zod';
import { createChannel } from '../app/members.ts';
import type { Answer } from '../contract.ts';
import { newId } from '../ids.ts';
import type { World } from '../world.ts';
import { type Verbs, verb } from './verb.ts';

export const channelVerbs: Verbs = {
  /** A channel with these people, and the app unless `withApp` is false. */
  channel: verb(
    z.object({
      name: z.string().regex(/^[\p{Ll}\p{Lo}\p{N}_-]{1,80}$/u),
      memberIds: z.array(z.string()).default([]),
      isPrivate: z.boolean().default(false),
      withApp: z.boolean().default(true),
    }),
    openChannel,
  ),
  archive: verb(z.object({ channel: z.string(), archived: z.boolean().default(true) }), (world, body) => {
    const record = world.conversations.get(body.channel);
    if (record === undefined) return { ok: false, error: 'channel_not_found' };
    world.conversations.put({ ...record, isArchived: body.archived });
    return { ok: true };
  }),
};

function openChannel(
  world: World,
  body: { name: string; memberIds: string[]; isPrivate: boolean; withApp: boolean },
): Answer {
  const known = world.conversations.byName(body.name);
  if (known !== undefined) return { ok: true, data: { id: known.id } };
  const { ownerId, botUserId } = world.installation;
  const memberIds = [...new Set([ownerId, ...body.memberIds, ...(body.withApp ? [botUserId] : [])])];
  const unknown = memberIds.find((id) => world.people.get(id) === undefined);
  if (unknown !== undefined) return { ok: false, error: `user_not_found: ${unknown}` };
  const { name, isPrivate } = body;
  const record = createChannel(world, { id: newId('C'), name, isPrivate, creator: ownerId, memberIds });
  return { ok: true, data: { id: record.id } };
}
