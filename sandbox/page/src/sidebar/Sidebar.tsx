import type { ReactNode } from 'react';
import type { AppInfo, Conversation } from '../../../contract.ts';
import { useDirectory } from '../store/directory.tsx';
import { useHands, useModel } from '../store/session.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { useRoute } from '../useRoute.ts';
import { ConversationLink, NavLink } from './ConversationLink.tsx';
import { NewMessage } from './NewMessage.tsx';
import { PersonCard } from './PersonCard.tsx';
import { sortConversations } from './sort.ts';
import { Workspace } from './Workspace.tsx';

interface Props {
  inspecting: boolean;
  onInspect: () => void;
}

/** The list at the left: channels, direct messages, apps, and who is signed in. */
export function Sidebar({ inspecting, onInspect }: Props) {
  const { words } = useDirectory();
  const { online } = useModel();
  return (
    <aside className="sidebar">
      <header className="sidebar-head">
        <Workspace />
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
  const bots = new Set(state.apps.map((app) => app.botUserId));
  const { joined, others, direct } = sortConversations(state.conversations, user, bots);
  const link = (conversation: Conversation) => (
    <ConversationLink
      key={conversation.id}
      conversation={conversation}
      joined={conversation.memberIds.includes(user)}
      current={route.channel === conversation.id}
    />
  );
  return (
    <>
      <Group id="nav-channels" title={words.channels}>
        {[...joined, ...others].map(link)}
      </Group>
      <Group id="nav-direct" title={words.directMessages} tool={<NewMessage />}>
        {direct.map(link)}
      </Group>
      <Group id="nav-apps" title={words.apps}>
        {state.apps.map((app) => (
          <AppLink key={app.id} app={app} />
        ))}
      </Group>
    </>
  );
}

function Group({
  id,
  title,
  tool,
  children,
}: {
  id: string;
  title: string;
  tool?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section>
      <div className="sidebar-title">
        <h2 id={id}>{title}</h2>
        {tool}
      </div>
      <ul aria-labelledby={id}>{children}</ul>
    </section>
  );
}

/** Leads to the app's Home; with something unread to its messages, because those are what one comes for then. */
function AppLink({ app }: { app: AppInfo }) {
  const { state } = useModel();
  const { user } = useHands();
  const [route] = useRoute();
  const im = state.conversations.find((c) => c.peerId === app.botUserId);
  const unread = im?.unread ?? 0;
  const toMessages = im !== undefined && (unread > 0 || !app.hasHome);
  return (
    <NavLink
      href={toMessages ? `#/${user}/${im.id}` : `#/${user}/home/${app.id}`}
      label={app.name}
      avatarId={app.botUserId}
      unread={unread}
      current={route.home === app.id || (im !== undefined && route.channel === im.id)}
    />
  );
}
