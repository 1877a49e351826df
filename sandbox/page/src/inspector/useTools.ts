import { useCallback, useEffect, useState } from 'react';
import type { Json, Tools } from '../../../contract.ts';
import { get } from '../api/client.ts';
import { useDirectory } from '../store/directory.tsx';
import { useHands } from '../store/session.tsx';

/** The clock runs and faults are used up without the page being told: it looks again this often, in milliseconds. */
const LOOK_MS = 1000;

export interface Workings {
  /** Null until they have been read. */
  tools: Tools | null;
  /** Runs a control verb and looks again; `data` of its answer, or undefined where it was refused (the person is told). */
  control: (verb: string, body?: { [key: string]: Json }) => Promise<unknown>;
}

/** The workings of the workspace, as long as somebody looks at them. */
export function useTools(): Workings {
  const { words } = useDirectory();
  const { user, act, dispatch } = useHands();
  const [tools, setTools] = useState<Tools | null>(null);
  const look = useCallback(async () => {
    const answer = await get('tools', user);
    if (answer.ok && answer.data) setTools(answer.data);
  }, [user]);
  useEffect(() => {
    void look();
    const timer = setInterval(() => void look(), LOOK_MS);
    return () => clearInterval(timer);
  }, [look]);
  const control: Workings['control'] = async (verb, body = {}) => {
    const answer = await act('control', { verb, body });
    if (!answer.ok) dispatch({ type: 'notice', level: 'error', text: words.notAnswered(answer.error) });
    await look();
    return answer.ok ? (answer.data ?? {}) : undefined;
  };
  return { tools, control };
}
