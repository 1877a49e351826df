import { useEffect, useState } from 'react';
import { HomePane } from './app/HomePane.tsx';
import { Inspector } from './inspector/Inspector.tsx';
import { ConversationPane } from './messages/ConversationPane.tsx';
import { ThreadPane } from './messages/ThreadPane.tsx';
import { ModalStack } from './modal/ModalStack.tsx';
import { Jump } from './people/Jump.tsx';
import { Sidebar } from './sidebar/Sidebar.tsx';
import { sortConversations } from './sidebar/sort.ts';
import { useHands, useModel } from './store/session.tsx';
import { Toasts } from './ui/Toasts.tsx';
import { PHONE, useMedia } from './useMedia.ts';
import { useRoute } from './useRoute.ts';

const NO_BOTS: ReadonlySet<string> = new Set();

/** The workspace: list, conversation, thread, inspector; one at a time on a phone. */
export function Shell() {
  const { state, views } = useModel();
  const { user } = useHands();
  const [route, go] = useRoute();
  const phone = useMedia(PHONE);
  const [inspecting, setInspecting] = useState(false);
  const channel = state.conversations.find((c) => c.id === route.channel);
  const app = state.apps.find((a) => a.id === route.home);
  const somewhere = channel !== undefined || app !== undefined;

  const { joined } = sortConversations(state.conversations, user, NO_BOTS);
  const first = joined.find((c) => c.name === 'general') ?? joined[0] ?? state.conversations[0];
  useEffect(() => {
    // While somebody else is being signed in the address is theirs already: it is not ours to change.
    const ours = route.user === user;
    if (ours && !somewhere && !phone && first) go({ user, channel: first.id }, true);
  }, [route.user, somewhere, phone, first, go, user]);
  useEffect(() => {
    document.title = [channel?.name ?? app?.name, state.workspace.name].filter(Boolean).join(' · ');
  }, [channel?.name, app?.name, state.workspace.name]);

  const pane = !somewhere ? 'list' : route.thread ? 'thread' : 'main';
  return (
    <div className={inspecting ? 'shell inspecting' : 'shell'} data-pane={pane}>
      <Sidebar inspecting={inspecting} onInspect={() => setInspecting(!inspecting)} />
      {channel && <ConversationPane key={channel.id} channel={channel} thread={route.thread} />}
      {app && <HomePane key={app.id} app={app} />}
      {channel && route.thread && <ThreadPane key={route.thread} channel={channel} ts={route.thread} />}
      {inspecting && <Inspector onClose={() => setInspecting(false)} />}
      <ModalStack current={channel?.id} />
      <Jump />
      {views.length === 0 && <Toasts current={channel?.id} />}
    </div>
  );
}
