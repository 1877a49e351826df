import { useState } from 'react';
import { useDirectory } from '../store/directory.tsx';
import { useModel } from '../store/session.tsx';
import { stepIn } from '../ui/step.ts';
import { type Completion, completionAt } from './complete.ts';
import { type Suggestion, suggest } from './suggestions.ts';

interface CompletionList {
  completion: Completion | null;
  items: readonly Suggestion[];
  active: number;
  /** Looks what stands at the caret. */
  look: (text: string, caret: number) => void;
  move: (key: string) => void;
  close: () => void;
}

/** What can be completed at the caret. Threads know no commands. */
export function useCompletion(inThread: boolean): CompletionList {
  const { state } = useModel();
  const directory = useDirectory();
  const [found, setFound] = useState<Completion | null>(null);
  const [active, setActive] = useState(0);
  const completion = found && !(inThread && found.kind === 'command') ? found : null;
  const items = completion ? suggest(completion, state.commands, directory) : [];
  return {
    completion,
    items,
    active,
    look: (text, caret) => {
      setFound(completionAt(text, caret));
      setActive(0);
    },
    move: (key) => setActive(stepIn(key, active, items.length) ?? active),
    close: () => setFound(null),
  };
}
