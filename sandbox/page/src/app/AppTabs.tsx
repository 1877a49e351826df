import type { AppInfo } from '../../../contract.ts';
import { useOpenDm } from '../people/useOpenDm.ts';
import { useDirectory } from '../store/directory.tsx';

/** Home and Messages of an app: two places with addresses of their own, so they are links. */
export function AppTabs({ app, current }: { app: AppInfo; current: 'home' | 'messages' }) {
  const { me, conversations, words } = useDirectory();
  const openDm = useOpenDm();
  const im = [...conversations.values()].find((c) => c.kind === 'im' && c.peerId === app.botUserId);
  return (
    <nav className="tabs" aria-label={app.name}>
      {app.hasHome && (
        <a href={`#/${me.id}/home/${app.id}`} aria-current={current === 'home' ? 'page' : undefined}>
          {words.home}
        </a>
      )}
      <a
        href={`#/${me.id}/${im?.id ?? `home/${app.id}`}`}
        aria-current={current === 'messages' ? 'page' : undefined}
        onClick={(event) => {
          if (im) return;
          event.preventDefault();
          void openDm(app.botUserId);
        }}
      >
        {words.messages}
      </a>
    </nav>
  );
}
