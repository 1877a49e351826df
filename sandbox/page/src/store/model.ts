import type { Call, Message, PageEvent, State, View } from '../../../contract.ts';

/** The part of a conversation, or of a thread, that the page has loaded. */
export interface Log {
  /** Oldest first. */
  messages: Message[];
  /** Nothing older exists. */
  reachedStart: boolean;
  /** The connection was lost meanwhile: the newest page is to be read again. */
  stale: boolean;
}

/** Something the sandbox tells the person: shown in its conversation, or as a toast. */
export interface Notice {
  id: number;
  channel?: string;
  level: 'info' | 'error';
  text: string;
  /** When it came, in Slack's form, so that it stands between the messages. */
  ts: string;
}

export interface Model {
  state: State;
  /** By {@link logKey}. */
  logs: Record<string, Log>;
  /** Bottom of the modal stack first. */
  views: View[];
  notices: Notice[];
  /** Newest last. */
  calls: Call[];
  online: boolean;
}

export type Event =
  | PageEvent
  | { type: 'state'; state: State }
  | { type: 'online'; online: boolean }
  | { type: 'loaded'; key: string; messages: Message[]; older: boolean; reachedStart: boolean }
  | { type: 'calls'; calls: Call[] }
  | { type: 'dismiss'; channel: string; ts: string }
  | { type: 'dismiss-notice'; id: number }
  | { type: 'read'; channel: string };

/** A conversation's log is its id; a thread's log has the root's `ts` behind it. */
export const logKey = (channel: string, thread?: string): string =>
  thread ? `${channel}/${thread}` : channel;

export const isReply = (message: Message): boolean =>
  message.threadTs !== undefined && message.threadTs !== message.ts;

export function firstModel(state: State): Model {
  return { state, logs: {}, views: [], notices: [], calls: [], online: true };
}
