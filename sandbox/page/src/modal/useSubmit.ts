import { useState } from 'react';
import type { View, ViewState } from '../../../contract.ts';
import { validate } from '../kit/validate.ts';
import { useDirectory } from '../store/directory.tsx';
import { useHands } from '../store/session.tsx';

interface Submit {
  busy: boolean;
  /** By `block_id`. */
  errors: Record<string, string>;
  /** Grows with each refused attempt: the moment to go to the first wrong field. */
  refusals: number;
  /** A failure that belongs to no field. */
  problem: string | null;
  submit: (state: ViewState) => Promise<void>;
  close: () => Promise<void>;
  /** An edited field is no longer wrong. */
  forget: (blockId: string) => void;
}

/** Sends a modal to the app and keeps what came back against it. The next view arrives by the events. */
export function useSubmit(view: View): Submit {
  const { words } = useDirectory();
  const { act, dispatch } = useHands();
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [refusals, setRefusals] = useState(0);

  const refuse = (found: Record<string, string>): void => {
    setErrors(found);
    setRefusals((count) => count + 1);
  };

  const submit = async (state: ViewState): Promise<void> => {
    if (busy) return;
    const found = validate(view.blocks, state, words);
    setProblem(null);
    if (Object.keys(found).length > 0) {
      refuse(found);
      return;
    }
    setErrors(found);
    setBusy(true);
    const answer = await act('view-submit', { viewId: view.id, state });
    setBusy(false);
    if (answer.ok) return;
    if (answer.errors) refuse(answer.errors);
    else setProblem(words.notAnswered(answer.error));
  };
  const close = async (): Promise<void> => {
    const answer = await act('view-close', { viewId: view.id });
    // A view that the server no longer knows must not stay on the screen.
    if (!answer.ok) dispatch({ type: 'views', stack: [] });
  };
  const forget = (blockId: string): void =>
    setErrors((all) => Object.fromEntries(Object.entries(all).filter(([id]) => id !== blockId)));
  return { busy, errors, refusals, problem, submit, close, forget };
}
