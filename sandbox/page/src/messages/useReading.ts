import { useCallback, useRef, useState } from 'react';
import type { Conversation, Message } from '../../../contract.ts';
import type { Log } from '../store/model.ts';
import { isReply } from '../store/model.ts';
import { useHands } from '../store/session.tsx';

/**
 * Where "New" stands: before the messages that were unread when the conversation was opened. It stays there until the conversation is
 * opened again.
 */
export function useFirstNew(channel: Conversation, log: Log | undefined): string | null {
  const [unread] = useState(channel.unread);
  const found = useRef<string | null>(null);
  if (found.current === null && unread > 0 && log) {
    const roots = log.messages.filter((message) => !message.ephemeral && !isReply(message));
    found.current = roots.at(-unread)?.ts ?? '';
  }
  return found.current || null;
}

/** A function that marks the conversation as read up to its newest message, once for each, while the page is looked at. */
export function useMarkRead(channel: Conversation, messages: readonly Message[]): () => void {
  const { act, dispatch } = useHands();
  const told = useRef('');
  const newest = messages.findLast((message) => !message.ephemeral)?.ts;
  const { id, unread } = channel;
  return useCallback(() => {
    if (!newest || (unread === 0 && told.current === newest) || document.visibilityState !== 'visible')
      return;
    if (unread === 0 && told.current === '') {
      told.current = newest;
      return;
    }
    told.current = newest;
    dispatch({ type: 'read', channel: id });
    void act('read', { channel: id, ts: newest });
  }, [act, dispatch, id, newest, unread]);
}
