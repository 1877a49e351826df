import { memo } from 'react';
import type { Message } from '../../../contract.ts';
import { Avatar } from '../people/Avatar.tsx';
import { useDirectory } from '../store/directory.tsx';
import { useHands } from '../store/session.tsx';
import { Icon } from '../ui/Icon.tsx';
import { MessageBody } from './MessageBody.tsx';
import { MessageTools } from './MessageTools.tsx';

interface Props {
  message: Message;
  /** Follows another message of the same author closely: no second avatar and name. */
  grouped: boolean;
  /** Opens the thread; absent inside a thread. */
  onThread?: ((ts: string) => void) | undefined;
}

export const MessageRow = memo(function MessageRow({ message, grouped, onThread }: Props) {
  const { words, clock } = useDirectory();
  const { userId, ts, appName, ephemeral, replyCount } = message;
  const name = useAuthorName(message);
  const time = clock.time(ts);
  const classes = ['message', grouped ? 'grouped' : '', ephemeral ? 'ephemeral' : '']
    .filter(Boolean)
    .join(' ');
  return (
    <article className={classes} aria-label={`${name}, ${time}`} data-ts={ts}>
      <div className="message-side">
        {grouped ? (
          <time className="message-gutter" title={clock.full(ts)}>
            {time.replace(/\s?[AP]M$/, '')}
          </time>
        ) : (
          <Avatar id={userId} {...(appName ? { appName } : {})} />
        )}
      </div>
      <div className="message-main">
        {ephemeral && <OnlyYou message={message} />}
        {!grouped && <Head message={message} />}
        <MessageBody message={message} />
        {message.edited && <span className="edited">({words.edited})</span>}
        {onThread && replyCount > 0 && (
          <button type="button" className="replies" onClick={() => onThread(ts)}>
            <Icon name="thread" size={16} /> {words.replies(replyCount)}
          </button>
        )}
      </div>
      {!ephemeral && <MessageTools message={message} onThread={onThread} />}
    </article>
  );
});

function useAuthorName({ appName, userId }: Message): string {
  const { people } = useDirectory();
  const person = people.get(userId);
  return appName ?? (person?.realName || person?.name || userId);
}

function Head({ message }: { message: Message }) {
  const { people, apps, words, clock } = useDirectory();
  const { userId, appName, ts } = message;
  const isApp =
    appName !== undefined || apps.some((app) => app.botUserId === userId) || people.get(userId)?.isBot;
  return (
    <div className="message-head">
      <span className="message-author">{useAuthorName(message)}</span>
      {isApp && <span className="app-badge">{words.app}</span>}
      <time title={clock.full(ts)}>{clock.time(ts)}</time>
    </div>
  );
}

function OnlyYou({ message: { channel, ts } }: { message: Message }) {
  const { words } = useDirectory();
  const { dispatch } = useHands();
  return (
    <div className="message-only">
      <Icon name="eye" size={14} /> {words.onlyYou}
      <button
        type="button"
        className="link-button"
        onClick={() => dispatch({ type: 'dismiss', channel, ts })}
      >
        {words.dismiss}
      </button>
    </div>
  );
}
