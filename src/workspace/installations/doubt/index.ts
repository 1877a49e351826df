import type { Temporal } from '../../../kpi/time.ts';
import type { Db } from '../../../platform/db/index.ts';
import { failureOf } from '../../../platform/failure.ts';
import type { Log } from '../../../platform/log.ts';
import type { Messenger } from '../../../platform/slack.ts';
import { endInstallation, listSuspended, reviveWorkspace } from '../store.ts';

/**
 * A token that Slack refused is asked about once more before anything ends, and again each minute after that: a refusal may be a mistake of
 * a gateway's or an outage of Slack's, and must not cost a workspace its installation.
 */

/** So long the tokens of a workspace are kept whose work stopped since Slack refused them. */
const KEPT_HOURS = 24;

/** What Slack says of a token when it is asked nothing but whose it is; unknown where it cannot be asked now. */
export async function standingOf(
  messenger: Pick<Messenger, 'whoAmI'>,
): Promise<'works' | 'refused' | 'unknown'> {
  try {
    await messenger.whoAmI();
    return 'works';
  } catch (error) {
    return failureOf(error).kind === 'dead' ? 'refused' : 'unknown';
  }
}

/** Looks again at every workspace whose work stopped for a refused token: it goes on where the token works, and ends for good after a day. */
export async function lookAgain(
  { db, log }: { db: Db; log: Log },
  slack: (workspaceId: string) => Promise<Pick<Messenger, 'whoAmI'>>,
  now: Temporal.Instant,
): Promise<void> {
  for (const { workspaceId, since } of await listSuspended(db)) {
    const standing = await standingOf(await slack(workspaceId));
    const isOver = since.add({ hours: KEPT_HOURS }).epochMilliseconds < now.epochMilliseconds;
    if (standing === 'works') await goOn({ db, log }, workspaceId, now);
    else if (standing === 'refused' && isOver) {
      await endInstallation(db, workspaceId, 'token_revoked', now);
      log.warn({ workspaceId }, 'Slack has refused the tokens of a workspace for a day: they are deleted');
    }
  }
}

/** The work for a workspace goes on, since its token works. */
export async function goOn(
  { db, log }: { db: Db; log: Log },
  workspaceId: string,
  now: Temporal.Instant,
): Promise<void> {
  if (await reviveWorkspace(db, workspaceId, now))
    log.warn({ workspaceId }, 'the token works again: the work for the workspace goes on');
}
