/** Who is asked what of a review, each in their language. Pure. */
import type { Person } from '../../people/person.ts';
import type { Notice } from '../../platform/jobs/outbox.ts';
import type { Reader } from '../phrases.ts';
import { reviewReply } from './blocks.ts';
import type { Review } from './review.ts';
import type { Around } from './told.ts';

/** Of a review one question to each. */
export const noticeKey = (reviewId: string, memberId: string): string => `review:${reviewId}:${memberId}`;

/** The questions of one review. */
export function noticesOf(
  review: Review,
  around: Around,
  people: readonly Person[],
  readerOf: (person: Person) => Reader,
): Notice[] {
  const asked = people.filter((person) => person.isActive && review.recipients.includes(person.memberId));
  const names = asked.map((person) => person.name);
  return asked.map((person) => ({
    key: noticeKey(review.id, person.memberId),
    channel: person.slackUserId,
    reply: reviewReply(review, around, names, readerOf(person)),
  }));
}
