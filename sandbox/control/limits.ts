import { z } from 'zod';
import { toJson } from '../json.ts';
import { type Verbs, verb } from './verb.ts';

export const limitVerbs: Verbs = {
  /**
   * Rate limits: `mode` on, off, or a factor by which they are wider; `method` with `perMinute` gives one method another limit (without
   * `perMinute` its own again). Answers with what holds.
   */
  'rate-limits': verb(
    z.object({
      mode: z.union([z.enum(['on', 'off']), z.number().positive()]).optional(),
      method: z.string().optional(),
      perMinute: z.number().min(1).optional(),
    }),
    ({ site }, { mode, method, perMinute }) => {
      if (mode !== undefined) site.limits.set(mode === 'on' ? 1 : mode);
      if (method !== undefined) site.limits.setMethod(method, perMinute);
      return { ok: true, data: toJson(site.limits.state()) };
    },
  ),
};
