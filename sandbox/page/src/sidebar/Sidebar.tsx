import { initials } from '../people/initials.ts';
import { useDirectory } from '../store/directory.tsx';
import { useHands, useModel } from '../store/session.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { useRoute } from '../useRoute.ts';
import { ConversationLink, NavLink } from './ConversationLink.tsx';
import { NewMessage } from './NewMessage.tsx';
import { PersonCard } from './PersonCard.tsx';
import { sortConversations } from './sort.ts';

interface Props {
  inspecting: boolean;
  onInspect: () => void;
}

/** The list at the left: channels, direct messages, apps, and who is signed in. */
export function Sidebar({ inspecting, onInspect }: Props) {
  const { words } = useDirectory();
  const { state, online } = useModel();
  return (
    <aside className="sidebar">
      <header className="sidebar-head">
        <span className="workspace-mark" aria-hidden="true">
          {initials(state.workspace.name).slice(0, 1)}
        </span>
        <span className="workspace-name">{state.workspace.name}</span>
        <span className={online ? 'dot on' : 'dot'} aria-hidden="true" />
        <IconButton icon="inspect" label={words.inspector} aria-pressed={inspecting} onClick={onInspect} />
      </header>
      <nav className="sidebar-nav" aria-label={words.workspaceNav}>
        <Lists />
      </nav>
      <PersonCard />
    </aside>
  );
}

function Lists() {
  const { words } = useDirectory();
  const { state } = useModel();
  const { user } = useHands();
  const [route] = useRoute();
  const bots = new Map(state.apps.map((app) => [app.botUserId, app]));
  const { joined, others, direct } = sortConversations(state.conversations, user, new Set(bots.keys()));
  return (
    <>
      <section>
        <h2 id="nav-channels">{words.channels}</h2>
        <ul aria-labelledby="nav-channels">
          {[...joined, ...others].map((c) => (
            <ConversationLink
              key={c.id}
              conversation={c}
              joined={c.memberIds.includes(user)}
              current={route.channel === c.id}
            />
          ))}
        </ul>
      </section>
      <section>
        <div className="sidebar-title">
          <h2 id="nav-direct">{words.directMessages}</h2>
          <NewMessage />
        </div>
        <ul aria-labelledby="nav-direct">
          {direct.map((c) => (
            <ConversationLink key={c.id} conversation={c} joined current={route.channel === c.id} />
          ))}
        </ul>
      </section>
      <section>
        <h2 id="nav-apps">{words.apps}</h2>
        <ul aria-labelledby="nav-apps">
          {state.apps.map((app) => {
            const im = state.conversations.find((c) => c.peerId === app.botUserId);
            const current = route.home === app.id || (im !== undefined && route.channel === im.id);
            const target = app.hasHome || !im ? `home/${app.id}` : im.id;
            // With something unread the messages are what one comes for.
            const href = im && im.unread > 0 ? im.id : target;
            return (
              <NavLink
                key={app.id}
                href={`#/${user}/${href}`}
                label={app.name}
                avatarId={app.botUserId}
                unread={im?.unread ?? 0}
                current={current}
              />
            );
          })}
        </ul>
      </section>
    </>
  );
}
