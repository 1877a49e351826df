import { z } from 'zod';
import { describeFaults, FAULT_FIELDS, FAULT_KINDS, FAULTS, type FaultField } from '../api/faultKinds.ts';
import type { Fault } from '../api/faults.ts';
import type { Answer } from '../contract.ts';
import { toJson } from '../json.ts';
import type { World } from '../world.ts';
import { type Verbs, verb } from './verb.ts';

const TYPES = { text: z.string(), number: z.number(), flag: z.boolean() } as const;

/** What a fault may be given; what is left out has the defaults of its kind. */
const settings = z.object(
  Object.fromEntries(
    Object.entries(FAULT_FIELDS).map(([name, field]) => [name, TYPES[field.type].optional()]),
  ) as { [K in FaultField]: z.ZodOptional<(typeof TYPES)[(typeof FAULT_FIELDS)[K]['type']]> },
);

/** `drop-ack` is `drop_ack`. */
const kind = z.preprocess(
  (word) => (typeof word === 'string' ? word.replaceAll('-', '_') : word),
  z.enum(FAULT_KINDS),
);

export const faultVerbs: Verbs = {
  /** Switches a fault on (the kinds: api/faultKinds.ts); those of sockets happen at once. */
  fault: verb(settings.extend({ kind }).superRefine(checkRanges), async (world, given) => {
    const fault = world.faults.add(given);
    if (FAULTS[fault.kind].on !== 'sockets') return { ok: true, data: { id: fault.id } };
    if (fault.kind !== 'zombie') world.faults.clear(fault.id);
    return strikeSockets(world, fault);
  }),
  /** What is switched on. */
  faults: verb(z.object({}), (world) => ({ ok: true, data: toJson(world.faults.active()) })),
  /** Everything that can be switched on, with its fields and their defaults. */
  'fault-kinds': verb(z.object({}), () => ({ ok: true, data: toJson(describeFaults()) })),
  /** Switches one fault off, or all; zombies live again. */
  'clear-faults': verb(z.object({ id: z.number().int().optional() }), (world, { id }) => {
    world.faults.clear(id);
    if (world.faults.active().every(({ kind: one }) => one !== 'zombie')) world.link.revive();
    return { ok: true };
  }),
};

function checkRanges(given: Partial<Record<FaultField, unknown>>, context: z.RefinementCtx): void {
  for (const [name, field] of Object.entries(FAULT_FIELDS)) {
    const value = given[name as FaultField];
    const { min, max } = field as { min?: number; max?: number };
    if (typeof value !== 'number' || ((min ?? value) <= value && value <= (max ?? value))) continue;
    context.addIssue(`${name} is ${value}, but has to be from ${min ?? '…'} to ${max ?? '…'}`);
  }
}

async function strikeSockets(world: World, fault: Fault): Promise<Answer> {
  const { link, site, installation } = world;
  switch (fault.kind) {
    case 'zombie':
      link.zombify(fault.count);
      return { ok: true, data: { id: fault.id, zombies: link.zombies() } };
    case 'cut':
      link.cut(fault.count);
      return { ok: true, data: { id: fault.id } };
    default: {
      const isHeard = await site.delivery.sayRateLimited(installation.teamId);
      return isHeard ? { ok: true, data: { id: fault.id } } : { ok: false, error: 'app_not_connected' };
    }
  }
}
