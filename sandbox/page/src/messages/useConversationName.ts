import type { Conversation } from '../../../contract.ts';
import { useDirectory } from '../store/directory.tsx';

/** `#general`, or the name of the other person, or people. */
export function useConversationName(channel: Conversation): string {
  const { people, apps } = useDirectory();
  if (channel.kind === 'mpim') return channel.name;
  if (channel.kind !== 'im') return `#${channel.name}`;
  const app = apps.find((a) => a.botUserId === channel.peerId);
  const peer = channel.peerId ? people.get(channel.peerId) : undefined;
  return app?.name ?? (peer?.realName || peer?.name || channel.name);
}
