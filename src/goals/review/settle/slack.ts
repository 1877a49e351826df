/** A question that was answered is one no more: it is replaced wherever it was asked. */
import { lastSent } from '../../../platform/jobs/outbox.ts';
import { failureOf } from '../../../platform/slack.ts';
import type { Input } from '../../../platform/slice.ts';
import { type Circle, readerFor } from '../../circle/slack.ts';
import { decidedReply } from '../blocks.ts';
import { noticeKey } from '../notices.ts';
import type { Review } from '../review.ts';

/**
 * Shows all who were asked what became of the question; the actor too (`own`), unless the answer stands in its place already. What cannot be
 * shown is no loss: pressing says it too.
 */
export async function showDecided(
  input: Input,
  circle: Circle,
  review: Review,
  own = review.state !== 'applied',
): Promise<void> {
  const { deps, workspace, actor } = input;
  for (const memberId of review.recipients) {
    const person = circle.people.find((one) => one.memberId === memberId);
    const sent = await lastSent(deps.db, workspace.id, noticeKey(review.id, memberId));
    if (person === undefined || sent === undefined) continue;
    if (memberId === actor.memberId && !own) continue;
    try {
      const slack = await deps.slack(workspace.id);
      await slack.update(sent, decidedReply(review, actor.name, readerFor(input, person)));
    } catch (error) {
      const failure = failureOf(error);
      deps.log.warn({ failure, reviewId: review.id }, 'a review that is decided could not be shown so');
    }
  }
}
