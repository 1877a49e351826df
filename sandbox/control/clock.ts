import { z } from 'zod';
import { toJson } from '../json.ts';
import { type Verbs, verb } from './verb.ts';

/** Milliseconds, or an ISO 8601 instant. */
const instant = z.union([z.number(), z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))]);

export const clockVerbs: Verbs = {
  /**
   * The sandbox's clock: `now` puts it on an instant from which it goes on (or where it stands, with `standing`), `advanceMs` moves it,
   * `real` gives it back to the machine; `retrySpeed` says how many times faster than Slack events come again. Answers with its state.
   */
  clock: verb(
    z.object({
      now: instant.optional(),
      standing: z.boolean().default(false),
      advanceMs: z.number().optional(),
      real: z.boolean().default(false),
      retrySpeed: z.number().positive().optional(),
    }),
    ({ site }, { now, standing, advanceMs, real, retrySpeed }) => {
      const { clock, delivery } = site;
      if (real) clock.real();
      if (now !== undefined) clock.set(now, standing);
      else if (standing) clock.set(clock.now(), true);
      if (advanceMs !== undefined) clock.advance(advanceMs);
      if (retrySpeed !== undefined) delivery.retrySpeed = retrySpeed;
      return { ok: true, data: toJson({ ...clock.state(), retrySpeed: delivery.retrySpeed }) };
    },
  ),
};
