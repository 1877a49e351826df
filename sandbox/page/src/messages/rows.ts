import type { Message } from '../../../contract.ts';
import { isReply, type Notice } from '../store/model.ts';

/** What stands in a conversation, one below the other. */
export type Row =
  | { kind: 'day'; key: string; ts: string }
  | { kind: 'new'; key: string }
  | { kind: 'message'; key: string; message: Message; grouped: boolean }
  | { kind: 'notice'; key: string; notice: Notice };

/** Messages of one author closer than this, in seconds, stand under one name. */
const CLOSE = 300;

interface Input {
  messages: readonly Message[];
  notices: readonly Notice[];
  /** Inside a thread replies are shown; in the conversation they are not. */
  inThread: boolean;
  dayKey: (ts: string) => string;
  /** `ts` of the first message that was unread when the conversation was opened. */
  firstNew: string | null;
}

/** Orders messages and notices, and puts the dividers of the days between them. Pure. */
export function rowsOf({ messages, notices, inThread, dayKey, firstNew }: Input): Row[] {
  const entries = [
    ...messages.filter((m) => inThread || !isReply(m)).map((message) => ({ ts: message.ts, message })),
    ...notices.map((notice) => ({ ts: notice.ts, notice })),
  ].sort((a, b) => Number(a.ts) - Number(b.ts));
  const rows: Row[] = [];
  let day = '';
  let before: Message | null = null;
  for (const entry of entries) {
    const today = dayKey(entry.ts);
    if (today !== day && !inThread) {
      rows.push({ kind: 'day', key: `day-${today}`, ts: entry.ts });
      before = null;
    }
    day = today;
    if (entry.ts === firstNew) {
      rows.push({ kind: 'new', key: 'new' });
      before = null;
    }
    if ('notice' in entry) {
      rows.push({ kind: 'notice', key: `notice-${entry.notice.id}`, notice: entry.notice });
      before = null;
    } else {
      const { message } = entry;
      rows.push({
        kind: 'message',
        key: message.ts,
        message,
        grouped: before !== null && belongsTo(before, message),
      });
      before = message;
    }
  }
  return rows;
}

function belongsTo(before: Message, message: Message): boolean {
  const sameAuthor = before.userId === message.userId && before.appName === message.appName;
  const close = Number(message.ts) - Number(before.ts) < CLOSE;
  return sameAuthor && close && before.ephemeral === message.ephemeral && before.replyCount === 0;
}
