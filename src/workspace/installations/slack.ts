import { z } from 'zod';
import { failureOf } from '../../platform/failure.ts';
import type { EventInput } from '../../platform/slice.ts';
import type { Ending } from './installation.ts';
import { endInstallation, readInstallation } from './store.ts';

/** `app_uninstalled`: somebody removed the app. */
export async function appUninstalled(input: EventInput): Promise<void> {
  await endWhereDead(input, 'app_uninstalled');
}

const revoked = z.looseObject({ tokens: z.looseObject({ bot: z.array(z.string()).nullish() }).nullish() });

/** `tokens_revoked`: it counts where the bot's token is among them; people's own tokens are not ours. */
export async function tokensRevoked(input: EventInput): Promise<void> {
  const event = revoked.safeParse(input.event);
  const bots = event.success ? (event.data.tokens?.bot ?? []) : [];
  if (bots.length > 0) await endWhereDead(input, 'tokens_revoked');
}

/**
 * Ends the work for the workspace, unless its token still works: the event comes at least once and in any order, so it may speak of an
 * installation before the present one. Throws where Slack cannot be asked now; the event is tried again then.
 */
async function endWhereDead({ deps, workspaceId, now }: EventInput, ending: Ending): Promise<void> {
  const { db, log } = deps;
  const installation = await readInstallation(db, workspaceId);
  try {
    const slack = await deps.slack(workspaceId);
    await slack.whoAmI();
    return log.warn(
      { workspaceId, ending },
      'Slack says that the app was removed, but its token works: it stays',
    );
  } catch (error) {
    if (failureOf(error).kind !== 'dead') throw error;
  }
  if (await endInstallation(db, workspaceId, ending, now, { installedAt: installation?.installedAt })) {
    await db.durable();
    log.warn(
      { workspaceId, ending },
      'the app was removed from a workspace: its work stops, its tokens are deleted',
    );
  }
}
