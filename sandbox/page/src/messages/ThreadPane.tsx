import type { Conversation } from '../../../contract.ts';
import { Composer } from '../composer/Composer.tsx';
import { useDirectory } from '../store/directory.tsx';
import { useLog } from '../store/useLog.ts';
import { Icon } from '../ui/Icon.tsx';
import { MessageList } from './MessageList.tsx';
import { PaneHead } from './PaneHead.tsx';
import { useConversationName } from './useConversationName.ts';

const NONE: readonly never[] = [];

/** One message and its replies, beside the conversation. */
export function ThreadPane({ channel, ts }: { channel: Conversation; ts: string }) {
  const { me, words } = useDirectory();
  const { log, loading, loadOlder } = useLog(channel.id, ts);
  const name = useConversationName(channel);
  const back = `#/${me.id}/${channel.id}`;
  return (
    <aside className="pane thread-pane" aria-label={words.thread}>
      <PaneHead title={words.thread} detail={name} back={back}>
        <a className="icon-button thread-close" href={back} aria-label={words.closeThread}>
          <Icon name="close" />
        </a>
      </PaneHead>
      <MessageList
        label={words.thread}
        messages={log?.messages ?? NONE}
        notices={NONE}
        firstNew={null}
        inThread
        loading={loading}
        reachedStart={log?.reachedStart ?? false}
        onOlder={loadOlder}
      />
      <Composer channel={channel.id} threadTs={ts} label={words.replyTo} />
    </aside>
  );
}
