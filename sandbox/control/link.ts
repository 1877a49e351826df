import { z } from 'zod';
import { type Verbs, verb } from './verb.ts';

export const linkVerbs: Verbs = {
  /** Slack's disconnect message to all sockets. */
  disconnect: verb(
    z.object({ reason: z.enum(['warning', 'refresh_requested', 'link_disabled']) }),
    (world, { reason }) => {
      world.link.disconnect(reason);
      return { ok: true };
    },
  ),
};
