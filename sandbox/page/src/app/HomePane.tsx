import { useEffect, useState } from 'react';
import type { AppInfo, View } from '../../../contract.ts';
import { Blocks } from '../kit/BlockView.tsx';
import type { Edits } from '../kit/state.ts';
import { SurfaceProvider } from '../kit/surface.ts';
import { useSurfaceState } from '../kit/useSurfaceState.ts';
import { PaneHead } from '../messages/PaneHead.tsx';
import { Avatar } from '../people/Avatar.tsx';
import { useDirectory } from '../store/directory.tsx';
import { useHands, useModel } from '../store/session.tsx';
import { AppTabs } from './AppTabs.tsx';
import { OfflineBanner } from './OfflineBanner.tsx';

/** How long a first Home may take to arrive before the page says that there is none. */
const PATIENCE_MS = 1500;

/** The Home tab of an app. Opening it tells the app, which may publish in answer. */
export function HomePane({ app }: { app: AppInfo }) {
  const { me, words } = useDirectory();
  const { state, online } = useModel();
  const { act } = useHands();
  const [patient, setPatient] = useState(true);
  useEffect(() => {
    if (online) void act('home-opened', { appId: app.id });
    const timer = setTimeout(() => setPatient(false), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [act, app.id, online]);
  return (
    <main className="pane" aria-label={app.name}>
      <PaneHead title={app.name} mark={<Avatar id={app.botUserId} size={30} />} back={`#/${me.id}`}>
        <AppTabs app={app} current="home" />
      </PaneHead>
      <OfflineBanner app={app} />
      <div className="home-scroll">
        {state.home ? (
          <HomeView key={state.home.id} view={state.home} />
        ) : (
          <div className="empty" role="status">
            <Avatar id={app.botUserId} size={56} />
            <h2>{patient ? words.loading : words.homeEmpty}</h2>
            {!patient && <p>{words.homeEmptyHint(app.name)}</p>}
          </div>
        )}
      </div>
    </main>
  );
}

function HomeView({ view }: { view: View }) {
  const { words } = useDirectory();
  const [edits, setEdits] = useState<Edits>({});
  const surface = useSurfaceState({
    kind: 'home',
    blocks: view.blocks,
    origin: { viewId: view.id },
    edits,
    onEdits: setEdits,
  });
  return (
    <SurfaceProvider value={surface}>
      <section className="home" aria-label={words.home}>
        <Blocks blocks={view.blocks} />
      </section>
    </SurfaceProvider>
  );
}
