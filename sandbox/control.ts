import { z } from 'zod';
import { FAULT_KINDS } from './api/faults.ts';
import { createChannel } from './app/members.ts';
import type { Answer } from './contract.ts';
import { json, type Reply, type Request, readArguments } from './http/request.ts';
import { newId } from './ids.ts';
import type { World } from './world.ts';

/**
 * What a test or the inspector may do to the workspace: `POST /sandbox/<verb>` with the owner's token. To add a verb: its
 * body's schema and a small function in this table.
 */
const VERBS: Record<string, (world: World, body: unknown) => Answer> = {
  /** Slack's disconnect message to all sockets. */
  disconnect: verb(
    z.object({ reason: z.enum(['warning', 'refresh_requested', 'link_disabled']) }),
    (world, { reason }) => {
      world.link.disconnect(reason);
      return { ok: true };
    },
  ),
  /** Strikes the next calls of a method (see api/faults.ts). */
  fault: verb(
    z.object({
      kind: z.enum(FAULT_KINDS),
      method: z.string().default('*'),
      times: z.number().int().min(1).default(1),
      retryAfter: z.number().min(0).default(1),
      ms: z.number().min(0).default(1_000),
      error: z.string().default('internal_error'),
    }),
    (world, fault) => {
      world.faults.add(fault);
      return { ok: true };
    },
  ),
  'clear-faults': verb(z.object({}), (world) => {
    world.faults.clear();
    return { ok: true };
  }),
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

function verb<T>(schema: z.ZodType<T>, run: (world: World, body: T) => Answer) {
  return (world: World, body: unknown): Answer => {
    const checked = schema.safeParse(body);
    return checked.success ? run(world, checked.data) : { ok: false, error: z.prettifyError(checked.error) };
  };
}

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

/** `POST /sandbox/<verb>` */
export async function controlRoute(world: World, request: Request): Promise<Reply> {
  if (request.bearer !== world.installation.scimToken) return json({ ok: false, error: 'invalid_auth' }, 401);
  const name = request.path[1] ?? '';
  const run = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (run === undefined) return json({ ok: false, error: 'unknown_verb' }, 404);
  return json(run(world, await readArguments(request)));
}
