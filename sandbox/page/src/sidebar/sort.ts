import type { Conversation } from '../../../contract.ts';
import { isDirect } from '../people/kinds.ts';

interface Sorted {
  joined: Conversation[];
  /** Public channels that the person could join. */
  others: Conversation[];
  /** With people, one or several, most recent first. */
  direct: Conversation[];
}

/** Orders the list at the left. Pure. */
export function sortConversations(
  all: readonly Conversation[],
  user: string,
  bots: ReadonlySet<string>,
): Sorted {
  const channels = all.filter((c) => !isDirect(c)).toSorted((a, b) => a.name.localeCompare(b.name));
  const isIn = (c: Conversation): boolean => c.memberIds.includes(user);
  return {
    joined: channels.filter((c) => isIn(c) && !c.isArchived),
    others: channels.filter((c) => !isIn(c) && !c.isArchived),
    direct: all
      .filter((c) => isDirect(c) && !bots.has(c.peerId ?? ''))
      .toSorted((a, b) => Number(b.latest) - Number(a.latest) || a.name.localeCompare(b.name)),
  };
}
