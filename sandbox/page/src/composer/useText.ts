import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { draftOf, keepDraft } from './memory.ts';

interface Text {
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  /** Replaces the text, keeps it as the draft, and puts the caret somewhere if said. */
  put: (text: string, caret?: number) => void;
}

/** The text of a composer; `key` names its draft. The field grows with it. */
export function useText(key: string): Text {
  const field = useRef<HTMLTextAreaElement>(null);
  const caret = useRef<number | null>(null);
  const [text, setText] = useState(() => draftOf(key));

  // biome-ignore lint/correctness/useExhaustiveDependencies: height and caret follow the text
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
    if (caret.current !== null) element.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  }, [text]);

  const put = (next: string, at?: number): void => {
    setText(next);
    keepDraft(key, next);
    caret.current = at ?? null;
  };
  return { field, text, put };
}
