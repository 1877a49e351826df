import type { Conversation } from '../../../contract.ts';
import { Avatar } from '../people/Avatar.tsx';
import { isDirect } from '../people/kinds.ts';
import { useDirectory } from '../store/directory.tsx';

/** What stands above the first message of a conversation. */
export function Intro({ channel, name }: { channel: Conversation; name: string }) {
  const { words, apps, me } = useDirectory();
  const app = apps.find((a) => a.botUserId === channel.peerId);
  const text = app
    ? words.startOfApp(name)
    : !isDirect(channel)
      ? words.startOf(name)
      : channel.peerId === me.id
        ? words.startOfSelf
        : words.startOfDm(name);
  return (
    <div className="intro">
      {channel.peerId && <Avatar id={channel.peerId} size={56} />}
      <h2>{name}</h2>
      <p>{text}</p>
      {(app?.description || channel.topic) && (
        <p className="intro-topic">{app?.description || channel.topic}</p>
      )}
    </div>
  );
}
