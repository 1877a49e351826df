import type { Conversation } from '../../../contract.ts';
import { Avatar } from '../people/Avatar.tsx';
import { iconOf } from '../people/kinds.ts';
import { useDirectory } from '../store/directory.tsx';
import { Icon, type IconName } from '../ui/Icon.tsx';

interface Props {
  conversation: Conversation;
  joined: boolean;
  current: boolean;
}

export function ConversationLink({ conversation, joined, current }: Props) {
  const { me, people, words } = useDirectory();
  const { id, peerId, unread } = conversation;
  const href = `#/${me.id}/${id}`;
  const peer = peerId ? people.get(peerId) : undefined;
  if (peer) {
    const label = peer.id === me.id ? `${peer.realName} (${words.you})` : peer.realName || peer.name;
    return <NavLink href={href} label={label} avatarId={peer.id} unread={unread} current={current} />;
  }
  return (
    <NavLink
      href={href}
      label={conversation.name}
      icon={iconOf(conversation)}
      unread={unread}
      current={current}
      quiet={!joined}
    />
  );
}

interface LinkProps {
  href: string;
  label: string;
  icon?: IconName;
  avatarId?: string;
  unread: number;
  current: boolean;
  quiet?: boolean;
}

/** One line of the list. Its accessible name tells the unread messages too. */
export function NavLink({ href, label, icon, avatarId, unread, current, quiet = false }: LinkProps) {
  const { words } = useDirectory();
  const classes = ['nav-link', unread > 0 ? 'unread' : '', quiet ? 'quiet' : ''].filter(Boolean).join(' ');
  return (
    <li>
      <a
        className={classes}
        href={href}
        aria-current={current ? 'page' : undefined}
        aria-label={unread > 0 ? `${label}, ${words.unread(unread)}` : label}
      >
        {avatarId ? <Avatar id={avatarId} size={22} /> : icon && <Icon name={icon} size={16} />}
        <span className="nav-label">{label}</span>
        {unread > 0 && <span className="badge">{unread > 99 ? '99+' : unread}</span>}
      </a>
    </li>
  );
}
