import type { WishesOf } from './evaluation/waiting/job.ts';
import { isQuiet } from './feedback/nudges/nudge.ts';
import { readPreference } from './feedback/nudges/store.ts';

/** What somebody wishes of reminders of evaluations: the wishes of nudges hold for them, too. */
export const reviewWishes: WishesOf = async (db, workspaceId, memberId) => {
  const wishes = await readPreference(db, workspaceId, memberId);
  return {
    isMuted: wishes.muted.includes('review'),
    isQuiet: (minute) => isQuiet(wishes, minute),
  };
};
