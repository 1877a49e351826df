import { z } from 'zod';
import { personOf, type RawUser } from '../../platform/slack.ts';
import type { EventInput } from '../../platform/slice.ts';
import { readInstallation } from '../../workspace/installations/store.ts';
import { personOrNone } from './job.ts';
import { followSlack, isKnown } from './store.ts';

const userEvent = z.object({ user: z.looseObject({ id: z.string(), locale: z.string().optional() }) });

/**
 * `user_change`, `team_join`: a member follows Slack at once; deactivation takes rights with it. Who is no member does not become one by
 * this: Pacer keeps nothing of people who do not use it.
 */
export async function followEvent(input: EventInput): Promise<void> {
  const { deps, workspaceId, transportKey } = input;
  const { user } = userEvent.parse(input.event);
  // Where the app was removed all stays as it was; once it is back, everybody is looked at within a day (job.ts).
  if ((await readInstallation(deps.db, workspaceId))?.isLive === false) return;
  if (!(await isKnown(deps.db, workspaceId, user.id))) return;
  // An event without a language says nothing of the language; Slack is asked.
  const person =
    user.locale === undefined
      ? await personOrNone(await deps.slack(workspaceId), user.id)
      : personOf(user as RawUser);
  await followSlack(deps.db, workspaceId, [{ slackUserId: user.id, person }], transportKey);
  await deps.db.durable();
}
