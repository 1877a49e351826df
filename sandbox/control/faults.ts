import { z } from 'zod';
import { FAULT_KINDS } from '../api/faults.ts';
import { type Verbs, verb } from './verb.ts';

export const faultVerbs: Verbs = {
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
};
