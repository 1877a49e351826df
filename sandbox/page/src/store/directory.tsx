import { createContext, type ReactNode, useContext, useMemo, useRef } from 'react';
import type { AppInfo, Conversation, Person, Shortcut, State } from '../../../contract.ts';
import { type Clock, makeClock } from '../words/time.ts';
import { type Words, wordsFor } from '../words/words.ts';

/** Names and words: what every message needs and what hardly ever changes, apart from the model, which changes all the time. */
export interface Directory {
  me: Person;
  people: ReadonlyMap<string, Person>;
  conversations: ReadonlyMap<string, Conversation>;
  apps: readonly AppInfo[];
  shortcuts: readonly Shortcut[];
  words: Words;
  clock: Clock;
}

const DirectoryContext = createContext<Directory | null>(null);

export function useDirectory(): Directory {
  const directory = useContext(DirectoryContext);
  if (!directory) throw new Error('used outside DirectoryProvider');
  return directory;
}

/** The conversations' names and members without their counters: a new message alone must not draw all messages again. */
function signature(conversations: Conversation[]): string {
  return conversations
    .map((c) => `${c.id}:${c.name}:${c.peerId ?? ''}:${c.memberIds.length}:${c.isArchived}`)
    .join('|');
}

export function DirectoryProvider({ state, children }: { state: State; children: ReactNode }) {
  const { me, people, apps, shortcuts } = state;
  const sign = signature(state.conversations);
  const kept = useRef({ sign: '', conversations: state.conversations });
  if (kept.current.sign !== sign) kept.current = { sign, conversations: state.conversations };
  const { conversations } = kept.current;

  const directory = useMemo<Directory>(
    () => ({
      me,
      people: new Map([...people, me].map((person) => [person.id, person])),
      conversations: new Map(conversations.map((conversation) => [conversation.id, conversation])),
      apps,
      shortcuts,
      words: wordsFor(me.locale),
      clock: makeClock(me.locale, me.tz),
    }),
    [me, people, conversations, apps, shortcuts],
  );
  return <DirectoryContext value={directory}>{children}</DirectoryContext>;
}
