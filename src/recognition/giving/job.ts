import type { Temporal } from '../../kpi/time.ts';
import { failureOf } from '../../platform/slack.ts';
import type { Deps } from '../../platform/slice.ts';
import { markCleared, uncleared } from './store.ts';

/**
 * Removes what was posted of thanks that were taken back: at once, and by each tick where a message was on its way still, or Slack did not
 * answer.
 */
export async function clearLeftovers(
  deps: Deps,
  now: Temporal.Instant,
  only?: { workspaceId: string; batchId: string },
): Promise<void> {
  for (const { workspaceId, batchId, messages, isWaiting } of await uncleared(deps.db, now, only)) {
    try {
      const slack = await deps.slack(workspaceId);
      for (const message of messages) await slack.remove(message);
      if (!isWaiting) await markCleared(deps.db, workspaceId, batchId, now);
    } catch (error) {
      deps.log.warn(
        { failure: failureOf(error), workspaceId },
        'thanks that were taken back stand there still',
      );
    }
  }
}
