import { z } from 'zod';
import type { Answer } from '../contract.ts';
import { worldOfTeam } from '../site/find.ts';
import { revoke, uninstall } from '../site/installation.ts';
import type { World } from '../world.ts';
import { type Verbs, verb } from './verb.ts';

/** The workspace that is meant; the one whose token was sent, unless another one is named. */
const which = z.object({ teamId: z.string().optional() });

export const installationVerbs: Verbs = {
  /** As if the owner had removed the app: `app_uninstalled` and `tokens_revoked`. */
  uninstall: verb(which, (world, { teamId }) =>
    within(world, teamId, (found) =>
      uninstall(found) ? { ok: true } : { ok: false, error: 'app_not_installed' },
    ),
  ),
  /** As if the owner had revoked the app's tokens, without removing it: `tokens_revoked` alone. */
  revoke: verb(which, (world, { teamId }) =>
    within(world, teamId, (found) => {
      const { length } = revoke(found, () => true);
      return length > 0 ? { ok: true, data: { revoked: length } } : { ok: false, error: 'no_tokens' };
    }),
  ),
  /** How tokens issued from now on live: whether they expire, after how long, and how long a used refresh token still works. */
  tokens: verb(
    z.object({
      rotates: z.boolean().optional(),
      lifeSeconds: z.number().positive().optional(),
      graceSeconds: z.number().min(0).optional(),
    }),
    ({ site }, { rotates, lifeSeconds, graceSeconds }) => {
      const { life } = site.tokens;
      // Who sets a life wants tokens that have one.
      life.rotates = rotates ?? (lifeSeconds !== undefined || life.rotates);
      life.lifeSeconds = lifeSeconds ?? life.lifeSeconds;
      life.graceSeconds = graceSeconds ?? life.graceSeconds;
      return { ok: true, data: { ...life } };
    },
  ),
};

function within(world: World, teamId: string | undefined, run: (world: World) => Answer): Answer {
  const found = teamId === undefined ? world : worldOfTeam(world.site, teamId);
  return found === undefined ? { ok: false, error: 'team_not_found' } : run(found);
}
