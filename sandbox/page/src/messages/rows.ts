import type { Message } from '../../../contract.ts';
import { isReply, type Notice } from '../store/model.ts';

/** What stands in a conversation, one below the other. */
export type Row =
  | { kind: 'day'; key: string; ts: string }
  | { kind: 'new'; key: string }
  | { kind: 'replies'; key: string; count: number }
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

/** Orders messages and notices, and puts the dividers between them. Pure. */
export function rowsOf(input: Input): Row[] {
  const { messages, notices, inThread } = input;
  const entries: Row[] = [
    ...messages
      .filter((message) => inThread || !isReply(message))
      .map((message) => ({ kind: 'message', key: message.ts, message, grouped: false }) as const),
    ...notices.map((notice) => ({ kind: 'notice', key: `notice-${notice.id}`, notice }) as const),
  ];
  entries.sort((a, b) => Number(tsOf(a)) - Number(tsOf(b)));
  const rows: Row[] = [];
  let day = '';
  for (const entry of entries) {
    const today = input.dayKey(tsOf(entry));
    rows.push(...dividers(entry, today === day ? null : today, input));
    day = today;
    const before = rows.at(-1);
    rows.push(entry.kind === 'message' ? { ...entry, grouped: continues(before, entry.message) } : entry);
  }
  return rows;
}

function tsOf(row: Row): string {
  return row.kind === 'message' ? row.message.ts : row.kind === 'notice' ? row.notice.ts : '0';
}

/** What stands above an entry: its day if that is new, "New", or in a thread the number of replies above the first. */
function dividers(entry: Row, newDay: string | null, { inThread, firstNew, messages }: Input): Row[] {
  const ts = tsOf(entry);
  const rows: Row[] = [];
  if (newDay && !inThread) rows.push({ kind: 'day', key: `day-${newDay}`, ts });
  if (ts === firstNew) rows.push({ kind: 'new', key: 'new' });
  const replies = inThread ? messages.filter(isReply) : [];
  if (ts === replies[0]?.ts) rows.push({ kind: 'replies', key: 'replies', count: replies.length });
  return rows;
}

/** Whether a message stands under the name of the row above it. */
function continues(row: Row | undefined, message: Message): boolean {
  if (row?.kind !== 'message') return false;
  const before = row.message;
  const sameAuthor = before.userId === message.userId && before.appName === message.appName;
  const close = Number(message.ts) - Number(before.ts) < CLOSE;
  return sameAuthor && close && before.ephemeral === message.ephemeral && before.replyCount === 0;
}
