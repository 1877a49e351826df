import { useEffect, useRef, useState } from 'react';
import type { State } from '../../contract.ts';
import { get } from './api/client.ts';
import { Confirming } from './kit/Confirming.tsx';
import { Shell } from './Shell.tsx';
import { DirectoryProvider } from './store/directory.tsx';
import { SessionProvider, useModel } from './store/session.tsx';
import { LightboxProvider } from './ui/Lightbox.tsx';
import { useRoute } from './useRoute.ts';
import { wordsFor } from './words/words.ts';

/** How long after a failed reading of the workspace the next attempt comes. */
const RETRY_MS = 1500;

/** Signs in as the person in the address, or as the server's first person, and shows the workspace. */
export function App() {
  const [route, go] = useRoute();
  const { user } = route;
  const here = useRef(route);
  here.current = route;
  const [state, setState] = useState<State | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    let current = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = async (): Promise<void> => {
      const answer = await get('state', user);
      if (!current) return;
      setProblem(answer.ok ? null : answer.error);
      if (answer.ok && answer.data) {
        setState(answer.data);
        // A handle or an address becomes the id by which everything else here goes; `T…/ana` says more than the id.
        const { id } = answer.data.me;
        if (user !== id && !user?.includes('/')) go({ ...here.current, user: id }, true);
      } else if (!answer.ok && answer.error === 'unreachable') timer = setTimeout(load, RETRY_MS);
    };
    void load();
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [user, go]);

  // While another person's workspace is on its way the present one stays: switching shows no empty page.
  if (state && !problem)
    return (
      <SessionProvider key={state.me.id} first={state}>
        <Signed />
      </SessionProvider>
    );
  return <Waiting problem={problem} />;
}

function Signed() {
  const { state } = useModel();
  useEffect(() => {
    document.documentElement.lang = state.me.locale;
  }, [state.me.locale]);
  return (
    <DirectoryProvider state={state}>
      <LightboxProvider>
        <Confirming>
          <Shell />
        </Confirming>
      </LightboxProvider>
    </DirectoryProvider>
  );
}

function Waiting({ problem }: { problem: string | null }) {
  const words = wordsFor(navigator.language);
  const gone = problem !== null && problem !== 'unreachable';
  return (
    <div className="waiting" role="status">
      <p>{problem === null ? words.loading : gone ? words.nobody : words.cannotReach}</p>
      {gone && (
        <a className="button" href="#/">
          {words.chooseOther}
        </a>
      )}
    </div>
  );
}
