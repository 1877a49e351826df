import type { Documents } from './database.ts';
import type { ConversationRecord } from './model.ts';

/** Channels and direct messages, in memory and written through. */
export interface Conversations {
  all(): ConversationRecord[];
  get(id: string): ConversationRecord | undefined;
  byName(name: string): ConversationRecord | undefined;
  /** The direct message of these two, if it was ever opened. */
  between(a: string, b: string): ConversationRecord | undefined;
  /** The group direct message of exactly these people, if it was ever opened. */
  among(userIds: readonly string[]): ConversationRecord | undefined;
  of(userId: string): ConversationRecord[];
  put(conversation: ConversationRecord): void;
}

const KIND = 'conversation';

export function createConversations(documents: Documents): Conversations {
  const known = new Map(documents.all<ConversationRecord>(KIND).map((record) => [record.id, record]));
  const pairs = new Map<string, ConversationRecord>();
  const remember = (record: ConversationRecord) => {
    known.set(record.id, record);
    const [a, b] = record.memberIds;
    if (record.kind === 'im') pairs.set(pairKey(a ?? '', b ?? a ?? ''), record);
  };
  for (const record of known.values()) remember(record);
  return {
    all: () => [...known.values()],
    get: (id) => known.get(id),
    byName: (name) => [...known.values()].find((record) => record.kind !== 'im' && record.name === name),
    between: (a, b) => pairs.get(pairKey(a, b)),
    among(userIds) {
      const key = groupKey(userIds);
      return [...known.values()].find(
        ({ kind, memberIds }) => kind === 'mpim' && groupKey(memberIds) === key,
      );
    },
    of: (userId) => [...known.values()].filter((record) => record.memberIds.includes(userId)),
    put(record) {
      remember(record);
      documents.put(KIND, record.id, record);
    },
  };
}

function pairKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

function groupKey(userIds: readonly string[]): string {
  return [...userIds].sort().join(' ');
}
