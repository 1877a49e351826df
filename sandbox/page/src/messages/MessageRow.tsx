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
  const { people, apps, words, clock } = useDirectory();
  const { dispatch } = useHands();
  const { userId, ts, appName, ephemeral } = message;
  const person = people.get(userId);
  const name = appName ?? (person?.realName || person?.name || userId);
  const isApp =
    appName !== undefined || apps.some((app) => app.botUserId === userId) || person?.isBot === true;
  const time = clock.time(ts);
  const classes = ['message', grouped ? 'grouped' : '', ephemeral ? 'ephemeral' : '']
    .filter(Boolean)
    .join(' ');
  return (
    <article className={classes} aria-label={`${name}, ${time}`} data-ts={ts}>
      <div className="message-side">
        {grouped ? (
          <time className="message-gutter" title={clock.full(ts)}>
            {clock.time(ts).replace(/\s?[AP]M$/, '')}
          </time>
        ) : (
          <Avatar id={userId} {...(appName ? { appName } : {})} />
        )}
      </div>
      <div className="message-main">
        {ephemeral && (
          <div className="message-only">
            <Icon name="eye" size={14} /> {words.onlyYou}
            <button
              type="button"
              className="link-button"
              onClick={() => dispatch({ type: 'dismiss', channel: message.channel, ts })}
            >
              {words.dismiss}
            </button>
          </div>
        )}
        {!grouped && (
          <div className="message-head">
            <span className="message-author">{name}</span>
            {isApp && <span className="app-badge">{words.app}</span>}
            <time title={clock.full(ts)}>{time}</time>
          </div>
        )}
        <MessageBody message={message} />
        {message.edited && <span className="edited">({words.edited})</span>}
        {onThread && message.replyCount > 0 && (
          <button type="button" className="replies" onClick={() => onThread(ts)}>
            <Icon name="thread" size={16} /> {words.replies(message.replyCount)}
          </button>
        )}
      </div>
      {!ephemeral && <MessageTools message={message} onThread={onThread} />}
    </article>
  );
});
