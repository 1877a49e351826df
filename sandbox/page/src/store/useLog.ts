import { useCallback, useEffect, useRef, useState } from 'react';
import { get } from '../api/client.ts';
import type { Log } from './model.ts';
import { logKey } from './model.ts';
import { useHands, useModel } from './session.tsx';

/** Messages read at a time. */
export const PAGE = 50;

export interface LoadedLog {
  log: Log | undefined;
  loading: boolean;
  loadOlder: () => void;
}

/** The messages of a conversation, or of a thread in it: reads the newest page when opened or stale, older ones when asked. */
export function useLog(channel: string, thread?: string): LoadedLog {
  const { user, dispatch } = useHands();
  const { logs, online } = useModel();
  const key = logKey(channel, thread);
  const log = logs[key];
  const [loading, setLoading] = useState(false);
  const busy = useRef<string | null>(null);

  const load = useCallback(
    async (before?: string): Promise<void> => {
      const wanted = `${key} ${before ?? ''}`;
      if (busy.current === wanted) return;
      busy.current = wanted;
      setLoading(true);
      const query = {
        channel,
        limit: String(PAGE),
        ...(thread ? { thread } : {}),
        ...(before ? { before } : {}),
      };
      const answer = await get('messages', user, query);
      const messages = answer.ok ? (answer.data ?? []) : [];
      const done = { type: 'loaded', key, messages, older: before !== undefined } as const;
      if (answer.ok) dispatch({ ...done, reachedStart: messages.length < PAGE });
      busy.current = null;
      setLoading(false);
    },
    [user, channel, thread, key, dispatch],
  );

  const needed = online && (!log || log.stale);
  useEffect(() => {
    if (needed) void load();
  }, [needed, load]);

  const oldest = log?.messages.find((message) => !message.ephemeral)?.ts;
  const canLoadOlder = log && !log.reachedStart && !loading && oldest;
  const loadOlder = useCallback(() => {
    if (canLoadOlder) void load(oldest);
  }, [canLoadOlder, oldest, load]);
  return { log, loading, loadOlder };
}
