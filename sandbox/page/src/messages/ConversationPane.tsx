import { useCallback, useMemo } from 'react';
import type { Conversation } from '../../../contract.ts';
import { AppTabs } from '../app/AppTabs.tsx';
import { OfflineBanner } from '../app/OfflineBanner.tsx';
import { Composer } from '../composer/Composer.tsx';
import { DropZone } from '../composer/DropZone.tsx';
import { Avatar } from '../people/Avatar.tsx';
import { iconOf } from '../people/kinds.ts';
import { useDirectory } from '../store/directory.tsx';
import { useHands, useModel } from '../store/session.tsx';
import { useLog } from '../store/useLog.ts';
import { Icon } from '../ui/Icon.tsx';
import { useRoute } from '../useRoute.ts';
import { Intro } from './Intro.tsx';
import { JoinBar } from './JoinBar.tsx';
import { MessageList } from './MessageList.tsx';
import { PaneHead } from './PaneHead.tsx';
import { useConversationName } from './useConversationName.ts';
import { useFirstNew, useMarkRead } from './useReading.ts';

const NONE: readonly never[] = [];

/** A channel or direct messages: head, log, composer. */
export function ConversationPane({ channel, thread }: { channel: Conversation; thread: string | undefined }) {
  const { me, words } = useDirectory();
  const { state, notices } = useModel();
  const { user } = useHands();
  const [, go] = useRoute();
  const { log, loading, loadOlder } = useLog(channel.id);
  const messages = log?.messages ?? NONE;
  const name = useConversationName(channel);
  const app = state.apps.find((a) => a.botUserId === channel.peerId);
  const own = useMemo(() => notices.filter((n) => n.channel === channel.id), [notices, channel.id]);
  const firstNew = useFirstNew(channel, log);
  const onSeen = useMarkRead(channel, messages);
  const onThread = useCallback(
    (ts: string) => go({ user, channel: channel.id, thread: ts }),
    [go, user, channel.id],
  );
  const joined = channel.memberIds.includes(user);
  return (
    <main className="pane" aria-label={name} data-thread={thread !== undefined}>
      <PaneHead
        title={name}
        mark={<Mark channel={channel} />}
        detail={<Detail channel={channel} />}
        back={`#/${me.id}`}
      >
        {app && <AppTabs app={app} current="messages" />}
      </PaneHead>
      <OfflineBanner app={app ?? state.apps[0]} />
      <DropZone channel={channel.id} disabled={!joined}>
        <MessageList
          label={words.messageLog(name)}
          messages={messages}
          notices={own}
          firstNew={firstNew}
          loading={loading}
          reachedStart={log?.reachedStart ?? false}
          onOlder={loadOlder}
          onThread={onThread}
          onSeen={onSeen}
          intro={<Intro channel={channel} name={name} />}
        />
        {joined && !channel.isArchived ? (
          <Composer channel={channel.id} label={words.composer(name)} />
        ) : (
          <JoinBar channel={channel} name={name} />
        )}
      </DropZone>
    </main>
  );
}

function Mark({ channel }: { channel: Conversation }) {
  if (channel.peerId) return <Avatar id={channel.peerId} size={30} />;
  return (
    <span className="pane-mark">
      <Icon name={iconOf(channel)} />
    </span>
  );
}

function Detail({ channel }: { channel: Conversation }) {
  const { people, words } = useDirectory();
  const peer = channel.peerId ? people.get(channel.peerId) : undefined;
  if (peer) return peer.title || null;
  return (
    <>
      {channel.topic && <span className="pane-topic">{channel.topic}</span>}
      <span>{words.members(channel.memberIds.length)}</span>
    </>
  );
}
