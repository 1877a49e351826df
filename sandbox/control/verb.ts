import { z } from 'zod';
import type { Answer } from '../contract.ts';
import type { World } from '../world.ts';

/** What a test or the inspector may do to a workspace, by its word in `POST /sandbox/<verb>`. */
export type Verbs = Record<string, (world: World, body: unknown) => Answer | Promise<Answer>>;

/** A verb whose body is checked before it runs; a body that does not fit answers with the words of the schema. */
export function verb<T>(
  schema: z.ZodType<T>,
  run: (world: World, body: T) => Answer | Promise<Answer>,
): Verbs[string] {
  return (world, body) => {
    const checked = schema.safeParse(body);
    return checked.success ? run(world, checked.data) : { ok: false, error: z.prettifyError(checked.error) };
  };
}
