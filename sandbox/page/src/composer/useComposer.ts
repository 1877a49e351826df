import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { useDirectory } from '../store/directory.tsx';
import { useHands, useModel } from '../store/session.tsx';
import { stepIn } from '../ui/step.ts';
import { type Completion, complete, completionAt } from './complete.ts';
import { draftOf, historyOf, keepDraft } from './memory.ts';
import { type Suggestion, suggest } from './suggestions.ts';

interface Composer {
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  completion: Completion | null;
  items: Suggestion[];
  active: number;
  edit: (text: string, caret: number) => void;
  insert: (sign: string) => void;
  choose: (item: Suggestion) => void;
  closeList: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  submit: () => void;
}

/** The text of a composer, its completion and its keys. `key` names the draft. */
export function useComposer(
  key: string,
  inThread: boolean,
  send: (text: string) => Promise<boolean>,
): Composer {
  const { user } = useHands();
  const { state } = useModel();
  const directory = useDirectory();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => draftOf(key));
  const [completion, setCompletion] = useState<Completion | null>(null);
  const [active, setActive] = useState(0);
  const [past, setPast] = useState(-1);
  const caret = useRef<number | null>(null);

  const found = completion && !(inThread && completion.kind === 'command') ? completion : null;
  const items = found ? suggest(found, state.commands, directory) : [];

  const put = (next: string): void => {
    setText(next);
    keepDraft(key, next);
  };
  const edit = (next: string, at: number): void => {
    put(next);
    setCompletion(completionAt(next, at));
    setActive(0);
    setPast(-1);
  };
  useLayoutEffect(() => {
    if (caret.current === null) return;
    field.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });

  const closeList = (): void => setCompletion(null);
  const choose = (item: Suggestion): void => {
    if (!found) return;
    const next = complete(text, found, item.insert);
    put(next.text);
    caret.current = next.caret;
    closeList();
    field.current?.focus();
  };
  const insert = (sign: string): void => {
    const at = field.current?.selectionStart ?? text.length;
    const glue = sign === '/' ? '' : /(^|\s)$/.test(text.slice(0, at)) ? '' : ' ';
    const next = sign === '/' ? `/${text}` : `${text.slice(0, at)}${glue}${sign}${text.slice(at)}`;
    const end = sign === '/' ? 1 : at + glue.length + 1;
    caret.current = end;
    field.current?.focus();
    edit(next, end);
  };
  const submit = (): void => {
    if (!text.trim()) return;
    const kept = text;
    put('');
    closeList();
    setPast(-1);
    void send(kept).then((done) => {
      // What could not be sent comes back, unless something else was typed meanwhile.
      if (!done && field.current?.value === '') put(kept);
    });
  };
  const recall = (step: number): boolean => {
    const history = historyOf(user);
    const next = Math.min(past + step, history.length - 1);
    if (history.length === 0 || (text !== '' && past < 0) || next < -1) return false;
    put(next < 0 ? '' : (history[next] ?? ''));
    setPast(next);
    caret.current = (history[next] ?? '').length;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing) return;
    const item = items[active];
    const next = event.key.startsWith('Arrow') ? stepIn(event.key, active, items.length) : null;
    const exact = item !== undefined && found !== null && text.slice(found.from, found.to) === item.insert;
    const take = (done: boolean): void => {
      if (done) event.preventDefault();
    };
    if (item && next !== null) {
      take(true);
      setActive(next);
    } else if (item && (event.key === 'Tab' || (event.key === 'Enter' && !event.shiftKey && !exact))) {
      take(true);
      choose(item);
    } else if (event.key === 'Escape' && item) {
      take(true);
      closeList();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      take(true);
      submit();
    } else if (event.key === 'ArrowUp') take(recall(1));
    else if (event.key === 'ArrowDown' && past >= 0) take(recall(-1));
  };
  return {
    field,
    text,
    completion: found,
    items,
    active,
    edit,
    insert,
    choose,
    closeList,
    onKeyDown,
    submit,
  };
}
