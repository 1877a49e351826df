import { type KeyboardEvent, type RefObject, useState } from 'react';
import { useHands } from '../store/session.tsx';
import { complete } from './complete.ts';
import { composerKey } from './keys.ts';
import { historyOf } from './memory.ts';
import type { Suggestion } from './suggestions.ts';
import { useCompletion } from './useCompletion.ts';
import { useText } from './useText.ts';

interface Composer {
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  list: ReturnType<typeof useCompletion>;
  edit: (text: string, caret: number) => void;
  /** Puts a sign into the text as if it had been typed: `/` at the beginning, others at the caret. */
  insert: (sign: string) => void;
  choose: (item: Suggestion) => void;
  onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  submit: () => void;
}

/** The text of a composer, its completion, its history and its keys. `key` names the draft. */
export function useComposer(
  key: string,
  inThread: boolean,
  send: (text: string) => Promise<boolean>,
): Composer {
  const { field, text, put } = useText(key);
  const list = useCompletion(inThread);
  const { past, recall, forget } = useHistory(put);

  const edit = (next: string, at: number, caret?: number): void => {
    put(next, caret);
    list.look(next, at);
    forget();
  };
  const choose = (item: Suggestion): void => {
    if (!list.completion) return;
    const next = complete(text, list.completion, item.insert);
    put(next.text, next.caret);
    list.close();
    field.current?.focus();
  };
  const insert = (sign: string): void => {
    const at = sign === '/' ? 0 : (field.current?.selectionStart ?? text.length);
    const glue = /(^|\s)$/.test(text.slice(0, at)) ? '' : ' ';
    const end = at + glue.length + 1;
    field.current?.focus();
    edit(`${text.slice(0, at)}${glue}${sign}${text.slice(at)}`, end, end);
  };
  const submit = (): void => {
    if (!text.trim()) return;
    put('');
    list.close();
    forget();
    void send(text).then((done) => {
      // What could not be sent comes back, unless something else was typed meanwhile.
      if (!done && field.current?.value === '') put(text);
    });
  };
  const item = list.items[list.active];
  const { completion } = list;
  const exact =
    item !== undefined && completion !== null && text.slice(completion.from, completion.to) === item.insert;
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing) return;
    const situation = { listOpen: item !== undefined, exact, recalled: past >= 0, empty: text === '' };
    const meaning = composerKey(event, situation);
    if (meaning === null) return;
    event.preventDefault();
    if (meaning === 'move') list.move(event.key);
    else if (meaning === 'choose' && item) choose(item);
    else if (meaning === 'close') list.close();
    else if (meaning === 'send') submit();
    else recall(meaning === 'older' ? 1 : -1);
  };
  return { field, text, list, edit, insert, choose, onKeyDown, submit };
}

/** The lines sent before: ArrowUp goes back in them, ArrowDown forth, down to the empty field. */
function useHistory(put: (text: string, caret?: number) => void) {
  const { user } = useHands();
  const [past, setPast] = useState(-1);
  const recall = (step: number): void => {
    const history = historyOf(user);
    const next = Math.max(-1, Math.min(past + step, history.length - 1));
    const line = history[next] ?? '';
    put(line, line.length);
    setPast(next);
  };
  return { past, recall, forget: () => setPast(-1) };
}
